"""Trash instead of deleting: move unused things there, and restore them."""

from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Max, Q, QuerySet

from accessibility.menus import acts as menu_acts
from articles import permissions
from articles.models import Article, Event, Image, Link, LinkUse, Person, Publication
from articles.publishing.act import Act, start_act
from articles.publishing.errors import InUse, StillLive

Verb = Event.Verb
LISTED_FOR = timedelta(days=90)
Thing = Article | Image | Link | Person
KINDS = {"page": Article, "image": Image, "link": Link, "person": Person}


def archive(*, thing: Thing, by: User | None) -> Thing:
    """Move a page, an image, a link or a person to the trash; nothing is deleted.

    Raises StillLive for a page that readers have or will have, and InUse, with the places, for
    anything that a page, a person or a menu is made with.
    """
    with _act(Verb.ARCHIVED, thing, by=by) as act:
        now = _locked(thing)
        if now.archived_at is not None:
            return now
        _refuse_if_used(now, by=by, at=act.at)
        _invalidate(act, now)
        return _mark(now, archived_at=act.at, archived_by=by)


def restore_from_trash(*, thing: Thing, by: User | None) -> Thing:
    """Restore something from the trash as it was."""
    with _act(Verb.BROUGHT_BACK, thing, by=by) as act:
        _invalidate(act, thing)
        return _mark(_locked(thing), archived_at=None, archived_by=None)


def _act(verb: str, thing: Thing, *, by: User | None) -> AbstractContextManager[Act]:
    if isinstance(thing, Article):
        return start_act(verb, by=by, article=thing)
    return start_act(verb, by=by, data={thing._meta.model_name: thing.pk, "name": str(thing)})


def _invalidate(act: Act, thing: Thing) -> None:
    """People have a page of their own; anything else in the trash is on no page by then."""
    if isinstance(thing, Person):
        act.invalidate(paths=[thing.get_absolute_url()])


def _locked(thing: Thing) -> Thing:
    return type(thing).objects.select_for_update().get(pk=thing.pk)


def _mark(thing: Thing, **values: datetime | User | None) -> Thing:
    for name, value in values.items():
        setattr(thing, name, value)
    thing.save(update_fields=list(values))
    return thing


def archived(model: type[Thing], *, at: datetime) -> QuerySet[Thing]:
    """Rows of ``model`` that the trash lists, newest first, for ninety days."""
    rows = model.objects.filter(archived_at__gt=at - LISTED_FOR)
    return rows.select_related("archived_by").order_by("-archived_at", "-pk")


def _refuse_if_used(thing: Thing, *, by: User | None, at: datetime) -> None:
    if isinstance(thing, Article):
        answer = _current_or_upcoming(at=at).filter(article=thing).order_by("starts_at").first()
        if answer is not None:
            raise StillLive(answer, at=at)
    elif places := places_of(thing, reader=by, at=at):
        raise InUse(thing, places)


def places_of(thing: Image | Link | Person, *, reader: User | None, at: datetime) -> list[str]:
    """Where an image, a link or a person is used, as ``reader`` may know it."""
    rows = _current_or_upcoming(at=at).filter(_in_revision(thing)).select_related("revision")
    published = {row.pk: row for row in rows}.values()
    live = [row for row in published if row.is_live(at=at)]
    places = [f"the page “{row.revision.title}” ({row.path})" for row in live]
    coming = [row.article_id for row in published if row not in live]
    drafts = Article.objects.filter(_in_working_copy(thing), archived_at=None) | (
        Article.objects.filter(pk__in=coming)
    )
    told = [row.article_id for row in live]
    places += describe_drafts(drafts.exclude(pk__in=told).distinct(), reader=reader)
    people = Person.objects.filter(_of_person(thing), archived_at=None)
    places += [f"the person {person.name}" for person in people]
    places += [f"the menu “{menu}”" for menu in menu_acts.menus_holding(_address(thing))]
    return places


def describe_drafts(drafts: QuerySet[Article], *, reader: User | None) -> list[str]:
    """Drafts by their titles; those that ``reader`` may not read are only counted."""
    named = drafts if reader is None else drafts.filter(pk__in=_keys(permissions.readable(reader)))
    words = [f"the draft of “{draft}”" for draft in named]
    if hidden := drafts.count() - len(words):
        words.append(f"{hidden} {'draft' if hidden == 1 else 'drafts'} that you cannot read")
    return words


def _keys(rows: QuerySet[Article]) -> QuerySet[Article]:
    return rows.order_by().values("pk")


def _current_or_upcoming(*, at: datetime) -> QuerySet[Publication]:
    """What readers have as a page, or will have."""
    rows = Publication.objects.happened().pages()
    return rows.filter(Q(ends_at=None) | Q(ends_at__gt=at))


def _in_revision(thing: Image | Link | Person) -> Q:
    if isinstance(thing, Person):
        return Q(revision__byline__contains=[{"person": thing.pk}])
    if isinstance(thing, Link):
        return Q(revision__link_uses__link=thing)
    return Q(revision__body__contains=thing.address)


def _in_working_copy(thing: Image | Link | Person) -> Q:
    if isinstance(thing, Person):
        return Q(byline__person=thing) | Q(clinical_reviewer=thing)
    if isinstance(thing, Image):
        return Q(body__contains=thing.address)
    newest = Article.objects.annotate(newest=Max("revisions__pk")).values("newest")
    uses = LinkUse.objects.filter(link=thing, revision__in=newest)
    return Q(pk__in=uses.values("revision__article"))


def _of_person(thing: Image | Link | Person) -> Q:
    """People whom an image shows, or whose biography does."""
    if not isinstance(thing, Image):
        return Q(pk__in=[])
    return Q(portrait=thing) | Q(biography__contains=thing.address)


def _address(thing: Image | Link | Person) -> str:
    return thing.get_absolute_url() if isinstance(thing, Person) else thing.address
