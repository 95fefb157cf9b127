"""Saving a working copy, and the revision that a save leaves."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from accessibility import glossary
from accessibility.changes.lock_waits import lock_waits
from accessibility.text.cleaning import Cleaned
from articles import markup
from articles.models import (
    DETAIL_COLUMNS,
    Article,
    ByLine,
    LinkUse,
    Rendered,
    Rendering,
    Resource,
    Revision,
)
from articles.publishing.drafts.details import note_details, three_ways
from articles.publishing.drafts.link_uses import (
    external_links,
    keep_link_uses,
    known_links,
    link_uses,
)
from articles.publishing.drafts.merge import MergedSaves, reconcile
from articles.publishing.drafts.rendering import (
    context_now,
    images_in,
    keep_rendering,
    render,
    rendered_row,
)
from articles.publishing.errors import Archived
from articles.publishing.findings import forget_old_findings, keep_findings
from articles.publishing.labels import Details
from articles.text import snapshot_fields, three_way_merge
from articles.text.slugs import address_part
from articles.text.snapshot_fields import KeptEntries, PageValues


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
    as_it_stood: dict[str, KeptEntries] | None = None,
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
    as_it_stood: dict[str, KeptEntries] | None = None,
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
    keep_rendering(revision, rendered, context)
    keep_link_uses(revision, rendered)
    keep_findings(revision, render(revision, source_lines=True))
    forget_old_findings(article, newest=revision)
    Article.objects.filter(pk=article.pk).update(updated_at=revision.made_at, updated_by=by)
    article.updated_at, article.updated_by = revision.made_at, by
    return revision


def _snapshot(
    article: Article, as_it_stood: dict[str, KeptEntries], *, note: str, updated_on: date | None
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
    rendered = {pk: rendered_row(look) for pk, look in looks.items()}
    Rendered.objects.bulk_create(rendered.values(), ignore_conflicts=True)
    Rendering.objects.bulk_create(
        Rendering(revision_id=pk, context=context, rendered_id=one.sha)
        for pk, one in rendered.items()
    )
    known = known_links([link for look in looks.values() for link in external_links(look)])
    LinkUse.objects.bulk_create(
        use for revision in revisions for use in link_uses(revision, looks[revision.pk], known)
    )
    return looks
