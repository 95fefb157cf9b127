"""Trash instead of deleting: move unused things there, and restore them."""

from datetime import timedelta

from django.db.models import Max, Q

from accessibility.menus import acts as menu_acts
from articles import permissions
from articles.models import Article, Event, Image, Link, LinkUse, Person, Publication
from articles.publishing.act import start_act
from articles.publishing.errors import InUse, StillLive

Verb = Event.Verb
LISTED_FOR = timedelta(days=90)
KINDS = {"page": Article, "image": Image, "link": Link, "person": Person}


def archive(*, thing, by):
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


def restore_from_trash(*, thing, by):
    """Restore something from the trash as it was."""
    with _act(Verb.BROUGHT_BACK, thing, by=by) as act:
        _invalidate(act, thing)
        return _mark(_locked(thing), archived_at=None, archived_by=None)


def _act(verb, thing, *, by):
    if isinstance(thing, Article):
        return start_act(verb, by=by, article=thing)
    return start_act(verb, by=by, data={thing._meta.model_name: thing.pk, "name": str(thing)})


def _invalidate(act, thing):
    """People have a page of their own; anything else in the trash is on no page by then."""
    if isinstance(thing, Person):
        act.invalidate(paths=[thing.get_absolute_url()])


def _locked(thing):
    return type(thing).objects.select_for_update().get(pk=thing.pk)


def _mark(thing, **values):
    for name, value in values.items():
        setattr(thing, name, value)
    thing.save(update_fields=list(values))
    return thing


def archived(model, *, at):
    """Rows of ``model`` that the trash lists, newest first, for ninety days."""
    rows = model.objects.filter(archived_at__gt=at - LISTED_FOR)
    return rows.select_related("archived_by").order_by("-archived_at", "-pk")


def _refuse_if_used(thing, *, by, at):
    if isinstance(thing, Article):
        answer = _current_or_upcoming(at=at).filter(article=thing).order_by("starts_at").first()
        if answer is not None:
            raise StillLive(answer, at=at)
    elif places := places_of(thing, reader=by, at=at):
        raise InUse(thing, places)


def places_of(thing, *, reader, at):
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
    places += _describe_drafts(drafts.exclude(pk__in=told).distinct(), reader=reader)
    people = Person.objects.filter(_of_person(thing), archived_at=None)
    places += [f"the person {person.name}" for person in people]
    places += [f"the menu “{menu}”" for menu in menu_acts.menus_holding(_address(thing))]
    return places


def _describe_drafts(drafts, *, reader):
    """Drafts by their titles; those that ``reader`` may not read are only counted."""
    named = drafts if reader is None else drafts.filter(pk__in=_keys(permissions.readable(reader)))
    words = [f"the draft of “{draft}”" for draft in named]
    if hidden := drafts.count() - len(words):
        words.append(f"{hidden} {'draft' if hidden == 1 else 'drafts'} that you cannot read")
    return words


def _keys(rows):
    return rows.order_by().values("pk")


def _current_or_upcoming(*, at):
    """What readers have as a page, or will have."""
    rows = Publication.objects.happened().pages()
    return rows.filter(Q(ends_at=None) | Q(ends_at__gt=at))


def _in_revision(thing):
    if isinstance(thing, Person):
        return Q(revision__byline__contains=[{"person": thing.pk}])
    if isinstance(thing, Link):
        return Q(revision__link_uses__link=thing)
    return Q(revision__body__contains=thing.address)


def _in_working_copy(thing):
    if isinstance(thing, Person):
        return Q(byline__person=thing) | Q(clinical_reviewer=thing)
    if isinstance(thing, Image):
        return Q(body__contains=thing.address)
    newest = Article.objects.annotate(newest=Max("revisions__pk")).values("newest")
    uses = LinkUse.objects.filter(link=thing, revision__in=newest)
    return Q(pk__in=uses.values("revision__article"))


def _of_person(thing):
    """People whom an image shows, or whose biography does."""
    if not isinstance(thing, Image):
        return Q(pk__in=[])
    return Q(portrait=thing) | Q(biography__contains=thing.address)


def _address(thing):
    return thing.get_absolute_url() if isinstance(thing, Person) else thing.address
