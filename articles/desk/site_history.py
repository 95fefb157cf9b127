"""The history of the site: what anyone did, newest first, from events and saved revisions.

It is read by key, from a place back, so that rows far down cost what the first ones do. Pages are
named as the person who looks may know them, and so is whatever else the desk would not show them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db.models import CharField, Prefetch, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst

from accessibility.models import Menu, Message, Term
from articles import permissions
from articles.desk.event_sentences import changed, did, shown_name, who
from articles.models import Decision, Event, Image, Link, Person, Publication, Revision, Section

Verb = Event.Verb
EVENT, SAVE = "event", "save"
A_DAY = timedelta(days=1)
UNPUBLISHED = "An unpublished page"
MOST_MATCHES = 500  # rows of one kind that a search by name looks for


@dataclass(frozen=True)
class Kind:
    """What people filter by; ``has_saves``: saved revisions are among it."""

    title: str
    verbs: tuple
    has_saves: bool = False


KINDS = {
    "pages": Kind(
        "Pages",
        (
            *(Verb.PUBLISHED, Verb.MOVED, Verb.WITHDRAWN, Verb.REDIRECTED, Verb.SCHEDULED),
            *(Verb.SCHEDULE_CANCELLED, Verb.SWAPPED, Verb.EXPIRED, Verb.DETAILS_CHANGED),
            *(Verb.SHARED, Verb.RENDERED, Verb.FINDING_DISMISSED, Verb.DISMISSAL_TAKEN_BACK),
        ),
        has_saves=True,
    ),
    "approval": Kind(
        "Approval and reviews",
        (
            *(Verb.SUBMITTED, Verb.APPROVED, Verb.CHANGES_REQUESTED, Verb.REQUEST_DISMISSED),
            Verb.COMMENTED,
            *(Verb.APPROVAL_CARRIED, Verb.REVIEWED, Verb.REVIEW_DATE_SET),
            *(Verb.REVIEWER_CONFIRMED, Verb.REVIEWER_REVOKED),
        ),
    ),
    "menus": Kind(
        "Menus", (Verb.MENU_ADDED, Verb.MENU_CHANGED, Verb.MENU_PUBLISHED, Verb.MENU_FOLLOWED)
    ),
    "glossary": Kind("Glossary", (Verb.TERM_SAVED,)),
    "links": Kind("Links", (Verb.LINK_SAVED, Verb.LINK_REPLACED)),
    "images": Kind("Images", (Verb.IMAGE_SAVED, Verb.IMAGE_REPLACED)),
    "sections": Kind("Sections and people", (Verb.SECTION_SAVED, Verb.PERSON_SAVED)),
    "trash": Kind("Trash", (Verb.ARCHIVED, Verb.BROUGHT_BACK)),
    "settings": Kind("Site settings and home page", (Verb.SETTINGS_SAVED, Verb.HOME_SAVED)),
    "messages": Kind("Readers’ messages", (Verb.MESSAGE_SAVED,)),
    "accounts": Kind(
        "Accounts",
        (
            *(Verb.ACCOUNT_SAVED, Verb.PASSWORD_CHANGED, Verb.GROUP_SAVED),
            *(Verb.INVITED, Verb.INVITATION_WITHDRAWN, Verb.PASSWORD_LINK_SENT),
        ),
    ),
    "sign-ins": Kind("Sign-ins", (Verb.SIGNED_IN, Verb.SIGNED_OUT, Verb.SIGN_IN_FAILED)),
    "imports": Kind("Imports", (Verb.IMPORTED,)),
}
# What an event without a page is about: the key of its data, the rows, and what they are found by.
THINGS = {
    "menu": (Menu, "pk"),
    "term": (Term, "pk"),
    "message": (Message, "pk"),
    "group": (Group, "pk"),
    "section": (Section, "slug"),
    "person": (Person, "slug"),
    "address": (Link, "address"),
    "link": (Link, "pk"),
    "image": (Image, "file"),
}
NAMES = {
    Group: ("name",),
    Section: ("name",),
    Person: ("name",),
    Link: ("title", "address"),
    Image: ("alternative_text", "file"),
}


@dataclass(frozen=True)
class Filters:
    """What is asked for. ``is_by_site``: only what nobody with an account did."""

    person: User | None = None
    is_by_site: bool = False
    kind: str = ""
    about: str = ""
    since: date | None = None
    until: date | None = None


class Key(NamedTuple):
    """The place of an entry. It sorts as entries do."""

    at: datetime
    source: str
    pk: int

    def __str__(self):
        return f"{self.at.isoformat()}_{self.source}_{self.pk}"

    @classmethod
    def parse(cls, text):
        """The key that ``str`` wrote; None for anything else."""
        moment, _, rest = text.partition("_")
        source, _, number = rest.partition("_")
        try:
            at, pk = datetime.fromisoformat(moment), int(number)
        except (ValueError, OverflowError):
            return None
        is_sound = at.tzinfo is not None and source in (EVENT, SAVE) and 0 < pk < 2**63
        return cls(at, source, pk) if is_sound else None


@dataclass(frozen=True)
class Entry:
    """One line: ``about`` is what it was done to, at ``address`` for those who may open that."""

    at: datetime
    who: str
    did: str
    about: str = ""
    address: str = ""
    note: str = ""


# --- Which entries ---------------------------------------------------------------------------


def keys(filters, user, *, before=None, limit):
    """The keys of the newest entries that ``filters`` let through, older than ``before``."""
    chosen = KINDS.get(filters.kind)
    events = _filtered(Event.objects.all(), filters, user, at="at", by="by")
    saves = _filtered(Revision.objects.all(), filters, user, at="made_at", by="made_by")
    events = events.filter(verb__in=chosen.verbs) if chosen else events
    saves = saves if chosen is None or chosen.has_saves else saves.none()
    # Each is cut by itself, so that an index gives it in order and nothing else is read.
    rows = _older(events, EVENT, before, limit=limit, at="at").union(
        _older(saves, SAVE, before, limit=limit, at="made_at"), all=True
    )
    return [Key(*row) for row in rows.order_by("-at", "-source", "-pk")[:limit]]


def _older(rows, source, before, *, limit, at):
    if before is not None:
        older = Q(**{f"{at}__lt": before.at})
        if source == before.source:
            older |= Q(**{at: before.at, "pk__lt": before.pk})
        elif source < before.source:
            older |= Q(**{at: before.at})
        rows = rows.filter(older, **{f"{at}__lte": before.at})
    rows = rows.annotate(source=Value(source, output_field=CharField()))
    return rows.order_by(f"-{at}", "-pk").values_list(at, "source", "pk")[:limit]


def _filtered(rows, filters, user, *, at, by):
    if filters.person is not None or filters.is_by_site:
        rows = rows.filter(**{by: filters.person})
    if filters.since:
        rows = rows.filter(**{f"{at}__gte": _midnight(filters.since)})
    if filters.until:
        rows = rows.filter(**{f"{at}__lt": _midnight(filters.until + A_DAY)})
    if filters.about:
        pages = _of_pages_called(filters.about, user)
        is_save = rows.model is Revision
        rows = rows.filter(pages if is_save else pages | _of_things_called(filters.about, user))
    return rows


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def _of_pages_called(words, user):
    """By a title that the person may know: the working one of pages they may read, or the live."""
    drafts = permissions.readable(user).filter(title__icontains=words).order_by()
    live = Publication.objects.live(at=timezone.now()).pages()
    live = live.filter(revision__title__icontains=words).order_by()
    return Q(article__in=drafts.values("pk")) | Q(article__in=live.values("article"))


def _of_things_called(words, user):
    found = Q(pk__in=[])
    for key, (model, column) in THINGS.items():
        if permissions.may_look_at(user, model):
            found |= Q(data__has_key=key, data__name__icontains=words, article=None)
            if model in NAMES:
                found |= Q(**{f"data__{key}__in": _matching(model, column, words)}, article=None)
    if permissions.may_look_at(user, User):
        found |= Q(account__in=_having(User, ("username", "first_name", "last_name"), words))
    return found


def _matching(model, column, words):
    values = _having(model, NAMES[model], words).values_list(column, flat=True)[:MOST_MATCHES]
    values = list(values)
    return values + [settings.MEDIA_URL + name for name in values] if model is Image else values


def _having(model, columns, words):
    wanted = Q()
    for column in columns:
        wanted |= Q(**{f"{column}__icontains": words})
    return model.objects.filter(wanted).order_by()


# --- How they are shown ----------------------------------------------------------------------


def entries(found, user):
    """The entries under these keys, in their order; as many queries for ten as for one."""
    return list(_Shown(found, user).entries())


def all_entries(filters, user, *, most, batch=500) -> Iterator[Entry]:
    """Up to ``most`` entries, read in parts."""
    before, left = None, most
    while left > 0:
        found = keys(filters, user, before=before, limit=min(batch, left))
        yield from entries(found, user)
        if len(found) < batch:
            return
        before, left = found[-1], left - len(found)


@dataclass
class _Shown:
    """The rows under some keys, and the names of what they are about."""

    keys: list[Key]
    user: User
    looks: dict = field(default_factory=dict)

    def entries(self):
        for key in self.keys:
            yield self._of_event(key) if key.source == EVENT else self._of_save(key)

    def _of_save(self, key):
        saved = self.saves[key.pk]
        about, address = self.pages[saved.article_id]
        note = saved.note if address else ""
        name = shown_name(saved.made_by)
        return Entry(key.at, name, f"saved revision {saved.number}", about, address, note)

    def _of_event(self, key):
        event = self.events[key.pk]
        about, address, is_open = self._about(event)
        note = self._note(event) if is_open else ""
        return Entry(key.at, who(event), did(event, names_all=is_open), about, address, note)

    def _about(self, event):
        """(what it is about, its address at the desk, whether the person may know all of it)"""
        if event.article_id is not None:
            about, address = self.pages[event.article_id]
            return about, address, bool(address)
        key = _key_of(event)
        if key is not None:
            return self._about_thing(key, event)
        if event.account is not None:
            return self._about_account(event.account)
        if event.verb == Verb.SIGN_IN_FAILED:
            return "A name that no account has", "", True
        return "", "", event.verb != Verb.LINK_REPLACED or self.may_look_at(Link)

    def _about_thing(self, key, event):
        model, _column = THINGS[key]
        label = capfirst(model._meta.verbose_name)
        if not self.may_look_at(model):
            return label, "", False
        value = event.data[key]
        name = event.data.get("name") or self.names.get((key, _plain(key, value))) or value
        return f"{label}: {name}", "", True

    def _about_account(self, account):
        if not self.may_look_at(User):
            return "Account", "", False
        name, full_name = account.get_username(), account.get_full_name()
        address = reverse("admin:auth_user_history", args=[account.pk])
        return f"Account: {full_name} ({name})" if full_name else f"Account: {name}", address, True

    def _note(self, event):
        if "changed" in event.data:
            return changed(event)
        words = event.data.get("words", "")
        return words if event.article_id is None and isinstance(words, str) else event.reason

    def may_look_at(self, model):
        if model not in self.looks:
            self.looks[model] = permissions.may_look_at(self.user, model)
        return self.looks[model]

    def _pks(self, source):
        return [key.pk for key in self.keys if key.source == source]

    @cached_property
    def saves(self):
        rows = Revision.objects.select_related("made_by")
        rows = rows.only("number", "note", "article", "made_by")
        return rows.in_bulk(self._pks(SAVE))

    @cached_property
    def events(self):
        decisions = Prefetch("decisions", Decision.objects.select_related("submission"))
        rows = Event.objects.select_related("by", "account").prefetch_related(
            "submissions__reviewer", "submissions__group", decisions, "approvals"
        )
        return rows.in_bulk(self._pks(EVENT))

    @cached_property
    def pages(self):
        """(what it is called, address of its history) by page; no address of an unreadable one."""
        rows = [*self.events.values(), *self.saves.values()]
        wanted = {row.article_id for row in rows if row.article_id is not None}
        live = Publication.objects.live(at=timezone.now()).pages().filter(article__in=wanted)
        shown = dict.fromkeys(wanted, (UNPUBLISHED, ""))
        shown |= {
            pk: (f"Page: {title}", "")
            for pk, title in live.values_list("article", "revision__title")
        }
        open_to = permissions.readable(self.user).filter(pk__in=wanted).only("title")
        return shown | {
            page.pk: (f"Page: {page}", reverse("admin:articles_article_history", args=[page.pk]))
            for page in open_to
        }

    @cached_property
    def names(self):
        """Names of rows by (key, value) of the events that do not hold them."""
        wanted = {}
        for event in self.events.values():
            key = _key_of(event)
            if key is not None and "name" not in event.data:
                wanted.setdefault(key, set()).add(_plain(key, event.data[key]))
        return {
            (key, str(getattr(row, THINGS[key][1]))): str(row)
            for key, values in wanted.items()
            for row in THINGS[key][0].objects.filter(**{f"{THINGS[key][1]}__in": values})
        }


def _key_of(event):
    """The key of ``THINGS`` that the data of an event without a page holds; None without one."""
    return next((key for key in THINGS if event.article_id is None and key in event.data), None)


def _plain(key, value):
    """As the column has it: pictures are named by their address, or by their file."""
    return str(value).removeprefix(settings.MEDIA_URL) if key == "image" else str(value)
