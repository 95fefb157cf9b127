"""The history of accounts and groups: an Event for each change, with the old and new values.

Every change is made inside ``recorded_account`` or ``recorded_group``: the change and its Event
are one transaction. Of a password the Event says that it changed, never what it was or is.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from articles.models import Event
from articles.publishing.act import EventData

Verb = Event.Verb
COLUMNS = (
    "username",
    "first_name",
    "last_name",
    "email",
    "is_active",
    "is_staff",
    "is_superuser",
)
Value = str | bool | list[str] | None
Values = dict[str, Value]  # of an account or a group, by name
Stored = tuple[Values, str | None]  # with the stored password
Changed = dict[str, list[Value]]  # [old, new] by name
CHANGES = (
    Verb.ACCOUNT_SAVED,
    Verb.PASSWORD_CHANGED,
    Verb.INVITED,
    Verb.INVITATION_WITHDRAWN,
)
NO_ACCOUNT: Stored = ({}, None)
LABELS = {
    "username": "Username",
    "first_name": "First name",
    "last_name": "Last name",
    "email": "Email address",
    "is_active": "Active",
    "is_staff": "Can use the desk",
    "is_superuser": "Has all permissions",
    "roles": "Roles",
    "sections": "Only in these sections",
    "rights": "Individual permissions",
    "password": "Password",
    "invitation": "Invitation",
    "name": "Name",
    "permissions": "Permissions of its members",
}


@contextmanager
def recorded_account(account: User, *, by: User | None, lock: bool = True) -> Iterator[None]:
    """Record what the block changes of an account, a new one included; all of it or nothing.

    ``by``: the account that makes the change; None for a command. ``lock``: whether to lock the
    account from the start; False while a command waits for someone to type.
    """
    with transaction.atomic():
        before = _account(account.pk, lock=lock)
        yield
        _record(account, before, by=by)


def record_new_account(account: User, *, by: User | None) -> None:
    """Record an account that was just made, in the transaction that made it."""
    _record(account, NO_ACCOUNT, by=by)


def _record(account: User, before: Stored, *, by: User | None) -> None:
    (old, old_password), (new, password) = before, _account(account.pk, lock=True)
    if changed := _changed(old, new):
        _write(Verb.ACCOUNT_SAVED, changed, by=by, account=account)
    words: list[Value] = [_password_state(old_password), _password_state(password)]
    if password != old_password and words != [None, "not set"]:
        _write(Verb.PASSWORD_CHANGED, {"password": words}, by=by, account=account)


@contextmanager
def recorded_group(group: Group, *, by: User | None) -> Iterator[None]:
    """The same for a group: its name and what its members may do."""
    with transaction.atomic():
        before = _group(group.pk)
        yield
        if changed := _changed(before, _group(group.pk)):
            _write(Verb.GROUP_SAVED, changed, by=by, data={"group": group.pk})


def _write(
    verb: str,
    changed: Changed,
    *,
    by: User | None,
    account: User | None = None,
    data: EventData | None = None,
) -> None:
    data = (data or {}) | {"changed": changed}
    Event.objects.create(verb=verb, at=Now(), by=by, account=account, data=data)


def _changed(before: Values, after: Values) -> Changed:
    """[old, new] by name; of what is new, the old value is None."""
    pairs = {name: [before.get(name), value] for name, value in after.items()}
    return {
        name: [old, new]
        for name, (old, new) in pairs.items()
        if old != new and (old is not None or new not in ("", []))
    }


def _account(pk: int | None, *, lock: bool) -> Stored:
    """(values by name, the stored password) of the row as it is now."""
    rows = User.objects.select_for_update() if lock else User.objects.all()
    stored = rows.filter(pk=pk).first()
    if stored is None:
        return NO_ACCOUNT
    values = {name: getattr(stored, name) for name in COLUMNS}
    values["roles"] = sorted(stored.groups.values_list("name", flat=True))
    values["sections"] = sorted(map(str, stored.sections_of_work.all()))
    values["rights"] = sorted(stored.user_permissions.values_list("name", flat=True))
    return values, stored.password


def _group(pk: int | None) -> Values:
    stored = Group.objects.select_for_update().filter(pk=pk).first()
    if stored is None:
        return {}
    rights = sorted(stored.permissions.values_list("name", flat=True))
    return {"name": stored.name, "permissions": rights}


def _password_state(password: str | None) -> str | None:
    """Whether there is one: never the password, nor what is stored in its place."""
    if password is None:
        return None
    return "set" if User(password=password).has_usable_password() else "not set"


def history_of_account(account: User) -> QuerySet[Event]:
    """Changes of an account, the newest first."""
    changes = Event.objects.filter(account=account, verb__in=CHANGES)
    return changes.select_related("by")


def history_of_group(group: Group) -> QuerySet[Event]:
    events = Event.objects.filter(verb=Verb.GROUP_SAVED, data__group=group.pk)
    return events.select_related("by")


def changes_of(event: Event) -> Iterator[tuple[str, str, str]]:
    """(label, old, new) for each value that an Event of an account or a group holds."""
    changed = event.data.get("changed", {})
    for name in (one for one in LABELS if one in changed):  # a jsonb column keeps no order
        old, new = changed[name]
        if name == "password" and old is not None:
            old, new = _password_change(old, new)
        yield LABELS[name], _value_label(old), _value_label(new)


def _password_change(old: Value, new: Value) -> tuple[Value, Value]:
    return (old, "changed") if old == new else (old, new)


def _value_label(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(value) or "none"
    return value or "none"
