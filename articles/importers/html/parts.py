"""Links to parts of a page → to the headings there, which get their addresses from their words."""

from functools import cached_property

from bs4 import Tag

from articles.importers.html.elements import every, holds, named
from articles.importers.html.nodes import HEADINGS
from articles.importers.html.plain_words import plain_words
from articles.markup.identifiers import slug


def resolve_parts(main: Tag) -> None:
    """Links to parts of the page go to the heading there; a part without one is no target."""
    parts = Parts(main)
    for link in named(main, ("a",)):
        if str(link.get("href", "")).startswith("#"):
            heading = parts.heading_at(str(link["href"])[1:])
            if heading is not None and plain_words(heading):
                link["href"] = "#" + slug(plain_words(heading))
            else:
                del link["href"]


class Parts:
    """What a page's links may lead to, found once however many they are."""

    def __init__(self, main: Tag) -> None:
        self.by_id: dict[str, Tag] = {}
        self.anchors: dict[str, Tag] = {}
        self.headings: list[Tag] = []
        for element in every(main):
            self.by_id.setdefault(str(element.get("id", "")), element)
            if element.name == "a":
                self.anchors.setdefault(str(element.get("name", "")), element)
            if element.name in HEADINGS:
                self.headings.append(element)

    @cached_property
    def by_words(self) -> dict[str, Tag]:
        found: dict[str, Tag] = {}
        for heading in self.headings:
            found.setdefault(slug(plain_words(heading)), heading)
        return found

    def heading_at(self, name: str) -> Tag | None:
        """The heading that an address part stands for, by whatever means sites name one."""
        target = (self.by_id.get(name) or self.anchors.get(name)) if name else None
        if target is None:  # many sites name a heading after its words without saying so
            return self.by_words.get(name)
        if target.name in HEADINGS:
            return target
        if holds(target, HEADINGS):
            return named(target, HEADINGS)[0]
        return target.find_parent(HEADINGS) or heading_right_after(target)


def heading_right_after(target: Tag) -> Tag | None:
    """The next heading, for an empty anchor before one."""
    return target.find_next(HEADINGS) if not target.get_text(strip=True) else None
