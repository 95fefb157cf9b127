from django.contrib.auth import get_user_model
from django.core.management.base import CommandError


def user_called(name):
    """The user an option names; None where none was given."""
    if not name:
        return None
    user = get_user_model().objects.filter(username=name).first()
    if user is None:
        raise CommandError(f"There is no user “{name}”.")
    return user


def first_superuser():
    """The oldest superuser account; None on a site without anybody."""
    return get_user_model().objects.filter(is_superuser=True, is_active=True).order_by("pk").first()
