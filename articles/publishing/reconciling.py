"""Bringing a save together with what others saved since the text it started from."""

from dataclasses import dataclass, field

from articles import merging
from articles.publishing.refusals import EditConflict

TEXTS = frozenset({"body"})
LISTS = frozenset({"byline", "resources"})
LABELS = {
    "section_id": "Section",
    "title": "Title",
    "slug": "Address part",
    "short_title": "Short title",
    "summary": "Summary",
    "body": "Text",
    "language": "Language",
    "is_sample": "Sample page",
    "byline": "Authors",
    "resources": "Additional information",
}
COLUMNS = tuple(name for name in LABELS if name not in LISTS)


@dataclass(frozen=True)
class BroughtIn:
    """What a save took over from others: their revisions, and the fields that changed by them."""

    revisions: tuple = ()
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
    return merging.merge(base, mine, theirs, texts=TEXTS, lists=LISTS)


def reconcile(article, *, by, latest, base, lists):
    """Put what was saved since ``base`` into the working copy and ``lists``; say what it was.

    ``lists``: by-line and resources to be saved, by name, where they were given; changed in place.
    ``base``: a revision or its number; without it, the revision that the working copy was loaded
    with. Raises EditConflict where both changed the same place.
    """
    base = _base(article, base, latest)
    if base is None or base.sha == latest.sha:
        return BroughtIn()
    mine = values_of(article) | lists
    merged = merge_values(all_values_of(base), mine, all_values_of(latest))
    since = tuple(
        article.revisions.filter(number__gt=base.number)
        .select_related("made_by")
        .order_by("number")
        .defer("body")
    )
    if merged.overlaps:
        raise EditConflict(merged, base=base, latest=latest, since=since, mine=mine, by=by)
    for name, value in merged.values.items():
        if name in lists:
            lists[name] = value
        else:
            setattr(article, name, value)
    return BroughtIn(since, merged.taken)


def _base(article, base, latest):
    if latest is None:
        return None
    if base is None:  # a revision and its working copy carry one moment
        if article.updated_at == latest.made_at:
            return latest
        return article.revisions.filter(made_at=article.updated_at).order_by("-number").first()
    number = base if isinstance(base, int) else base.number
    return latest if number == latest.number else article.revisions.filter(number=number).first()
