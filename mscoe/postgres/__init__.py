"""Which PostgreSQL the site uses, and the one that it runs itself on a machine without any."""
