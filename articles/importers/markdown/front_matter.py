"""YAML front matter → plain values, whatever words a site uses for them."""

import re
from dataclasses import dataclass, field
from datetime import date
from html import unescape

import yaml

from articles.importers.dates import as_date
from articles.importers.languages import language_tag
from articles.importers.records import UnreadablePage

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
SIMPLE_LINE = re.compile(r"^(?P<key>[A-Za-z][\w-]*)\s*:\s*(?P<value>.*)$")
LONGEST = 64_000
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
)
RESOURCES = ("resources", "relatedlinks", "related_links", "links")
SOURCE = ("source", "permalink", "url", "canonical")


@dataclass
class FrontMatter:
    """What a page's front matter says; ``rest`` is what no key of ours asked for."""

    values: dict = field(default_factory=dict)
    rest: dict = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def text(self, keys: tuple[str, ...]) -> str:
        return next((said for key in keys if (said := plain(self.values.get(key)))), "")

    def words(self, keys: tuple[str, ...]) -> str:
        """The same as readers of the old site saw it, who were shown its HTML."""
        return words_of(self.text(keys))

    def day(self, keys: tuple[str, ...]) -> date | None:
        return next((day for key in keys if (day := as_date(self.values.get(key)))), None)

    def language(self) -> str:
        return language_tag(self.text(LANGUAGE), default="")

    def bylines(self) -> list[str]:
        """Lines that name writers, then reviewers, each as a by-line would."""
        reviewers = [f"Reviewed by {name}" for name in names_in(self.first(REVIEWERS))]
        return names_in(self.first(AUTHORS)) + reviewers

    def first(self, keys: tuple[str, ...]) -> object:
        return next((self.values[key] for key in keys if self.values.get(key)), None)


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """The front matter, empty where there is none, and the text below it."""
    match = FRONT_MATTER.match(text)
    if not match:
        return FrontMatter(), text
    if len(match["yaml"]) > LONGEST:
        raise UnreadablePage("The front matter is too long to be one page's.")
    values, remarks = values_of(match["yaml"])
    asked = {*TITLE, *SHORT_TITLE, *SUMMARY, *LANGUAGE, *AUTHORS, *REVIEWERS, *PUBLISHED}
    asked |= {*UPDATED, *RESOURCES, *SOURCE}
    rest = {key: value for key, value in values.items() if key not in asked and value}
    return FrontMatter(values, rest, remarks), text[match.end() :]


def values_of(source: str) -> tuple[dict, list[str]]:
    try:
        values = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        remark = f"The front matter is not valid YAML ({where(problem)})"
        return simple_lines(source), [f"{remark}: only its simple lines were read."]
    if not isinstance(values, dict):
        return {}, ["The front matter holds no keys and was left out."] if values else []
    return {str(key).strip().lower(): value for key, value in values.items()}, []


def where(problem: Exception) -> str:
    mark = getattr(problem, "problem_mark", None)
    return f"line {mark.line + 2}" if mark else "it cannot be read"


def simple_lines(source: str) -> dict:
    """ "key: value" lines of front matter that YAML itself refuses."""
    found = [match for line in source.split("\n") if (match := SIMPLE_LINE.match(line))]
    return {m["key"].lower(): m["value"].strip().strip("\"'") for m in found if m["value"].strip()}


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
