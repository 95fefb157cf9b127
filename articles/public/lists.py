"""Lists of pages, people and links for readers. One of more than a hundred is split by letters,
so that a page that is published changes one short list and not a long one.
"""

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse

from articles.models import LONGEST_LIST, Link, ListEntry, Person, Publication, Section
from articles.models.initials import BLANK, OTHER, Initial, label_of, part_of, prefix_of
from articles.models.list_entry import is_long, next_letters, under, whole
from articles.public.context import OF_ENTRY, entry_of, first_entries, used_links
from articles.public.first_pages import chosen_paths

PEOPLE = "people"  # an address of its own, so no section can have it
SECTION, PERSON, LINK = ListEntry.Subject.SECTION, ListEntry.Subject.PERSON, ListEntry.Subject.LINK


# --- pages of a section, pages of a person ---


def section(shown, *, at):
    """A section's own page: its introduction, and its pages or the letters that they begin with.

    Pages come in the order that was chosen, then by title; ``first``: those that were chosen, of a
    section that shows letters.
    """
    found = _split(_pages_of(SECTION, shown.pk, at=at), "", _in(shown.slug))
    paths = chosen_paths(shown.pk, at=at)
    if not found["letters"]:
        return {"section": shown, **found, "pages": _in_chosen_order(found["pages"], paths)}
    first = Publication.objects.live(at=at).filter(path__in=paths)
    entries = _in_chosen_order(_entries(first.values_list(*OF_ENTRY)), paths)
    return {"section": shown, **found, "first": entries}


def _in_chosen_order(entries, paths):
    """Sorting keeps the order of what was not chosen."""
    places = {path: place for place, path in enumerate(paths)}
    return sorted(entries, key=lambda one: places.get(one["url"], len(places)))


def person(shown, *, at):
    """The live pages that carry someone's name, or the letters that these begin with."""
    return _split(_pages_of(PERSON, shown.pk, at=at), "", _by(shown.slug))


def index_part(slug, part, *, at):
    """What begins with a letter, in a section or of the people; None where no list is split so."""
    if slug == PEOPLE:
        return _people_part(part)
    shown = Section.objects.filter(slug=slug).first()
    found = shown and _part(_pages_of(SECTION, shown.pk, at=at), part, _in(slug))
    return found and {"name": shown.name, "whole": shown.get_absolute_url(), **found}


def person_part(shown, part, *, at):
    """Those of someone's pages that begin with some letters; None where they are not split so."""
    found = _part(_pages_of(PERSON, shown.pk, at=at), part, _by(shown.slug))
    return found and {"name": shown.name, "whole": shown.get_absolute_url(), **found}


def _in(slug):
    return lambda part: reverse("articles:index-part", args=[slug, part])


def _by(slug):
    return lambda part: reverse("articles:person-part", args=[slug, part])


def _pages_of(subject, number, *, at):
    return ListEntry.objects.of(subject, number).live(at=at).order_by("filed_under", "path")


def _part(rows, part, address):
    """What begins with the letters of ``part``; None where the list has no such part."""
    prefix = prefix_of(part)
    if prefix is None or not is_long(under(rows, prefix[:-1]), longest=LONGEST_LIST):
        return None
    found = _split(rows, prefix, address)
    return {"letter": label_of(prefix), **found} if any(found.values()) else None


def _split(rows, prefix, address):
    """``pages`` with these first letters, if few; else their longer ``letters``."""
    few = whole(_of_entries(rows), prefix, longest=LONGEST_LIST)
    if few is not None:
        return {"pages": _entries(few), "letters": []}
    letters = _letters(rows, prefix, address)
    return {"pages": _entries(_of_entries(rows.filter(filed_under=prefix))), "letters": letters}


def _of_entries(rows):
    return rows.values_list(*(f"publication__{name}" for name in OF_ENTRY))


def _letters(rows, prefix, address):
    counted = next_letters(rows, prefix, longest=LONGEST_LIST)
    return [
        {
            "letter": label_of(begin),
            "url": address(part_of(begin)),
            **_capped(count),
        }
        for begin, count in sorted(counted.items(), key=lambda one: _blank_last(one[0]))
    ]


def _blank_last(begin):
    return (begin[-1] == BLANK, begin)


def _entries(rows):
    return [entry_of(*row) for row in rows]


# --- links ---


def resources(*, at, part=None):
    """Links to other sites that live pages use, by publisher, or the letters of many publishers.

    ``part``: those with these first letters; None where the list has no such part.
    """
    rows = Link.objects.filter(Exists(ListEntry.objects.of(LINK, OuterRef("pk")).live(at=at)))
    prefix = "" if part is None else prefix_of(part)
    if prefix is None or (prefix and not is_long(under(rows, prefix[:-1]), longest=LONGEST_LIST)):
        return None
    links, letters = whole(rows, prefix, longest=LONGEST_LIST), []
    if links is None:
        links, letters = rows.filter(filed_under=prefix), _letters(rows, prefix, _of_publishers)
    groups = used_links(links, at=at)
    if prefix and not (groups or letters):
        return None
    return {"groups": groups, "letters": letters, "letter": label_of(prefix) if prefix else ""}


def _of_publishers(part):
    return reverse("articles:resources-part", args=[part])


# --- the site's index ---


def site_index(*, at):
    """Every live page by section, and the people; of long lists only where they are."""
    people = Person.objects.filter(archived_at=None)
    few = list(people[: LONGEST_LIST + 1])
    are_many = len(few) > LONGEST_LIST
    return {
        "sections": _sections(at=at),
        "people": [] if are_many else few,
        "letters_of_people": _letters_of_people(people) if are_many else [],
    }


def _sections(*, at):
    sections = Section.objects.in_order()
    shown = _pages_by_section([section.pk for section in sections], at=at)
    return [
        {"name": section.name, "url": section.get_absolute_url(), **shown[section.pk]}
        for section in sections
    ]


def _pages_by_section(keys, *, at):
    """The pages of each, if they are few in all; else how many, told up to a list's length."""
    if not is_long(Publication.objects.live(at=at).pages(), longest=LONGEST_LIST):
        found = first_entries(SECTION, keys, at=at, most=LONGEST_LIST)
        return {key: {"pages": pages} for key, pages in found.items()}
    found = ListEntry.objects.counts_of_each(SECTION, keys, at=at, most=LONGEST_LIST + 1)
    return {key: _capped(count) for key, count in found.items()}


def _capped(count):
    """A number as far as lists tell it."""
    return {"count": min(count, LONGEST_LIST), "is_more": count > LONGEST_LIST}


def _letters_of_people(people):
    counted = people.order_by().values(initial=Initial("name")).annotate(count=Count("pk"))
    return [
        {
            "letter": label_of(prefix_of(row["initial"])),
            "count": row["count"],
            "url": reverse("articles:index-part", args=[PEOPLE, row["initial"]]),
        }
        for row in sorted(counted, key=lambda row: (row["initial"] == OTHER, row["initial"]))
    ]


def _people_part(initial):
    everybody = Person.objects.filter(archived_at=None)
    people = everybody.annotate(initial=Initial("name")).filter(initial=initial).order_by("name")
    if not is_long(everybody, longest=LONGEST_LIST) or not people:
        return None
    return {
        "name": "People",
        "whole": reverse("articles:site-index"),
        "letter": label_of(prefix_of(initial)),
        "people": people,
    }
