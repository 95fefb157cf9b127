"""The whole site as a folder of Markdown, YAML and pictures: nobody is locked in.

What is written: every live page and notice, every draft that differs from what is live; people,
sections, links, images with their files, menus, the glossary, settings, and addresses that lead
elsewhere; what is in the trash, marked as archived. The history stays behind, and so do accounts.
``importers/site/folder.py`` reads the same folder; see docs/importing.md.
"""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import yaml
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.db import connection, transaction

from accessibility.menus import acts as menu_acts
from accessibility.models import Menu, MenuVersion, Term
from articles.importers.site.columns import LINK_FIELDS, SETTINGS
from articles.importers.site.values import Row, Value
from articles.models import (
    IMAGE_WORDS,
    Article,
    FeaturedPage,
    Image,
    Link,
    Person,
    Publication,
    Revision,
    Section,
    SiteSettings,
)
from articles.text import snapshot_fields
from articles.text.snapshot_fields import Field, Kind

TERM_FIELDS = (
    "name",
    "slug",
    "abbreviation",
    "plain_words",
    "other_spellings",
    "misspellings",
    "language",
    "source_title",
    "source_address",
    "explained_on_pages",
    "in_use",
)
MENU_WORDS = ("name", "keyboard_hint", "place")


class FolderInUse(Exception):
    """The folder to write into holds something already."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The folder {folder} is not empty. Choose a new one, so that nothing is overwritten"
            " and no old files remain."
        )


class PictureMissing(Exception):
    """The library names a file that the storage does not have."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The file of the picture {name} is missing. Restore the file, or remove the picture"
            " from the library. Without it the export would be incomplete."
        )


def export_site(folder: str | Path, *, at: datetime) -> dict[str, int]:
    """Write the site as it is at the moment ``at`` into a new folder; returns counts by kind.

    The folder appears whole or not at all: it is made under another name and then renamed.
    """
    folder = Path(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderInUse(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    workplace = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        with _one_moment():
            counts = _write_site(workplace, at=at)
        workplace.chmod(0o755)
        workplace.rename(folder)
    finally:
        shutil.rmtree(workplace, ignore_errors=True)
    return counts


@contextmanager
def _one_moment() -> Iterator[None]:
    """Every query sees the same rows, whatever editors do at the same time."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _write_site(folder: Path, *, at: datetime) -> dict[str, int]:
    pages = _write_pages(folder / "pages", at=at)
    lists = {
        "redirects": _redirects(at=at),
        "sections": _sections(at=at),
        "people": _people(),
        "links": _links(),
        "images": _images(folder),
        "menus": _menus(),
        "glossary": _glossary(),
    }
    for name, rows in lists.items():
        _write(folder / f"{name}.yaml", rows)
    _write(folder / "site.yaml", _settings(at=at))
    return {"pages": pages} | {name: len(rows) for name, rows in lists.items()}


def _write(path: Path, values: Value) -> None:
    path.write_text(_yaml(values), encoding="utf-8")


class _Dumper(yaml.SafeDumper):
    """Safe YAML without aliases: the same value is written out each time it occurs."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _yaml(values: Value) -> str:
    text: str = yaml.dump(values, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
    return text


def _settings(*, at: datetime) -> Row:
    settings = SiteSettings.current()
    live = Publication.objects.live(at=at).pages()
    paths = dict(live.values_list("article", "path"))
    featured = [paths.get(row.article_id) for row in FeaturedPage.objects.all()]
    said = {name: getattr(settings, name) for name in SETTINGS}
    return said | {"featured": [path for path in featured if path]}


def _sections(*, at: datetime) -> list[Row]:
    fields = ("slug", "name", "introduction", "position", "review_months")
    paths = dict(Publication.objects.live(at=at).pages().values_list("article", "path"))
    return [
        {name: getattr(section, name) for name in fields}
        | _first(section, paths)
        | _named("editors", section.editors.order_by("username"))
        for section in Section.objects.all()
    ]


def _first(section: Section, paths: dict[int, str]) -> Row:
    """Live pages that the section lists before its others, where there are any."""
    pages = section.first_pages.values_list("article", flat=True)
    first = [paths[page] for page in pages if page in paths]
    return {"first": first} if first else {}


def _named(name: str, accounts: Iterable[User]) -> Row:
    """Accounts by the names they sign in with, where there are any."""
    names = [account.get_username() for account in accounts]
    return {name: names} if names else {}


def _people() -> list[Row]:
    fields = ("slug", "name", "credentials", "affiliation", "biography")
    return [
        {name: getattr(person, name) for name in fields}
        | {"portrait": person.portrait.file.name if person.portrait else None}
        | ({"account": person.account.get_username()} if person.account else {})
        | _archived(person)
        for person in Person.objects.select_related("portrait", "account")
    ]


def _links() -> list[Row]:
    return [
        {name: getattr(link, name) for name in LINK_FIELDS} | _archived(link)
        for link in Link.objects.all()
    ]


def _archived(thing: Article | Image | Link | Person) -> Row:
    """Whether it is in the trash."""
    return {"archived": True} if thing.archived_at is not None else {}


def _images(folder: Path) -> list[Row]:
    (folder / "images").mkdir()
    rows = []
    for image in Image.objects.select_related("replaced_by").order_by("uploaded_at", "pk"):
        for name in [image.file.name, *(source["file"] for source in image.sources)]:
            (folder / name).write_bytes(_stored(name))
        words = {name: getattr(image, name) for name in IMAGE_WORDS}
        size = {"width": image.width, "height": image.height, "sources": image.sources}
        if (image.focus_x, image.focus_y) != (50, 50):
            size |= {"focus_x": image.focus_x, "focus_y": image.focus_y}
        if image.replaced_by is not None:
            size |= {"replaced_by": image.replaced_by.file.name}
        rows.append({"file": image.file.name} | words | size | _archived(image))
    return rows


def _stored(name: str) -> bytes:
    try:
        with default_storage.open(name) as file:
            content: bytes = file.read()
            return content
    except FileNotFoundError as problem:
        raise PictureMissing(name) from problem


def _menus() -> list[Row]:
    return [_menu(menu, menu_acts.live_version(menu)) for menu in Menu.objects.all()]


def _menu(menu: Menu, live: MenuVersion | None) -> Row:
    """What readers have, and what is arranged or worded otherwise and waits to be published."""
    arranged = menu_acts.with_legacy_hints(menu_acts.working_tree(menu))
    read, words = live or menu, {name: getattr(menu, name) for name in MENU_WORDS}
    row: Row = {"slug": menu.slug} | {name: getattr(read, name) for name in MENU_WORDS}
    row |= {"legacy_hint": menu.legacy_hint, "items": live.tree if live else None}
    waiting = {name: said for name, said in words.items() if said != row[name]}
    if live is None or live.tree != arranged:
        row["unpublished_items"] = arranged
    return row | ({"unpublished_words": waiting} if waiting else {})


def _glossary() -> list[Row]:
    """What is empty is left out; whether a term is shown is always said."""
    rows = []
    for term in Term.objects.order_by("slug"):
        values = {name: getattr(term, name) for name in TERM_FIELDS}
        rows.append({name: value for name, value in values.items() if value not in ("", [])})
    return rows


def _redirects(*, at: datetime) -> list[Row]:
    """Addresses in use that lead elsewhere: those of old sites, and those that pages moved from."""
    happened = Publication.objects.happened().filter(starts_at__lte=at)
    rows = []
    for path in happened.order_by("path").values_list("path", flat=True).distinct():
        answer = Publication.objects.answer(path, at=at)
        if answer.kind == "redirect":
            rows.append({"path": path, "target_url": answer.address})
    return rows


def _write_pages(folder: Path, *, at: datetime) -> int:
    count = 0
    for article in Article.objects.with_facts(at=at).order_by("pk"):
        home = Publication.objects.live(at=at).filter(article=article).first()
        latest = article.latest_revision()
        if home is not None:
            _write_page(folder / f"{home.path.strip('/')}.md", home.revision, article, home)
            count += 1
        if latest is not None and (home is None or latest != home.revision):
            name = f"{latest.slug or 'page'}-{article.pk}.draft.md"
            _write_page(folder / "drafts" / name, latest, article, None, live=home)
            count += 1
    return count


def _write_page(
    path: Path,
    revision: Revision,
    article: Article,
    publication: Publication | None,
    *,
    live: Publication | None = None,
) -> None:
    facts = _written(revision) | _kept(revision, article) | _archived(article)
    if publication is not None:
        facts |= _shown(publication)
    if live is None:
        facts |= {"reviews": _reviews(article), "review_dates": _review_dates(article)}
    if live is not None:
        facts["draft_of"] = live.path
    facts = {name: value for name, value in facts.items() if value not in ("", [], None, False)}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{_yaml(facts)}---\n\n{revision.body}", encoding="utf-8", newline="")


def _written(revision: Revision) -> Row:
    """What the revision keeps, by the names of an export; the text follows by itself."""
    return {
        field.exported_as or field.form_name: _exported(field, revision)
        for field in snapshot_fields.FIELDS
        if field.kind is not Kind.TEXT
    }


def _exported(field: Field, revision: Revision) -> Value:
    if field.kind is Kind.ROW:
        row = getattr(revision, field.form_name)
        return row.slug if row else ""
    value = getattr(revision, field.name)
    if field.entries is None:
        return value
    return [{name: entry[name] for name in field.entries.exported} for entry in value]


def _kept(revision: Revision, article: Article) -> Row:
    return {
        "owner": article.owner.get_username() if article.owner else "",
        **_named("coauthors", article.coauthors.order_by("username")),
        "clinical_reviewer": article.clinical_reviewer.slug if article.clinical_reviewer else "",
        "revision": revision.number,
        "source": article.import_source,
        "source_sha": article.import_sha,
        "source_untouched": bool(article.import_source)
        and revision.pk == article.imported_revision_id,
        "published_on": article.first_published_on,
        "updated_on": revision.updated_on,
    }


def _shown(publication: Publication) -> Row:
    section, slug = publication.path.strip("/").split("/")
    shown = {"section": section, "slug": slug, "published_on": publication.published_on}
    if publication.kind == Publication.Kind.PAGE:
        return shown | {"updated_on": publication.updated_on}
    withdrawn = {"on": publication.updated_on, "reason": publication.reason}
    return shown | {"withdrawn": withdrawn | {"gone": publication.kind == Publication.Kind.GONE}}


def _reviews(article: Article) -> list[Row]:
    return [
        {
            "person": review.person.slug,
            "name_as_shown": review.name_as_shown,
            "reviewed_on": review.reviewed_on,
            "due_on": review.due_on,
            "note": review.note,
        }
        for review in article.reviews.select_related("person").order_by("pk")
    ]


def _review_dates(article: Article) -> list[Row]:
    """Days set since the last review; what was set before it is settled."""
    last = article.reviews.first()
    days = article.review_dates.filter(event__gt=last.event_id if last else 0).order_by("pk")
    return [{"due_on": day.due_on, "reason": day.reason} for day in days]
