"""Markdown in, safe HTML out: pure text code that knows no database, no request and no clock."""

from accessibility.terms import TermFact
from articles.markup.doubts import DOUBTS
from articles.markup.limits import TooMuch
from articles.markup.rendering import (
    PIPELINE_VERSION,
    inline_tokens,
    markdownify,
    render,
    render_commonmark,
)
from articles.markup.undescribed import undescribed
from articles.markup.values import (
    Facts,
    FileFact,
    Heading,
    ImageFact,
    LinkFound,
    Rendered,
)

__all__ = [
    "DOUBTS",
    "PIPELINE_VERSION",
    "Facts",
    "FileFact",
    "Heading",
    "ImageFact",
    "LinkFound",
    "Rendered",
    "TermFact",
    "TooMuch",
    "inline_tokens",
    "markdownify",
    "render",
    "render_commonmark",
    "undescribed",
]
