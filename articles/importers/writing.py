"""Records of imported pages → drafts, and live pages where asked, through the menu_acts.

A page is known again by its source. What nobody changed here is brought up to date; what an
editor has changed since the import is left alone.
"""

import hashlib
import json
import re
from dataclasses import asdict, replace
from datetime import date
from html import unescape
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from accessibility import hints
from accessibility.menus import acts as menu_acts
from accessibility.models import Menu
from accessibility.text.cleaning import report
from articles import publishing
from articles.importers.in_child import Pictures
from articles.importers.lengths import cut
from articles.importers.outcomes import (
    CREATED,
    KEPT,
    PUBLISHED,
    UNCHANGED,
    UPDATED,
    NotImported,
    Outcome,
    Wishes,
)
from articles.importers.page_addresses import NO_ADDRESS, free_address_part
from articles.importers.page_pictures import digest_of, with_own_images
from articles.importers.public_limits import day_words, reason_hidden
from articles.importers.records import ImportedPage, ImportedPerson
from articles.markup.raised import as_plain_text
from articles.models import Article, Link, Person, Revision, Section
from articles.publishing.approval.state import undescribed_pictures
from articles.publishing.dismissals import HasErrors
from articles.publishing.drafts.merge import MergedSaves
from articles.publishing.drafts.saving import SavedDraft
from articles.publishing.errors import NotReadyToPublish, people_of
from articles.text import snapshot_fields
from articles.text.slugs import address_part

LONGEST_SUMMARY = 300
UNWRITTEN = (
    *("boilerplate", "remarks", "extras", "source", "links"),
    *("held_back", "public_since", "public_until"),
)
UNDESCRIBED = "It stays a draft until someone describes its pictures."


class Rehearsed(Exception):
    """Takes back what a dry run wrote."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


def write_page(page: ImportedPage, *, source: str, wishes: Wishes) -> Outcome:
    """Write one page, wholly or not at all. Raises NotImported or a refusal of the menu_acts."""
    try:
        with transaction.atomic():
            outcome = written(page, source=source, wishes=wishes)
            if wishes.dry_run:
                raise Rehearsed(outcome)
    except Rehearsed as rehearsal:
        return rehearsal.outcome
    return outcome


def written(page: ImportedPage, *, source: str, wishes: Wishes) -> Outcome:
    sha = sha_of(page)
    article = known_article(page, source=source, sha=sha, section=wishes.section)
    if article is None:
        return create(page, source=source, sha=sha, wishes=wishes)
    latest = article.latest_revision()
    untouched = latest is not None and latest.pk == article.imported_revision_id
    if article.import_sha == sha:
        return publish_again(article, latest, page, untouched=untouched, wishes=wishes)
    if not untouched:
        return Outcome(KEPT, edited_sentence(latest), article, article.path)
    return update(article, page, sha=sha, wishes=wishes)


def known_article(
    page: ImportedPage, *, source: str, sha: str, section: Section | None
) -> Article | None:
    """The page of an earlier import: from the same file, or the same text at the same address."""
    known = Article.objects.filter(import_source=source).first()
    if known is not None or section is None:
        return known
    # Of two pages of one title the second has a number behind its address part.
    parts = rf"^{address_part(page.title)}(-\d+)?$"
    return Article.objects.filter(import_sha=sha, section=section, slug__regex=parts).first()


def sha_of(page: ImportedPage) -> str:
    """A digest of everything that is written; where the files lay makes no difference."""
    said = asdict(page)
    for unwritten in UNWRITTEN:
        del said[unwritten]
    said["images"] = [
        [image.address, image.alternative_text, image.caption, digest_of(image.file)]
        for image in page.images
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


# --- One page -----------------------------------------------------------------------------------


def create(page: ImportedPage, *, source: str, sha: str, wishes: Wishes) -> Outcome:
    remarks: list[str] = []
    slug = address_part(page.title)
    if wishes.section is not None and slug:
        slug = free_address_part(
            slug, section=wishes.section, promised=wishes.promised, remarks=remarks
        )
    elif not slug:
        remarks.append(NO_ADDRESS.format(title=page.title))
    article = Article(section=wishes.section, slug=slug, import_source=source, owner=wishes.by)
    # Old advice must not look fresh because it came here today.
    page = replace(page, updated_on=page.updated_on or page.published_on)
    outcome = Outcome(CREATED, article=article, remarks=remarks)
    return fill(article, page, sha=sha, wishes=wishes, outcome=outcome)


def update(article: Article, page: ImportedPage, *, sha: str, wishes: Wishes) -> Outcome:
    outcome = Outcome(UPDATED, article=article)
    return fill(article, page, sha=sha, wishes=wishes, outcome=outcome)


def fill(
    article: Article, page: ImportedPage, *, sha: str, wishes: Wishes, outcome: Outcome
) -> Outcome:
    """Everything the page says, into the working copy and its revision."""
    pictures = Pictures(page)  # first of all: no act waits for pictures to be decoded
    byline = [person_for(person, by=wishes.by, remarks=outcome.remarks) for person in page.byline]
    resources = resources_of(page, by=wishes.by, remarks=outcome.remarks)
    article.title = cut(page.title, 200, "title", outcome.remarks)
    article.short_title = cut(page.short_title, 60, "short title", outcome.remarks)
    article.summary = summary_of(page, outcome.remarks)
    article.language = language_of(page, outcome.remarks)
    body = with_own_images(page, pictures, wishes=wishes, remarks=outcome.remarks)
    article.body = body  # type: ignore[assignment]  # without stubs of Django it is a field
    article.first_published_on = not_in_future(page.published_on, outcome.remarks)
    saved = publishing.save_draft(
        article=article,
        by=wishes.by,
        byline=[person.pk for person in byline],
        resources=resources,
        note="Imported",
        updated_on=not_in_future(page.updated_on, outcome.remarks),
    )
    if saved.merged:  # else those words would count as imported, and be replaced next time
        raise NotImported(conflict_sentence(saved.merged))
    article.import_sha, article.imported_revision = sha, saved.revision
    article.save(update_fields=["import_sha", "imported_revision"])
    keep_menu_hint(page.menu_hint, by=wishes.by, remarks=outcome.remarks)
    outcome.remarks += remarks_on_people(page)
    outcome.remarks += remarks_on_removed(saved)
    outcome.path = article.path
    if reason := reason_hidden(page, now=timezone.now()):
        outcome.remarks.append(not_public_sentence(article, reason))
    elif wishes.publish and (article.slug or article.section is None):
        publish(article, saved.revision, by=wishes.by, outcome=outcome)
    return outcome


def not_public_sentence(article: Article, reason: str) -> str:
    if article.state(at=timezone.now()) != "draft":
        return f"It is not public on its old site ({reason}), but was published here. Check it."
    return f"It stays a draft, because it is not public on its old site ({reason})."


def remarks_on_removed(saved: SavedDraft) -> list[str]:
    """What nobody sees was left out of the text, and where a number stands that to check."""
    return [
        report(f"the {snapshot_fields.named(name).phrase}", found)
        for name, found in saved.removed.items()
    ]


def publish(article: Article, revision: Revision, *, by: User | None, outcome: Outcome) -> None:
    if article.state(at=timezone.now()) == "withdrawn":
        outcome.remarks.append("It was withdrawn here, so it was not published again.")
        return
    if undescribed_pictures(revision):
        outcome.remarks.append(UNDESCRIBED)
        return
    try:
        publishing.publish(revision=revision, by=by, reason="Imported", urgent=True)
        outcome.sentence = "published"
    except HasErrors as refusal:
        outcome.remarks.append(f"It is kept as a draft. {refusal}")
    except NotReadyToPublish as refusal:
        # A table or a list has no sentences to make a summary of; an editor writes one.
        if [name for name, _ in refusal.problems] != ["summary"]:
            raise
        outcome.remarks.append(f"It is kept as a draft. {refusal}")


def publish_again(
    article: Article,
    latest: Revision | None,
    page: ImportedPage,
    *,
    untouched: bool,
    wishes: Wishes,
) -> Outcome:
    """A page whose source says what it said before: only an unpublished draft may still change."""
    outcome = Outcome(UNCHANGED, "", article, article.path)
    if reason := reason_hidden(page, now=timezone.now()):
        outcome.sentence = not_public_sentence(article, reason)
        return outcome
    if not untouched:
        outcome.sentence = "edited here since the import; its source has not changed"
    elif latest and wishes.publish and article.state(at=timezone.now()) == "draft":
        publish(article, latest, by=wishes.by, outcome=outcome)
        if outcome.sentence:
            outcome.status, outcome.sentence = PUBLISHED, ""
    return outcome


def edited_sentence(latest: Revision) -> str:
    who = f" by {latest.made_by}" if latest.made_by else ""
    when = timezone.localtime(latest.made_at)
    return (
        f"edited here since it was imported (revision {latest.number}{who}, {when:%B %-d, %Y});"
        " the newer source was not imported"
    )


def conflict_sentence(merged: MergedSaves) -> str:
    return (
        f"{people_of(merged.saves)} saved this page while it was being imported,"
        " so nothing was imported; it now counts as edited here"
    )


# --- Its parts ----------------------------------------------------------------------------------


def person_for(imported: ImportedPerson, *, by: User | None, remarks: list[str]) -> Person:
    """The person of that name; someone new is added, someone known stays as they are."""
    name = cut(imported.name, 120, "name", remarks)
    known = Person.objects.filter(name__iexact=name).first()
    if known is None:
        return publishing.save_person(person=new_person(imported, name, remarks), by=by).row
    if imported.credentials and imported.credentials != known.credentials:
        remarks.append(
            f"{known.name} is listed on this site with the credentials “{known.credentials}”, but"
            f" the page says “{imported.credentials}”."
        )
    return known


def new_person(imported: ImportedPerson, name: str, remarks: list[str]) -> Person:
    return Person(
        name=name,
        slug=free_slug(address_part(name) or "person"),
        credentials=cut(imported.credentials, 120, "credentials", remarks),
        affiliation=cut(imported.affiliation, 200, "affiliation", remarks),
    )


def free_slug(wanted: str) -> str:
    taken = set(Person.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug


def resources_of(
    page: ImportedPage, *, by: User | None, remarks: list[str]
) -> list[tuple[int, str]]:
    listed = []
    for resource in page.resources:
        note = cut(resource.note, 300, "note", remarks)
        try:
            link = link_for(resource.address, resource.title, page.language, by=by)
        except ValidationError:
            remarks.append(
                f"“{resource.title}” was left out of the resources, because {resource.address} is"
                " not a full address of another site."
            )
        else:
            listed.append((link.pk, note))
    return listed


def link_for(address: str, title: str, language: str, *, by: User | None) -> Link:
    known = Link.objects.filter(address=address).first()
    if known is not None:
        return known
    link = Link(
        address=address,
        title=title[:200],
        publisher=(urlsplit(address).hostname or "").removeprefix("www.")[:120],
        kind=Link.Kind.DOCUMENT if hints.file_kind(address) else Link.Kind.PAGE,
        language=language,
    )
    return publishing.save_link(link=link, by=by).row


def summary_of(page: ImportedPage, remarks: list[str]) -> str:
    if page.summary:
        return cut(page.summary, 400, "summary", remarks)
    remarks.append("The page has no summary, so its first sentences were used.")
    return first_sentences(page.body)


ASSUMED = (
    "The text is too short to detect its language. {} was assumed. If that is wrong, change it"
    " on the page."
)
SMALL = re.compile(r"<(su[bp])>([^<>]*)</\1>")
MARKED = re.compile(r"\]\{lang=[\w-]+\}")
# Headings, tables, quotes, lists, code, definitions, pictures, and the text of notes.
NO_PROSE = re.compile(r"[#|>\-*`:!]|\[\^[\w-]+\]:")


def first_sentences(body: str) -> str:
    """The beginning of the first paragraph of prose, up to the end of a sentence."""
    plain = [words_in(block) for block in body.split("\n\n") if not NO_PROSE.match(block)]
    prose = next((text for text in plain if len(text) > 40), " ".join(plain))
    kept = ""
    for sentence in re.split(r"(?<=[.!?])\s+", prose):
        if kept and len(kept) + len(sentence) > LONGEST_SUMMARY:
            break
        kept = f"{kept} {sentence}".strip()
    return Truncator(kept).chars(400)


def words_in(block: str) -> str:
    """A paragraph of Markdown as plain words, without marks of notes."""
    block = re.sub(r"\[\^[\w-]+\]", "", block)
    block = SMALL.sub(lambda found: as_plain_text(found[2], found[1]), block)
    text = re.sub(r"!?\[((?:[^\[\]\\]|\\.)*)\](?:\([^()]*\)|\{[^{}]*\})", r"\1", block)
    text = re.sub(r"</?\w+>|\\\n", " ", text)
    text = unescape(re.sub(r"(?<!\\)[*_`~]+", "", text))
    return " ".join(re.sub(r"\\(.)", r"\1", text).split())


def language_of(page: ImportedPage, remarks: list[str]) -> str:
    if page.language_is_assumed:
        remarks.append(ASSUMED.format(hints.LANGUAGE_NAMES[page.language]))
    if page.language in dict(settings.LANGUAGES):
        return page.language
    name = hints.LANGUAGE_NAMES.get(page.language, f"the language “{page.language}”")
    marked = f"its paragraphs are marked as {name}, the page" if MARKED.search(page.body) else "it"
    remarks.append(
        f"The page is in {name}, which this site does not support. {marked} is marked as English."
    )
    return settings.LANGUAGE_CODE


def keep_menu_hint(hint: str, *, by: User | None, remarks: list[str]) -> None:
    """An operating hint goes to the main menu, where only editors see it."""
    if not hint:
        return
    menu = Menu.objects.filter(slug="main").first()
    if menu is None or not menu.legacy_hint:
        menu_acts.save_menu(slug="main", legacy_hint=hint, by=by)
        remarks.append(
            "The instructions for the menu were kept with the main menu (old instructions)."
        )
    elif menu.legacy_hint != hint:
        remarks.append("The main menu already has other old instructions, so these were left out.")


def remarks_on_people(page: ImportedPage) -> list[str]:
    names = ", ".join(
        f"{person.name}, {person.credentials}" if person.credentials else person.name
        for person in page.reviewers
    )
    return [f"Reviewed by {names}: not added to the byline."] if names else []


def not_in_future(day: date | None, remarks: list[str]) -> date | None:
    if day is None or day <= timezone.localdate():
        return day
    sentence = f"The date {day_words(day)} is in the future and was left out."
    remarks += [] if sentence in remarks else [sentence]
    return None
