from accessibility.models.change import Change
from accessibility.models.menu import Menu, MenuItem, MenuVersion

__all__ = ["Change", "Menu", "MenuItem", "MenuVersion"]
