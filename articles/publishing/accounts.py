"""Acts on accounts, groups and preferences: concurrent changes are never overwritten.

The public reads none of it, so followers are not notified; Events record who did it.
"""

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.db.models import Manager, Model

from accessibility.changes import optimistic_lock
from accessibility.changes.optimistic_lock import MergedValues, Opened, SavedRow
from articles.models import DeskPreferences, Section
from articles.publishing.account_history import recorded_account, recorded_group

# By name: the related rows of an account or a group, and the wanted ones, None to leave them.
RelatedRows = Mapping[str, tuple[Manager, Iterable[Model] | None]]


def save_account(
    *,
    account: User,
    by: User | None,
    groups: Iterable[Group] | None = None,
    sections: Iterable[Section] | None = None,
    opened: Opened | None = None,
) -> SavedRow:
    """Save an account, and its groups and assigned sections where given, as rows.

    ``opened``: what a form of it began with; see content.py.
    """
    sets = {"groups": (account.groups, groups), "sections": (account.sections_of_work, sections)}
    with recorded_account(account, by=by):
        return _save(account, sets, by=by, opened=opened)


def add_account(
    *,
    account: User,
    by: User | None,
    groups: Iterable[Group] | None = None,
    sections: Iterable[Section] | None = None,
) -> User:
    """Make a new account, with its password already set, or without a usable one."""
    with recorded_account(account, by=by):
        account.save()
        account.groups.set(groups or ())
        account.sections_of_work.set(sections or ())
        return account


def save_group(
    *,
    group: Group,
    by: User | None,
    permissions: Iterable[Permission] | None = None,
    opened: Opened | None = None,
) -> SavedRow:
    """Save one of the center's own groups, and its members' permissions where given."""
    if group.pk is None:
        with recorded_group(group, by=by):
            group.save()
            group.permissions.set(permissions or ())
            return SavedRow(group, MergedValues())
    sets = {"permissions": (group.permissions, permissions)}
    with recorded_group(group, by=by):
        return _save(group, sets, by=by, opened=opened)


@transaction.atomic
def save_preferences(
    *, preferences: DeskPreferences, by: User | None, opened: Opened | None = None
) -> SavedRow:
    """Save someone's desk preferences; two windows of one person do not undo each other."""
    return _save(preferences, {}, by=by, opened=opened)


def _save(row: Model, sets: RelatedRows, *, by: User | None, opened: Opened | None) -> SavedRow:
    """``sets``: (the related rows, the wanted ones or None) by name."""
    given = {name: (there, new) for name, (there, new) in sets.items() if new is not None}
    stored = optimistic_lock.locked(row)
    beside = {name: (_keys(wanted), _keys(there.all())) for name, (there, wanted) in given.items()}
    merged = optimistic_lock.merge_into(row, stored=stored, opened=opened, by=by, beside=beside)
    row.save()
    for name, (there, _) in given.items():
        there.set(merged.values[name])
    return SavedRow(row, merged)


def _keys(rows: Iterable[Model]) -> list[int]:
    return sorted(row.pk for row in rows)
