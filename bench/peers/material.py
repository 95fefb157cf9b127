"""The article that is measured, the menus and what stands around them, as values for the peers."""

import json
from pathlib import Path

from django.utils import timezone


def write(file: Path, *, path: str, pages: int) -> None:
    """``pages``: how many the peers are to have, in our sections, all with the text of one."""
    from articles.models import Publication  # once the settings know which database

    answer = Publication.objects.answer(path, at=timezone.now())
    menus, site = answer.around.menus, answer.around.site
    made = {
        "around": _around(menus, site),
        "article": _article(answer.publication, site),
        "sections": _sections(menus["main"], pages=pages),
    }
    file.write_text(json.dumps(made))


def _around(menus, site):
    return {
        "site_name": site.site_name,
        "about": site.about,
        "contact": site.contact,
        "keyboard_hint": menus["main"].keyboard_hint,
        "quick_links": [_link(item) for item in menus["quick-links"].items],
        "footer": [_link(item) for item in menus["footer"].items],
    }


def _link(item):
    return {"label": item.label, "address": item.address}


def _article(publication, site):
    revision = publication.revision
    return {
        "summary": revision.summary,
        "day": publication.published_on.isoformat(),
        "html": publication.html,
        "headings": publication.headings,
        "disclaimer": site.disclaimer,
        "authors": _chosen(revision.byline, "name", "credentials", "affiliation"),
        "resources": _chosen(revision.resources, "title", "address", "publisher", "note"),
    }


def _chosen(rows, *names):
    return [{name: row[name] for name in names} for row in rows]


def _sections(menu, *, pages):
    """The main menu's, with its own pages first and as many others as are wanted."""
    sections = [
        {
            "name": item.label,
            "slug": item.address.strip("/"),
            "pages": [_page(child.label, child.address) for child in item.items],
        }
        for item in menu.items
    ]
    made = sum(len(section["pages"]) for section in sections)
    for number in range(made, pages):
        other = _page(f"Page {number}", f"/page-{number}/", in_menu=False)
        sections[number % len(sections)]["pages"].append(other)
    return sections


def _page(title, address, *, in_menu=True):
    return {"title": title, "slug": address.strip("/").split("/")[-1], "in_menu": in_menu}
