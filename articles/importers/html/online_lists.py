"""Lists of Word Online, which puts each item in a list of its own and names its level."""

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag

LISTS = ("ul", "ol")
DEEPEST = 9


def join_lists(soup: BeautifulSoup) -> None:
    """Items that follow one another become one list, nested by their levels."""
    for item in soup.find_all("li", attrs={"data-listid": True}):
        if item.parent is not None and item.parent.name in LISTS and not item.get("data-joined"):
            join(run_from(item))


def run_from(item: Tag) -> list[Tag]:
    """The items that follow, each alone in its list; Word's wrapper around each does not count."""
    run: list[Tag] = []
    place: Tag | None = place_of(item)
    while place is not None:
        items = place.find_all("li", attrs={"data-listid": True})
        if not items or place.get_text(strip=True) != "".join(
            each.get_text(strip=True) for each in items
        ):
            break
        run += items
        place = following(place)
    return run


def place_of(item: Tag) -> Tag:
    """The element that holds the item and nothing else."""
    place = list_of(item)
    while (
        place.parent is not None and place.parent.name == "div" and len(children(place.parent)) == 1
    ):
        place = place.parent
    return place


def list_of(item: Tag) -> Tag:
    """The list right around an item; items without one are not joined."""
    assert item.parent is not None
    return item.parent


def following(place: Tag) -> Tag | None:
    after = place.next_sibling
    while isinstance(after, NavigableString) and not after.strip():
        after = after.next_sibling
    return after if isinstance(after, Tag) else None


def children(element: Tag) -> list[PageElement]:
    return [each for each in element.contents if isinstance(each, Tag) or str(each).strip()]


def join(items: list[Tag]) -> None:
    first = place_of(items[0])
    places = [place_of(item) for item in items]
    kinds = [list_of(item).name for item in items]
    whole = Tag(name="div")
    first.insert_before(whole)
    open_lists: list[Tag] = []
    for item, kind in zip(items, kinds, strict=True):
        level = level_of(item)
        item["data-joined"] = "1"
        del open_lists[level:]
        while len(open_lists) < level:
            open_lists.append(opened(whole, open_lists, kind, item))
        if open_lists[-1].name != kind:
            open_lists.pop()
            open_lists.append(opened(whole, open_lists, kind, item))
        open_lists[-1].append(item.extract())
    for place in places:
        if not place.decomposed and not place.get_text(strip=True):
            place.decompose()


def level_of(item: Tag) -> int:
    level = str(item.get("data-aria-level") or item.get("aria-level") or "1")
    return min(DEEPEST, max(1, int(level))) if level.isdecimal() else 1


def opened(whole: Tag, open_lists: list[Tag], kind: str, item: Tag) -> Tag:
    """A new list: in the last item of the one around it, or beside what was there before."""
    new = Tag(name=kind)
    start = str(item.get("data-aria-posinset") or "1")
    if kind == "ol" and start.isdecimal() and start != "1":
        new["start"] = start
    items = open_lists[-1].find_all("li", recursive=False) if open_lists else []
    (items[-1] if items else (open_lists[-1] if open_lists else whole)).append(new)
    return new
