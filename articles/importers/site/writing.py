"""The values of a site folder → rows, through the acts. What is there already is left alone."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DatabaseError, models

from accessibility import glossary
from accessibility.models import Term
from articles import images, publishing
from articles.importers.site.accounts import Accounts
from articles.importers.site.columns import LINK_FIELDS, SETTINGS
from articles.importers.site.folder import FolderPage, SiteFolder
from articles.importers.site.menus import write_menu
from articles.importers.site.pictures import Pictures
from articles.importers.site.values import Row, UnreadableFolder, Value
from articles.models import (
    IMAGE_WORDS,
    Article,
    Event,
    Image,
    Link,
    Person,
    Publication,
    Revision,
    Section,
    SiteSettings,
)
from articles.publishing.errors import InUse, Refused
from articles.publishing.library.home_page import HomePage
from articles.text import snapshot_fields
from articles.text.snapshot_fields import Field, KeptEntries, Kind

LONGEST_NOTE = 300
LINKED_ADDRESS = re.compile(r"https?://\S{1,1990}")
OLD_ADDRESS = re.compile(r"/\S{0,299}")
NEW_ADDRESS = re.compile(r"(?:/(?!/)|https?://)\S{0,1900}")
Progress = Callable[[int, int], None]  # told how many pages are done, and of how many
Disposable = Article | Image | Link | Person
Found = TypeVar("Found", bound=models.Model)


class SiteNotEmpty(Exception):
    """A whole site is only brought into an empty one."""

    def __init__(self) -> None:
        super().__init__(
            "This site already has pages, sections or people. A whole site can only be imported"
            " into an empty one. To import single pages, use import_page."
        )


@dataclass
class Written:
    """How many of each kind were created, and what someone should look at."""

    created: Counter[str] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)


def write_site(
    site: SiteFolder,
    *,
    by: User | None,
    source: str = "",
    progress: Progress = lambda done, total: None,
) -> Written:
    """Write ``site``, all or nothing; returns what was created.

    Whatever is there already stays as it is. ``source`` marks the pages, so that they are known
    again even after they were moved.
    """
    with publishing.start_act(Event.Verb.IMPORTED, by=by) as act:
        writer = _Writer(site, by=by, source=source, progress=progress, at=act.at)
        try:
            return writer.write()
        except BaseException:
            writer.pictures.take_files_back()
            raise


@contextmanager
def errors_named(where: str) -> Iterator[None]:
    """Whatever is refused inside is told in words that name the place in the folder."""
    try:
        yield
    except ValidationError as problem:
        raise UnreadableFolder(f"{where}: {_said(problem)}") from problem
    except (UnreadableFolder, Refused, images.ImageRefused) as problem:
        raise UnreadableFolder(f"{where}: {problem}") from problem
    except DatabaseError as problem:
        said = str(problem).splitlines()[0]
        raise UnreadableFolder(f"{where}: the database refused it ({said}).") from problem


def _said(problem: ValidationError) -> str:
    fields = getattr(problem, "error_dict", None)
    if not fields:
        return " ".join(problem.messages)
    return " ".join(f"{name}: {' '.join(problem.message_dict[name])}" for name in fields)


def _term(row: Row) -> Term:
    flags = {name: row.get(name) is not False for name in ("explained_on_pages", "in_use")}
    lists = {name: row.get(name) or [] for name in ("other_spellings", "misspellings")}
    words = ("name", "slug", "plain_words", "abbreviation", "source_title", "source_address")
    said = {name: row.get(name) or "" for name in words}
    return Term(language=row.get("language") or "en", **said, **lists, **flags)


def refuse_unless_empty() -> None:
    if any(model.objects.exists() for model in (Article, Section, Person, Link, Image)):
        raise SiteNotEmpty


class _Writer:
    """One run: what was created, and which file of the folder became which address here."""

    def __init__(
        self,
        site: SiteFolder,
        *,
        by: User | None,
        source: str,
        progress: Progress,
        at: datetime,
    ) -> None:
        self.site, self.by, self.source, self.progress = site, by, source, progress
        self.at = at  # what this act writes is live at its moment
        self.written = Written()
        self.created = self.written.created
        self.pictures = Pictures(site, by=by)
        self.accounts = Accounts()
        self.for_the_trash: list[Disposable] = []

    def write(self) -> Written:
        self.missing = [page for page in self.site.live if not self._is_here(page)]
        self.glossary()  # before the pages, which show what it says
        self._each("sections", self.section)
        self._each("images", self.image)
        self._each("people", self.person)
        self._each("links", self.link)
        self.pages()
        self._each("redirects", self.redirect)
        self._each("menus", self.menu)
        self._each("images", self.pictures.replace)
        self.trash()
        with errors_named("site.yaml"):
            self.settings()
        self.written.remarks += self.accounts.remarks()
        return self.written

    def _each(self, name: str, write: Callable[[Row], object]) -> None:
        """Every row of a list, but for what no page that is still to come would name."""
        for number, row in enumerate(self.site.lists[name], start=1):
            if self._is_wanted(name, row):
                with errors_named(f"{name}.yaml, entry {number}"):
                    write(row)

    def _is_wanted(self, name: str, row: Row) -> bool:
        """Samples bring only what their missing pages need: a renamed section stays renamed."""
        if not self.source or name not in ("sections", "images", "people", "links"):
            return True
        facts = [page.facts for page in self.missing]
        if name == "sections":
            return row["slug"] in {each.get("section") for each in facts}
        if name == "images":
            return any(row["file"] in page.body for page in self.missing)
        if name == "people":
            return row["slug"] in {
                one["slug"] for each in facts for one in each.get("people") or []
            }
        named = {one["address"] for each in facts for one in each.get("resources") or []}
        return row["address"] in named

    def glossary(self) -> None:
        """Terms the glossary does not have; with pages that come along, none is shown twice."""
        known = {(term.name.casefold(), term.language) for term in Term.objects.all()}
        terms = [_term(row) for row in self.site.lists["glossary"]]
        missing = [term for term in terms if (term.name.casefold(), term.language) not in known]
        if missing:
            with errors_named("glossary.yaml"):
                glossary.save_terms(terms=missing, by=self.by)
        self.created["glossary terms"] += len(missing)

    def section(self, row: Row) -> None:
        if Section.objects.filter(slug=row["slug"]).exists():
            return
        position = self.site.lists["sections"].index(row)
        section = Section(
            slug=row["slug"],
            name=row["name"],
            introduction=row.get("introduction") or "",
            position=position if row.get("position") is None else row["position"],
        )
        section.review_months = row.get("review_months") or section.review_months
        publishing.save_section(section=section, by=self.by)
        section.editors.set(self.accounts.all_named(row.get("editors")))
        self.created["sections"] += 1

    def image(self, row: Row) -> None:
        known = Image.objects.count()
        image = self.pictures.write(row)
        self.created["images"] += Image.objects.count() - known
        self._trash_later(image, row)

    def _trash_later(self, thing: Disposable, facts: Row) -> None:
        if facts.get("archived"):
            self.for_the_trash.append(thing)

    def trash(self) -> None:
        """What was in the trash goes there again, pages first: they may hold the rest."""
        pages_first = sorted(self.for_the_trash, key=lambda thing: not isinstance(thing, Article))
        for thing in dict.fromkeys(pages_first):
            try:
                publishing.archive(thing=thing, by=self.by)
            except InUse as refusal:
                self.written.remarks.append(str(refusal))

    def person(self, row: Row) -> None:
        if Person.objects.filter(slug=row["slug"]).exists():
            return
        fields = ("slug", "name", "credentials", "affiliation", "biography")
        person = Person(**{name: row.get(name) or "" for name in fields})
        if row.get("portrait"):
            address = self.pictures.addresses.get(row["portrait"], "")
            person.portrait = Image.objects.at_addresses([address]).first()
        person.account = self.accounts.named(row.get("account"))
        publishing.save_person(person=person, by=self.by)
        self._trash_later(person, row)
        self.created["people"] += 1

    def link(self, row: Row) -> Link:
        known = Link.objects.filter(address=row["address"]).first()
        if known is not None:
            return known
        values = {name: row[name] for name in LINK_FIELDS if row.get(name)}
        self.created["links"] += 1
        # Writing "http://intranet/" in a text is no fault that may keep a site from coming back.
        as_linked = LINKED_ADDRESS.fullmatch(row["address"]) is not None
        link = publishing.save_link(link=Link(**values), by=self.by, as_linked=as_linked).row
        self._trash_later(link, row)
        return link

    def pages(self) -> None:
        todo = [(self.live, page) for page in self.missing]
        todo += [(self.draft, page) for page in self.site.drafts]
        for done, (write, page) in enumerate(todo, start=1):
            with errors_named(page.name):
                write(page)
            self.progress(done, len(todo))

    def live(self, page: FolderPage) -> None:
        article = self._article(page)
        revision = self._save(article, page)
        publication = publishing.publish(
            revision=revision, by=self.by, reason="Imported", urgent=True, with_errors=True
        )
        self._keep_origin(article, page, revision)
        self.reviews(article, page)
        if withdrawn := page.facts.get("withdrawn"):
            publishing.withdraw(
                article=publication.article,
                reason=withdrawn.get("reason") or "",
                gone=bool(withdrawn.get("gone")),
                on=withdrawn.get("on"),
                by=self.by,
            )
        self._trash_later(article, page.facts)
        self.created["pages"] += 1

    def _is_here(self, page: FolderPage) -> bool:
        source = self._source(page)
        if source and Article.objects.filter(import_source=source).exists():
            return True
        return Publication.objects.live(at=self.at).filter(path=page.path).exists()

    def _source(self, page: FolderPage) -> str:
        return f"{self.source}:{page.path}" if self.source else page.facts.get("source") or ""

    def _keep_origin(self, article: Article, page: FolderPage, revision: Revision) -> None:
        """Whether the text is still as it was imported: then a newer source may replace it."""
        if self.source or page.facts.get("source_untouched"):
            Article.objects.filter(pk=article.pk).update(imported_revision=revision)

    def draft(self, page: FolderPage) -> None:
        path = page.facts.get("draft_of")
        article = self._article(page)
        if path:
            home = Publication.objects.live(at=self.at).filter(path=path).first()
            if home is None or home.article is None:
                raise UnreadableFolder(f"there is no page {path} for this draft.")
            article = home.article
            self._fill(article, page)
        self._keep_origin(article, page, self._save(article, page))
        if not path:
            self.reviews(article, page)
        self._trash_later(article, page.facts)
        self.created["drafts"] += 1

    def _article(self, page: FolderPage) -> Article:
        article = Article(
            owner=self.accounts.named(page.facts.get("owner")),
            clinical_reviewer=self._found_if_named(
                Person, page.facts.get("clinical_reviewer"), "person"
            ),
            first_published_on=page.facts.get("published_on"),
            import_source=self._source(page),
            import_sha=page.facts.get("source_sha") or "",
        )
        self._fill(article, page)
        return article

    def _fill(self, article: Article, page: FolderPage) -> None:
        for each in map(snapshot_fields.named, snapshot_fields.columns()):
            setattr(article, each.form_name, self._read(each, page))

    def _read(self, field: Field, page: FolderPage) -> Value:
        if field.kind is Kind.TEXT:
            return self._with_our_addresses(page.body)
        value = page.facts.get(field.exported_as or field.form_name)
        if field.kind is Kind.ROW:
            model = Article._meta.get_field(field.form_name).related_model
            return self._found_if_named(model, value, field.phrase)
        return bool(value) if field.kind is Kind.FLAG else value or field.empty

    def _with_our_addresses(self, body: str) -> str:
        for name, address in self.pictures.addresses.items():
            body = body.replace(f"]({name}", f"]({address}")
        return body

    def _save(self, article: Article, page: FolderPage) -> Revision:
        people: KeptEntries = [self._credited(entry) for entry in page.facts.get("people") or []]
        resources: KeptEntries = [
            self._listed(entry) for entry in page.facts.get("resources") or []
        ]
        article.clean_fields(exclude=["section", "owner", "imported_revision"])
        return publishing.save_draft(
            article=article,
            by=self.by,
            byline=[entry["person"] for entry in people],
            resources=[(entry["link"], entry["note"]) for entry in resources],
            coauthors=self._coauthors(page),
            updated_on=page.facts.get("updated_on"),
            as_it_stood={"byline": people, "resources": resources} | self._images(page),
            note="Imported",
        ).revision

    def _coauthors(self, page: FolderPage) -> list[int] | None:
        """Their keys; None, which changes nothing, where the page names none."""
        return [one.pk for one in self.accounts.all_named(page.facts.get("coauthors"))] or None

    def _credited(self, entry: Row) -> Row:
        person = self._found(Person, entry["slug"], "person")
        stood = {name: entry[name] for name in person.as_credited() if name in entry}
        return person.as_credited() | stood

    def _listed(self, entry: Row) -> Row:
        link = self.link(entry)
        now = {name: getattr(link, name) for name in LINK_FIELDS}
        stood = {name: entry[name] for name in LINK_FIELDS if name in entry}
        note = entry.get("note") or ""
        if len(note) > LONGEST_NOTE:
            raise UnreadableFolder(f"the note on {link.address} is too long.")
        return {"link": link.pk} | now | stood | {"note": note}

    def _images(self, page: FolderPage) -> Row:
        """The pictures with the words they were described with then."""
        stood = []
        for entry in page.facts.get("images") or []:
            image = Image.objects.at_addresses([entry["address"]]).first()
            if image is None:
                raise UnreadableFolder(f"The picture {entry['address']} is not in images.yaml.")
            words = {name: entry[name] for name in IMAGE_WORDS if name in entry}
            stood.append(image.as_used() | words)
        return {"images": stood} if stood else {}

    def _found_if_named(self, model: type[Found], slug: str | None, what: str) -> Found | None:
        return self._found(model, slug, what) if slug else None

    def _found(self, model: type[Found], slug: str, what: str) -> Found:
        found: Found | None = model.objects.filter(slug=slug).first()
        if found is None:
            raise UnreadableFolder(f"There is no {what} “{slug}”.")
        return found

    def reviews(self, article: Article, page: FolderPage) -> None:
        """The days that were set come after them: a review settles what was set before it."""
        for row in page.facts.get("reviews") or []:
            self.review(article, row)
        for row in page.facts.get("review_dates") or []:
            publishing.record_review_date(
                article=article, due_on=row["due_on"], reason=row.get("reason") or "", by=self.by
            )

    def review(self, article: Article, row: Row) -> None:
        publishing.record_review(
            article=article,
            person=self._found(Person, row["person"], "person"),
            reviewed_on=row["reviewed_on"],
            due_on=row["due_on"],
            note=row.get("note") or "",
            name_as_shown=row.get("name_as_shown") or "",
            by=self.by,
        )

    def redirect(self, row: Row) -> None:
        if not OLD_ADDRESS.fullmatch(row["path"]) or not NEW_ADDRESS.fullmatch(row["target_url"]):
            raise UnreadableFolder(f"{row['path']} cannot redirect to {row['target_url']}.")
        if Publication.objects.answer(row["path"], at=self.at).kind == "not found":
            publishing.redirect(path=row["path"], target_url=row["target_url"], by=self.by)
            self.created["redirects"] += 1

    def menu(self, row: Row) -> None:
        remarks = write_menu(row, by=self.by, pictures=self.pictures.addresses)
        if remarks is not None:
            self.written.remarks += remarks
            self.created["menus"] += 1

    def settings(self) -> None:
        if SiteSettings.objects.exists():
            return
        found = (
            self.site.settings
        )  # of an older site without all of them: the rest is as on a new one
        said = {name: found[name] or "" for name in SETTINGS if name in found}
        live = Publication.objects.live(at=self.at).pages().select_related("article")
        by_path = {publication.path: publication.article for publication in live}
        paths = self.site.settings.get("featured") or []
        publishing.save_settings(
            settings=SiteSettings(pk=1, **said),
            featured=[by_path[path] for path in paths if path in by_path],
            by=self.by,
        )
        self._list_first({path: page.pk for path, page in by_path.items()})
        self.created["settings"] += 1

    def _list_first(self, pages: dict[str, int]) -> None:
        """What sections list before their other pages."""
        home, rows = HomePage.now(), self.site.lists["sections"]
        keys = dict(Section.objects.values_list("slug", "pk"))
        for row in rows:
            found = [pages[path] for path in row.get("first") or [] if path in pages]
            if found and row["slug"] in keys:
                home.first[str(keys[row["slug"]])] = found
        publishing.save_home_page(home=home, by=self.by)
