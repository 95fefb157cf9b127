"""Markdown with front matter, as other site generators keep it, into a record."""
