"""How often one client may try something."""
