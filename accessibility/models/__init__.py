from accessibility.models.change import Change
from accessibility.models.menu import Menu, MenuItem, MenuVersion, RemovedEntry

__all__ = ["Change", "Menu", "MenuItem", "MenuVersion", "RemovedEntry"]
