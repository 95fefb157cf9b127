"""What public templates show, as plain values. Made from publications and revisions only."""

from datetime import date
from functools import lru_cache

from django.urls import reverse

from accessibility import hints
from articles import markup, search
from articles.models import Link, ListEntry, Publication, Section
from articles.public.first_pages import chosen_first
from articles.text import short_view

NEWEST = 6
PAGES_ON_A_CARD = 3
MOST_NAMED = 20  # pages that are named beside a link they use
# Of a publication, in the order in which ``entry_of`` takes them.
OF_ENTRY = (
    *("path", "revision__title", "revision__summary", "revision__language"),
    *("published_on", "updated_on"),
)


def home(*, at):
    """The home page: sections with a few pages each, featured and newest pages."""
    rows = Publication.objects.select_related("revision").defer("revision__body")
    featured = rows.live(at=at).pages().filter(article__featured__isnull=False)
    sections = Section.objects.in_order()
    return {
        "sections": _cards(sections, chosen_first([one.pk for one in sections], at=at), at=at),
        "featured": [entry(row) for row in featured.order_by("article__featured__position")],
        "newest": [entry(publication) for publication in rows.newest(NEWEST, at=at)],
    }


def arranged_home(arranged, *, at):
    """The home page as someone arranges it; ``arranged``: a HomePage that is not saved."""
    rows = Publication.objects.select_related("revision").defer("revision__body")
    named = {*arranged.featured, *(page for some in arranged.first.values() for page in some)}
    live = {row.article_id: row for row in rows.live(at=at).pages().filter(article__in=named)}
    sections = sorted(Section.objects.in_order(), key=lambda one: _place(one.pk, arranged.sections))
    chosen = {
        one.pk: [
            live[page].pk
            for page in arranged.first.get(str(one.pk), [])
            if page in live and live[page].section_id == one.pk
        ]
        for one in sections
    }
    return {
        "sections": _cards(sections, chosen, at=at),
        "featured": [entry(live[page]) for page in arranged.featured if page in live],
        "newest": [entry(publication) for publication in rows.newest(NEWEST, at=at)],
    }


def _place(key, order):
    """Whatever the order does not name comes last."""
    return order.index(key) if key in order else len(order)


def _cards(sections, chosen, *, at):
    """``chosen``: what each lists first; the rest of a card is filled from its list."""
    keys = [one.pk for one in sections]
    longest = max(map(len, chosen.values()), default=0)
    most = PAGES_ON_A_CARD + min(longest, PAGES_ON_A_CARD)
    others = ListEntry.objects.first_of_each(ListEntry.Subject.SECTION, keys, at=at, most=most)
    shown = {key: [*dict.fromkeys([*chosen[key], *others[key]])][:PAGES_ON_A_CARD] for key in keys}
    pages = _entries(shown)
    return [
        {
            "name": section.name,
            "url": section.get_absolute_url(),
            "introduction": section.introduction,
            "pages": pages[section.pk],
        }
        for section in sections
    ]


def first_entries(subject, numbers, *, at, most):
    """The first pages of several lists, by list, as lists show them."""
    return _entries(ListEntry.objects.first_of_each(subject, numbers, at=at, most=most))


def _entries(keys):
    """Lists of publications' keys as lists of pages."""
    wanted = {key for some in keys.values() for key in some}
    rows = Publication.objects.filter(pk__in=wanted).order_by().values_list("pk", *OF_ENTRY)
    found = {key: entry_of(*values) for key, *values in rows}
    return {number: [found[key] for key in some] for number, some in keys.items()}


def entry(publication):
    """A page as lists show it."""
    revision = publication.revision
    return entry_of(
        publication.path,
        revision.title,
        revision.summary,
        revision.language,
        publication.published_on,
        publication.updated_on,
    )


def entry_of(path, title, summary, language, published_on, updated_on):
    """The same of the columns ``OF_ENTRY``: long lists need no more of a publication."""
    return {
        "title": title,
        "url": path,
        "summary": summary,
        "language": language,
        "published_on": published_on,
        "updated_on": updated_on,
        "is_new": updated_on == published_on,
    }


def page(publication, *, on):
    """An article page. ``publication``: one that ``with_rendering`` gave; ``on``: today."""
    shown = _written(publication.revision, section=publication.section)
    shown |= {
        "html": publication.html,
        "headings": publication.headings,
        "published_on": publication.published_on,
        "updated_on": publication.updated_on,
        "updated": publication.is_updated,
        "reviewed": _reviewed(publication, on=on),
        "is_draft": False,
    }
    shown |= _reading(publication)
    return {"page": shown, "breadcrumbs": breadcrumbs(publication.section)}


def _reading(publication):
    """Where the page stands, and how long it and its short view take to read."""
    summary, path = publication.revision.summary, publication.path
    whole, short = short_view.reading_times(summary, publication.html, address=path)
    return {"url": path, "minutes": whole, "short_minutes": short}


def short(publication, *, on):
    """The short view of a page: what is important in it, and the way to the rest."""
    context = page(publication, on=on)
    shown = context["page"]
    context["breadcrumbs"].append({"name": shown["short_title"], "url": shown["url"]})
    important = short_view.shorten(publication.html, address=publication.path)
    # In the menus, the short view counts as the page itself.
    return context | {"short": important, "menu_path": publication.path}


def draft(revision, *, html, headings):
    """The same page made from a revision that may never have been published."""
    shown = _written(revision, section=revision.section)
    shown |= {"html": html, "headings": headings, "is_draft": True}
    return {"page": shown, "breadcrumbs": breadcrumbs(revision.section)}


def _written(revision, *, section):
    return {
        "title": revision.title,
        "short_title": revision.short_title or revision.title,
        "summary": revision.summary,
        "lead": "" if _begins_with_summary(revision) else revision.summary,
        "language": revision.language,
        "section": section and {"name": section.name, "url": _address("section", section.slug)},
        "byline": [_credited(person) for person in revision.byline],
        "resources": [_listed(resource) for resource in revision.resources],
        "is_sample": revision.is_sample,
    }


def _begins_with_summary(revision):
    """A summary taken from the text itself, as imports do, is not shown above it once more."""
    summary = revision.summary.split()
    opening = revision.body.split(maxsplit=len(summary))[: len(summary)]
    return " ".join(opening).startswith(" ".join(summary))


def _credited(person):
    return person | {"url": _address("person", person["slug"])}


@lru_cache(maxsize=1000)
def _address(view, *parts):
    """Put together once: each page names the same few sections and people."""
    return reverse(f"articles:{view}", args=parts)


def _listed(link):
    kind = Link.Kind(link["kind"])
    return link | {
        "title": link["title"] or link["address"],
        "kind_label": kind.label,
        "file_hint": hints.file_hint(link["address"]),
        "language_hint": "" if link["language"] == "en" else hints.language_hint(link["language"]),
    }


def _reviewed(publication, *, on):
    """What readers are told of reviews; nothing where the page never had one, nor a day for it."""
    review, due_on = publication.review, publication.review_due_on
    if review is None and due_on is None:
        return None
    return {
        "on": review and date.fromisoformat(review["reviewed_on"]),
        "by": review and review["by"],
        "due_on": due_on,
        "is_overdue": due_on is not None and on > due_on,
    }


def breadcrumbs(section):
    home = {"name": "Home", "url": _address("home")}
    if not section:
        return [home]
    return [home, {"name": section.name, "url": _address("section", section.slug)}]


def notice(publication, *, at):
    """A page that was withdrawn: what it was, since when, why, and what to read instead."""
    instead = None
    if publication.target_id is not None:
        live = Publication.objects.live(at=at).pages().filter(article=publication.target_id)
        instead = live.select_related("revision").first()
    return {
        "notice": {
            "title": publication.revision.title,
            "language": publication.revision.language,
            "withdrawn_on": publication.updated_on,
            "reason": publication.reason,
            "section": publication.section,
            "instead": instead and entry(instead),
        },
        "breadcrumbs": breadcrumbs(publication.section),
    }


def person(shown):
    """Who someone is, as their own page says."""
    portrait = shown.portrait
    return {
        "person": {
            "name": shown.name,
            "credentials": shown.credentials,
            "affiliation": shown.affiliation,
            "biography_html": markup.render(shown.biography).html,
            "portrait": portrait and portrait.as_shown(),
        },
    }


def used_links(links, *, at):
    """Links to other sites by publisher, each with the live pages that use it.

    Of a link that many pages use only that is told.
    """
    links = sorted(links, key=_by_publisher)
    keys = [link.pk for link in links]
    uses = ListEntry.objects.first_of_each(ListEntry.Subject.LINK, keys, at=at, most=MOST_NAMED + 1)
    pages = _entries({key: found for key, found in uses.items() if len(found) <= MOST_NAMED})
    groups = {}
    for link in links:
        groups.setdefault(link.publisher, []).append(_used_link(link, pages.get(link.pk, [])))
    return [{"publisher": name, "links": links} for name, links in groups.items()]


def _by_publisher(link):
    return (link.publisher.casefold(), link.title.casefold(), link.address)


def _used_link(link, pages):
    fields = ("address", "title", "publisher", "kind", "language")
    listed = _listed({field: getattr(link, field) for field in fields})
    return listed | {"used_on": pages, "most": MOST_NAMED}


def result(publication):
    """A page as the search results show it; ``excerpt_parts`` tells matches apart."""
    parts = search.excerpt_parts(publication.indexed_text, publication.excerpt)
    has_match = any(is_match for _, is_match in parts)
    return entry(publication) | {
        "section_name": publication.section.name,
        # Where only the title or an author matched, the text's beginning would say little.
        "excerpt_parts": parts if has_match else [(publication.revision.summary, False)],
    }
