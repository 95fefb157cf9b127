"""The audit of a page: its rules, and what they find. Pure."""
