"""Worklists, reports, help and preferences."""
