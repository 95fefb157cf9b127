"""Images: that each says what it shows, in words that help."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from lxml.html import HtmlElement

from accessibility.audit.findings import Level
from accessibility.audit.rules.document import Document
from accessibility.audit.rules.places import parts_of
from accessibility.audit.rules.ruling import Fault, error, warning

LONGEST_ALTERNATIVE = 150
FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?|heic)", re.IGNORECASE)
CAMERA_NAME = re.compile(
    r"(?:img|dsc|dscn|dscf|pict?|mvi|pxl|screenshot|scan|photo|image|picture|foto|imagen)"
    r"[\s_-]*\d[\d\s_.-]*",
    re.IGNORECASE,
)
PLACEHOLDER = re.compile(
    r"(?:an? |the )?(?:image|photo|picture|graphic|logo|icon|figure|chart|diagram|banner|spacer"
    r"|untitled|alt|alt text|alternative text|img|placeholder|imagen|foto|gráfico|dibujo)\W*",
    re.IGNORECASE,
)
SAYS_IMAGE = re.compile(
    r"(?:an? |the )?(?:image|picture|photo|photograph|graphic|pic)\s+(?:of|shows|showing|depicting)"
    r"\b|(?:una? |la )?(?:imagen|foto|fotografía)\s+de\b",
    re.IGNORECASE,
)
REMEDY = "Describe in a few words what it shows and why it is here, or mark it as decorative."
HIDES_ITSELF = frozenset({"none", "presentation"})


@error("image-alt", "1.1.1", Level.A)
def has_alternative_text(document: Document) -> Iterator[Fault]:
    """An image has alternative text, or is marked as decorative."""
    for image in images(document):
        link = link_around(image)
        if not has_name(image, document) and (link is None or document.name(link)):
            yield Fault(
                image,
                "This image has no alternative text. People who cannot see it get nothing from it.",
                REMEDY,
                markup_of(image),
            )


@error("image-link-name", "2.4.4", Level.A)
def linked_images_say_where_they_lead(document: Document) -> Iterator[Fault]:
    """An image that is a link says where the link leads."""
    for link in document.all("a"):
        pictures = [each for each in link.iter("img", "svg", "object") if each is not link]
        if document.role(link) == "link" and pictures and not document.name(link):
            yield Fault(
                link,
                "This image is a link without alternative text, so nobody can tell where it goes.",
                "Write alternative text that names the page the link goes to.",
                markup_of(pictures[0]),
            )


@error("image-alt-file-name", "1.1.1", Level.A)
def alternative_text_is_no_file_name(document: Document) -> Iterator[Fault]:
    """Alternative text is not the name of a file."""
    for image in document.all("img"):
        words = document.name(image)
        if words and (FILE_NAME.fullmatch(words) or CAMERA_NAME.fullmatch(words)):
            yield Fault(
                image,
                f"The alternative text “{words}” is a file name. Screen readers would spell it"
                " out.",
                "Describe what the image shows instead.",
                words,
            )


@warning("image-alt-placeholder", "1.1.1", Level.A)
def alternative_text_says_something(document: Document) -> Iterator[Fault]:
    """Alternative text says more than that there is an image."""
    for image in document.all("img"):
        words = document.name(image)
        if words and (PLACEHOLDER.fullmatch(words) or _is_own_file(words, image)):
            yield Fault(
                image,
                f"“{words}” does not say what the image shows.",
                "Describe in a few words what readers should get from it.",
                words,
            )


@warning("image-alt-says-image", "1.1.1", Level.A)
def alternative_text_does_not_start_with_image_of(document: Document) -> Iterator[Fault]:
    """Alternative text does not begin with "image of"."""
    for image in document.all("img"):
        words = document.name(image)
        if found := SAYS_IMAGE.match(words):
            yield Fault(
                image,
                f"The alternative text starts with “{found[0]}”. Screen readers already announce"
                " that it is an image.",
                f"Remove “{found[0]}” and start with what the image shows.",
                words,
            )


@warning("image-alt-long", "1.1.1", Level.A)
def alternative_text_is_short(document: Document) -> Iterator[Fault]:
    """Alternative text is short enough to be heard in one go."""
    for image in document.all("img"):
        words = document.name(image)
        if len(words) > LONGEST_ALTERNATIVE:
            yield Fault(
                image,
                f"The alternative text is {len(words)} characters long. Screen readers read it in"
                " one go, without a way to pause or go back.",
                f"Say what matters in {LONGEST_ALTERNATIVE} characters or fewer, and move the"
                " rest into the text next to the image.",
                words,
            )


@warning("image-alt-repeats", "1.1.1", Level.A)
def alternative_text_is_not_said_twice(document: Document) -> Iterator[Fault]:
    """Alternative text does not repeat the words beside the image."""
    for image in document.all("img"):
        words = _plain(document.name(image))
        if words and any(words == _plain(beside) for beside in _words_beside(image, document)):
            yield Fault(
                image,
                "The alternative text repeats the text next to the image, so screen reader users"
                " hear it twice.",
                "Say what the text does not, or mark the image as decorative.",
                document.name(image),
            )


def images(document: Document) -> list[HtmlElement]:
    """What is an image for assistive technology and is not decorative."""
    return [
        each
        for each in document.exposed
        if (each.tag == "img" and not is_decorative(each, document))
        or (each.get("role", "").split()[:1] in (["img"], ["image"]) and each.tag != "svg")
    ]


def is_decorative(image: HtmlElement, document: Document) -> bool:
    if image.get("alt") == "" and not image.get("title") and not document.name(image):
        return True
    return document.role(image) in HIDES_ITSELF


def has_name(element: HtmlElement, document: Document) -> bool:
    return bool(document.name(element))


def link_around(image: HtmlElement) -> HtmlElement | None:
    return next((each for each in image.iterancestors("a") if each.get("href") is not None), None)


def markup_of(image: HtmlElement) -> str:
    """The image's address, which tells an author which one it is; or its tag."""
    return image.get("src") or image.get("data") or f"<{image.tag}>"


def _is_own_file(words: str, image: HtmlElement) -> bool:
    stem = PurePosixPath(unquote(parts_of(image.get("src")).path)).stem
    return bool(stem) and words == stem and not re.fullmatch(r"[A-Z]?[a-z]+", words)


def _words_beside(image: HtmlElement, document: Document) -> Iterator[str]:
    """The caption, the words of the link around it, and the text right before or after."""
    for figure in image.iterancestors("figure"):
        yield from (document.text(each) for each in figure.iter("figcaption"))
    link = link_around(image)
    if link is not None:
        yield document.text(link)
    holder = image.getparent()
    if holder is not None and holder.tag in ("p", "li", "td", "th", "dd", "dt"):
        yield document.text(holder)
    for beside in (image.getprevious(), image.getnext()):
        if beside is not None and isinstance(beside.tag, str) and document.is_shown(beside):
            yield document.text(beside)


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
