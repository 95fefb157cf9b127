"""Text in, text out: comparing, merging, spelling, repairs. Pure."""
