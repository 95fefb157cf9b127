"""What someone did to a menu, a term or a message, for the app that keeps the site's history."""

from django.conf import settings
from django.utils.module_loading import import_string

MENU_ADDED = "menu added"
MENU_CHANGED = "menu changed"
MENU_PUBLISHED = "menu published"
MENU_FOLLOWED = "menu updated after a move"
TERM_SAVED = "term saved"
MESSAGE_SAVED = "message saved"


def record(verb, *, by, thing, words=""):
    """Hand over one act on ``thing``, in the transaction that did it; ``words``: what was done."""
    if follower := settings.ACCESSIBILITY_HISTORY_FOLLOWER:
        import_string(follower)(verb=verb, by=by, thing=thing, words=words)
