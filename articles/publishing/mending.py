"""The hotfix: mending what readers have now while a longer draft waits."""

from accessibility import announcing
from articles.models import Publication
from articles.publishing.drafting import lock, save_draft
from articles.publishing.laying import home_at
from articles.publishing.pages import publish
from articles.publishing.reconciling import all_values_of, merge_values
from articles.publishing.refusals import EditConflict, LiveTextChanged, NotLiveThen

MENDED = ("title", "summary", "body")


def mend_live(*, article, seen, written, by, note="", urgent_reason="", settle=None):
    """Mend the live text; the draft that waits is brought together with it, not published.

    ``seen``: the live revision that was mended; ``written``: its title, summary and body as they
    shall be. Kept as a revision, and published at once where ``urgent_reason`` says why it cannot
    wait for approval. The draft follows as a further revision, merged three ways; where it
    overlaps, ``settle(merge, draft)`` gives all values, else EditConflict is raised and nothing
    done. Raises LiveTextChanged or NotLiveThen. Returns the mended text's revision.
    """
    with announcing.act("live text mended") as doing:
        lock(article)
        article.refresh_from_db()
        home = home_at(article, at=doing.at)
        if home is None or home.kind != Publication.Kind.PAGE:
            raise NotLiveThen(article)
        if home.revision_id != seen.pk:
            raise LiveTextChanged(home.revision)
        draft = article.latest_revision()
        rebased = _rebased(seen, written, draft, settle)
        mended = _save_mended(article, seen, written, by=by, note=note)
        if urgent_reason:
            publish(revision=mended, by=by, urgent=True, reason=urgent_reason)
        if rebased is not None:
            _save_rebased(article, rebased, mended, draft, by=by)
        return mended


def _rebased(seen, written, draft, settle):
    """The draft's values with the mending in them; None where no draft waits."""
    if draft.sha == seen.sha:
        return None
    live = all_values_of(seen)
    mended = live | written
    merge = merge_values(live, mended, all_values_of(draft))
    if not merge.overlaps:
        return merge.values
    if settle is None or (settled := settle(merge, draft)) is None:
        raise EditConflict(merge, base=seen, latest=draft, saves=(draft,), mine=mended)
    return settled


def _save_mended(article, seen, written, *, by, note):
    for name, value in (all_values_of(seen) | written).items():
        if name not in ("byline", "resources"):
            setattr(article, name, value)
    return save_draft(
        article=article,
        by=by,
        byline=[entry["person"] for entry in seen.byline],
        resources=[(entry["link"], entry["note"]) for entry in seen.resources],
        note=note or "The live text, mended",
        base=article.latest_revision(),
        as_it_stood={"byline": seen.byline, "resources": seen.resources},
    )


def _save_rebased(article, values, mended, draft, *, by):
    for name, value in values.items():
        if name not in ("byline", "resources"):
            setattr(article, name, value)
    return save_draft(
        article=article,
        by=by,
        byline=[person for person, _ in values["byline"]],
        resources=values["resources"],
        note=f"Draft of revision {draft.number}, with the live text's mending",
        base=mended,
    )
