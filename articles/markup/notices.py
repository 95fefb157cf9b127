"""Notices: ``::: note``, ``::: warning`` and ``::: keypoints``, up to a line ``:::``."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from articles.markup.tokens import block, element
from articles.markup.values import Page
from articles.markup.words import Words, words_in

KINDS = re.compile(r"\s*(note|warning|keypoints)(?:\s+(\S.*?))?\s*", re.IGNORECASE)


def syntax(parser: MarkdownIt) -> None:
    container_plugin(parser, "notice", validate=_is_notice)
    for name in ("container_notice_open", "container_notice_close"):
        del parser.renderer.rules[name]  # type: ignore[attr-defined] # its class is not ours


def _is_notice(parameters: str, markup: str) -> bool:
    return KINDS.fullmatch(parameters) is not None


def label(page: Page) -> None:
    """Begin each notice with its kind in visible words: color alone would not tell it."""
    words = words_in(page.facts.language)
    labelled: list[Token] = []
    for token in page.tokens:
        labelled.append(token)
        if token.type == "container_notice_open" and (parameters := KINDS.fullmatch(token.info)):
            kind = parameters[1].lower()
            _describe(token, kind)
            labelled += _label(kind, parameters[2], words)
    page.tokens = labelled


def _describe(token: Token, kind: str) -> None:
    token.attrs["class"] = f"notice {kind}"
    if kind != "keypoints":
        token.attrs["role"] = "note"


def _label(kind: str, title: str | None, words: Words) -> list[Token]:
    text = f"{getattr(words, kind)}: {title}" if title else getattr(words, kind)
    return block("p", element("strong", text))
