"""What follows when a schedule comes due: menus, working copies and the history."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from accessibility.menus import acts as menu_acts
from articles.models import Event, Publication
from articles.publishing.act import Act, start_act
from articles.publishing.drafts.saving import lock
from articles.publishing.timeline.addresses import new_address_in_draft
from articles.publishing.timeline.place import ahead_of, home_at, place_again

Kind = Publication.Kind
Verb = Event.Verb
LOOK_BACK = timedelta(days=60)
AHEAD_OF_ITS_ACT = Q(starts_at__gt=F("event__at"))


def follow_schedules(*, by: User | None = None) -> int:
    """Do what is left to do about moves and ends that came due; returns how many there were.

    Readers got the change at its moment: until this has run, a page's old address in a menu leads
    to the new one by itself.
    """
    at = timezone.now()
    if not (_moves_due(at=at).exists() or _ends_due(at=at).exists()):
        return 0
    with start_act(Verb.MOVED, by=by, data={"scheduled": True}) as act:
        return follow_what_is_due(act)


def follow_what_is_due(act: Act) -> int:
    """The same inside an act that is about to change addresses itself."""
    moved, ended = list(_moves_due(at=act.at)), list(_ends_due(at=act.at))
    moves: dict[datetime, dict[str, str]] = {}
    for row in moved:
        moves.setdefault(row.starts_at, {})[row.before_path] = row.path
    for _, together in sorted(moves.items()):
        menu_acts.follow_moves(together)
    for row in moved:
        _write_down_move(row)
    for row in ended:
        _write_down_end(row)
    return len(moved) + len(ended)


def _recent(at: datetime) -> QuerySet[Publication]:
    """Publications whose schedule came due recently."""
    recent = Publication.objects.happened().exclude(article=None)
    return recent.filter(starts_at__lte=at).select_related("article", "revision", "section")


def _written_down(verb: str) -> Exists:
    return Exists(
        Event.objects.filter(
            verb=verb,
            article=OuterRef("article"),
            data__contains=JSONObject(publication=OuterRef("pk")),
        )
    )


def _moves_due(*, at: datetime) -> QuerySet[Publication]:
    before = Publication.objects.happened().filter(
        article=OuterRef("article"), ends_at=OuterRef("starts_at")
    )
    scheduled = _recent(at).filter(AHEAD_OF_ITS_ACT, starts_at__gt=at - LOOK_BACK)
    moved = scheduled.annotate(before_path=Subquery(before.values("path")[:1]))
    moved = moved.exclude(before_path=None).exclude(before_path=F("path"))
    return moved.exclude(_written_down(Verb.MOVED)).order_by("starts_at", "pk")


def _ends_due(*, at: datetime) -> QuerySet[Publication]:
    """Pages that have ended, and scheduled withdrawals that menus have to drop."""
    expired = Q(kind=Kind.PAGE, ends_at=F("until"), ends_at__lte=at, ends_at__gt=at - LOOK_BACK)
    withdrawn = AHEAD_OF_ITS_ACT & ~Q(kind=Kind.PAGE)
    withdrawn &= Q(event__data__out_of_menus=True, starts_at__gt=at - LOOK_BACK)
    due = _recent(at).filter(expired | withdrawn).exclude(_written_down(Verb.EXPIRED))
    return due.select_related("article", "event").order_by("starts_at", "pk")


def _write_down_move(row: Publication) -> None:
    article = row.article
    data = {"publication": row.pk, "to": row.path}
    with start_act(Verb.MOVED, by=None, article=article, data=data) as act:
        lock(article)
        home = home_at(article, at=act.at)
        if home is None or home.path != row.path:
            return
        texts = new_address_in_draft(act, home, like=home)
        rows = [old for old in ahead_of(article, at=act.at) if old.revision_id in texts]

        def with_address_in_text(copy: Publication) -> None:
            copy.revision = texts[copy.revision_id]

        place_again(act, rows, at=act.at, change=with_address_in_text)


def _write_down_end(row: Publication) -> None:
    data = {"publication": row.pk, "path": row.path}
    with start_act(Verb.EXPIRED, by=None, article=row.article, data=data) as act:
        act.invalidate(articles=[row.article_id], paths=[row.path])
        live = Publication.objects.live(at=act.at).pages().filter(path=row.path)
        if row.event.data.get("out_of_menus") and not live.exists():
            menu_acts.take_out({row.path})
