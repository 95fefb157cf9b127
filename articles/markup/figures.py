"""Images: our own with what is known of them, alone in a paragraph as figures; others as links."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from articles.markup.addresses import relative_to_site
from articles.markup.tokens import attribute, block, element, plain_text, text_token
from articles.markup.values import Facts, ImageFact, Page

SIZES = "(min-width: 46rem) 42rem, 100vw"
FIGURES = (["img"], ["a", "img", "a"])


def arrange(page: Page) -> None:
    page.tokens = list(_arranged(page.tokens, page.facts))


def _arranged(tokens: list[Token], facts: Facts) -> Iterator[Token]:
    for index, token in enumerate(tokens):
        if token.type == "inline" and any(child.type == "image" for child in token.children or ()):
            yield from _with_images(tokens, index, facts)
        else:
            yield token


def _with_images(tokens: list[Token], index: int, facts: Facts) -> Iterator[Token]:
    content = tokens[index]
    content.children = _only_own_images(content.children or [], facts)
    image = _lone_image(content.children)
    is_paragraph = tokens[index - 1].type == "paragraph_open"
    if image is None or not is_paragraph:
        yield content
        return
    paragraph, end = tokens[index - 1], tokens[index + 1]
    paragraph.tag = end.tag = "figure"
    paragraph.hidden = end.hidden = False
    fact = _fact(image, facts)
    caption = str(image.attrs.pop("title", "")) or (fact.caption if fact else "")
    yield content
    yield from _figcaption(caption, fact.credit if fact else "")


def _lone_image(children: list[Token]) -> Token | None:
    solid = [
        child for child in children if not (child.type == "text" and not child.content.strip())
    ]
    if [child.tag for child in solid] not in FIGURES:
        return None
    return next(child for child in solid if child.tag == "img")


def _figcaption(caption: str, credit: str) -> list[Token]:
    if not caption and not credit:
        return []
    words = [text_token(caption + (" " if caption and credit else ""))]
    if credit:
        words += element("span", credit, class_="credit")
    return block("figcaption", words)


def _only_own_images(children: list[Token], facts: Facts) -> list[Token]:
    result: list[Token] = []
    links = 0
    for token in children:
        links += token.nesting if token.tag == "a" else 0
        if token.type != "image":
            result.append(token)
        elif _is_own(token, facts):
            _complete(token, facts)
            result.append(token)
        else:
            result += _as_link(token, is_in_link=links > 0)
    return result


def _is_own(token: Token, facts: Facts) -> bool:
    address = relative_to_site(attribute(token, "src"), facts.own_hosts)
    is_media = address.startswith(facts.media_address) and "/../" not in unquote(address)
    if is_media or _fact(token, facts) is not None:
        token.attrs["src"] = address
        return True
    return False


def _as_link(token: Token, *, is_in_link: bool) -> list[Token]:
    """An image of another site becomes a link to it: its words stay, its bytes stay away."""
    address = attribute(token, "src")
    words = plain_text([token]) or PurePosixPath(unquote(address)).name or address
    if is_in_link or not address:
        return [text_token(words)]
    return element("a", words, href=address)


def _fact(token: Token, facts: Facts) -> ImageFact | None:
    address = attribute(token, "src")
    return facts.images.get(address) or facts.images.get(unquote(address))


def _complete(token: Token, facts: Facts) -> None:
    fact = _fact(token, facts)
    words = plain_text([token])
    if fact is not None:
        token.attrs |= _known(fact)
        token.meta["webp"] = _srcset(fact.webp)
        words = words or ("" if fact.is_decorative else fact.alternative_text)
    token.children = [text_token(words)] if words else []
    if not words and not (fact and fact.is_decorative):
        _leave_undescribed(token)


def _leave_undescribed(token: Token) -> None:
    """No ``alt`` at all: an empty one would claim that the image is decorative."""
    token.type = "undescribed_image"
    token.attrs.pop("alt", None)


def _known(fact: ImageFact) -> dict[str, str | int | float]:
    known: dict[str, str | int | float] = {"width": fact.width, "height": fact.height}
    if fact.sources:
        known["srcset"] = _srcset(fact.sources)
        known["sizes"] = SIZES
    return known | {"loading": "lazy", "decoding": "async"}


def _srcset(files: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{address} {width}w" for address, width in files)


def pictures(parser: MarkdownIt) -> None:
    """An image with WebP copies is written as a picture that offers them first."""
    parser.add_render_rule("image", _picture)


def _picture(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any
) -> str:
    image = RendererHTML.image(renderer, tokens, index, options, env)
    webp = tokens[index].meta.get("webp")
    if not webp:
        return image
    offered = f'type="image/webp" srcset="{escape(webp)}" sizes="{SIZES}"'
    return f"<picture><source {offered}>{image}</picture>"
