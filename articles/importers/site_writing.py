"""The values of a site folder → rows, through the acts. What is there already is left alone."""

from collections import Counter

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from accessibility import menus
from accessibility.models import Menu
from articles import images, publishing
from articles.importers.site_folder import UnreadableFolder
from articles.models import Article, Event, Image, Link, Person, Publication, Section, SiteSettings

SETTINGS = ("site_name", "home_title", "home_introduction", "about", "disclaimer", "contact")
LINK_FIELDS = ("address", "title", "publisher", "kind", "language")
IMAGE_WORDS = ("alternative_text", "is_decorative", "caption", "credit")


class SiteNotEmpty(Exception):
    """A whole site is only brought into an empty one."""

    def __init__(self):
        super().__init__(
            "This site holds pages, sections or people already. A whole site can only be brought "
            "into an empty one; bring single pages with import_page."
        )


def write_site(site, *, by, source="", progress=lambda done, total: None):
    """Write ``site``, all or nothing; returns how many of each kind were created.

    Whatever is there already stays as it is. ``source`` marks the pages, so that they are known
    again even after they were moved.
    """
    try:
        with publishing.act(Event.Verb.IMPORTED, by=by) as doing:
            writer = _Writer(site, by=by, source=source, progress=progress, at=doing.at)
            return writer.write()
    except ValidationError as problem:
        raise UnreadableFolder(" ".join(problem.messages)) from problem
    except (publishing.Refused, images.ImageRefused, menus.MenuHasProblems) as problem:
        raise UnreadableFolder(str(problem)) from problem


def refuse_unless_empty():
    if any(model.objects.exists() for model in (Article, Section, Person, Link, Image)):
        raise SiteNotEmpty


class _Writer:
    """One run: what was created, and which file of the folder became which address here."""

    def __init__(self, site, *, by, source, progress, at):
        self.site, self.by, self.source, self.progress = site, by, source, progress
        self.at = at  # what this act writes is live at its moment
        self.created = Counter()
        self.addresses = {}

    def write(self):
        lists = self.site.lists
        for position, row in enumerate(lists["sections"]):
            self.section(row, position)
        for row in lists["images"]:
            self.image(row)
        for row in lists["people"]:
            self.person(row)
        for row in lists["links"]:
            self.link(row)
        self.pages()
        for row in lists["redirects"]:
            self.redirect(row)
        for row in lists["menus"]:
            self.menu(row)
        self.settings()
        return self.created

    def section(self, row, position):
        if Section.objects.filter(slug=row["slug"]).exists():
            return
        section = Section(
            slug=row["slug"],
            name=row["name"],
            introduction=row.get("introduction") or "",
            position=row.get("position", position),
        )
        publishing.save_section(section=section, by=self.by)
        self.created["sections"] += 1

    def image(self, row):
        words = {name: row.get(name) or "" for name in IMAGE_WORDS if name != "is_decorative"}
        words["is_decorative"] = bool(row.get("is_decorative", row.get("decorative")))
        known = Image.objects.count()
        image = self._returned(row, words) if row.get("width") else self._prepared(row, words)
        self.addresses[row["file"]] = image.address
        self.created["images"] += Image.objects.count() - known

    def _prepared(self, row, words):
        prepared = images.prepare(self.site.pictures[row["file"]])
        return publishing.add_image(prepared=prepared, by=self.by, **words)

    def _returned(self, row, words):
        """A picture of our own that comes back: decoded to be sure of it, taken unchanged."""
        known = Image.objects.filter(file=row["file"]).first()
        if known is not None:
            return known
        names = [row["file"], *(source["file"] for source in row.get("sources") or [])]
        checked = {name: images.verify(self.site.pictures[name]) for name in names}
        largest = checked[row["file"]]
        image = Image(
            file=row["file"],
            width=largest.width,
            height=largest.height,
            sources=[{"file": name, "width": checked[name].width} for name in names[1:]],
            **words,
        )
        files = [(name, checked[name].content) for name in names]
        return publishing.save_image(image=image, files=files, by=self.by)

    def person(self, row):
        if Person.objects.filter(slug=row["slug"]).exists():
            return
        fields = ("slug", "name", "credentials", "affiliation", "biography")
        person = Person(**{name: row.get(name) or "" for name in fields})
        if row.get("portrait"):
            address = self.addresses.get(row["portrait"], "")
            person.portrait = Image.objects.at_addresses([address]).first()
        publishing.save_person(person=person, by=self.by)
        self.created["people"] += 1

    def link(self, row):
        known = Link.objects.filter(address=row["address"]).first()
        if known is not None:
            return known
        values = {name: row[name] for name in LINK_FIELDS if row.get(name)}
        self.created["links"] += 1
        return publishing.save_link(link=Link(**values), by=self.by)

    def pages(self):
        pages = [*self.site.live, *self.site.drafts]
        for done, page in enumerate(pages, start=1):
            write = self.draft if page in self.site.drafts else self.live
            try:
                write(page)
            except (publishing.Refused, ValidationError, UnreadableFolder) as problem:
                said = problem.messages[0] if isinstance(problem, ValidationError) else problem
                raise UnreadableFolder(f"{page.name}: {said}") from problem
            self.progress(done, len(pages))

    def live(self, page):
        if self._is_here(page):
            return
        article = self._article(page)
        revision = self._save(article, page)
        publication = publishing.publish(revision=revision, by=self.by)
        Article.objects.filter(pk=article.pk).update(imported_revision=revision)
        for review in page.facts.get("reviews") or []:
            self.review(article, review)
        if withdrawn := page.facts.get("withdrawn"):
            publishing.withdraw(
                article=publication.article,
                reason=withdrawn.get("reason") or "",
                gone=bool(withdrawn.get("gone")),
                on=withdrawn.get("on"),
                by=self.by,
            )
        self.created["pages"] += 1

    def _is_here(self, page):
        source = self._source(page)
        if source and Article.objects.filter(import_source=source).exists():
            return True
        return Publication.objects.live(at=self.at).filter(path=page.path).exists()

    def _source(self, page):
        return f"{self.source}:{page.path}" if self.source else page.facts.get("source") or ""

    def draft(self, page):
        path = page.facts.get("draft_of")
        article = self._article(page)
        if path:
            article = Publication.objects.live(at=self.at).get(path=path).article
            self._fill(article, page)
        self._save(article, page)
        self.created["drafts"] += 1

    def _article(self, page):
        article = Article(
            owner=get_user_model().objects.filter(username=page.facts.get("owner") or "").first(),
            first_published_on=page.facts.get("published_on"),
            import_source=self._source(page),
        )
        self._fill(article, page)
        return article

    def _fill(self, article, page):
        facts = page.facts
        for name in ("title", "short_title", "summary", "slug"):
            setattr(article, name, facts.get(name) or "")
        article.section = self._found(Section, facts.get("section"), "section")
        article.language = facts.get("language") or "en"
        article.is_sample = bool(facts.get("sample"))
        article.body = self._with_our_addresses(page.body)

    def _with_our_addresses(self, body):
        for name, address in self.addresses.items():
            body = body.replace(f"]({name}", f"]({address}")
        return body

    def _save(self, article, page):
        people = [self._credited(entry) for entry in page.facts.get("people") or []]
        resources = [self._listed(entry) for entry in page.facts.get("resources") or []]
        article.clean_fields(exclude=["section", "slug", "title", "summary", "owner"])
        return publishing.save_draft(
            article=article,
            by=self.by,
            byline=[entry["person"] for entry in people],
            resources=[(entry["link"], entry["note"]) for entry in resources],
            updated_on=page.facts.get("updated_on"),
            as_it_stood={"byline": people, "resources": resources} | self._images(page),
            note="Imported",
        )

    def _credited(self, entry):
        person = self._found(Person, entry.get("slug"), "person")
        stood = {name: entry[name] for name in person.as_credited() if name in entry}
        return person.as_credited() | stood

    def _listed(self, entry):
        link = self.link(entry)
        now = {name: getattr(link, name) for name in LINK_FIELDS}
        stood = {name: entry[name] for name in LINK_FIELDS if name in entry}
        return {"link": link.pk} | now | stood | {"note": entry.get("note") or ""}

    def _images(self, page):
        """The pictures with the words they were described with then."""
        stood = []
        for entry in page.facts.get("images") or []:
            image = Image.objects.at_addresses([entry["address"]]).first()
            if image is None:
                raise UnreadableFolder(f"The picture {entry['address']} is not in images.yaml.")
            stood.append(image.as_used() | {name: entry[name] for name in IMAGE_WORDS})
        return {"images": stood} if stood else {}

    def _found(self, model, slug, what):
        if not slug:
            return None
        found = model.objects.filter(slug=slug).first()
        if found is None:
            raise UnreadableFolder(f"There is no {what} “{slug}”.")
        return found

    def review(self, article, row):
        publishing.record_review(
            article=article,
            person=self._found(Person, row.get("person"), "person"),
            reviewed_on=row["reviewed_on"],
            due_on=row["due_on"],
            note=row.get("note") or "",
            name_as_shown=row.get("name_as_shown") or "",
            by=self.by,
        )

    def redirect(self, row):
        if Publication.objects.answer(row["path"], at=self.at).kind == "not found":
            publishing.redirect(path=row["path"], target_url=row["target_url"], by=self.by)
            self.created["redirects"] += 1

    def menu(self, row):
        """A menu nobody touched yet. One that has a version or entries is the editors' own."""
        known = Menu.objects.filter(slug=row["slug"]).first()
        if known is not None and (known.versions.exists() or known.items.exists()):
            return
        words = {name: row.get(name) or "" for name in ("name", "keyboard_hint", "legacy_hint")}
        if row.get("items") is not None:
            menu = menus.save_menu(slug=row["slug"], items=row["items"], by=self.by, **words)
            menus.publish_menu(menu, by=self.by, note="Imported")
        if row.get("unpublished_items") is not None:
            menus.save_menu(slug=row["slug"], items=row["unpublished_items"], by=self.by, **words)
        self.created["menus"] += 1

    def settings(self):
        if SiteSettings.objects.exists():
            return
        said = {name: self.site.settings.get(name) or "" for name in SETTINGS}
        live = Publication.objects.live(at=self.at).pages().select_related("article")
        by_path = {publication.path: publication.article for publication in live}
        paths = self.site.settings.get("featured") or []
        publishing.save_settings(
            settings=SiteSettings(pk=1, **said),
            featured=[by_path[path] for path in paths if path in by_path],
            by=self.by,
        )
        self.created["settings"] += 1
