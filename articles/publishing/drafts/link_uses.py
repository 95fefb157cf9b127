"""Which links a revision has, in its text and among its resources, as rows."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from articles import markup
from articles.models import Link, LinkUse, Revision


def external_links(rendered: markup.Rendered) -> list[markup.LinkFound]:
    """The links of a text that lead to other sites."""
    return [link for link in rendered.links if link.address.startswith(("https://", "http://"))]


def keep_link_uses(revision: Revision, rendered: markup.Rendered) -> None:
    known = known_links(external_links(rendered))
    LinkUse.objects.bulk_create(link_uses(revision, rendered, known))


def link_uses(
    revision: Revision, rendered: markup.Rendered, known: Mapping[str, Link]
) -> list[LinkUse]:
    in_body = [
        LinkUse(
            revision=revision,
            link=known[link.address],
            place=LinkUse.Place.BODY,
            position=position,
            text=link.text[:300],
        )
        for position, link in enumerate(external_links(rendered))
        if link.address in known
    ]
    as_resources = [
        LinkUse(
            revision=revision,
            link_id=entry["link"],
            place=LinkUse.Place.RESOURCE,
            position=position,
            text=entry["title"][:300],
        )
        for position, entry in enumerate(revision.resources)
    ]
    return in_body + as_resources


def known_links(found: Iterable[markup.LinkFound]) -> dict[str, Link]:
    """Link rows by address; a new address is named by its first use until an editor names it."""
    first_uses: dict[str, markup.LinkFound] = {}
    for link in found:
        if len(link.address) <= 2000:
            first_uses.setdefault(link.address, link)
    Link.objects.bulk_create(
        [
            Link(
                address=address,
                title=link.text[:200],
                publisher=host.removeprefix("www.")[:120],
                language=link.lang or "en",
            )
            # In one order, so that two saves of the same links cannot deadlock.
            for address, link in sorted(first_uses.items())
            if (host := urlsplit(address).hostname)
        ],
        ignore_conflicts=True,
    )
    known = Link.objects.filter(address__in=first_uses)
    # What is used again leaves the trash.
    known.exclude(archived_at=None).update(archived_at=None, archived_by=None)
    return {link.address: link for link in known}
