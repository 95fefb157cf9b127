from accessibility.models.change import Change
from accessibility.models.menu import Menu, MenuItem, MenuStep, MenuVersion, RemovedEntry
from accessibility.models.message import Message
from accessibility.models.rate_limit import CountedAttempt
from accessibility.models.term import Term

__all__ = [
    "Change",
    "CountedAttempt",
    "Menu",
    "MenuItem",
    "MenuStep",
    "MenuVersion",
    "Message",
    "RemovedEntry",
    "Term",
]
