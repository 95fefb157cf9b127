"""Which columns of a row travel as they are; an export writes them, an import reads them."""

SETTINGS = (
    *("site_name", "home_title", "home_introduction", "about", "disclaimer", "contact"),
    *("crisis_label", "crisis_number", "crisis_press", "crisis_address"),
    *("portal_label", "portal_address"),
)
LINK_FIELDS = ("address", "title", "publisher", "kind", "language")
