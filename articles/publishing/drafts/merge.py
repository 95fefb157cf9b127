"""Merging a save with what others saved since the revision it started from."""

from dataclasses import dataclass, field

from articles.publishing.drafts import details
from articles.publishing.errors import EditConflict
from articles.publishing.labels import LABELS
from articles.text import three_way_merge

SETS = frozenset({"coauthors"})
TEXTS = frozenset({"body"})
LISTS = frozenset({"byline", "resources"})
COLUMNS = tuple(name for name in LABELS if name not in LISTS)


@dataclass(frozen=True)
class BroughtIn:
    """What a save merged from others: their saves, and the fields they changed.

    ``saves``: revisions, and the event by which someone changed details.
    """

    saves: tuple = ()
    fields: tuple[str, ...] = field(default=())

    def __bool__(self):
        return bool(self.fields)


def values_of(written):
    """What a revision or a working copy holds in its columns, as the merge takes it."""
    return {name: getattr(written, name) for name in COLUMNS}


def all_values_of(revision):
    """The columns and the lists of a revision."""
    return values_of(revision) | {
        "byline": [(entry["person"], "") for entry in revision.byline],
        "resources": [(entry["link"], entry["note"]) for entry in revision.resources],
    }


def merge_values(base, mine, theirs):
    """Three sets of values as one ``merging.Merge``; those that ``mine`` lacks are left out."""
    return three_way_merge.merge(base, mine, theirs, texts=TEXTS, lists=LISTS, sets=SETS)


def reconcile(article, *, by, latest, base, lists, three_details):
    """Put what was saved since ``base`` into the working copy and ``lists``; say what it was.

    ``lists``: by-line, resources and co-authors to be saved, by name, where they were given;
    changed in place. ``base``: a revision or its number; without it, the revision that the working
    copy was loaded with. ``three_details``: see ``details.three_ways``. Raises EditConflict where
    both changed the same place.
    """
    base = _base(article, base, latest) or article.revisions.order_by("number").first()
    began, mine, theirs = three_details
    if base.sha == latest.sha and began == theirs:
        return BroughtIn()
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
        if name in LISTS | SETS:
            lists[name] = value
        else:
            setattr(article, name, value)
    return BroughtIn(saves, merged.taken)


def _listed(lists):
    return {name: lists[name] for name in LISTS if name in lists}


def _saves_since(article, base, changed_details):
    """What others saved, oldest first; the event comes last."""
    since = article.revisions.filter(number__gt=base.number).select_related("made_by")
    change = details.last_change(article, changed_details) if changed_details else None
    return (*since.order_by("number").defer("body"), *([change] if change else []))


def loaded_revision(article):
    """The revision that holds what a page in memory was loaded with; None for a new page.

    A working copy and its revision carry one moment, so that both are known from the statement
    that read the page, whatever others have saved since.
    """
    if article.pk is None:
        return None
    until_then = article.revisions.filter(made_at__lte=article.updated_at)
    return until_then.order_by("-made_at", "-number").first()


def _base(article, base, latest):
    """The revision that was named; None where the page has none of that number."""
    if base is None:
        is_latest = article.updated_at == latest.made_at
        return latest if is_latest else loaded_revision(article)
    number = base if isinstance(base, int) else base.number
    return latest if number == latest.number else article.revisions.filter(number=number).first()
