"""Help at the desk: pages with good and bad examples, and every field in one list.

The pages are Markdown, rendered as readers' pages are, so that they are held to the same rules.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.apps import apps

from articles import markup

FOLDER = Path(__file__).parent / "help"
FRONT = re.compile(r"\A---\n(?P<facts>.*?)\n---\n(?P<text>.*)\Z", re.S)
ORDER = (
    "plain-words",
    "headings",
    "links",
    "alternative-text",
    "lists-and-emphasis",
    "tables",
    "languages",
    "menus",
)
# Rule of the audit → the place in the help that says why, and shows how.
PLACES = {
    "image-alt": "alternative-text#say-what-the-picture-shows",
    "image-link-name": "alternative-text#a-picture-that-is-a-link",
    "image-alt-file-name": "alternative-text#say-what-the-picture-shows",
    "image-alt-placeholder": "alternative-text#say-what-the-picture-shows",
    "image-alt-says-image": "alternative-text#leave-out-that-it-is-a-picture",
    "image-alt-long": "alternative-text#keep-it-short",
    "image-alt-repeats": "alternative-text#do-not-repeat-the-text-next-to-it",
    "link-name": "links#give-every-link-words",
    "link-in-context": "links#say-where-it-goes",
    "link-kind-alone": "links#say-where-it-goes",
    "link-vague": "links#say-where-it-goes",
    "link-bare-address": "links#show-a-name-instead-of-an-address",
    "link-same-words": "links#same-words-same-place",
    "link-same-words-in-context": "links#same-words-same-place",
    "link-document": "links#say-that-it-is-a-file",
    "link-new-window": "links#stay-in-the-same-tab",
    "link-target-missing": "links#make-links-within-the-page-work",
    "heading-empty": "headings#give-every-heading-words",
    "heading-order": "headings#go-down-one-level-at-a-time",
    "heading-doubled": "headings#tell-headings-apart",
    "heading-long": "headings#keep-them-short",
    "heading-bold": "headings#use-real-headings",
    "section-empty": "headings#write-something-under-each",
    "headings-missing": "headings#give-a-long-text-headings",
    "table-header": "tables#give-a-table-header-cells",
    "table-layout": "tables#use-tables-for-facts-only",
    "table-caption": "tables#say-what-the-table-is-about",
    "table-header-empty": "tables#give-every-header-words",
    "table-cell-lost": "tables#give-every-cell-a-column",
    "table-header-unused": "tables#headers-belong-to-cells",
    "language-valid": "languages#use-a-language-that-exists",
    "language-wrong": "languages#mark-the-right-language",
    "language-unmarked": "languages#mark-a-passage-in-another-language",
    "mark-read-as-list": "lists-and-emphasis#write-out-a-symbol-when-you-mean-it",
    "mark-read-as-quote": "lists-and-emphasis#write-out-a-symbol-when-you-mean-it",
    "definition-unused": "links#use-every-address-you-define",
    "list-by-hand": "lists-and-emphasis#make-real-lists",
    "element-empty": "lists-and-emphasis#remove-empty-paragraphs",
    "all-capitals": "lists-and-emphasis#do-not-shout",
    "underlined": "lists-and-emphasis#underline-links-only",
    "markup-shown": "lists-and-emphasis#leave-html-out",
    "sentence-long": "plain-words#keep-sentences-short",
    "paragraph-long": "plain-words#keep-paragraphs-short",
    "reading-hard": "plain-words#choose-the-short-word",
    "jargon": "plain-words#choose-the-short-word",
    "glossary-spelling": "plain-words#spell-terms-as-the-glossary-does",
    "glossary-term": "plain-words#spell-out-abbreviations",
    "abbreviation": "plain-words#spell-out-abbreviations",
}
APPS = ("articles", "accessibility")


@dataclass(frozen=True)
class Topic:
    """One page of the help."""

    slug: str
    title: str
    summary: str
    source: str

    @property
    def html(self):
        return rendered(self.source)


@dataclass(frozen=True)
class Field:
    """One field of a form, with what it is for."""

    anchor: str
    label: str
    help: str


@dataclass(frozen=True)
class Form:
    """One kind of thing at the desk and its fields."""

    anchor: str
    title: str
    fields: tuple


@cache
def topics():
    """All topics, in the order in which they are worth reading."""
    return tuple(_read(slug) for slug in ORDER)


def topic(slug):
    """The topic of that name, or None."""
    return next((one for one in topics() if one.slug == slug), None)


def _read(slug):
    found = FRONT.match((FOLDER / f"{slug}.md").read_text(encoding="utf-8"))
    facts = yaml.safe_load(found["facts"])
    return Topic(slug, facts["title"], facts["summary"], found["text"])


@cache
def rendered(source):
    return markup.render(source).html


def place_of(rule):
    """(topic, anchor) of what the help says about a rule; ("", "") where it says nothing."""
    slug, _, anchor = PLACES.get(rule, "").partition("#")
    return slug, f"c-{anchor}" if anchor else ""


def forms(site):
    """Every field that someone may fill in at the desk, by the kind of thing it belongs to."""
    models = [
        model
        for label in APPS
        for model in apps.get_app_config(label).get_models()
        if site.is_registered(model)
    ]
    return [_form(model) for model in models]


def _form(model):
    name = model._meta.model_name
    fields = [
        Field(f"{name}-{field.name}", _label(field), str(field.help_text))
        for field in model._meta.get_fields()
        if getattr(field, "editable", False) and not field.auto_created
    ]
    title = str(model._meta.verbose_name)
    return Form(name, title[0].upper() + title[1:], tuple(fields))


def _label(field):
    name = str(field.verbose_name)
    return name[0].upper() + name[1:]
