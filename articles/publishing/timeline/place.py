"""The primitive under every act on addresses: cut rows at a moment, place the rest again.

Ends are written first and new rows after them, so that no address has two answers, and no page
two homes, at any statement. A conflict is found before the database has to refuse.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from django.db.models import F, QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone

from accessibility.menus import acts as menu_acts
from articles.models import Article, Publication, Revision, Section
from articles.publishing.act import Act
from articles.publishing.errors import AddressTaken

Kind = Publication.Kind


def address_of(section: Section, slug: str) -> str:
    return f"/{section.slug}/{slug}/"


def home_at(article: Article, *, at: datetime) -> Publication | None:
    """The publication of ``article`` in force at ``at``, or None."""
    in_force = Publication.objects.live(at=at).filter(article=article)
    return in_force.select_related("revision", "section", "target").first()


def ahead_of(article: Article, *, at: datetime) -> list[Publication]:
    """What the article answers at ``at`` and, as far as it is scheduled, later; in order."""
    rows = Publication.objects.ahead(at=at).filter(article=article).order_by("starts_at")
    return list(rows.select_related("revision", "section", "article"))


def cut(rows: Iterable[Publication], *, at: datetime) -> None:
    """End rows at ``at``; one that has not begun by then never happens."""
    keys = [row.pk for row in rows]
    Publication.objects.filter(pk__in=keys).update(ends_at=Greatest(F("starts_at"), at))


def place(act: Act, answer: Publication, *, keep_schedule: bool = True) -> Publication:
    """Place ``answer``, a publication not saved yet, from its start on.

    It ends where it was asked to, or where the page's next schedule begins; without
    ``keep_schedule`` what waits is dropped. A notice gives way to what else is scheduled at its
    address, so that a page can be withdrawn at any time. Raises AddressTaken.
    """
    own = ahead_of(answer.article, at=answer.starts_at)
    scheduled = [row for row in own if row.starts_at > answer.starts_at]
    replaced = next((row for row in own if row.starts_at <= answer.starts_at), None)
    dropped = [] if keep_schedule else drop(act, scheduled)
    scheduled = scheduled if keep_schedule else []
    cut([replaced] if replaced else [], at=answer.starts_at)
    yields_to = [*scheduled, *([] if answer.kind == Kind.PAGE else _others_scheduled(answer))]
    answer.ends_at = earliest(answer.until, *(row.starts_at for row in yields_to))
    refuse_if_taken([answer])
    act.insert([answer])
    act.invalidate(articles=[answer.article_id], paths=[answer.path])
    for row in dropped:
        if row.article_id != answer.article_id:
            give_back(act, row)
    if replaced is not None:
        act.invalidate(paths=[replaced.path])
        _carry_on(act, scheduled, replaced, answer)
        if answer.starts_at == act.at and replaced.path != answer.path:
            menu_acts.follow_move(replaced.path, answer.path, by=act.event.by)
    return answer


def _others_scheduled(answer: Publication) -> QuerySet[Publication]:
    ahead = Publication.objects.ahead(at=answer.starts_at).filter(path=answer.path)
    return ahead.filter(starts_at__gt=answer.starts_at).exclude(article=answer.article)


def _carry_on(
    act: Act, scheduled: Sequence[Publication], replaced: Publication, answer: Publication
) -> None:
    """A schedule that only moves the text that is live moves the text that takes its place."""
    same_text = [row for row in scheduled if row.revision_id == replaced.revision_id]
    if answer.kind != Kind.PAGE or replaced.kind != Kind.PAGE:
        return

    def with_new_text(copy: Publication) -> None:
        copy.revision = answer.revision
        copy.published_on, copy.updated_on = answer.published_on, answer.updated_on

    place_again(act, same_text, at=act.at, change=with_new_text)


def place_again(
    act: Act, rows: Sequence[Publication], *, at: datetime, change: Callable[[Publication], None]
) -> list[Publication]:
    """Cut ``rows`` at ``at`` and place what was cut off again, each as ``change(copy)`` leaves it.

    Returns the new rows in the same order. Raises AddressTaken.
    """
    placed = [_cut_off(act, row, at=at) for row in rows]
    for copy in placed:
        change(copy)
    cut(rows, at=at)
    refuse_if_taken(placed)
    act.insert(placed)
    paths = {row.path for row in [*rows, *placed]}
    act.invalidate(articles=[row.article_id for row in rows if row.article_id], paths=paths)
    return placed


def _cut_off(act: Act, row: Publication, *, at: datetime) -> Publication:
    fields = (field.attname for field in Publication._meta.concrete_fields)
    copy = Publication(**{name: getattr(row, name) for name in fields if name != "id"})
    copy.starts_at, copy.event = max(row.starts_at, at), act.event
    return copy


def refuse_if_taken(placed: Sequence[Publication]) -> None:
    """Raise AddressTaken where something else answers at the time of one of the new rows."""
    if not placed:
        return
    first = min(row.starts_at for row in placed)
    holders = Publication.objects.ahead(at=first).filter(path__in={row.path for row in placed})
    holders = list(holders.order_by("starts_at").select_related("revision", "article", "target"))
    for row in placed:
        for holder in holders:
            if holder.path == row.path and holder.overlaps(row):
                raise AddressTaken(holder, is_scheduled=holder.starts_at > row.starts_at)


def drop(act: Act, scheduled: Sequence[Publication]) -> list[Publication]:
    """Cancel scheduled rows; of pages that swap addresses, all stay where they are.

    Returns the rows that were dropped. Raises AddressTaken.
    """
    dropped = {row.pk: row for row in scheduled}
    trades = [trade for row in scheduled if len(trade := traded_with(row)) > 1]
    for trade in trades:
        dropped |= {row.pk: row for row in trade}
    cut(dropped.values(), at=act.at)
    for trade in trades:
        _undo_trade(act, trade)
    return list(dropped.values())


def _undo_trade(act: Act, trade: Sequence[Publication]) -> None:
    """What was scheduled for later at the swapped addresses returns to its own page's address."""
    at = trade[0].starts_at
    own = {row.path: before for row in trade if (before := before_of(row)) is not None}
    later = [
        row
        for traded in trade
        for row in ahead_of(traded.article, at=at)
        if row.starts_at > at and row.path in own
    ]

    def to_old_address(copy: Publication) -> None:
        copy.section, copy.path = own[copy.path].section, own[copy.path].path

    place_again(act, later, at=act.at, change=to_old_address)


def give_back(act: Act, row: Publication) -> None:
    """The time of a row that never happens goes to what it had cut, up to the end of that.

    Raises AddressTaken where someone else counts on the address by then.
    """
    before = before_of(row)
    if before is None:
        return
    later = ahead_of(row.article, at=row.starts_at)
    end = earliest(before.until, *(after.starts_at for after in later))
    given = Publication(path=before.path, starts_at=row.starts_at, ends_at=end)
    if end is None or end > row.starts_at:
        refuse_if_taken([given])
    Publication.objects.filter(pk=before.pk).update(ends_at=end)
    act.invalidate(articles=[row.article_id], paths=[before.path, row.path])


def before_of(row: Publication) -> Publication | None:
    """What the row's page answered up to the row's start, or None."""
    earlier = Publication.objects.happened().filter(article=row.article_id, ends_at=row.starts_at)
    return earlier.select_related("section").first()


def traded_with(row: Publication) -> list[Publication]:
    """The rows that start with this one because their pages swap addresses; at least itself."""
    trade = [row]
    while True:
        before = before_of(trade[-1])
        if before is None or before.path == trade[-1].path:
            return [row]
        starting = Publication.objects.happened().exclude(article=None)
        there = starting.filter(path=before.path, starts_at=row.starts_at).first()
        if there is None:
            return [row]
        if there.pk == row.pk:
            return trade
        trade.append(there)


def earliest(*moments: datetime | None) -> datetime | None:
    """The first of the moments that are given; None where none is."""
    return min((moment for moment in moments if moment is not None), default=None)


def dates_of(
    article: Article, revision: Revision, *, at: datetime, moved: bool = False
) -> tuple[date, date]:
    """(published on, updated on), as readers are told: days in the site's time zone."""
    on = timezone.localdate(at, timezone.get_default_timezone())
    before = article.publications.happened().exclude(published_on=None).filter(starts_at__lte=at)
    if not moved:
        before = before.filter(kind=Kind.PAGE)
    before = before.first()
    if before is None:
        published_on = article.first_published_on or revision.updated_on or on
        return published_on, max(published_on, revision.updated_on or on)
    if moved or before.revision_id == revision.pk:
        return before.published_on, before.updated_on
    return before.published_on, revision.updated_on or on
