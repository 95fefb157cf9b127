"""Putting right what names an old number or address: one act for each page, menu or row."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User

from accessibility import glossary
from accessibility.changes import act_lock
from accessibility.menus import rewriting
from accessibility.menus.tree import VALUES, Node
from accessibility.models import Menu
from articles.models import Article, Publication, Revision
from articles.publishing.corrections.finding import OF_PAGE, TEXTS
from articles.publishing.drafts.merge import all_values_of
from articles.publishing.drafts.saving import lock, save_values
from articles.publishing.hotfix import fix_live, other_texts_ahead
from articles.publishing.library.content import save_person
from articles.publishing.library.sections import save_section
from articles.publishing.library.site_settings import save_settings
from articles.publishing.timeline.place import home_at
from articles.text.changed_facts import Change, corrected
from articles.text.snapshot_fields import PageValues

NOTE = "An old number or address was replaced"
SAVES: Mapping[str, Callable[[Any, User | None], object]] = {
    "settings": lambda row, by: save_settings(settings=row, by=by),
    "section": lambda row, by: save_section(section=row, by=by),
    "person": lambda row, by: save_person(person=row, by=by),
    "term": lambda row, by: glossary.save_term(term=row, by=by),
}


def correct_page(
    *, article: Article, changes: Sequence[Change], by: User | None, urgent_reason: str = ""
) -> bool:
    """Put the page right; returns whether readers have the corrected text.

    With ``urgent_reason`` readers get it at once, as by a hotfix: it then counts as published
    without review until someone approves it, for no one has read what was replaced. Without, and
    where the live text names nothing old, it is saved as a draft. A newer draft is put right as
    well, in either case. Raises what ``fix_live`` does.
    """
    with act_lock.act("page corrected") as act:
        lock(article)
        home = home_at(article, at=act.at)
        live = home.revision if home and home.kind == Publication.Kind.PAGE else None
        is_urgent = bool(urgent_reason) and live is not None and bool(_written(live, changes))
        if live is not None and is_urgent:
            fix_live(
                article=article,
                seen=live,
                written=_written(live, changes),
                by=by,
                note=NOTE,
                urgent_reason=urgent_reason,
                into_schedule=bool(other_texts_ahead(article, live, at=act.at)),
                choose=lambda merge, draft: all_values_of(draft) | _written(draft, changes),
            )
        _correct_draft(article, changes, by=by)
        return is_urgent


def _written(revision: Revision, changes: Sequence[Change]) -> PageValues:
    """The fields that say something else once they are put right."""
    pairs = {name: getattr(revision, name) for name in OF_PAGE}
    anew = {name: corrected(text, changes) for name, text in pairs.items()}
    return {name: text for name, text in anew.items() if text != pairs[name]}


def _correct_draft(article: Article, changes: Sequence[Change], *, by: User | None) -> None:
    draft = article.latest_revision()
    if draft is not None and (written := _written(draft, changes)):
        article.refresh_from_db()
        save_values(article, all_values_of(draft) | written, by=by, note=NOTE, base=draft)


def correct_menu(
    *, menu: Menu, changes: Sequence[Change], by: User | None, live: bool = True
) -> None:
    """In what is arranged; with ``live`` in what readers have, too."""

    def said(node: Node) -> Node:
        anew = {name: corrected(node.get(name) or "", changes) for name in VALUES}
        return {name: text for name, text in anew.items() if text != (node.get(name) or "")}

    rewriting.rewrite(menu, said, by=by, note=NOTE, live=live)


def correct_row(*, kind: str, row: Any, changes: Sequence[Change], by: User | None) -> None:
    """A row of ``TEXTS``, saved by its own act."""
    _, columns = TEXTS[kind]
    for name in columns:
        setattr(row, name, corrected(getattr(row, name), changes))
    SAVES[kind](row, by)
