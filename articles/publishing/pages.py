"""Acts on pages: publish, move, withdraw, restore; and addresses that lead elsewhere."""

from django.db.models import Q

from accessibility import menus
from articles import search
from articles.models import Event, Publication, Revision
from articles.publishing.acts import act
from articles.publishing.drafting import context_now, lock, render_again, save_draft
from articles.publishing.refusals import (
    AddressTaken,
    NotApproved,
    NothingLive,
    NotReadyToPublish,
    ReasonMissing,
    UrgentWithoutReason,
)
from articles.publishing.standing import is_approved, last_approved, missing_for_publishing

Kind = Publication.Kind
Verb = Event.Verb


def publish(*, revision, by, reason="", urgent=False):
    """Make ``revision`` what readers of its address get, from now on.

    A notice or an older revision at the page's address ends; a schedule that waits is kept.
    ``urgent``: without approval, for the ``reason`` given; the page is then "published without
    review" until somebody approves it. Raises NotReadyToPublish, NotApproved, UrgentWithoutReason
    or AddressTaken.
    """
    _refuse_unready(revision, reason=reason, urgent=urgent)
    data = {"revision": revision.number} | ({"urgent": True} if urgent else {})
    with act(Verb.PUBLISHED, by=by, article=revision.article, reason=reason, data=data) as doing:
        lock(revision.article)
        path = address_of(revision.section, revision.slug)
        search.index(revision, text=revision.renderings.latest("pk").rendered.text)
        return _lay(doing, Kind.PAGE, revision, section=revision.section, path=path)


def _refuse_unready(revision, *, reason, urgent):
    if problems := missing_for_publishing(revision):
        raise NotReadyToPublish(problems)
    if urgent and not reason.strip():
        raise UrgentWithoutReason
    if not urgent and not is_approved(revision):
        raise NotApproved(revision, last_approved(revision.article))


def move(*, article, section, slug, by):
    """Give the page another address; the old one leads to it. Returns the page's revision now.

    Unpublished changes stay unpublished: the live text moves as it is.
    """
    data = {"to": address_of(section, slug)}
    with act(Verb.MOVED, by=by, article=article, data=data) as doing:
        lock(article)
        home = _home(article, at=doing.at)
        was_clean = home is not None and home.revision == article.latest_revision()
        article.section, article.slug = section, slug
        revision = save_draft(article=article, by=by, note="Moved to another address")
        if home is not None:
            shown = revision if was_clean and home.kind == Kind.PAGE else home.revision
            if shown == revision and shown != home.revision:
                search.index(shown, text=shown.renderings.latest("pk").rendered.text)
            _lay(
                doing,
                home.kind,
                shown,
                section=section,
                path=address_of(section, slug),
                reason=home.reason,
                moved=True,
            )
        return revision


def withdraw(*, article, reason, by, gone=False, on=None):
    """Take the live page out of use; its address tells ``reason``, or that it is gone (410).

    ``on``: the day readers are told, for a page that was withdrawn on the site it comes from.
    """
    if not reason.strip():
        raise ReasonMissing
    with act(Verb.WITHDRAWN, by=by, article=article, reason=reason) as doing:
        lock(article)
        home = _home(article, at=doing.at)
        if home is None or home.kind != Kind.PAGE:
            raise NothingLive(article)
        kind = Kind.GONE if gone else Kind.NOTICE
        return _lay(
            doing,
            kind,
            home.revision,
            section=home.section,
            path=home.path,
            reason=reason.strip(),
            withdrawn_on=on or doing.today,
        )


def restore(*, revision, by, base=None):
    """Make an older revision the working copy again, as a new revision. Nothing is published.

    ``base``: the newest revision that was there when somebody decided to; see ``save_draft``.
    """
    article = revision.article
    for name in ("title", "short_title", "summary", "body", "section", "slug", "language"):
        setattr(article, name, getattr(revision, name))
    article.is_sample = revision.is_sample
    return save_draft(
        article=article,
        by=by,
        byline=[entry["person"] for entry in revision.byline],
        resources=[(entry["link"], entry["note"]) for entry in revision.resources],
        note=f"Restored from revision {revision.number}",
        base=base,
    )


def pages_need_rendering(*, at):
    """Whether live pages were rendered by an earlier pipeline, and never since by today's."""
    context = context_now()
    live = Publication.objects.live(at=at).filter(revision__made_at__lt=context.from_at)
    rendered = Event.objects.filter(verb=Verb.RENDERED, data__context=context.pk)
    return live.exists() and not rendered.exists()


def render_pages(*, by=None):
    """Show live pages as today's pipeline renders them; returns how many look different now."""
    with act(Verb.RENDERED, by=by, data={"context": context_now().pk}) as doing:
        live = Publication.objects.live(at=doing.at).exclude(revision=None)
        shown = {publication.revision_id: publication for publication in live}
        changed = render_again(Revision.objects.filter(pk__in=shown).iterator())
        for revision in changed:
            search.index(revision, text=revision.renderings.latest("pk").rendered.text)
            doing.touch(articles=[revision.article_id], paths=[shown[revision.pk].path])
        return len(changed)


def redirect(*, path, target_url, by, reason=""):
    """Let an address that no page of ours has had, such as an old site's, lead elsewhere."""
    with act(Verb.REDIRECTED, by=by, reason=reason, data={"from": path}) as doing:
        refuse_if_taken(path, None, at=doing.at)
        doing.touch(paths=[path])
        return Publication.objects.create(
            path=path,
            kind=Kind.REDIRECT,
            target_url=target_url,
            reason=reason,
            starts_at=doing.at,
            event=doing.event,
        )


def address_of(section, slug):
    return f"/{section.slug}/{slug}/"


def _home(article, *, at):
    """The publication of ``article`` in force at ``at``, or None."""
    in_force = Publication.objects.live(at=at).filter(article=article)
    return in_force.select_related("revision", "section").first()


def _lay(doing, kind, revision, *, section, path, reason="", moved=False, withdrawn_on=None):
    """Cut what the article answers now and lay the new answer over it, until its next schedule."""
    article = revision.article
    refuse_if_taken(path, article, at=doing.at)
    home = _home(article, at=doing.at)
    if home is not None:
        Publication.objects.filter(pk=home.pk).update(ends_at=doing.at)
    published_on, updated_on = _dates(doing, article, revision, moved=moved)
    laid = Publication.objects.create(
        path=path,
        kind=kind,
        article=article,
        revision=revision,
        section=section,
        reason=reason,
        published_on=published_on,
        updated_on=withdrawn_on or updated_on,
        starts_at=doing.at,
        ends_at=_next_start(path, article, at=doing.at),
        event=doing.event,
    )
    doing.touch(articles=[article.pk], paths=[path] if home is None else [path, home.path])
    if home is not None and home.path != path:
        menus.follow_move(home.path, path, by=doing.event.by)
    return laid


def refuse_if_taken(path, article, *, at):
    holder = (
        Publication.objects.live(at=at)
        .filter(path=path)
        .exclude(Q(article=article) if article else Q(pk__in=[]))
        .select_related("revision", "article", "target")
        .first()
    )
    if holder is not None:
        raise AddressTaken(holder)


def _next_start(path, article, *, at):
    """When the next schedule of the address or the article begins; None without one."""
    waiting = Publication.objects.happened().filter(Q(path=path) | Q(article=article))
    return (
        waiting.filter(starts_at__gt=at)
        .order_by("starts_at")
        .values_list("starts_at", flat=True)
        .first()
    )


def _dates(doing, article, revision, *, moved):
    """(published on, updated on), as readers are told: days in the site's time zone."""
    before = article.publications.happened().exclude(published_on=None)
    before = before.filter(Q(kind=Kind.PAGE) if not moved else Q()).first()
    if before is None:
        published_on = article.first_published_on or revision.updated_on or doing.today
        return published_on, max(published_on, revision.updated_on or doing.today)
    if moved or before.revision_id == revision.pk:
        return before.published_on, before.updated_on
    return before.published_on, revision.updated_on or doing.today
