"""``make run``: what is prepared, started and watched."""
