"""Merging a save with what others saved since the revision it started from."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.contrib.auth.models import User

from articles.models import Article, Event, Revision
from articles.publishing.drafts import details
from articles.publishing.errors import EditConflict
from articles.publishing.labels import Details
from articles.text import snapshot_fields, three_way_merge
from articles.text.snapshot_fields import PageValues
from articles.text.three_way_merge import Merge

Kind = snapshot_fields.Kind
SETS = frozenset({"coauthors"})


@dataclass(frozen=True)
class MergedSaves:
    """What a save merged from others: their saves, and the fields they changed.

    ``saves``: revisions, and the event by which someone changed details.
    """

    saves: tuple[Revision | Event, ...] = ()
    fields: tuple[str, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.fields)


def values_of(written: Revision | Article) -> PageValues:
    """What a revision or a working copy holds in its columns, as the merge takes it."""
    return {name: getattr(written, name) for name in snapshot_fields.columns()}


def all_values_of(revision: Revision) -> PageValues:
    """The columns and the lists of a revision."""
    return values_of(revision) | {
        field.name: field.entries.pairs(getattr(revision, field.name))
        for field in snapshot_fields.lists()
        if field.entries is not None
    }


def merge_values(base: PageValues, mine: PageValues, theirs: PageValues) -> Merge:
    """Three sets of values as one ``merging.Merge``; those that ``mine`` lacks are left out."""
    texts, lists = (snapshot_fields.names(kind) for kind in (Kind.TEXT, Kind.LIST))
    return three_way_merge.merge(base, mine, theirs, texts=texts, lists=lists, sets=SETS)


def reconcile(
    article: Article,
    *,
    by: User | None,
    latest: Revision,
    base: Revision | int | None,
    lists: PageValues,
    three_details: tuple[Details, Details, Details],
) -> MergedSaves:
    """Put what was saved since ``base`` into the working copy and ``lists``; say what it was.

    ``lists``: by-line, resources and co-authors to be saved, by name, where they were given;
    changed in place. ``base``: a revision or its number; without it, the revision that the working
    copy was loaded with. ``three_details``: see ``details.three_ways``. Raises EditConflict where
    both changed the same place.
    """
    base = _base(article, base, latest) or article.revisions.order_by("number").first()
    began, mine, theirs = three_details
    if base.sha == latest.sha and began == theirs:
        return MergedSaves()
    mine = values_of(article) | _listed(lists) | mine
    merged = merge_values(all_values_of(base) | began, mine, all_values_of(latest) | theirs)
    saves = _saves_since(article, base, [name for name in began if began[name] != theirs[name]])
    if merged.overlaps:
        raise EditConflict(
            merged,
            base=base,
            latest=latest,
            saves=saves,
            mine=mine,
            by=by,
            details=(began, theirs),
        )
    for name, value in merged.values.items():
        if name in SETS or name in snapshot_fields.names(Kind.LIST):
            lists[name] = value
        else:
            setattr(article, name, value)
    return MergedSaves(saves, merged.taken)


def _listed(lists: PageValues) -> PageValues:
    return {name: lists[name] for name in snapshot_fields.names(Kind.LIST) if name in lists}


def _saves_since(
    article: Article, base: Revision, changed_details: Collection[str]
) -> tuple[Revision | Event, ...]:
    """What others saved, oldest first; the event comes last."""
    since = article.revisions.filter(number__gt=base.number).select_related("made_by")
    change = details.last_change(article, changed_details) if changed_details else None
    return (*since.order_by("number").defer("body"), *([change] if change else []))


def loaded_revision(article: Article) -> Revision | None:
    """The revision that holds what a page in memory was loaded with; None for a new page.

    A working copy and its revision carry one moment, so that both are known from the statement
    that read the page, whatever others have saved since.
    """
    if article.pk is None:
        return None
    until_then = article.revisions.filter(made_at__lte=article.updated_at)
    return until_then.order_by("-made_at", "-number").first()


def _base(article: Article, base: Revision | int | None, latest: Revision) -> Revision | None:
    """The revision that was named; None where the page has none of that number."""
    if base is None:
        is_latest = article.updated_at == latest.made_at
        return latest if is_latest else loaded_revision(article)
    number = base if isinstance(base, int) else base.number
    return latest if number == latest.number else article.revisions.filter(number=number).first()
