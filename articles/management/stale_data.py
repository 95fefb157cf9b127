"""What the database keeps of people who went away, and needs no longer."""

from importlib import import_module

from django.conf import settings
from django.utils import timezone

from articles.desk import autosave, presence


def delete_stale_data():
    """Delete expired sessions and forgotten unsaved work. Returns how many of each: by its name."""
    now = timezone.now()
    return {
        "expired sessions": _delete_expired_sessions(),
        "abandoned unsaved texts": autosave.forget_old(at=now),
        "closed windows": presence.forget_old(at=now),
    }


def _delete_expired_sessions():
    """Django signs people out once their session is over, and leaves the row."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    expired = store.get_model_class().objects.filter(expire_date__lt=timezone.now())
    return expired.delete()[0]
