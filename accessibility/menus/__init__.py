"""Menus: trees, checks before publishing, and the acts on them."""
