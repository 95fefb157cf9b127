"""A page's details beside its text: owner, clinical reviewer, when it first appeared.

No revision keeps these, so a save is told what its form began with, and an event tells the history
what was changed.
"""

from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import date

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import DETAIL_COLUMNS, Article, Event, Person
from articles.publishing.errors import day
from articles.publishing.labels import DETAILS, Detail, Details

NOBODY = "nobody"


def details_of(article: Article) -> Details:
    """The details that a page in memory says, co-authors as the database holds them."""
    kept = {name: getattr(article, name) for name in DETAILS if name != "coauthors"}
    people = article.coauthors.values_list("pk", flat=True) if article.pk else ()
    return kept | {"coauthors": sorted(people)}


def three_ways(
    article: Article, *, seen: Details | None, coauthors: Collection[int] | None
) -> tuple[Details, Details, Details]:
    """(as the form began, as wanted, as they are) of the details that are to be saved.

    ``seen``: what a form began with, by name; for the rest, what the page was loaded with.
    """
    theirs = details_of(type(article).objects.get(pk=article.pk))
    mine = details_of(article) | {"coauthors": theirs["coauthors"]}
    if coauthors is not None:
        mine["coauthors"] = sorted(coauthors)
    return theirs | article.loaded | (seen or {}), mine, theirs


def note_details(article: Article, *, before: Details | None, by: User | None) -> None:
    """Record the saved details, and what changed since ``before``, in the history."""
    after = details_of(article)
    article.loaded = {name: after[name] for name in DETAIL_COLUMNS}
    if before is None:
        return
    changed = [name for name in DETAILS if before[name] != after[name]]
    if changed:
        said = [
            f"{DETAILS[name]} from {detail_label(name, before[name])}"
            f" to {detail_label(name, after[name])}"
            for name in changed
        ]
        Event.objects.create(
            verb=Event.Verb.DETAILS_CHANGED,
            at=timezone.now(),
            by=by,
            article=article,
            data={"said": "; ".join(said), "names": changed},
        )


def last_change(article: Article, names: Iterable[str]) -> Event | None:
    """The newest event that changed one of the details; None where none did."""
    changes = article.events.filter(verb=Event.Verb.DETAILS_CHANGED).select_related("by")
    return next((event for event in changes if set(names) & set(event.data["names"])), None)


def detail_label(name: str, value: Detail) -> str:
    """A detail as people read it."""
    if not value:
        return "no date" if name == "first_published_on" else NOBODY
    if isinstance(value, date):
        return day(value)
    if name == "clinical_reviewer_id":
        return str(Person.objects.filter(pk=value).first() or NOBODY)
    keys = value if name == "coauthors" else [value]
    accounts = get_user_model().objects.filter(pk__in=keys).order_by("username")
    return ", ".join(one.get_full_name() or one.get_username() for one in accounts) or NOBODY


def as_typed(details: Details) -> dict[str, Detail | str]:
    """Details as a hidden field, or a session, can carry them."""
    shown = details.get("first_published_on")
    typed: dict[str, Detail | str] = {**details}
    if isinstance(shown, date):
        typed["first_published_on"] = shown.isoformat()
    return typed


def from_typed(typed: object) -> Details:
    """What a hidden field carried; whatever is no detail is left out."""
    if not isinstance(typed, dict):
        return {}
    found: Details = {}
    for name in DETAILS:
        if name in typed:
            found |= _read(name, typed[name])
    return found


def _read(name: str, value: object) -> Details:
    """The detail under its name; nothing where the value is none."""
    if name == "coauthors":
        if isinstance(value, list) and all(isinstance(key, int) for key in value):
            return {name: sorted(value)}
    elif name != "first_published_on" or value is None:
        if isinstance(value, int | None):
            return {name: value}
    elif isinstance(value, str):
        with suppress(ValueError):
            return {name: date.fromisoformat(value)}
    return {}
