"""The last stage: an allow-list. Nothing else reaches a reader, whatever the stages before did."""

import re
from html import escape

import nh3

from articles.markup.addresses import SCHEMES
from articles.markup.values import Page

TAGS = {
    "a",
    "abbr",
    "blockquote",
    "br",
    "caption",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "picture",
    "pre",
    "s",
    "section",
    "source",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}
ATTRIBUTES = {
    "*": {"data-line", "id", "lang"},
    "a": {"aria-label", "href", "hreflang", "title"},
    "code": {"class"},
    "div": {"aria-label", "aria-labelledby"},
    "img": {"alt", "decoding", "height", "loading", "sizes", "src", "srcset", "title", "width"},
    "li": {"value"},
    "ol": {"reversed", "start"},
    "section": {"aria-label"},
    "source": {"sizes", "srcset"},
}
DIRECTIONS = {"ltr", "rtl"}
VALUES: dict[str, dict[str, set[str]]] = {tag: {"dir": DIRECTIONS} for tag in TAGS}
VALUES["a"] |= {"rel": {"external"}}
VALUES["div"] |= {"role": {"note", "region"}, "tabindex": {"0"}}
VALUES["ol"] |= {"type": {"1", "a", "A", "i", "I"}}
VALUES["source"] |= {"type": {"image/webp"}}
VALUES["th"] |= {"scope": {"col", "row"}}
ALIGNMENTS = {"align-left", "align-center", "align-right"}
CLASSES = {
    "a": {"external", "footnote-back", "term"},
    "div": {"keypoints", "note", "notice", "table-scroll", "warning"},
    "section": {"footnotes"},
    "span": {"credit", "link-facts", "visually-hidden"},
    "sup": {"footnote-reference"},
    "td": ALIGNMENTS,
    "th": ALIGNMENTS,
}
CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    tag_attribute_values=VALUES,
    allowed_classes=CLASSES,
    url_schemes=set(SCHEMES),
    link_rel=None,
)


# Most addresses are like this, and need no asking.
PLAIN_ADDRESS = re.compile(
    r"/[^/]|#|\w[^:]*$|mailto:|tel:|sms:|https?://(?!.*xn--)(?:[a-z0-9-]+\.)+[a-z]{2,20}(?:[/?#]|$)"
)


def keeps_link(address: str) -> bool:
    """Whether the allow-list leaves a link to this address, which it must be able to take apart."""
    if PLAIN_ADDRESS.match(address):
        return True
    return "href=" in CLEANER.clean(f'<a href="{escape(address)}">')


def clean(html: str) -> str:
    return CLEANER.clean(html)


def sanitise(page: Page) -> None:
    page.html = clean(page.html)
