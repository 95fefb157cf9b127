from accessibility.admin.glossary import TermAdmin
from accessibility.admin.menus import MenuAdmin

__all__ = ["MenuAdmin", "TermAdmin"]
