"""Where pages, menus and what surrounds them still say what is no longer true."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet

from accessibility.menus import acts as menu_acts
from accessibility.menus.tree import VALUES, walk
from accessibility.models import Menu, Term
from articles.models import Article, Person, Publication, Revision, Section, SiteSettings
from articles.text.changed_facts import Change, Mention, mentions

PAGE, MENU = "page", "menu"
OF_PAGE = ("title", "short_title", "summary", "body")
LIVE, DRAFT, SCHEDULED = "Live page", "Draft", "Scheduled"
# What else readers read: the columns of each that hold running text.
TEXTS: Mapping[str, tuple[type[Model], tuple[str, ...]]] = {
    "settings": (SiteSettings, ("home_introduction", "about", "disclaimer", "contact")),
    "section": (Section, ("introduction",)),
    "person": (Person, ("affiliation", "biography")),
    "term": (Term, ("plain_words",)),
}


@dataclass(frozen=True)
class Holder:
    """Something that names what was true: of each of its places, the mentions.

    ``thing`` is an Article, a Menu, or a row of ``TEXTS``; ``stamp`` changes when it is saved.
    ``name``: of a live page the title that readers see, for its draft may be nobody's to read.
    """

    kind: str
    thing: Any
    name: str
    places: Mapping[str, list[Mention]]
    stamp: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.thing.pk}:{self.stamp}"

    @property
    def can_be_corrected(self) -> bool:
        """Whether any of it can be put right without a person deciding how."""
        found = (one for place, some in self.places.items() if place != SCHEDULED for one in some)
        return any(one.now is not None for one in found)


def holders(
    changes: Sequence[Change], *, at: datetime, readable: QuerySet[Article]
) -> list[Holder]:
    """Everything that readers read, and the drafts of the ``readable`` pages."""
    if not changes:
        return []
    return [*_texts(changes), *_menus(changes), *_pages(changes, at=at, readable=readable)]


def _texts(changes: Sequence[Change]) -> Iterator[Holder]:
    for kind, (model, columns) in TEXTS.items():
        rows = model._default_manager.filter(_naming(changes, columns))
        for row in rows.order_by("pk"):
            places = {
                str(model._meta.get_field(name).verbose_name).capitalize(): found
                for name in columns
                if (found := list(mentions(getattr(row, name), changes)))
            }
            if places:
                yield Holder(kind, row, str(row), places)


def _naming(changes: Sequence[Change], columns: Iterable[str], *, of: str = "") -> Q:
    """Rows worth reading; what they really say ``mentions`` tells."""
    return Q(
        *(
            Q((f"{of}{name}__iregex", change.digits_or_name))
            for name in columns
            for change in changes
        ),
        _connector=Q.OR,
    )


def _menus(changes: Sequence[Change]) -> Iterator[Holder]:
    for menu in Menu.objects.all():
        live = menu_acts.live_version(menu)
        trees = {LIVE: live.tree if live else [], DRAFT: menu_acts.working_tree(menu)}
        places = {place: _in_tree(tree, changes) for place, tree in trees.items()}
        if places[LIVE] == places[DRAFT]:
            del places[DRAFT]
        if any(places.values()):
            found = {place: some for place, some in places.items() if some}
            yield Holder(MENU, menu, str(menu), found)


def _in_tree(tree: Any, changes: Sequence[Change]) -> list[Mention]:
    words = (node.get(name) or "" for _, node in walk(tree) for name in VALUES)
    return [found for text in words for found in mentions(text, changes)]


def _pages(
    changes: Sequence[Change], *, at: datetime, readable: QuerySet[Article]
) -> Iterator[Holder]:
    shown, titles = _shown(changes, at=at, readable=readable)
    drafts = _drafts(changes, readable=readable)
    pages = Article.objects.filter(pk__in={*shown, *drafts}, archived_at=None)
    for page in pages.select_related("desk_entry__newest").order_by("title", "pk"):
        places = dict(shown.get(page.pk, {}))
        if (draft := drafts.get(page.pk)) and draft != places.get(LIVE):
            places[DRAFT] = draft
        name = titles.get(page.pk) or str(page)
        yield Holder(PAGE, page, name, places, stamp=str(page.desk_entry.newest.number))


def _shown(
    changes: Sequence[Change], *, at: datetime, readable: QuerySet[Article]
) -> tuple[dict[int, dict[str, list[Mention]]], dict[int, str]]:
    """What readers get now, or by a schedule of a readable page: by page and place; live titles."""
    rows = Publication.objects.ahead(at=at).pages()
    rows = rows.filter(Q(starts_at__lte=at) | Q(article__in=readable.order_by().values("pk")))
    rows = rows.filter(_naming(changes, OF_PAGE, of="revision__")).select_related("revision")
    found: dict[int, dict[str, list[Mention]]] = {}
    titles: dict[int, str] = {}
    for row in rows.order_by("-starts_at", "-pk"):
        if some := _in_revision(row.revision, changes):
            is_live = row.starts_at <= at
            found.setdefault(row.article_id, {})[LIVE if is_live else SCHEDULED] = some
            titles |= {row.article_id: row.revision.title} if is_live else {}
    return found, titles


def _drafts(changes: Sequence[Change], *, readable: QuerySet[Article]) -> dict[int, list[Mention]]:
    pages = readable.filter(archived_at=None).order_by()
    newest = Revision.objects.filter(pk__in=pages.values("desk_entry__newest"))
    rows = newest.filter(_naming(changes, OF_PAGE))
    found = {row.article_id: _in_revision(row, changes) for row in rows}
    return {page: some for page, some in found.items() if some}


def _in_revision(revision: Revision, changes: Sequence[Change]) -> list[Mention]:
    texts = (getattr(revision, name) for name in OF_PAGE)
    return [found for text in texts for found in mentions(text, changes)]
