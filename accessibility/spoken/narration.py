"""Saying things one after the other, with what is left and entered on the way between them."""

from lxml.html import HtmlElement

from accessibility.hints import LANGUAGE_NAMES
from accessibility.names import Semantics
from accessibility.spoken import containers, wording
from accessibility.spoken.places import Places
from accessibility.spoken.utterances import Heard, Kind, Lines, Utterance

NAMES_OF_PARTS = (Kind.LANDMARK, Kind.LIST, Kind.TABLE, Kind.GROUP)


class Narrator:
    """Gathers ``utterances``; ``before`` is the element where the last one was heard."""

    def __init__(self, root: HtmlElement, *, at_lines: Lines | None = None) -> None:
        self.page = Semantics(root)
        self.containers = containers.Containers(self.page)
        self.places = Places(at_lines)
        self.page_lang = self.lang = root.get("lang", "")
        self.utterances: list[Utterance] = []
        self.before: HtmlElement | None = None
        self.names_of_stops = {
            key
            for element in self.page.elements
            if "tabindex" in element.attrib
            for key in element.get("aria-labelledby", "").split()
        }

    def arrive(self, element: HtmlElement, *, lang: str | None = None) -> None:
        """Tell what was left and what was entered since the last thing was heard.

        ``lang`` is the language of what is heard next, where that is not the element's own.
        """
        new = self.containers.around(element)
        old = self.containers.around(self.before) if self.before is not None else ()
        is_link = self.page.role(element) == "link"
        is_passed_over = is_link and not any(each.role == "table" for each in new)
        heard = Heard.BY_SOME if is_passed_over else None
        for part, words in containers.leaving(old, new):
            if words:
                self.say(part.element, words, Kind.LEAVING, heard=heard or part.heard)
        for part in containers.entering(old, new, met=self.met(element)):
            if part.element is not element or part.kind is not Kind.CELL:
                self.say(part.element, part.entering, part.kind, heard=heard or part.heard)
        self.change_voice(element, self.places.lang(element) if lang is None else lang)

    def met(self, element: HtmlElement) -> HtmlElement | None:
        """The nearest element that holds both this place and the last one."""
        if self.before is None:
            return None
        above = {self.before, *self.before.iterancestors()}
        return next((each for each in (element, *element.iterancestors()) if each in above), None)

    def change_voice(self, element: HtmlElement, lang: str) -> None:
        if lang != self.lang:
            self.lang = lang
            self.say(element, language_name(lang), Kind.LANGUAGE, heard=Heard.AS_VOICE)

    def say_current(self, element: HtmlElement) -> None:
        if current := self.page.states(element).get("current"):
            self.say(element, wording.CURRENT[current], Kind.STATE, heard=Heard.BY_SOME)

    def say_hint(self, element: HtmlElement) -> None:
        description = self.page.description(element)
        if description and description != self.page.name(element):
            self.say(element, description, Kind.HINT, heard=Heard.ON_FOCUS)

    def say(
        self,
        element: HtmlElement,
        text: str,
        kind: Kind,
        *,
        heard: Heard = Heard.ALWAYS,
        goes_to: str = "",
        level: int | None = None,
    ) -> None:
        self.utterances.append(self.utter(element, text, kind, heard, goes_to, level))

    def utter(
        self,
        element: HtmlElement,
        text: str,
        kind: Kind,
        heard: Heard = Heard.ALWAYS,
        goes_to: str = "",
        level: int | None = None,
    ) -> Utterance:
        return Utterance(
            text=text,
            kind=kind,
            heard=heard,
            lang=self.language_of(element, kind),
            goes_to=goes_to,
            level=level,
            selector=self.places.selector(element),
            line=self.places.line(element),
        )

    def language_of(self, element: HtmlElement, kind: Kind) -> str:
        """Empty for the page's. A part is left and entered in the words of the screen reader."""
        lang = self.places.lang(element) if kind in NAMES_OF_PARTS else self.lang
        return "" if kind is Kind.LEAVING or lang == self.page_lang else lang


def language_name(lang: str) -> str:
    if not lang.strip():  # back to a page that does not name its language
        return "the language of the page"
    return LANGUAGE_NAMES.get(lang.split("-")[0].lower(), lang)
