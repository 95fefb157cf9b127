"""Acts on the files of images, and where an image is used."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypedDict

from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from accessibility.changes.optimistic_lock import fingerprint
from accessibility.menus import pictures as menu_pictures
from accessibility.models import Menu
from articles import images, permissions
from articles.images import PreparedImage
from articles.models import Article, Event, Image, Person, Publication, Revision
from articles.publishing.act import Act, start_act
from articles.publishing.drafts.saving import lock, save_draft
from articles.publishing.errors import ImageWordsChanged, SameImage
from articles.publishing.library.content import add_image, save_image, save_person
from articles.publishing.pages import publish


@dataclass
class Replaced:
    """What became of the uses of an image that was replaced.

    ``waiting``: a draft shows the new image, readers do not have it yet. ``left``: pages that the
    person who replaced it may not write.
    """

    image: Image
    published: list[Article] = field(default_factory=list)
    waiting: list[Article] = field(default_factory=list)
    left: list[Article] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    biographies: list[Person] = field(default_factory=list)
    menus_published: list[Menu] = field(default_factory=list)
    menus_waiting: list[Menu] = field(default_factory=list)
    menus_left: list[Menu] = field(default_factory=list)


class ImageUses(TypedDict):
    """Where an image is used; each page with "live" → its address, or "draft" → True."""

    pages: dict[Article, dict[str, str | bool]]
    people: list[Person]
    menus: list[Menu]


def complete_images(*, by: User | None = None) -> int:
    """Make the WebP copies that images from before the site made them lack; returns how many."""
    completed = 0
    for image in Image.objects.filter(pk__in=Image.objects.without_webp().values("pk")):
        try:
            with default_storage.open(image.file.name) as file:
                content = file.read()
        except FileNotFoundError:
            continue  # the operator has to restore the file first
        name = image.file.name.rpartition("/")[2]
        copies = images.in_webp(images.ImageFile(name, image.width, image.height, content))
        image.sources += [{"file": f"images/{copy.name}", "width": copy.width} for copy in copies]
        files = [(f"images/{copy.name}", copy.content) for copy in copies]
        save_image(image=image, by=by, files=files)
        completed += 1
    return completed


def replace_image(
    *,
    image: Image,
    prepared: PreparedImage,
    by: User | None,
    reason: str = "",
    seen: Mapping[str, str] | None = None,
    **words: str | bool,
) -> Replaced:
    """Replace ``image`` wherever it is used: a new file, a new address.

    Working copies, portraits and menus as they are arranged show it at once. A replaced picture is
    a change of the page: a live page shows it at once only where ``reason`` says why it cannot wait
    for approval, where ``by`` may publish it, and where no other draft of it waits; a live menu
    where there is a reason and ``by`` may publish menus. ``seen``: fingerprints of the words that a
    form of it began with, by name. Raises SameImage, and ImageWordsChanged where someone has saved
    other words since.
    """
    data = {"image": image.address}
    with start_act(Event.Verb.IMAGE_REPLACED, by=by, reason=reason, data=data) as act:
        _refuse_unseen_words(image, seen, words)
        new = add_image(prepared=prepared, by=by, **words)
        if new.pk == image.pk:
            raise SameImage
        image.replaced_by = new
        image.save(update_fields=["replaced_by"])
        done = Replaced(new)
        for article in _written_with(image):
            _replace_in(article, image, done, act)
        for person in Person.objects.filter(_shows(image)).order_by("pk"):
            _replace_with(person, image, done, by=by)
        for menu in menu_pictures.menus_by_picture().get(image.address, []):
            _replace_in_menu(menu, image, done, act)
        return done


def _refuse_unseen_words(
    image: Image, seen: Mapping[str, str] | None, words: Mapping[str, str | bool]
) -> None:
    """The new file would come without what someone has just written for the old one."""
    if seen is None:
        return
    now = Image.objects.values(*words).get(pk=image.pk)
    if any(now[name] != words[name] and fingerprint(now[name]) != seen.get(name) for name in now):
        raise ImageWordsChanged(now)


def describe_pictures(
    *, article: Article, words: Mapping[int, Mapping[str, str | bool]], by: User | None
) -> Revision:
    """Keep what pictures of a draft show, and take it over into the draft as a new revision.

    ``words``: {key of an image: {"alternative_text": …, "is_decorative": …}}. An image that was
    described since then keeps that description.
    """
    with transaction.atomic():
        lock(article)
        for image in Image.objects.select_for_update().filter(pk__in=words).order_by("pk"):
            if image.is_undescribed:
                for name, value in words[image.pk].items():
                    setattr(image, name, value)
                save_image(image=image, by=by)
        return save_draft(article=article, by=by, note="Pictures described").revision


def _written_with(image: Image) -> QuerySet[Article]:
    return Article.objects.filter(body__contains=image.address, archived_at=None).order_by("pk")


def _replace_in(article: Article, image: Image, done: Replaced, act: Act) -> None:
    by, reason = act.event.by, act.event.reason.strip()
    if by is not None and not permissions.may_write(by, article):
        done.left.append(article)
        return
    latest, live = article.latest_revision(), _live_revision(article, at=act.at)
    article.body = article.body.replace(image.address, done.image.address)
    revision = save_draft(article=article, by=by, note="A picture was replaced").revision
    may_publish = by is None or permissions.may_publish(by, article)
    if live is not None and live == latest and reason and may_publish:
        publish(revision=revision, by=by, reason=reason, urgent=True, with_errors=True)
        done.published.append(article)
    else:
        done.waiting.append(article)


def _shows(image: Image) -> Q:
    """People whose portrait it is, or whose biography holds it."""
    return Q(portrait=image) | Q(biography__contains=image.address)


def _replace_with(person: Person, image: Image, done: Replaced, *, by: User | None) -> None:
    if person.portrait_id == image.pk:
        person.portrait = done.image
        done.people.append(person)
    if image.address in person.biography:
        person.biography = person.biography.replace(image.address, done.image.address)
        done.biographies.append(person)
    save_person(person=person, by=by)


def _replace_in_menu(menu: Menu, image: Image, done: Replaced, act: Act) -> None:
    by, change = act.event.by, {"old": image.address, "new": done.image.address}
    if by is not None and not permissions.may_arrange_menus(by):
        done.menus_left.append(menu)
        return
    menu_pictures.arrange_picture(menu, **change)
    may_publish = by is None or permissions.may_publish_menus(by)
    reason = act.event.reason.strip()
    if reason and may_publish and menu_pictures.publish_picture(menu, **change, by=by, note=reason):
        done.menus_published.append(menu)
    else:
        done.menus_waiting.append(menu)


def _live_revision(article: Article, *, at: datetime) -> Revision | None:
    live = Publication.objects.live(at=at).pages().filter(article=article).first()
    return live.revision if live else None


def _showing(addresses: Iterable[str], *, at: datetime) -> QuerySet[Revision]:
    """Revisions with one of the images, that readers have or that are the newest of their page."""
    with_one = Q(pk__in=[])
    for address in addresses:
        with_one |= Q(images__contains=[{"address": address}])
    live = Publication.objects.live(at=at).pages().filter(revision=OuterRef("pk"))
    is_newest = Q(article__desk_entry__newest=F("pk"), article__archived_at=None)
    shown = Revision.objects.filter(with_one).annotate(live_path=Subquery(live.values("path")[:1]))
    shown = shown.filter(is_newest | ~Q(live_path=None))
    return shown.select_related("article").only("images", "article")


def uses_of(pictures: Iterable[Image], *, at: datetime) -> dict[str, ImageUses]:
    """Where each image is used: address → {"pages": {page: its place}, "people", "menus"}.

    Live pages and their latest drafts, live menus and menu drafts;
    as many queries for one image as for many.
    """
    addresses = {image.address: image for image in pictures}
    shown = menu_pictures.menus_by_picture()
    uses: dict[str, ImageUses] = {
        address: {"pages": defaultdict(dict), "people": [], "menus": shown.get(address, [])}
        for address in addresses
    }
    for revision in _showing(addresses, at=at):
        for address in addresses.keys() & {each["address"] for each in revision.images}:
            place = uses[address]["pages"][revision.article]
            place["live" if revision.live_path else "draft"] = revision.live_path or True
    shown_by = Q(pk__in=[])
    for image in addresses.values():
        shown_by |= _shows(image)
    for person in Person.objects.filter(shown_by):
        for address, image in addresses.items():
            if person.portrait_id == image.pk or address in person.biography:
                uses[address]["people"].append(person)
    return uses
