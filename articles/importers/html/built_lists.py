"""Paragraphs that only look like items of lists, made into lists."""

from dataclasses import dataclass

from bs4 import Tag


@dataclass(frozen=True)
class Label:
    """What is shown before a paragraph.

    ``type`` is that of an HTML list ("1", "a", "I"), or "" for a bullet. ``words`` are set where
    neither says it: "Step 1:", "1.2".
    """

    numbering: str
    level: int
    number: int = 0
    type: str = ""
    words: str = ""


@dataclass(frozen=True)
class Item:
    """One paragraph of a list; without a label it goes on with the item before."""

    level: int
    label: Label | None = None


def build_in(parent: Tag, marked: dict[int, Item]) -> None:
    lists = OpenLists()
    for block in list(parent.children):
        item = marked.get(id(block))
        if item is not None and isinstance(block, Tag):
            lists.add(block, item)
        elif isinstance(block, Tag) or str(block).strip():
            lists = OpenLists()


@dataclass
class OpenList:
    element: Tag
    level: int
    label: Label
    last: Tag


class OpenLists:
    """The lists that are open at one place, the outermost first."""

    def __init__(self) -> None:
        self.open: list[OpenList] = []

    def add(self, paragraph: Tag, item: Item) -> None:
        """Put a paragraph where it belongs; one without words only counts."""
        while self.open and self.open[-1].level > item.level:
            self.open.pop()
        if item.label is None:
            if self.open:
                self.open[-1].last.append(paragraph)
        elif paragraph.get_text(strip=True) or paragraph.find("img"):
            self.add_item(paragraph, item.level, item.label)
        else:
            paragraph.decompose()

    def add_item(self, paragraph: Tag, level: int, label: Label) -> None:
        current = self.open[-1] if self.open and self.open[-1].level == level else None
        entry = Tag(name="li")
        if current is None or not goes_on(current.label, label):
            current = self.begin(paragraph, entry, level, label)
        elif label.type and label.number != current.label.number + 1:
            entry["value"] = str(label.number)
        current.label = label
        current.element.append(entry)
        current.last = entry
        if label.words:
            paragraph.insert(0, f"{label.words} ")
        entry.append(paragraph)

    def begin(self, paragraph: Tag, entry: Tag, level: int, label: Label) -> OpenList:
        """A new list, within the last item of the one it is deeper than."""
        if self.open and self.open[-1].level == level:
            self.open.pop()
        element = Tag(name="ol" if label.type else "ul")
        if label.type not in ("", "1"):
            element["type"] = label.type
        if label.type and label.number != 1:
            element["start"] = str(label.number)
        if self.open:
            self.open[-1].last.append(element)
        else:
            paragraph.insert_before(element)
        self.open.append(OpenList(element, level, label, entry))
        return self.open[-1]


def goes_on(before: Label, label: Label) -> bool:
    """Whether an item is of the same list as the one before it at its level."""
    if before.type != label.type:
        return False
    is_next = label.number == before.number + 1
    return not label.type or is_next or before.numbering == label.numbering
