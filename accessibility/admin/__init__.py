from accessibility.admin.glossary import TermAdmin
from accessibility.admin.menus import MenuAdmin
from accessibility.admin.messages import MessageAdmin

__all__ = ["MenuAdmin", "MessageAdmin", "TermAdmin"]
