"""Small words for working with markdown-it's tokens."""

from collections.abc import Iterator

from markdown_it.token import Token

from articles.markup.raised import as_plain_text

LINE_BREAKS = {"softbreak": " ", "hardbreak": "\n"}
SMALL_STARTS = ("sub_open", "sup_open")
SMALL_ENDS = ("sub_close", "sup_close")


def opening(tag: str, **attributes: str) -> Token:
    return Token(f"{tag}_open", tag, 1, attrs=_named(attributes))


def opening_block(tag: str, **attributes: str) -> Token:
    return Token(f"{tag}_open", tag, 1, attrs=_named(attributes), block=True)


def closing(tag: str) -> Token:
    return Token(f"{tag}_close", tag, -1)


def closing_block(tag: str) -> Token:
    return Token(f"{tag}_close", tag, -1, block=True)


def element(tag: str, text: str, **attributes: str) -> list[Token]:
    """An inline element with nothing but text inside."""
    return [opening(tag, **attributes), text_token(text), closing(tag)]


def text_token(text: str) -> Token:
    return Token("text", "", 0, content=text)


def block(tag: str, children: list[Token], **attributes: str) -> list[Token]:
    """A block element with inline content."""
    return [opening_block(tag, **attributes), inline(children), closing_block(tag)]


def inline(children: list[Token]) -> Token:
    """A block's inline content, made by us rather than parsed."""
    return Token("inline", "", 0, children=children, content=plain_text(children))


def attribute(token: Token, name: str) -> str:
    return str(token.attrs.get(name, ""))


def plain_text(tokens: list[Token]) -> str:
    """The words of inline tokens, alternative texts of images among them.

    Raised and lowered figures stay so: "10⁹", never "109".
    """
    texts: list[list[str]] = [[]]
    for token in tokens:
        if token.type in SMALL_ENDS and len(texts) > 1:
            small = as_plain_text("".join(texts.pop()), token.tag)
            texts[-1].append(small)
        elif token.type in SMALL_STARTS:
            texts.append([])
        else:
            texts[-1] += _texts(token)
    return "".join(text for each in texts for text in each)


def _texts(token: Token) -> Iterator[str]:
    if token.type == "image":
        yield plain_text(token.children or [])
    elif token.type in LINE_BREAKS:
        yield LINE_BREAKS[token.type]
    elif token.type in ("text", "code_inline"):
        yield token.content


def run_of(token: Token) -> str:
    """What an inline token adds to the running text of its block."""
    if token.type in LINE_BREAKS:
        return LINE_BREAKS[token.type]
    return token.content if token.type in ("text", "code_inline") else ""


def end_of(tokens: list[Token], start: int) -> int:
    """The index of the token that closes the one opened at ``start``."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    return len(tokens) - 1


def _named(attributes: dict[str, str]) -> dict[str, str | int | float]:
    """``class_`` and ``aria_label`` as HTML writes them."""
    return {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
