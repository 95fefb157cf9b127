"""A page as the reading cursor of a screen reader goes through it, from its start to its end."""

import re
from collections.abc import Callable

from lxml.html import HtmlElement

from accessibility.names.html_tree import is_element
from accessibility.names.natively import entered
from accessibility.names.texts import is_block, squeeze, tokens
from accessibility.spoken import wording
from accessibility.spoken.markers import Markers, shows_bullets
from accessibility.spoken.narration import Narrator
from accessibility.spoken.utterances import Heard, Kind, Lines, Utterance

CONTROLS = tokens("button checkbox radio switch") | wording.FIELDS.keys()
CELLS = tokens("cell gridcell columnheader rowheader")
# Text inside these is told with what the element is, and belongs to nothing above it.
RAISED = tokens("subscript superscript")
OWNS_TEXT = wording.AFTER.keys() | wording.AROUND.keys() | RAISED | {"heading"}
PARTED_BY_ABBREVIATIONS = tokens("cell gridcell definition")
LEAVES = CONTROLS | tokens("img link separator")
WITHOUT_VALUE = tokens("checkbox password radio")
WORD = re.compile(r"\w")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])")
# Deeper than any page is written; below it words are taken as they stand.
DEEPEST = 200
Tell = Callable[[HtmlElement, str], None]


class Reading(Narrator):
    """Goes through one page once; ``utterances`` is what was heard on the way."""

    def __init__(self, root: HtmlElement, *, at_lines: Lines | None = None) -> None:
        super().__init__(root, at_lines=at_lines)
        self.run: list[str] = []  # words of the text that is being gathered,
        self.owner: HtmlElement | None = None  # whose they are
        self.run_lang = ""  # and their language
        self.depth = 0
        self.headers, self.markers = self.containers.headers, Markers()
        self.labels = {each for some in self.page.labels.values() for each in some}
        self.leaves: dict[str, Tell] = {"img": self.image, "link": self.link}
        self.leaves |= dict.fromkeys(CONTROLS, self.control) | {"separator": self.separator}

    def read(self) -> list[Utterance]:
        root = self.page.root
        if title := self.page.name(root):
            self.say(root, title, Kind.PAGE, heard=Heard.ON_LOAD)
        body = root.find("body")
        if body is not None:
            self.walk(body, body)
            self.flush()
        return self.utterances

    def walk(self, element: HtmlElement, owner: HtmlElement) -> None:
        """Everything inside an element; plain text belongs to ``owner``."""
        if self.depth > DEEPEST:
            self.add_text(element, element.text_content(), owner)
            return
        self.depth += 1
        self.add_text(element, element.text, owner)
        for child in element:
            if is_element(child) and not self.page.hiding.gone[child]:
                self.meet(child, owner)
            self.add_text(element, child.tail, owner)
        self.depth -= 1

    def meet(self, element: HtmlElement, owner: HtmlElement) -> None:
        role = self.page.role(element)
        tell = None if self.page.is_hidden(element) else self.leaves.get(role)
        if tell:
            self.flush()
            tell(element, role)
            self.before = element
        elif element.tag == "br":
            self.add_text(owner, " ", owner)
        elif element in self.labels:
            self.controls_in(element)
        elif is_block(element) or role in OWNS_TEXT or self.parts_text(element, owner):
            self.flush()
            self.begin(element, role)
            self.walk(element, element)
            self.flush()
        else:
            self.walk(element, owner)

    def parts_text(self, element: HtmlElement, owner: HtmlElement) -> bool:
        """An abbreviation parts the text of a cell or description: what that is, is said again."""
        return element.tag == "abbr" and self.page.role(owner) in PARTED_BY_ABBREVIATIONS

    def controls_in(self, label: HtmlElement) -> None:
        """A label is heard with its field, so that only fields inside it are told of."""
        for child in label.iterdescendants("*"):
            if self.page.role(child) in CONTROLS and not self.page.is_hidden(child):
                self.meet(child, label)

    def add_text(self, element: HtmlElement, text: str | None, owner: HtmlElement) -> None:
        if not text or self.page.is_hidden(element) or is_closed(element):
            return
        lang = self.places.lang(element)
        if self.owner is not owner or (lang != self.run_lang and text.strip()):
            self.flush()
            self.owner, self.run_lang = owner, lang
        self.run.append(text)

    def begin(self, element: HtmlElement, role: str) -> None:
        """What is heard before the text of a block: an item's number, the headers of a cell."""
        if role == "listitem" and (marker := self.markers.of(element)):
            self.add_text(element, f"{marker} ", element)
        elif role == "listitem" and shows_bullets(element):
            self.arrive(element)
            self.before = element
        elif role in CELLS and role != "columnheader":
            for header in self.headers.of(element):
                if name := self.page.name(header):
                    self.say(header, name, Kind.CELL, heard=Heard.BY_CELL)

    def flush(self) -> None:
        """Say the text that was gathered."""
        text, owner = squeeze("".join(self.run)), self.owner
        self.run, self.owner = [], None
        if owner is None or not WORD.search(text) or self.is_only_a_name(owner):
            return
        role = self.page.role(owner)
        goes_on = owner is self.before
        self.arrive(owner, lang=self.run_lang)
        self.before = owner
        kind, level = kind_of_text(role), self.page.level(owner)
        goes_to = owner.get("href", "") if kind is Kind.LINK else ""
        for sentences in self.with_role(owner, role, text, goes_on=goes_on):
            self.say(owner, sentences, kind, level=level, goes_to=goes_to)
        if not goes_on:
            self.say_current(owner)

    def is_only_a_name(self, owner: HtmlElement) -> bool:
        """A caption that names a part which takes the focus is heard as its name."""
        return owner.tag == "caption" and owner.get("id", "") in self.names_of_stops

    def with_role(self, owner: HtmlElement, role: str, text: str, *, goes_on: bool) -> list[str]:
        """The text with what its element is: after the first sentence, and for headings last.

        Text that goes on after words in another language is not announced again.
        """
        if goes_on:
            return [text]
        if role in RAISED:
            return [wording.joined(role, *self.roles_around(owner), text)]
        if role in ("heading", "link"):
            return [wording.joined(text, *self.roles_of(owner))]
        after = "caption" if owner.tag == "figcaption" else wording.AFTER.get(role, "")
        if not after:
            return [text]
        first, *rest = SENTENCE_END.split(text, maxsplit=1)
        return [wording.joined(first, after), *rest]

    def roles_around(self, element: HtmlElement) -> list[str]:
        """What raised or lowered text is part of: a link, a heading, a link in a heading."""
        for each in element.iterancestors():
            if self.page.role(each) in ("heading", "link"):
                return self.roles_of(each)
        return []

    def roles_of(self, element: HtmlElement) -> list[str]:
        """What is said of a heading or a link beside its words."""
        if self.page.role(element) == "heading":
            return [self.heading_words(element)]
        open_or_closed = wording.EXPANDED.get(self.page.states(element).get("expanded", ""), "")
        return ["link", open_or_closed, self.heading_around(element)]

    def link(self, element: HtmlElement, role: str) -> None:
        if self.is_in_parts(element):
            self.walk(element, element)
            self.flush()
        else:
            self.arrive(element)
            image = "image" if self.is_only_image(element) else ""
            words = wording.joined(self.page.name(element), image, *self.roles_of(element))
            self.say(element, words, Kind.LINK, goes_to=element.get("href", ""))
            self.say_current(element)
        self.say_hint(element)

    def is_in_parts(self, link: HtmlElement) -> bool:
        """Raised figures and words in another language part the text of a link."""
        if "aria-label" in link.attrib or "aria-labelledby" in link.attrib:
            return False
        lang = self.places.lang(link)
        inside = [each for each in link.iterdescendants("*") if not self.page.is_hidden(each)]
        return any(
            self.page.role(each) in RAISED or self.places.lang(each) != lang for each in inside
        ) and not any(is_block(each) or self.page.role(each) in LEAVES for each in inside)

    def is_only_image(self, element: HtmlElement) -> bool:
        return not WORD.search(element.text_content()) and any(
            self.page.role(each) == "img" for each in element.iterdescendants("*")
        )

    def heading_around(self, element: HtmlElement) -> str:
        for each in (*element.iterancestors(), *element.iterdescendants("*")):
            if self.page.role(each) == "heading":
                return self.heading_words(each)
        return ""

    def heading_words(self, element: HtmlElement) -> str:
        return f"heading level {self.page.level(element)}"

    def control(self, element: HtmlElement, role: str) -> None:
        self.arrive(element)
        states, name = self.page.states(element), self.page.name(element)
        if element.tag == "summary" and "expanded" in states:
            words = wording.disclosure_words(name, states)
        else:
            words = wording.control_words(role, name, self.value(element, role), states)
        self.say(element, words, Kind.BUTTON if role == "button" else Kind.FIELD)
        self.say_hint(element)

    def value(self, element: HtmlElement, role: str) -> str:
        if role == "button" or element.get("type", "").lower() in WITHOUT_VALUE:
            return ""
        return entered(element, role)

    def image(self, element: HtmlElement, role: str) -> None:
        name = self.page.name(element)
        if name or element.tag != "svg":
            self.arrive(element)
            self.say(element, wording.joined(name, "image"), Kind.IMAGE)
            self.say_hint(element)

    def separator(self, element: HtmlElement, role: str) -> None:
        self.arrive(element)
        self.say(element, "separator", Kind.GROUP)


def is_closed(element: HtmlElement) -> bool:
    """Text in closed details without an element of its own."""
    return element.tag == "details" and "open" not in element.attrib


def kind_of_text(role: str) -> Kind:
    if role in ("heading", "link"):
        return Kind(role)
    return Kind.CELL if role in CELLS else Kind.TEXT
