"""What readers tell us about barriers: kept, limited by the hour, marked when it is answered."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from accessibility.changes import history
from accessibility.changes.optimistic_lock import SavedRow, locked, merge_into
from accessibility.models import Message
from accessibility.rate_limits import attempts
from accessibility.rate_limits.attempts import HOUR, Limit
from accessibility.rate_limits.client_address import digest

MOST_OF_ONE_SENDER = 20  # an hour
MOST_OF_ALL = 300  # so that no crowd of addresses fills the desk and its mailboxes


class TooManyMessages(Exception):
    """More messages in an hour than people write."""

    def __init__(self):
        super().__init__(
            "We received many messages in the last hour, so yours was not saved yet. Your text"
            " is still below. Please send it again a little later."
        )


@transaction.atomic
def tell(*, text, page="", name="", reply_to="", address):
    """Keep a message that came from the client at ``address``, which itself is never kept.

    Raises TooMuchTold.
    """
    _count(address)
    now = timezone.now()
    Message.objects.filter(at__lte=now - HOUR).exclude(sender="").update(sender="")
    message = Message.objects.create(text=text, page=page, name=name, reply_to=reply_to, at=now)
    if follower := settings.ACCESSIBILITY_MESSAGE_FOLLOWER:
        import_string(follower)(message=message)
    return message


def _count(address):
    everyone = Limit(digest("barrier message"), MOST_OF_ALL)
    try:
        attempts.count(Limit(digest("barrier message", address), MOST_OF_ONE_SENDER), everyone)
    except attempts.LimitReached as reached:
        raise TooManyMessages from reached


@transaction.atomic
def set_answered(*, message, answered, note, by, opened=None):
    """Say that a message was answered, and what was done; or that it waits again.

    ``opened``: what a form of it began with. What others saved since then is merged, or refused as
    FormConflict. Returns a SavedRow.
    """
    message.note, stored = note, locked(message)
    beside = {"answered": (answered, stored.answered_at is not None)}
    merged = merge_into(message, stored=stored, opened=opened, by=by, beside=beside)
    answered = merged.values["answered"]
    if answered and message.answered_at is None:
        message.answered_at, message.answered_by = timezone.now(), by
    if not answered:
        message.answered_at = message.answered_by = None
    message.save()
    if words := _what_was_done(stored, message):
        history.record(history.MESSAGE_SAVED, by=by, thing=message, words=words)
    return SavedRow(message, merged)


def _what_was_done(before, after):
    was, is_answered = before.answered_at is not None, after.answered_at is not None
    if was == is_answered:
        return "" if before.note == after.note else "changed the note"
    return "marked it as answered" if is_answered else "marked it as waiting"
