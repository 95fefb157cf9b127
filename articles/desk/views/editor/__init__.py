"""Screens and JSON of the page form: preview, autosave, conflicts, findings."""
