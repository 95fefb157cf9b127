"""Plain text, as a text browser saves a page, into a record."""
