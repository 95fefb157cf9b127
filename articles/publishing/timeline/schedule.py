"""Acts on schedules: cancel one, set an end date, swap the addresses of two pages."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User

from accessibility.menus import acts as menu_acts
from articles.models import Article, Event, Publication, Revision
from articles.publishing.act import Act, start_act
from articles.publishing.drafts.saving import lock
from articles.publishing.errors import EndChanged, NotLiveThen, NotScheduled, SamePage
from articles.publishing.timeline.addresses import new_address_in_draft
from articles.publishing.timeline.due import follow_what_is_due
from articles.publishing.timeline.moments import moment_for, refuse_end
from articles.publishing.timeline.place import (
    ahead_of,
    drop,
    earliest,
    give_back,
    home_at,
    place_again,
)

Kind = Publication.Kind
Verb = Event.Verb


def cancel_schedule(*, publication: Publication, by: User | None, reason: str = "") -> None:
    """Cancel a schedule; what it would have cut goes on, up to its own end.

    Pages that were to swap addresses all stay. Raises NotWaiting or AddressTaken.
    """
    article = publication.article
    data = {"path": publication.path, "starts_at": publication.starts_at.isoformat()}
    with start_act(
        Verb.SCHEDULE_CANCELLED, by=by, article=article, reason=reason, data=data
    ) as act:
        lock(article)
        scheduled = Publication.objects.ahead(at=act.at).filter(starts_at__gt=act.at)
        row = scheduled.filter(pk=publication.pk).select_related("article").first()
        if row is None:
            raise NotScheduled(publication)
        for dropped in drop(act, [row]):
            give_back(act, dropped)


def set_end(
    *,
    publication: Publication,
    until: datetime | None,
    by: User | None,
    reason: str = "",
    out_of_menus: bool = False,
) -> Publication:
    """Let a page that is live, or is to be, end at ``until``; None lets it stay.

    ``out_of_menus``: menus that hold it drop it when it ends. Returns the publication that
    takes the place of the one given. Raises EndChanged where that is no longer the one in force,
    NotLiveThen, EndsBeforeStart or AddressTaken.
    """
    article = publication.article
    data = {"until": until and until.isoformat(), "out_of_menus": out_of_menus}
    with start_act(Verb.SCHEDULED, by=by, article=article, reason=reason, data=data) as act:
        lock(article)
        rows = ahead_of(article, at=act.at)
        row = next((row for row in rows if row.pk == publication.pk), None)
        if row is None and any(one.kind == Kind.PAGE for one in rows):
            raise EndChanged(article)
        if row is None or row.kind != Kind.PAGE:
            raise NotLiveThen(article)
        refuse_end(until, after=max(row.starts_at, act.at))
        later = (after.starts_at for after in rows if after.starts_at > row.starts_at)

        def with_end(copy: Publication) -> None:
            copy.until, copy.ends_at = until, earliest(until, *later)

        return place_again(act, [row], at=act.at, change=with_end)[0]


def swap(
    *, one: Article, other: Article, by: User | None, starts_at: datetime | None = None
) -> list[Publication]:
    """Swap the addresses of two live pages, now or at ``starts_at``, with their schedules.

    Returns the publications at their new addresses. Raises SamePage, NotLiveThen, MomentPassed or
    AddressTaken.
    """
    if one == other:
        raise SamePage
    with (
        start_act(Verb.SWAPPED, by=by, article=one, data={"with": other.pk}) as act,
        start_act(Verb.SWAPPED, by=by, article=other, data={"with": one.pk}),
    ):
        follow_what_is_due(act)
        for article in sorted((one, other), key=lambda article: article.pk):
            lock(article)
        at = moment_for(act, starts_at)
        homes = [_live_then(article, at=at) for article in (one, other)]
        return _trade(act, homes, at=at)


def _live_then(article: Article, *, at: datetime) -> Publication:
    home = home_at(article, at=at)
    if home is None or home.kind != Kind.PAGE:
        raise NotLiveThen(article)
    return home


def _trade(act: Act, homes: Sequence[Publication], *, at: datetime) -> list[Publication]:
    one, other = homes
    to = {one.path: other, other.path: one}
    rows = [row for home in homes for row in ahead_of(home.article, at=at) if row.path in to]
    texts: dict[int, Revision] = {}
    if at == act.at:
        for home in homes:
            texts |= new_address_in_draft(act, home, like=to[home.path])

    def to_other_address(copy: Publication) -> None:
        copy.section, copy.path = to[copy.path].section, to[copy.path].path
        copy.revision = texts.get(copy.revision_id, copy.revision)

    laid = place_again(act, rows, at=at, change=to_other_address)
    if at == act.at:
        menu_acts.follow_moves({path: home.path for path, home in to.items()}, by=act.event.by)
    return laid
