"""A saved web page, as HTML, into a record."""
