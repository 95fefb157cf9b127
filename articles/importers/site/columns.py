"""Which columns of a row travel as they are; an export writes them, an import reads them."""

SETTINGS = ("site_name", "home_title", "home_introduction", "about", "disclaimer", "contact")
LINK_FIELDS = ("address", "title", "publisher", "kind", "language")
