"""Saving a draft, and merging it with what others saved."""
