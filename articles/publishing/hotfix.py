"""The hotfix: fix the live page while a newer draft or a schedule exists."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.contrib.auth.models import User

from accessibility.changes import act_lock
from articles import search
from articles.models import Article, Event, Publication, Revision
from articles.publishing.act import start_act
from articles.publishing.drafts.merge import all_values_of, merge_values
from articles.publishing.drafts.saving import lock, save_values
from articles.publishing.errors import (
    EditConflict,
    LiveTextChanged,
    NotLiveThen,
    ScheduledTextOverlaps,
)
from articles.publishing.pages import publish
from articles.publishing.timeline.place import ahead_of, home_at, place_again
from articles.text.snapshot_fields import PageValues
from articles.text.three_way_merge import Merge

# Settles where a draft overlaps with the fix: all values, or None to give up.
Choose = Callable[[Merge, Revision], PageValues | None]


def fix_live(
    *,
    article: Article,
    seen: Revision,
    written: PageValues,
    by: User | None,
    note: str = "",
    urgent_reason: str = "",
    into_schedule: bool = False,
    choose: Choose | None = None,
) -> Revision:
    """Fix the live page; the fix is merged into the newer draft, which is not published.

    ``seen``: the live revision that was fixed; ``written``: its fields that can be fixed, as
    corrected. Kept as a revision, and published at once where ``urgent_reason`` says why it cannot
    wait for approval; with ``into_schedule``, scheduled revisions get the fix as well, for the
    same reason, so that the error does not return. The draft follows as a further
    revision, merged three ways; where it overlaps, ``settle(merge, draft)`` gives all values, else
    EditConflict is raised and nothing done. Raises LiveTextChanged, NotLiveThen or
    ScheduledTextOverlaps. Returns the revision with the fix.
    """
    with act_lock.act("live page fixed") as act:
        lock(article)
        article.refresh_from_db()
        home = home_at(article, at=act.at)
        if home is None or home.kind != Publication.Kind.PAGE:
            raise NotLiveThen(article)
        if home.revision_id != seen.pk:
            raise LiveTextChanged(home.revision)
        draft = article.latest_revision()
        rebased = _rebased(seen, written, draft, choose)
        rows = other_texts_ahead(article, seen, at=act.at) if into_schedule else []
        texts = _save_scheduled(article, seen, written, rows, but=draft, by=by)
        fixed = _save_fixed(article, seen, written, by=by, note=note)
        if rebased is not None:
            texts[draft.sha] = _save_rebased(article, rebased, draft, by=by)
        if urgent_reason:
            publish(revision=fixed, by=by, urgent=True, reason=urgent_reason)
            _apply_to_schedule(article, rows, texts, fixed, by=by, reason=urgent_reason)
        return fixed


def other_texts_ahead(article: Article, live: Revision, *, at: datetime) -> list[Publication]:
    """Scheduled publications of another revision than the live one."""
    rows = [row for row in ahead_of(article, at=at) if row.starts_at > at]
    return [
        row for row in rows if row.kind == Publication.Kind.PAGE and row.revision.sha != live.sha
    ]


def _save_scheduled(
    article: Article,
    seen: Revision,
    written: PageValues,
    rows: Sequence[Publication],
    *,
    but: Revision,
    by: User | None,
) -> dict[str, Revision]:
    """The scheduled revisions with the fix in them, by the hash of what they were.

    Saved before the fix and the draft, so that the draft stays the latest; ``but``: the draft.
    """
    live, texts = all_values_of(seen), {}
    for row in rows:
        text = row.revision
        if text.sha == but.sha or text.sha in texts:
            continue
        merge = merge_values(live, live | written, all_values_of(text))
        if merge.overlaps:
            raise ScheduledTextOverlaps(row)
        texts[text.sha] = save_values(
            article,
            merge.values,
            by=by,
            base=article.latest_revision(),
            note=f"Scheduled revision {text.number}, with the fix of the live page",
            as_it_stood={"byline": text.byline, "resources": text.resources},
        )
    return texts


def _apply_to_schedule(
    article: Article,
    rows: Sequence[Publication],
    texts: Mapping[str, Revision],
    fixed: Revision,
    *,
    by: User | None,
    reason: str,
) -> None:
    for row in rows:
        text = texts[row.revision.sha]
        data = {
            "revision": text.number,
            "starts_at": row.starts_at.isoformat(),
            "urgent": True,
            "holds": fixed.number,
        }
        with start_act(
            Event.Verb.SCHEDULED, by=by, article=article, reason=reason, data=data
        ) as act:
            search.index(text, text=text.renderings.latest("pk").rendered.text)

            def with_fix(copy: Publication, text: Revision = text) -> None:
                copy.revision = text

            scheduled = [now for now in ahead_of(article, at=act.at) if now.pk == row.pk]
            place_again(act, scheduled, at=act.at, change=with_fix)


def _rebased(
    seen: Revision, written: PageValues, draft: Revision, choose: Choose | None
) -> PageValues | None:
    """The draft's values with the fix in them; None where there is no newer draft."""
    if draft.sha == seen.sha:
        return None
    live = all_values_of(seen)
    fixed = live | written
    merge = merge_values(live, fixed, all_values_of(draft))
    if not merge.overlaps:
        return merge.values
    if choose is None or (settled := choose(merge, draft)) is None:
        raise EditConflict(merge, base=seen, latest=draft, saves=(draft,), mine=fixed)
    return settled


def _save_fixed(
    article: Article, seen: Revision, written: PageValues, *, by: User | None, note: str
) -> Revision:
    return save_values(
        article,
        all_values_of(seen) | written,
        by=by,
        base=article.latest_revision(),
        note=note or "Fix of the live page",
        as_it_stood={"byline": seen.byline, "resources": seen.resources},
    )


def _save_rebased(
    article: Article, values: PageValues, draft: Revision, *, by: User | None
) -> Revision:
    note = f"Draft of revision {draft.number}, with the fix of the live page"
    return save_values(article, values, by=by, note=note, base=article.latest_revision())
