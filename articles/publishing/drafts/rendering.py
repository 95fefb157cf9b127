"""What a revision looks like: its text rendered with the images and terms it was written with."""

import hashlib
import json
import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from accessibility import glossary
from accessibility.terms import TermFact
from articles import markup
from articles.markup.words import primary
from articles.models import Context, Image, Rendered, Rendering, Revision
from articles.publishing.errors import TextTooMuch
from articles.text.snapshot_fields import KeptEntry

logger = logging.getLogger(__name__)

Copies = tuple[tuple[str, int], ...]  # (address, width) of each copy of an image


def images_in(source: str) -> QuerySet[Image]:
    """Our images that a Markdown text names, in the order of their addresses."""
    pattern = re.escape(settings.MEDIA_URL) + r"images/[\w.-]+"
    return Image.objects.at_addresses(set(re.findall(pattern, source))).order_by("file")


def render(
    revision: Revision, *, terms: Sequence[TermFact] | None = None, source_lines: bool = False
) -> markup.Rendered:
    """The revision's text as HTML, with the images as the revision keeps them.

    ``terms``: those of the glossary, where someone who renders many texts has read them once.
    """
    facts = facts_of(revision, terms=glossary.facts() if terms is None else terms)
    try:
        return markup.render(revision.body, facts=facts, source_lines=source_lines)
    except markup.TooMuch as problem:
        raise TextTooMuch(str(problem)) from problem


def render_text(source: str, *, language: str = "en") -> markup.Rendered:
    """What an unsaved text would look like, with its lines. Raises TextTooMuch."""
    images = [image.as_used() for image in images_in(source)]
    return render(Revision(body=source, images=images, language=language), source_lines=True)


def facts_of(revision: Revision, *, terms: Iterable[TermFact]) -> markup.Facts:
    """What the renderer must know: our hosts, the language, terms, the images as they were kept."""
    webp = _webp_copies(image["address"] for image in revision.images)
    return markup.Facts(
        own_hosts=frozenset(settings.ALLOWED_HOSTS),
        terms=tuple(term for term in terms if term.language == primary(revision.language)),
        images={
            image["address"]: _image_fact(image, webp.get(image["address"], ()))
            for image in revision.images
        },
        media_address=settings.MEDIA_URL,
        language=revision.language,
    )


def _webp_copies(addresses: Iterable[str]) -> dict[str, Copies]:
    """WebP copies by the address of their image: today's, since they follow from the file."""
    addresses = list(addresses)
    found = Image.objects.at_addresses(addresses) if addresses else ()
    return {image.address: tuple(image.in_webp()) for image in found}


def _image_fact(image: KeptEntry, webp: Copies) -> markup.ImageFact:
    return markup.ImageFact(
        width=image["width"],
        height=image["height"],
        alternative_text=image["alternative_text"],
        is_decorative=image["is_decorative"],
        caption=image["caption"],
        credit=image["credit"],
        sources=tuple(
            (settings.MEDIA_URL + source["file"], source["width"]) for source in image["sources"]
        ),
        webp=webp,
    )


def context_now() -> Context:
    """What decides the look of texts today, beside the texts themselves.

    A context of its own for each time in which it held: what was undone does not undo history.
    """
    hosts, images = sorted(settings.ALLOWED_HOSTS), Image.objects.without_webp().count()
    terms = [asdict(term) for term in glossary.facts()]
    sha = hashlib.sha256(json.dumps([hosts, images, terms]).encode()).hexdigest()
    today = {"pipeline": str(markup.PIPELINE_VERSION), "facts_sha": sha}
    newest = Context.objects.order_by("-pk").first()
    if newest and today == {"pipeline": newest.pipeline, "facts_sha": newest.facts_sha}:
        return newest
    return Context.objects.create(**today, from_at=timezone.now())


def keep_rendering(revision: Revision, rendered: markup.Rendered, context: Context) -> bool:
    look = rendered_row(rendered)
    Rendered.objects.bulk_create([look], ignore_conflicts=True)
    newest = revision.renderings.order_by("-pk").first()
    if newest is not None and newest.rendered_id == look.sha:
        return False
    Rendering.objects.create(revision=revision, context=context, rendered_id=look.sha)
    return True


def rendered_row(rendered: markup.Rendered) -> Rendered:
    headings = [
        {"level": heading.level, "text": heading.text, "id": heading.id}
        | ({"lang": heading.lang} if heading.lang else {})
        for heading in rendered.headings
    ]
    sha = hashlib.sha256(json.dumps([rendered.html, rendered.text, headings]).encode()).hexdigest()
    return Rendered(sha=sha, html=rendered.html, text=rendered.text, headings=headings)


def render_again(revisions: Iterable[Revision]) -> list[Revision]:
    """Render ``revisions`` by today's pipeline; returns those that look different now.

    A text that is too much for it keeps its last good rendering, and never stops the others.
    """
    context, terms, changed = context_now(), glossary.facts(), []
    for revision in revisions:
        try:
            rendered = render(revision, terms=terms)
        except TextTooMuch as refusal:
            logger.warning("Revision %s stays as it was rendered: %s", revision.pk, refusal)
            continue
        if keep_rendering(revision, rendered, context):
            changed.append(revision)
    return changed
