"""A folder that ``export_site`` wrote, into a site without pages."""
