"""Who has the form of a page open: windows that said so within the last minute."""

from datetime import timedelta

from django.utils.formats import time_format
from django.utils.timezone import localtime

from articles.models import Presence

GONE_AFTER = timedelta(seconds=60)
FORGOTTEN_AFTER = timedelta(days=1)


def arrive(*, person, article, window, at):
    """Note that the person still has the page open in that window."""
    Presence.objects.filter(article=article, seen_at__lt=at - GONE_AFTER).delete()
    Presence.objects.update_or_create(
        person=person,
        article=article,
        window=window,
        defaults={"seen_at": at},
        create_defaults={"seen_at": at, "since": at},
    )


def leave(*, person, article, window):
    Presence.objects.filter(person=person, article=article, window=window).delete()


def forget_old(*, at):
    """Of pages that nobody opens any more; returns how many windows there were."""
    return Presence.objects.filter(seen_at__lt=at - FORGOTTEN_AFTER).delete()[0]


def sentences(*, person, article, window, at):
    """Who else has the page open: one sentence a person."""
    there = Presence.objects.filter(article=article, seen_at__gte=at - GONE_AFTER)
    told = {}
    for presence in there.exclude(person=person, window=window).select_related("person"):
        told.setdefault(presence.person_id, _sentence(presence, person))
    return list(told.values())


def _sentence(presence, reader):
    if presence.person_id == reader.pk:
        return "You have this page open in another window."
    name = presence.person.get_full_name() or presence.person.get_username()
    since = time_format(localtime(presence.since), "P")
    return f"Since {since}, {name} has had this page open."
