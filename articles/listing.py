"""Lists of pages, people and links for readers. One of more than a hundred is split by letters,
so that a page that is published changes one short list and not a long one.
"""

from django.db.models import Count
from django.urls import reverse

from articles.models import LONGEST_LIST, Person, Publication, Section
from articles.models.initials import OTHER, Initial
from articles.presenting import entry

PEOPLE = "people"  # an address of its own, so no section can have it


def section(shown, *, at):
    """A section's own page: its introduction, and its pages by title or by their letters."""
    live = pages_of(shown, at=at)
    pages = short_list(live)
    letters = letters_of(live, shown.slug) if pages is None else []
    return {"section": shown, "pages": entries(pages or ()), "letters": letters}


def short_list(rows):
    """All of them; None if they are too many to be read whole."""
    found = list(rows[: LONGEST_LIST + 1])
    return found if len(found) <= LONGEST_LIST else None


def pages_of(shown, *, at):
    live = Publication.objects.live(at=at).pages().filter(section=shown)
    return live.select_related("revision").order_by("revision__title", "path")


def entries(publications):
    return [entry(publication) for publication in publications]


def letters_of(rows, slug, *, of="revision__title"):
    """The letters that some of the rows begin with, with their numbers, in order."""
    counted = rows.order_by().values(initial=Initial(of)).annotate(count=Count("pk"))
    return [
        {
            "letter": label_of(row["initial"]),
            "count": row["count"],
            "url": reverse("articles:index-part", args=[slug, row["initial"]]),
        }
        for row in sorted(counted, key=lambda row: (row["initial"] == OTHER, row["initial"]))
    ]


def label_of(initial):
    return "0–9 and others" if initial == OTHER else initial.upper()


def site_index(*, at):
    """Every live page by section, and the people; of long lists only where they are."""
    live = Publication.objects.live(at=at).pages()
    people = Person.objects.filter(archived_at=None)
    shown = short_list(people)
    return {
        "sections": _sections(live),
        "people": shown or [],
        "letters_of_people": letters_of(people, PEOPLE, of="name") if shown is None else [],
    }


def _sections(live):
    shown = short_list(live.select_related("revision").order_by("revision__title", "path"))
    pages, counts = {}, {}
    for row in shown or ():
        pages.setdefault(row.section_id, []).append(entry(row))
    if shown is None:
        counts = dict(live.order_by().values_list("section").annotate(count=Count("pk")))
    return [
        {
            "name": section.name,
            "url": section.get_absolute_url(),
            "pages": pages.get(section.pk, []),
            "count": counts.get(section.pk, 0),
        }
        for section in Section.objects.in_order()
    ]


def index_part(slug, initial, *, at):
    """What begins with a letter, in a section or of the people; None where no list is split so."""
    if slug == PEOPLE:
        return _people_part(initial)
    shown = Section.objects.filter(slug=slug).first()
    live = pages_of(shown, at=at) if shown else Publication.objects.none()
    pages = live.annotate(initial=Initial("revision__title")).filter(initial=initial)
    if live.count() <= LONGEST_LIST or not pages:
        return None
    return {
        "name": shown.name,
        "whole": shown.get_absolute_url(),
        "letter": label_of(initial),
        "entries": entries(pages),
    }


def _people_part(initial):
    everybody = Person.objects.filter(archived_at=None)
    people = everybody.annotate(initial=Initial("name")).filter(initial=initial).order_by("name")
    if everybody.count() <= LONGEST_LIST or not people:
        return None
    return {
        "name": "People",
        "whole": reverse("articles:site-index"),
        "letter": label_of(initial),
        "people": people,
    }
