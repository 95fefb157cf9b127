"""Acts on what pages are made with: people, links and images."""

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Model
from django.urls import reverse

from accessibility.changes import act_lock, optimistic_lock
from accessibility.changes.optimistic_lock import MergedValues, Opened, SavedRow
from articles.images import PreparedImage
from articles.models import Event, Image, Link, Person
from articles.models.initials import DEEPEST, part_of
from articles.publishing.act import start_act
from articles.publishing.library.trash import restore_from_trash

Verb = Event.Verb
SAID_OF_AN_IMAGE = ("alternative_text", "is_decorative")
FOCUS = ("focus_x", "focus_y")

# Each act takes ``opened``: what a form of the row began with, if it comes from one. What others
# saved since is merged in, or refused as FormConflict. Each returns a SavedRow.


def save_person(*, person: Person, by: User | None, opened: Opened | None = None) -> SavedRow:
    """Save a person. By-lines keep the credentials they were published with."""
    with act_lock.act(Verb.PERSON_SAVED):  # its lock first: then nobody else saves
        before, merged = _brought_together(person, by=by, opened=opened)
        person.full_clean()
        with start_act(Verb.PERSON_SAVED, by=by, data={"person": person.slug}) as act:
            person.save()
            known = [one for one in (before, person) if one is not None]
            act.invalidate(paths=[one.get_absolute_url() for one in known])
            return SavedRow(person, merged)


def _brought_together(
    row: Model,
    *,
    by: User | None,
    opened: Opened | None,
    together: Iterable[tuple[str, ...]] = (),
) -> tuple[Model | None, MergedValues]:
    """(the row as it was, locked; what others saved since, which is merged into ``row``)"""
    before = optimistic_lock.locked(row)
    merged = optimistic_lock.merge_into(row, stored=before, opened=opened, by=by, together=together)
    return before, merged


def save_link(
    *, link: Link, by: User | None, as_linked: bool = False, opened: Opened | None = None
) -> SavedRow:
    """Save what is known of an address on another site.

    ``as_linked``: pages lead to it already, so the address is kept though it may be no good one.
    """
    with act_lock.act(Verb.LINK_SAVED):
        before, merged = _brought_together(link, by=by, opened=opened)
        link.full_clean(exclude=["address"] if as_linked else None)
        with start_act(Verb.LINK_SAVED, by=by, data={"address": link.address}) as act:
            link.save()
            act.invalidate(paths=[reverse("articles:resources")])
            for one in (before, link):
                act.invalidate(paths=_parts_with(one) if one is not None else ())
            return SavedRow(link, merged)


def _parts_with(link: Link) -> set[str]:
    """Where the list of links has it, should the list be split."""
    begins = [link.filed_under[:length] for length in range(1, DEEPEST + 1)]
    return {reverse("articles:resources-part", args=[part_of(begin)]) for begin in begins}


def save_image(
    *,
    image: Image,
    by: User | None,
    files: Iterable[tuple[str, bytes]] = (),
    opened: Opened | None = None,
) -> SavedRow:
    """Save an image's words and, for a new image, its files: an iterable of (name, bytes).

    File names come from their content, so a name that is taken already holds the same bytes.
    """
    for name, content in files:
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(content))
    with start_act(Verb.IMAGE_SAVED, by=by, data={"image": image.file.name}) as act:
        groups = (SAID_OF_AN_IMAGE, FOCUS)
        _, merged = _brought_together(image, by=by, opened=opened, together=groups)
        image.full_clean()
        image.save()
        portraits = image.portraits.all()
        act.invalidate(paths=[person.get_absolute_url() for person in portraits])
        return SavedRow(image, merged)


def add_image(*, prepared: PreparedImage, by: User | None, **words: str | bool) -> Image:
    """Put a prepared picture into the library; one that is there already keeps its words."""
    name = f"images/{prepared.largest.name}"
    known = Image.objects.filter(file=name).first()
    if known is not None:
        known = restore_from_trash(thing=known, by=by) if known.archived_at else known
        return _described(known, words, by=by) if known.is_undescribed else known
    image = Image(
        file=name,
        width=prepared.largest.width,
        height=prepared.largest.height,
        sources=[
            {"file": f"images/{file.name}", "width": file.width}
            for file in (*prepared.files[:-1], *prepared.in_webp)
        ],
        **words,
    )
    files = [(f"images/{file.name}", file.content) for file in prepared.all_files]
    return save_image(image=image, files=files, by=by).row


def _described(image: Image, words: Mapping[str, str | bool], *, by: User | None) -> Image:
    """Fills in the description of a picture that had none."""
    for name, value in words.items():
        setattr(image, name, value)
    return image if image.is_undescribed else save_image(image=image, by=by).row
