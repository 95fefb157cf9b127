from accessibility.models.change import Change
from accessibility.models.menu import Menu, MenuItem, MenuStep, MenuVersion, RemovedEntry
from accessibility.models.message import Message
from accessibility.models.term import Term

__all__ = [
    "Change",
    "Menu",
    "MenuItem",
    "MenuStep",
    "MenuVersion",
    "Message",
    "RemovedEntry",
    "Term",
]
