"""How changes wait for one another."""
