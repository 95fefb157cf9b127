"""A Word document someone sends at the desk → a new draft of theirs, and what to tell about it.

Unlike ``import_page`` this never brings an older page up to date: an editor who sends a document
gets a page of their own. What readers would notice at once, such as new people, is left to those
who may."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles import publishing
from articles.importers.in_child import read_word
from articles.importers.outcomes import CREATED, Outcome, Wishes
from articles.importers.page_pictures import digest_of, without_image
from articles.importers.records import ImportedPage, ImportedPerson
from articles.importers.writing import (
    fill,
    sha_of,
)
from articles.models import Article, Person, Publication, Section

LONGEST = 600  # characters of a piece that was left out


@dataclass(frozen=True)
class Rights:
    """What of a document its sender may put on the site."""

    pictures: bool
    people: bool


def draft_from_word(
    content: bytes,
    *,
    name: str,
    section: Section | None,
    by: User,
    rights: Rights,
) -> Article:
    """The new draft; its event keeps what could not be carried. Raises UnreadablePage or a refusal.

    ``name``: what the file is called, without its ending.
    """
    with tempfile.TemporaryDirectory() as folder:
        page = read_word(content, name=name, folder=Path(folder))
        return draft_from(page, name=name, section=section, by=by, rights=rights)


def draft_from(
    page: ImportedPage,
    *,
    name: str,
    section: Section | None,
    by: User,
    rights: Rights,
) -> Article:
    """The draft of a document that was read, with everything that belongs to it or nothing."""
    page, withheld = within(rights, page)
    with transaction.atomic():
        article = Article(section=section, owner=by)
        outcome = Outcome(CREATED, article=article)
        fill(
            article, page, sha=sha_of(page), wishes=Wishes(section=section, by=by), outcome=outcome
        )
        remarks = [*page.remarks, *withheld, *outcome.remarks, *remarks_on_address(article)]
        publishing.note_import(
            article=article,
            by=by,
            source=name,
            remarks=list(dict.fromkeys(remarks)),
            left_out=[(piece.kind, shortened(piece.text)) for piece in page.boilerplate],
        )
        return article


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def within(rights: Rights, page: ImportedPage) -> tuple[ImportedPage, list[str]]:
    """The page without what its sender may not add, and a sentence about each such thing."""
    remarks = []
    if page.menu_hint:
        remarks.append(f"Instructions about the menu were left out: “{page.menu_hint}”.")
        page = replace(page, menu_hint="")
    if page.images and not rights.pictures:
        count = len({digest_of(image.file) for image in page.images})
        remarks.append(
            f"Pictures ({count}) were left out, because your account may not add images."
        )
        page = without_pictures(page)
    if not rights.people:
        unknown = [person for person in page.byline if not is_known(person)]
        remarks += [
            f"{person.name} is not listed on this site and was left out of the byline. Ask"
            " someone who can add people."
            for person in unknown
        ]
        page = replace(page, byline=tuple(each for each in page.byline if each not in unknown))
    return page, remarks


def without_pictures(page: ImportedPage) -> ImportedPage:
    body = page.body
    for image in page.images:
        body = without_image(body, image.address)
    return replace(page, body=body, images=())


def is_known(person: ImportedPerson) -> bool:
    return Person.objects.filter(name__iexact=person.name).exists()


def remarks_on_address(article: Article) -> list[str]:
    path = article.path
    drafts = Article.objects.filter(section=article.section, slug=article.slug)
    live = Publication.objects.live(at=timezone.now()).filter(path=path)
    if path and (drafts.exclude(pk=article.pk).exists() or live.exists()):
        return [f"The address {path} is already in use. Choose another address part."]
    return []
