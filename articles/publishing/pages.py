"""Acts on pages: publish, move, withdraw, restore; and addresses that lead elsewhere."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.utils import timezone

from accessibility.menus import acts as menu_acts
from articles import search
from articles.models import Article, Event, Publication, Revision, Section
from articles.publishing.act import Act, Choice, EventData, start_act
from articles.publishing.approval.state import is_approved, last_approved, refuse_half_a_page
from articles.publishing.dismissals import HasErrors, errors_that_block
from articles.publishing.drafts.merge import all_values_of
from articles.publishing.drafts.rendering import context_now, render_again
from articles.publishing.drafts.saving import lock, save_values
from articles.publishing.errors import (
    NotApproved,
    NothingLive,
    NotLiveThen,
    PublishedSince,
    ReasonMissing,
    SamePage,
    UrgentWithoutReason,
)
from articles.publishing.timeline.addresses import place_of, readdress
from articles.publishing.timeline.due import follow_what_is_due
from articles.publishing.timeline.moments import moment_for, refuse_end
from articles.publishing.timeline.place import (
    address_of,
    ahead_of,
    dates_of,
    home_at,
    place,
    place_again,
    refuse_if_taken,
)

Kind = Publication.Kind
Verb = Event.Verb


def publish(
    *,
    revision: Revision,
    by: User | None,
    reason: str = "",
    urgent: bool = False,
    starts_at: datetime | None = None,
    until: datetime | None = None,
    keep_schedule: bool = True,
    out_of_menus: bool = False,
    over: int | None = None,
    with_errors: bool = False,
) -> Publication:
    """Make ``revision`` what readers of its address get, now or from ``starts_at`` to ``until``.

    A notice or an older revision at the page's address ends at that moment. What is scheduled for
    later is kept, or dropped without ``keep_schedule``. ``urgent``: without approval, for the
    ``reason`` given; the page is then "published without review" until someone approves it.
    ``out_of_menus``: menus that hold the page drop it when it ends.
    ``over``: the number of the live revision that someone chose to replace, 0 for none; where
    readers have another one by now, PublishedSince is raised. ``with_errors``: whatever the
    audit found, for acts that change no words of an author. Raises NotReadyToPublish, HasErrors,
    NotApproved, UrgentWithoutReason, MomentPassed, EndsBeforeStart or AddressTaken.
    """
    _refuse_unready(revision, reason=reason, urgent=urgent, with_errors=with_errors)
    verb, article = Verb.SCHEDULED if starts_at else Verb.PUBLISHED, revision.article
    data = {"revision": revision.number} | ({"urgent": True} if urgent else {})
    data |= {"until": until.isoformat(), "out_of_menus": out_of_menus} if until else {}
    data |= {"starts_at": starts_at.isoformat()} if starts_at else {}
    with start_act(verb, by=by, article=article, reason=reason, data=data) as act:
        lock(article)
        _refuse_other_than(over, article, at=act.at)
        at = moment_for(act, starts_at)
        refuse_end(until, after=at)
        section, path = place_of(revision, at=at, now=act.at)
        render_again([revision])  # the glossary may say more than when it was saved
        search.index(revision, text=revision.renderings.latest("pk").rendered.text)
        answer = _answer(act, Kind.PAGE, revision, at=at, path=path, section=section)
        answer.until = until
        answer.published_on, answer.updated_on = dates_of(article, revision, at=at)
        return place(act, answer, keep_schedule=keep_schedule)


def _refuse_other_than(over: int | None, article: Article, *, at: datetime) -> None:
    home = home_at(article, at=at)
    home = home if home is not None and home.kind == Kind.PAGE else None
    if over is not None and over != (home.revision.number if home else 0):
        raise PublishedSince(home)


def _answer(
    act: Act, kind: Choice, revision: Revision, *, at: datetime, **fields: str | Section
) -> Publication:
    """A publication of the revision's page that is not saved yet."""
    return Publication(
        kind=kind,
        article=revision.article,
        revision=revision,
        starts_at=at,
        event=act.event,
        **fields,
    )


def _refuse_unready(revision: Revision, *, reason: str, urgent: bool, with_errors: bool) -> None:
    refuse_half_a_page(revision)
    if not with_errors and (findings := errors_that_block(revision)):
        raise HasErrors(findings)
    if urgent and not reason.strip():
        raise UrgentWithoutReason
    if not urgent and not is_approved(revision):
        raise NotApproved(revision, last_approved(revision.article))


def move(
    *,
    article: Article,
    section: Section,
    slug: str,
    by: User | None,
    base: Revision | int | None = None,
) -> Revision:
    """Give the page another address; the old one leads to it. Returns the page's revision now.

    Unpublished changes stay unpublished: the live text moves as it is. What is scheduled for the
    old address moves along. ``base``: the newest revision when someone decided to; where others
    gave the page another address since, EditConflict is raised.
    """
    path = address_of(section, slug)
    with start_act(Verb.MOVED, by=by, article=article, data={"to": path}) as act:
        follow_what_is_due(act)
        lock(article)
        home = home_at(article, at=act.at)
        revision, texts = readdress(
            act,
            article,
            section=section,
            slug=slug,
            note="Moved to another address",
            base=base,
        )
        if home is None:
            return revision
        rows = [row for row in ahead_of(article, at=act.at) if row.path == home.path]

        def to_new_address(copy: Publication) -> None:
            copy.path, copy.section = path, section
            copy.revision = texts.get(copy.revision_id, copy.revision)

        place_again(act, rows, at=act.at, change=to_new_address)
        menu_acts.follow_move(home.path, path, by=by)
        return revision


def withdraw(
    *,
    article: Article,
    reason: str,
    by: User | None,
    gone: bool = False,
    on: date | None = None,
    starts_at: datetime | None = None,
    instead: Article | None = None,
    leads_to: Article | None = None,
    out_of_menus: bool = False,
) -> Publication:
    """Take the page out of use, now or at ``starts_at``, with what is scheduled for later.

    Its address tells ``reason``, or that it is gone (410); or it leads to the page ``leads_to``.
    ``instead``: the page that the notice names as the place to look. ``on``: the day readers are
    told, for a page that was withdrawn on the site it comes from. ``out_of_menus``: menus that
    hold the page drop it. Raises ReasonMissing, NothingLive, SamePage, NotLiveThen or
    MomentPassed.
    """
    if not reason.strip():
        raise ReasonMissing
    data: EventData = {"starts_at": starts_at.isoformat()} if starts_at else {}
    data |= {"out_of_menus": True} if out_of_menus else {}
    with start_act(Verb.WITHDRAWN, by=by, article=article, reason=reason, data=data) as act:
        lock(article)
        at = moment_for(act, starts_at)
        home = home_at(article, at=at)
        if home is None or home.kind != Kind.PAGE:
            raise NothingLive(article)
        kind = Kind.REDIRECT if leads_to else Kind.GONE if gone else Kind.NOTICE
        fields = {"path": home.path, "section": home.section, "reason": reason.strip()}
        answer = _answer(act, kind, home.revision, at=at, **fields)
        answer.target = _to_read_instead(article, leads_to or instead, at=at)
        answer.published_on, _ = dates_of(article, home.revision, at=at)
        answer.updated_on = on or timezone.localdate(at, timezone.get_default_timezone())
        if out_of_menus and at == act.at:
            menu_acts.take_out({home.path}, by=by)
        return place(act, answer, keep_schedule=False)


def _to_read_instead(article: Article, target: Article | None, *, at: datetime) -> Article | None:
    if target == article:
        raise SamePage
    home = home_at(target, at=at) if target else None
    if target and (home is None or home.kind != Kind.PAGE):
        raise NotLiveThen(target)
    return target


def restore(*, revision: Revision, by: User | None, base: Revision | int | None = None) -> Revision:
    """Make an older revision the working copy again, as a new revision. Nothing is published.

    ``base``: the newest revision that was there when someone decided to; see ``save_draft``.
    """
    note = f"Restored from revision {revision.number}"
    return save_values(revision.article, all_values_of(revision), by=by, note=note, base=base)


def pages_need_rendering(*, at: datetime) -> bool:
    """Whether live pages were rendered by an earlier pipeline, and never since by today's."""
    context = context_now()
    live = Publication.objects.live(at=at).filter(revision__made_at__lt=context.from_at)
    rendered = Event.objects.filter(verb=Verb.RENDERED, data__context=context.pk)
    return live.exists() and not rendered.exists()


def render_pages(*, by: User | None = None) -> int:
    """Show live pages as today's pipeline renders them; returns how many look different now."""
    with start_act(Verb.RENDERED, by=by, data={"context": context_now().pk}) as act:
        live = Publication.objects.live(at=act.at).exclude(revision=None)
        shown = {publication.revision_id: publication for publication in live}
        changed = render_again(Revision.objects.filter(pk__in=shown).iterator())
        for revision in changed:
            search.index(revision, text=revision.renderings.latest("pk").rendered.text)
            act.invalidate(articles=[revision.article_id], paths=[shown[revision.pk].path])
        return len(changed)


def redirect(*, path: str, target_url: str, by: User | None, reason: str = "") -> Publication:
    """Redirect an address that no page here has had, such as one of an old site."""
    with start_act(Verb.REDIRECTED, by=by, reason=reason, data={"from": path}) as act:
        placed = Publication(
            path=path,
            kind=Kind.REDIRECT,
            target_url=target_url,
            reason=reason,
            starts_at=act.at,
            event=act.event,
        )
        refuse_if_taken([placed])
        act.invalidate(paths=[path])
        act.insert([placed])
        return placed
