"""Lists that were typed by hand: "•", a tab, the words; or "1." and "2." at the start of lines."""

from bs4 import BeautifulSoup, NavigableString, Tag

from articles.importers.html.built_lists import Item, Label
from articles.importers.html.typed_labels import typed_label
from articles.importers.word.lists import ITEM, ITEM_ID


def mark_typed_items(soup: BeautifulSoup, items: list[Item]) -> None:
    """Bookmark paragraphs that begin with a label that was typed, and take the label off."""
    around = (each.parent for each in soup.find_all("p"))
    for parent in {id(each): each for each in around if each is not None}.values():
        paragraphs = [each for each in parent.find_all("p", recursive=False) if is_plain(each)]
        before: Label | None = None
        for place, paragraph in enumerate(paragraphs):
            following = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
            label, length = typed_label(first_text(paragraph), before, first_text(following))
            before = label or before
            if label is not None:
                bookmark(soup, paragraph, length, Item(0, label), items)


def is_plain(paragraph: Tag) -> bool:
    return paragraph.find("a", id=ITEM_ID) is None


def first_text(paragraph: Tag | None) -> str:
    """The words that a paragraph begins with, if it begins with plain words."""
    first = paragraph.contents[0] if paragraph is not None and paragraph.contents else ""
    return str(first) if type(first) is NavigableString else ""


def bookmark(
    soup: BeautifulSoup, paragraph: Tag, length: int, item: Item, items: list[Item]
) -> None:
    first = paragraph.contents[0]
    first.replace_with(NavigableString(str(first)[length:]))
    paragraph.insert(0, soup.new_tag("a", id=f"{ITEM}-{len(items)}"))
    items.append(item)
