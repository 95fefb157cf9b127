"""Which file an image stands for: lazy ones, those with several sizes, and their fallbacks."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from articles.importers.records import LeftOut

NO_SCRIPTS = "words for browsers without scripts"
PICTURE_FILE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg|bmp|tiff?)(?:[?#]|$)", re.I)
LAZY_NAME = re.compile(
    r"data-(?:[\w-]*-)?(?:src|original|lazy|echo|url|image|file|href)(?:-[\w-]+)?$"
)
# What stands in the place of a picture that scripts bring in later.
PLACEHOLDER = re.compile(
    r"data:|embedded-\d+\.(?:gif|svg)|about:|.*(?:^|[/_.-])(?:blank|spacer|placeholder|loading|loader|lazy"
    r"|transparent|pixel|1x1|empty|dot|clear)(?:[_.-]|\d|$)",
    re.I | re.S,
)
DENSITY = re.compile(r"([\d.]+)[wxh]$")
LITTLE = 3  # pixels


def addresses_of(image: Tag) -> list[str]:
    """The addresses that may hold an image, the likeliest first."""
    later = [*lazy_addresses(image), *sets_of(image), *fallbacks(image)]
    source = str(image.get("src", "")).strip()
    if source and not (later and PLACEHOLDER.match(source)):
        # A script replaces what stands in src; without one it is the picture itself.
        later.insert(len(list(lazy_addresses(image))), source)
    return list(dict.fromkeys(address for address in later if address))


def lazy_addresses(image: Tag) -> Iterator[str]:
    for name, value in image.attrs.items():
        said = str(value).strip()
        is_lazy = name.startswith("data-") and "srcset" not in name and said and " " not in said
        if is_lazy and (PICTURE_FILE.search(said) or (LAZY_NAME.match(name) and "/" in said)):
            yield said


def sets_of(image: Tag) -> Iterator[str]:
    """The addresses of srcset, of the image and of the picture around it, the largest first."""
    picture = image.find_parent("picture")
    for element in [image, *(picture.find_all("source") if picture else [])]:
        for name, value in element.attrs.items():
            if name.endswith("srcset"):
                yield from largest_first(str(value))


def largest_first(srcset: str) -> list[str]:
    """The addresses of a srcset. Addresses may contain commas, so spaces separate them too."""
    found = []
    for candidate in re.split(r",\s+|(?<=[\dwxh]),(?=\S)", srcset.strip()):
        address, _, size = candidate.strip().partition(" ")
        density = DENSITY.search(size.strip())
        found.append((float(density[1]) if density and density[1].strip(".") else 0.0, address))
    return [address.rstrip(",") for _, address in sorted(found, key=lambda each: -each[0])]


def fallbacks(image: Tag) -> list[str]:
    return [str(image["data-fallback"])] if image.get("data-fallback") else []


# --- Before anything is taken out --------------------------------------------------------------


def open_fallbacks(soup: BeautifulSoup) -> list[LeftOut]:
    """Give each image what its noscript says; words in one count where the page has no others."""
    for custom in soup.find_all(["amp-img", "lazy-image"]):
        custom.name = "img"
    notes = soup.find_all("noscript")
    for note in notes:
        if not note.decomposed and note.find("img") and not says_words(note):
            open_pictures(note)
    rest = [note for note in notes if not note.decomposed and says_words(note)]
    if rest and not words_beside(soup):
        for note in rest:
            note.name = "div"
        return []
    return [LeftOut(NO_SCRIPTS, " ".join(note.get_text(" ").split())) for note in rest]


def says_words(element: Tag) -> bool:
    return bool(element.get_text(strip=True))


def words_beside(soup: BeautifulSoup) -> bool:
    """Whether a page's body says anything outside its noscripts."""
    body = soup.body or soup
    return any(
        text.strip() and text.find_parent(["noscript", "script", "style", "template"]) is None
        for text in body.find_all(string=True)
        if type(text).__name__ == "NavigableString"
    )


def open_pictures(note: Tag) -> None:
    """The image of a noscript is the one beside it, or comes in by itself."""
    for image in note.find_all("img"):
        if is_tracking(image):
            continue
        twin = twin_of(image, note)
        if twin is None:
            note.insert_before(image.extract())
            continue
        twin["data-fallback"] = str(image.get("src", ""))
        if not str(twin.get("alt", "")).strip() and image.get("alt") is not None:
            twin["alt"] = image["alt"]
    note.decompose()


def twin_of(image: Tag, note: Tag) -> Tag | None:
    """The image beside a noscript that it replaces: with the same address, or a lazy one."""
    shown = set(addresses_of(image))
    near = [note.find_previous("img"), note.find_next_sibling("img")]
    for other in near:
        if other is None or other.find_parent("noscript") is not None:
            continue
        is_lazy = bool(list(lazy_addresses(other))) or PLACEHOLDER.match(str(other.get("src", "")))
        is_beside = any(other.parent is each for each in [*note.parents][:2])
        if shown & set(addresses_of(other)) or (
            is_lazy and is_beside and "data-fallback" not in other.attrs
        ):
            return other
    return None


def is_tracking(image: Tag) -> bool:
    """A picture of a pixel or two counts readers; nobody sees it."""
    sizes = [str(image.get(name, "")).removesuffix("px") for name in ("width", "height")]
    return all(size.isdigit() and int(size) < LITTLE for size in sizes)
