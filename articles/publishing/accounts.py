"""Acts on accounts, groups and preferences: concurrent changes are never overwritten.

The public reads none of it, so followers are not notified; Events record who did it.
"""

from django.db import transaction

from accessibility.changes import optimistic_lock
from articles.publishing.account_history import recorded_account, recorded_group


def save_account(*, account, by, groups=None, sections=None, opened=None):
    """Save an account, and its groups and assigned sections where given, as rows.

    ``opened``: what a form of it began with; see content.py.
    """
    sets = {"groups": (account.groups, groups), "sections": (account.sections_of_work, sections)}
    with recorded_account(account, by=by):
        return _save(account, sets, by=by, opened=opened)


def add_account(*, account, by, groups=None, sections=None):
    """Make a new account, with its password already set."""
    with recorded_account(account, by=by):
        account.save()
        account.groups.set(groups or ())
        account.sections_of_work.set(sections or ())
        return account


def save_group(*, group, by, permissions=None, opened=None):
    """Save one of the center's own groups, and its members' permissions where given."""
    if group.pk is None:
        with recorded_group(group, by=by):
            group.save()
            group.permissions.set(permissions or ())
            return optimistic_lock.SavedRow(group, optimistic_lock.MergedValues())
    sets = {"permissions": (group.permissions, permissions)}
    with recorded_group(group, by=by):
        return _save(group, sets, by=by, opened=opened)


@transaction.atomic
def save_preferences(*, preferences, by, opened=None):
    """Save someone's desk preferences; two windows of one person do not undo each other."""
    return _save(preferences, {}, by=by, opened=opened)


def _save(row, sets, *, by, opened):
    """``sets``: (the related rows, the wanted ones or None) by name."""
    given = {name: both for name, both in sets.items() if both[1] is not None}
    stored = optimistic_lock.locked(row)
    beside = {name: (_keys(wanted), _keys(there.all())) for name, (there, wanted) in given.items()}
    merged = optimistic_lock.merge_into(row, stored=stored, opened=opened, by=by, beside=beside)
    row.save()
    for name, (there, _) in given.items():
        there.set(merged.values[name])
    return optimistic_lock.SavedRow(row, merged)


def _keys(rows):
    return sorted(row.pk for row in rows)
