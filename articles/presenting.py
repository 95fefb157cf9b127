"""What public templates show, as plain values. Made from publications and revisions only."""

from datetime import date

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from accessibility import hints
from articles import markup, search, shortening
from articles.models import Link, Publication, Section

NEWEST = 6
PAGES_ON_A_CARD = 3
MOST_NAMED = 20  # pages that are named beside a link they use


def home(*, at):
    """The home page: sections with a few pages each, featured and newest pages."""
    live = Publication.objects.live(at=at).pages().select_related("revision", "section")
    featured = live.filter(article__featured__isnull=False).order_by("article__featured__position")
    newest = live.newest_first()[:NEWEST]
    return {
        "sections": _cards(live),
        "featured": [entry(publication) for publication in featured],
        "newest": [entry(publication) for publication in newest],
    }


def _cards(live):
    first = live.annotate(
        place=Window(RowNumber(), partition_by=F("section"), order_by=["revision__title", "path"])
    ).filter(place__lte=PAGES_ON_A_CARD)
    pages = {}
    for publication in first.order_by("revision__title", "path"):
        pages.setdefault(publication.section_id, []).append(entry(publication))
    return [
        {
            "name": section.name,
            "url": section.get_absolute_url(),
            "introduction": section.introduction,
            "pages": pages.get(section.pk, []),
        }
        for section in Section.objects.in_order()
    ]


def entry(publication):
    """A page as lists show it."""
    revision = publication.revision
    return {
        "title": revision.title,
        "url": publication.path,
        "summary": revision.summary,
        "language": revision.language,
        "published_on": publication.published_on,
        "updated_on": publication.updated_on,
        "is_new": not publication.is_updated,
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
    whole, short = shortening.reading_times(summary, publication.html, address=path)
    return {"url": path, "minutes": whole, "short_minutes": short}


def short(publication, *, on):
    """The short view of a page: what is important in it, and the way to the rest."""
    context = page(publication, on=on)
    shown = context["page"]
    context["breadcrumbs"].append({"name": shown["short_title"], "url": shown["url"]})
    important = shortening.shorten(publication.html, address=publication.path)
    # In the menus, whoever reads the short view is on the page itself.
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
        "section": section and {"name": section.name, "url": section.get_absolute_url()},
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
    return person | {"url": reverse("articles:person", args=[person["slug"]])}


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
    home = {"name": "Home", "url": reverse("articles:home")}
    return [home, {"name": section.name, "url": section.get_absolute_url()}] if section else [home]


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


def person(shown, *, at):
    """Somebody's own page: who they are and the live pages that carry their name."""
    live = Publication.objects.live(at=at).pages().select_related("revision")
    theirs = live.filter(revision__byline__contains=[{"person": shown.pk}])
    portrait = shown.portrait
    return {
        "person": {
            "name": shown.name,
            "credentials": shown.credentials,
            "affiliation": shown.affiliation,
            "biography_html": markup.render(shown.biography).html,
            "portrait": portrait and portrait.as_shown(),
        },
        "pages": [entry(publication) for publication in theirs.order_by("revision__title", "path")],
    }


def resources(*, at):
    """Links to other sites that live pages use, by publisher, each with the pages that use it.

    Of a link that many pages use only their number is told.
    """
    live = Publication.objects.live(at=at).pages()
    counted = live.values(link=F("revision__link_uses__link")).annotate(
        count=Count("pk", distinct=True)
    )
    counts = {row["link"]: row["count"] for row in counted.order_by() if row["link"]}
    used_on = _pages_using([link for link, count in counts.items() if count <= MOST_NAMED], live)
    groups = {}
    for link in sorted(Link.objects.filter(pk__in=counts), key=_by_publisher):
        entry = _used_link(link, used_on.get(link.pk, {})) | {"count": counts[link.pk]}
        groups.setdefault(link.publisher, []).append(entry)
    return {
        "groups": [{"publisher": name, "links": links} for name, links in groups.items()],
    }


def _pages_using(links, live):
    """Titles by addresses of the live pages that use each of the links."""
    uses = live.filter(revision__link_uses__link__in=links)
    used_on = {}
    for link, path, title in uses.values_list(
        "revision__link_uses__link", "path", "revision__title"
    ):
        used_on.setdefault(link, {})[path] = title
    return used_on


def _by_publisher(link):
    return (link.publisher.casefold(), link.title.casefold(), link.address)


def _used_link(link, pages):
    fields = ("address", "title", "publisher", "kind", "language")
    listed = _listed({field: getattr(link, field) for field in fields})
    used_on = sorted(pages.items(), key=lambda page: page[1].casefold())
    return listed | {"used_on": [{"url": path, "title": title} for path, title in used_on]}


def result(publication):
    """A page as the search results show it; ``excerpt_parts`` tells matches apart."""
    parts = search.excerpt_parts(publication.excerpt)
    has_match = any(is_match for _, is_match in parts)
    return entry(publication) | {
        "section_name": publication.section.name,
        # Where only the title or an author matched, the text's beginning would say little.
        "excerpt_parts": parts if has_match else [(publication.revision.summary, False)],
    }
