"""What editors get: the admin, its forms and views, worklists and help."""
