"""Saving a working copy: the revision that a save leaves, what it looks like, what it links to."""

import hashlib
import json
import logging
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accessibility import glossary
from accessibility.changes.lock_waits import lock_waits
from accessibility.terms import TermFact
from accessibility.text.cleaning import Cleaned
from articles import markup
from articles.markup.words import primary
from articles.models import (
    DETAIL_COLUMNS,
    Article,
    ByLine,
    Context,
    Image,
    Link,
    LinkUse,
    Rendered,
    Rendering,
    Resource,
    Revision,
)
from articles.publishing.drafts.details import note_details, three_ways
from articles.publishing.drafts.merge import MergedSaves, reconcile
from articles.publishing.errors import Archived, TextTooMuch
from articles.publishing.findings import forget_old_findings, keep_findings
from articles.publishing.labels import Details
from articles.text import snapshot_fields, three_way_merge
from articles.text.slugs import address_part
from articles.text.snapshot_fields import PageValues

logger = logging.getLogger(__name__)

Entry = Mapping[str, Any]  # of a list that a revision keeps as JSON: of people, links or images
Entries = list[Entry]
Copies = tuple[tuple[str, int], ...]  # (address, width) of each copy of an image


@dataclass(frozen=True)
class SavedDraft:
    """What a save left: the new revision, or the latest one if nothing differs from it.

    ``merged``: what came in from others; ``removed``: by the name of a field, the invisible
    characters that went, as ``cleaning.Cleaned``.
    """

    revision: Revision
    merged: MergedSaves
    removed: Mapping[str, Cleaned]


def save_draft(
    *,
    article: Article,
    by: User | None,
    byline: Iterable[int] | None = None,
    resources: Iterable[tuple[int, str]] | None = None,
    note: str = "",
    base: Revision | int | None = None,
    coauthors: Collection[int] | None = None,
    seen: Details | None = None,
    updated_on: date | None = None,
    as_it_stood: dict[str, Entries] | None = None,
) -> SavedDraft:
    """Save the working copy, whatever is missing in it, and keep it as a revision.

    ``byline``: ids of people in order; ``resources``: (link id, note) in order; None leaves either
    as it is. ``base``: the revision, or its number, that the text started from; without it, the
    one that the working copy was loaded with. ``coauthors``: ids of accounts; ``seen``: the details
    (``details.DETAILS``) that the form began with. What others saved since is merged in; where it
    overlaps, EditConflict is raised and nothing saved. For a page that comes from elsewhere,
    ``updated_on`` is the day it was last changed there, and ``as_it_stood`` maps "byline",
    "resources" or "images" to what its revision kept of them, where that differs from today.

    Returns a SavedDraft. Raises TextTooMuch.
    """
    lists = _lists(byline, resources, coauthors)
    with transaction.atomic():
        latest = _lock_and_look(article)
        removed = _tidy(article)
        merged, before = MergedSaves(), None
        if latest is None:
            article.save()
        else:
            three = three_ways(article, seen=seen, coauthors=coauthors)
            merged = reconcile(
                article, by=by, latest=latest, base=base, lists=lists, three_details=three
            )
            article.save(update_fields=(*snapshot_fields.columns(), *DETAIL_COLUMNS))
            before = three[-1]
        _set_lists(article, lists)
        note_details(article, before=before, by=by)
        revision = _snapshot(article, as_it_stood or {}, note=note, updated_on=updated_on)
        return SavedDraft(_keep(revision, by=by), merged, removed)


def save_values(
    article: Article,
    values: PageValues,
    *,
    by: User | None,
    note: str,
    base: Revision | int | None,
    as_it_stood: dict[str, Entries] | None = None,
) -> Revision:
    """Save a page with all ``values``, as ``merge.all_values_of`` has them; see ``save_draft``."""
    for name in snapshot_fields.columns():
        setattr(article, name, values[name])
    return save_draft(
        article=article,
        by=by,
        byline=[person for person, _ in values["byline"]],
        resources=values["resources"],
        note=note,
        base=base,
        as_it_stood=as_it_stood,
    ).revision


def _lists(
    byline: Iterable[int] | None,
    resources: Iterable[tuple[int, str]] | None,
    coauthors: Collection[int] | None,
) -> PageValues:
    lists: PageValues = {}
    if byline is not None:
        lists["byline"] = [(person, "") for person in dict.fromkeys(byline)]
    if resources is not None:
        lists["resources"] = list(dict(resources).items())
    if coauthors is not None:
        lists["coauthors"] = coauthors
    return lists


def _set_lists(article: Article, lists: PageValues) -> None:
    if "byline" in lists:
        _set_byline(article, [person for person, _ in lists["byline"]])
    if "resources" in lists:
        _set_resources(article, lists["resources"])
    if "coauthors" in lists:
        article.coauthors.set(lists["coauthors"])


def _lock_and_look(article: Article) -> Revision | None:
    """The newest revision, once other saves have ended; None for a new page."""
    if article.pk is None:
        return None
    lock(article)
    return article.latest_revision()


def _tidy(article: Article) -> dict[str, Cleaned]:
    """One kind of line ends, so that a browser's save of an unchanged text is no change.

    And nothing invisible, before the text is compared with others and its hash is made. Returns
    what was removed, by the name of the field.
    """
    removed = {}
    for name in snapshot_fields.names(*snapshot_fields.WORDS):
        found = Article._meta.get_field(name).cleaned(getattr(article, name))
        setattr(article, name, three_way_merge.newlines(found.text))
        if found.is_reported:
            removed[name] = found
    # mypy sees the field here, not its value.
    article.slug = article.slug or address_part(article.title)  # type: ignore[assignment]
    return removed


def lock(article: Article) -> None:
    """Wait for other acts on the article; the lock is held to the end of the transaction.

    Raises Archived: what is in the trash stays as it is.
    """
    rows = Article.objects.only("archived_at", "title").filter(pk=article.pk)
    if (locked := rows.select_for_update(skip_locked=True).first()) is None:
        with lock_waits.turn():
            locked = rows.select_for_update().get()
    if locked.archived_at is not None:
        raise Archived(locked)


def _set_byline(article: Article, people: Iterable[int]) -> None:
    article.byline.all().delete()
    ByLine.objects.bulk_create(
        ByLine(article=article, person_id=person, position=position)
        for position, person in enumerate(people)
    )


def _set_resources(article: Article, resources: Iterable[tuple[int, str]]) -> None:
    article.resources.all().delete()
    Resource.objects.bulk_create(
        Resource(article=article, link_id=link, note=note, position=position)
        for position, (link, note) in enumerate(resources)
    )


def _keep(revision: Revision, *, by: User | None) -> Revision:
    article = revision.article
    latest = article.latest_revision()
    if latest is not None and latest.sha == revision.sha:
        return latest
    revision.number = latest.number + 1 if latest else 1
    context = context_now()  # older than what is rendered in it
    revision.made_at, revision.made_by = timezone.now(), by
    revision.save(force_insert=True)
    rendered = render(revision)
    _keep_rendering(revision, rendered, context)
    _keep_link_uses(revision, rendered)
    keep_findings(revision, render(revision, source_lines=True))
    forget_old_findings(article, newest=revision)
    Article.objects.filter(pk=article.pk).update(updated_at=revision.made_at, updated_by=by)
    article.updated_at, article.updated_by = revision.made_at, by
    return revision


def _snapshot(
    article: Article, as_it_stood: dict[str, Entries], *, note: str, updated_on: date | None
) -> Revision:
    byline = article.byline.select_related("person")
    resources = article.resources.select_related("link")
    lists = {
        "byline": [line.person.as_credited() for line in byline],
        "resources": [resource.as_listed() for resource in resources],
        "images": [image.as_used() for image in images_in(article.body)],
    } | as_it_stood
    written = {name: getattr(article, name) for name in snapshot_fields.columns()}
    revision = Revision(article=article, note=note, updated_on=updated_on, **written, **lists)
    revision.sha = revision.snapshot_sha()
    return revision


def images_in(source: str) -> QuerySet[Image]:
    """Our images that a Markdown text names, in the order of their addresses."""
    pattern = re.escape(settings.MEDIA_URL) + r"images/[\w.-]+"
    return Image.objects.at_addresses(set(re.findall(pattern, source))).order_by("file")


def render(
    revision: Revision, *, terms: Sequence[TermFact] | None = None, source_lines: bool = False
) -> markup.Rendered:
    """The revision's text as HTML, with the images as the revision keeps them.

    ``terms``: those of the glossary, where someone who renders many texts has read them once.
    """
    facts = facts_of(revision, terms=glossary.facts() if terms is None else terms)
    try:
        return markup.render(revision.body, facts=facts, source_lines=source_lines)
    except markup.TooMuch as problem:
        raise TextTooMuch(str(problem)) from problem


def render_text(source: str, *, language: str = "en") -> markup.Rendered:
    """What an unsaved text would look like, with its lines. Raises TextTooMuch."""
    images = [image.as_used() for image in images_in(source)]
    return render(Revision(body=source, images=images, language=language), source_lines=True)


def facts_of(revision: Revision, *, terms: Iterable[TermFact]) -> markup.Facts:
    """What the renderer must know: our hosts, the language, terms, the images as they were kept."""
    webp = _webp_copies(image["address"] for image in revision.images)
    return markup.Facts(
        own_hosts=frozenset(settings.ALLOWED_HOSTS),
        terms=tuple(term for term in terms if term.language == primary(revision.language)),
        images={
            image["address"]: _image_fact(image, webp.get(image["address"], ()))
            for image in revision.images
        },
        media_address=settings.MEDIA_URL,
        language=revision.language,
    )


def _webp_copies(addresses: Iterable[str]) -> dict[str, Copies]:
    """WebP copies by the address of their image: today's, since they follow from the file."""
    addresses = list(addresses)
    found = Image.objects.at_addresses(addresses) if addresses else ()
    return {image.address: tuple(image.in_webp()) for image in found}


def _image_fact(image: Entry, webp: Copies) -> markup.ImageFact:
    return markup.ImageFact(
        width=image["width"],
        height=image["height"],
        alternative_text=image["alternative_text"],
        is_decorative=image["is_decorative"],
        caption=image["caption"],
        credit=image["credit"],
        sources=tuple(
            (settings.MEDIA_URL + source["file"], source["width"]) for source in image["sources"]
        ),
        webp=webp,
    )


def context_now() -> Context:
    """What decides the look of texts today, beside the texts themselves.

    A context of its own for each time in which it held: what was undone does not undo history.
    """
    hosts, images = sorted(settings.ALLOWED_HOSTS), Image.objects.without_webp().count()
    terms = [asdict(term) for term in glossary.facts()]
    sha = hashlib.sha256(json.dumps([hosts, images, terms]).encode()).hexdigest()
    today = {"pipeline": str(markup.PIPELINE_VERSION), "facts_sha": sha}
    newest = Context.objects.order_by("-pk").first()
    if newest and today == {"pipeline": newest.pipeline, "facts_sha": newest.facts_sha}:
        return newest
    return Context.objects.create(**today, from_at=timezone.now())


def _keep_rendering(revision: Revision, rendered: markup.Rendered, context: Context) -> bool:
    look = _rendered(rendered)
    Rendered.objects.bulk_create([look], ignore_conflicts=True)
    newest = revision.renderings.order_by("-pk").first()
    if newest is not None and newest.rendered_id == look.sha:
        return False
    Rendering.objects.create(revision=revision, context=context, rendered_id=look.sha)
    return True


def _rendered(rendered: markup.Rendered) -> Rendered:
    headings = [
        {"level": heading.level, "text": heading.text, "id": heading.id}
        | ({"lang": heading.lang} if heading.lang else {})
        for heading in rendered.headings
    ]
    sha = hashlib.sha256(json.dumps([rendered.html, rendered.text, headings]).encode()).hexdigest()
    return Rendered(sha=sha, html=rendered.html, text=rendered.text, headings=headings)


def keep_many(
    revisions: Sequence[Revision], *, by: User | None, at: datetime
) -> dict[int, markup.Rendered]:
    """Keep revisions that were numbered already, each a new text of its page; what they look like.

    For acts that write many pages at once: a few queries however many there are.
    """
    context = context_now()
    for revision in revisions:
        revision.made_at, revision.made_by = at, by
        revision.sha = revision.snapshot_sha()
    Revision.objects.bulk_create(revisions)
    terms = glossary.facts()
    looks = {revision.pk: render(revision, terms=terms) for revision in revisions}
    rendered = {pk: _rendered(look) for pk, look in looks.items()}
    Rendered.objects.bulk_create(rendered.values(), ignore_conflicts=True)
    Rendering.objects.bulk_create(
        Rendering(revision_id=pk, context=context, rendered_id=one.sha)
        for pk, one in rendered.items()
    )
    known = _known_links([link for look in looks.values() for link in _external_links(look)])
    LinkUse.objects.bulk_create(
        use for revision in revisions for use in _link_uses(revision, looks[revision.pk], known)
    )
    return looks


def _external_links(rendered: markup.Rendered) -> list[markup.LinkFound]:
    """The links of a text that lead to other sites."""
    return [link for link in rendered.links if link.address.startswith(("https://", "http://"))]


def _keep_link_uses(revision: Revision, rendered: markup.Rendered) -> None:
    known = _known_links(_external_links(rendered))
    LinkUse.objects.bulk_create(_link_uses(revision, rendered, known))


def _link_uses(
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
        for position, link in enumerate(_external_links(rendered))
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


def _known_links(found: Iterable[markup.LinkFound]) -> dict[str, Link]:
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


def render_again(revisions: Iterable[Revision]) -> list[Revision]:
    """Render ``revisions`` by today's pipeline; returns those that look different now.

    A text that is too much for it keeps its last good rendering, and never stops the others.
    """
    context, terms, changed = context_now(), glossary.facts(), []
    for revision in revisions:
        try:
            rendered = render(revision, terms=terms)
        except TextTooMuch as refusal:
            logger.warning("Revision %s stays as it was rendered: %s", revision.pk, refusal)
            continue
        if _keep_rendering(revision, rendered, context):
            changed.append(revision)
    return changed
