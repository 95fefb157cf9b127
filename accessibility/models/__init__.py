from accessibility.models.change import Change
from accessibility.models.menu import Menu, MenuItem, MenuVersion, RemovedEntry
from accessibility.models.term import Term

__all__ = ["Change", "Menu", "MenuItem", "MenuVersion", "RemovedEntry", "Term"]
