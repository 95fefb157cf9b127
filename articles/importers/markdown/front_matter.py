"""Front matter → plain values, whatever words a site uses for them."""

import re
from dataclasses import dataclass, field
from datetime import date
from html import unescape

from articles.importers.dates import as_date
from articles.importers.languages import language_tag
from articles.importers.markdown.front_formats import FrontValue, split_head
from articles.importers.markdown.public_state import PublicState, name_of, public_state

# What generators print unread: HTML within words, and their own marks, which may have been cut.
INLINE_HTML = re.compile(
    r"</?(?:a|abbr|b|br|cite|code|div|em|i|img|p|small|span|strong|sub|sup|u)\b[^<>]*>", re.I
)
MARK = re.compile(r"\{\{[<%].*?(?:[>%]\}\}|$)|\{%.*?(?:%\}|$)", re.S)
TITLE = ("title", "display_title", "heading", "name")
SHORT_TITLE = (
    "short_title",
    "short-title",
    "menu_title",
    "nav_title",
    "linktitle",
    "display_title",
)
SUMMARY = ("summary", "description", "intro", "excerpt", "abstract", "meta_description")
LANGUAGE = ("lang", "language", "locale")
AUTHORS = ("byline", "authors", "author", "writers", "writer", "contributors", "people")
REVIEWERS = ("reviewers", "reviewer", "reviewed_by", "medical_reviewer")
PUBLISHED = ("published_on", "date", "published", "created", "publish_date", "pubdate")
UPDATED = (
    "updated_on",
    "updated",
    "lastupdate",
    "last_updated",
    "lastmod",
    "modified",
    "last_modified",
    "changed",
    "date_modified",
)
RESOURCES = ("resources", "relatedlinks", "related_links", "links")
SOURCE = ("source", "permalink", "url", "canonical")
ASKED = {
    name_of(key)
    for keys in (TITLE, SHORT_TITLE, SUMMARY, LANGUAGE, AUTHORS, REVIEWERS, PUBLISHED, UPDATED)
    + (RESOURCES, SOURCE)
    for key in keys
}


@dataclass
class FrontMatter:
    """What a page's front matter says, by ``name_of`` its keys; ``rest`` holds what no key of ours
    asked for, as it was written.
    """

    values: dict[str, FrontValue] = field(default_factory=dict)
    rest: dict[str, FrontValue] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    public: PublicState = field(default_factory=PublicState)

    def text(self, keys: tuple[str, ...]) -> str:
        return next((said for value in self.those(keys) if (said := plain(value))), "")

    def words(self, keys: tuple[str, ...]) -> str:
        """The same as readers of the old site saw it, who were shown its HTML."""
        return words_of(self.text(keys))

    def day(self, keys: tuple[str, ...]) -> date | None:
        return next((day for value in self.those(keys) if (day := as_date(value))), None)

    def language(self) -> str:
        return language_tag(self.text(LANGUAGE), default="")

    def bylines(self) -> list[str]:
        """Lines that name writers, then reviewers, each as a by-line would."""
        reviewers = [f"Reviewed by {name}" for name in names_in(self.first(REVIEWERS))]
        return names_in(self.first(AUTHORS)) + reviewers

    def first(self, keys: tuple[str, ...]) -> object:
        return next(filter(None, self.those(keys)), None)

    def those(self, keys: tuple[str, ...]) -> list[object]:
        return [self.values.get(name_of(key)) for key in keys]


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """The front matter, empty where there is none, and the text below it."""
    head, body = split_head(text)
    values = {name_of(key): value for key, value in head.pairs}
    state = public_state(head.pairs)
    rest = {key: value for key, value in head.pairs if name_of(key) not in ASKED and value}
    return FrontMatter(values, rest, [*head.remarks, *state.remarks], state), body


def plain(value: object) -> str:
    """A value as a line of text; lists and mappings are none."""
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return " ".join(str(value).split())
    return ""


def words_of(said: str) -> str:
    return plain(unescape(INLINE_HTML.sub("", MARK.sub("", said))))


def names_in(value: object) -> list[str]:
    """Names from a string, a list of names or of mappings, or an identifier such as "ada-able"."""
    if isinstance(value, dict):
        name = plain(value.get("name") or value.get("display_name"))
        credentials = plain(value.get("credentials"))
        return [f"{name}, {credentials}" if credentials else name] if name else []
    if isinstance(value, list):
        return [name for each in value[:50] for name in names_in(each)]
    said = plain(value)
    if re.fullmatch(r"[a-z]+(?:-[a-z]+){1,3}", said):
        said = said.replace("-", " ").title()
    return [said] if said else []
