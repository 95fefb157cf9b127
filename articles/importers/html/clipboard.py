"""HTML as programs put it on the clipboard → the elements that HTML has for what they mean.

Covers what Word, Word Online, Outlook, Google Docs, LibreOffice Writer, Apple Pages, Excel, PDF
viewers and browsers copy. Paragraphs that Word calls items of a list are read as in saved pages.
"""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from bs4 import BeautifulSoup, NavigableString, Tag

from accessibility.names.html_tree import with_body
from articles.importers import marks
from articles.importers.html.online_lists import join_lists
from articles.importers.text.blocks import Block, blocks_of

TRACKED = "Tracked changes were taken as accepted: deleted words were left out, inserted ones kept."
COMMENTS = "Comments were left out: write them as remarks on the page."
PICTURES = "{} left out: add {} with the Image button."
LOCAL_LINKS = "{} to files on your own computer {} left out; the words are still there."
PHRASES = ("span", "font", "a")
BLOCKS = ["p", "div", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6"]
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
WEIGHT = re.compile(r"font-weight\s*:\s*(\w+)", re.I)
SLANT = re.compile(r"font-style\s*:\s*(\w+)", re.I)
COMMENT = re.compile(r"mso-element\s*:\s*comment|mso-comment-", re.I)
NOTE_HREF = re.compile("#.")
NOTE_BLOCKS = ["p", "li", "div", "aside", "dd"]
ARROW = re.compile(r"[↩↵↑⏎^]\ufe0e?\s*\d*|back|return", re.I)
NOTE_LINK = re.compile(r"[\[(]?\s*(\d{1,3}|[ivxlc]{1,6}|[*†‡])\s*[\])]?", re.I)
FEWEST_BREAKS = 2
PARTED = re.compile(r"\w+[^\W\d_]- [^\W\d_]\w+")  # a word that was parted at a line's end
HYPHENS = "Words were split at line ends: {}. Join them, or keep the hyphen."
LOCAL = re.compile(r"(?:file:|[a-z]:[\\/]|\\\\)", re.I)
# Mail filters and search results wrap an address in one of their own.
WRAPPERS = {
    "safelinks.protection.outlook.com": "url",
    "www.google.com": "q",
    "google.com": "q",
    "urldefense.proofpoint.com": "u",
    "l.facebook.com": "u",
}


@dataclass
class Copied:
    """A document as it was copied: its words in elements, its notes apart, what was left out."""

    html: str
    notes: dict[str, str]
    remarks: list[str]


def plain(html: str, *, first_note: int = 1) -> Copied:
    """The same words in the elements that HTML has for them; notes count from ``first_note``."""
    soup = BeautifulSoup(with_body(html), "lxml")
    remarks = [*without_comments(soup), *without_deleted(soup)]
    remarks += without_pictures(soup)
    remarks += unwrap_addresses(soup)
    for element in soup.find_all(True, {"role": "heading"}):
        element.name = f"h{heading_level(element)}"
    join_lists(soup)
    remarks += join_lines(soup)
    for element in soup.find_all(True, style=True):
        show_emphasis(element)
    notes = take_notes(soup, first_note)
    return Copied(str(soup), notes, remarks)


def heading_level(element: Tag) -> int:
    level = str(element.get("aria-level", "2"))
    return min(6, max(1, int(level))) if level.isdecimal() else 2


# --- what goes ----------------------------------------------------------------------------------


def without_comments(soup: BeautifulSoup) -> list[str]:
    """Word's comments: their places in the text, and their words at its end."""
    marked = soup.find_all(style=COMMENT) + soup.select(".MsoCommentReference, .msocomoff")
    for element in marked:
        if not element.decomposed:
            (element.find_parent("a", style=COMMENT) or element).decompose()
    return [COMMENTS] if marked else []


def without_deleted(soup: BeautifulSoup) -> list[str]:
    """Words that an author deleted with changes tracked: such elements say who and when."""
    deleted = [
        each for each in soup.find_all("del") if each.has_attr("cite") or each.has_attr("datetime")
    ]
    deleted += soup.select(".msoDel")
    inserted = [
        each for each in soup.find_all("ins") if each.has_attr("cite") or each.has_attr("datetime")
    ]
    for element in deleted:
        if not element.decomposed:
            element.decompose()
    return [TRACKED] if deleted or inserted else []


def without_pictures(soup: BeautifulSoup) -> list[str]:
    """Their files are elsewhere, or bare data; the dialog for images asks what they show."""
    pictures = [each for each in soup.find_all("img") if shows_something(each)]
    for picture in soup.find_all("img"):
        picture.decompose()
    if not pictures:
        return []
    count = len(pictures)
    return [
        PICTURES.format(
            *("1 picture was", "it") if count == 1 else (f"{count} pictures were", "them")
        )
    ]


def shows_something(picture: Tag) -> bool:
    """Neither a pixel by which a mail is known to be read, nor the box of a list to tick."""
    is_dot = {str(picture.get("width", "")), str(picture.get("height", ""))} & {"0", "1"}
    is_drawn = picture.get("role") in ("presentation", "none") or picture.find_parent(
        attrs={"role": "checkbox"}
    )
    return not is_dot and not is_drawn


def unwrap_addresses(soup: BeautifulSoup) -> list[str]:
    local = 0
    for link in soup.find_all("a", href=True):
        link["href"] = address = bare_address(str(link.get("originalsrc") or link["href"]))
        if LOCAL.match(address):
            del link["href"]
            local += 1
    if not local:
        return []
    return [
        LOCAL_LINKS.format("1 link", "was")
        if local == 1
        else LOCAL_LINKS.format(f"{local} links", "were")
    ]


def bare_address(address: str) -> str:
    """The address that a mail filter or a search engine wrapped in one of its own."""
    for _ in range(3):
        try:
            parts = urlsplit(address)
            inner = wrapped_in(parts.hostname or "", parts)
        except ValueError:
            return address
        if not inner:
            return address
        address = inner
    return address


def wrapped_in(host: str, parts: SplitResult) -> str:
    if host == "urldefense.com" and parts.path.startswith("/v3/__"):
        return parts.path.removeprefix("/v3/__").rpartition("__;")[0].replace("*", "")
    name = next(
        (key for end, key in WRAPPERS.items() if host == end or host.endswith(f".{end}")), ""
    )
    if not name or (name == "q" and parts.path != "/url"):
        return ""
    inner = parse_qs(parts.query).get(name, [""])[0]
    if host.startswith("urldefense"):
        inner = unquote(inner.replace("-", "%").replace("_", "/"))
    return inner if inner.startswith(("http://", "https://", "mailto:")) else ""


# --- lines of a PDF -----------------------------------------------------------------------------


def join_lines(soup: BeautifulSoup) -> list[str]:
    """A PDF has no paragraphs, only lines: those that were broken for its width are joined."""
    parted = set()
    for paragraph in soup.find_all("p"):
        others = {each.name for each in paragraph.find_all(True)} - {"br", "span"}
        if others or len(paragraph.find_all("br")) < FEWEST_BREAKS:
            continue
        blocks = blocks_of("\n".join(lines_of(paragraph)))
        if not any(block.kind in ("prose", "list") for block in blocks):
            continue
        for block in blocks:
            parted |= {found[0] for found in PARTED.finditer(block.text)}
            paragraph.insert_before(element_of(block))
        paragraph.decompose()
    shown = ", ".join(f"“{with_hyphen(word)}”" for word in sorted(parted)[:5])
    return [HYPHENS.format(shown)] if parted else []


def lines_of(paragraph: Tag) -> list[str]:
    for line_end in paragraph.find_all("br"):
        line_end.replace_with("\n")
    lines = [" ".join(line.split()) for line in paragraph.get_text().split("\n")]
    return [line for line in lines if line]


def with_hyphen(text: str) -> str:
    return PARTED.sub(lambda found: found[0].replace("- ", "-"), text)


def element_of(block: Block) -> Tag:
    if block.kind != "list":
        made = Tag(name="p")
        made.append(NavigableString(with_hyphen(" ".join(block.lines))))
        return made
    made = Tag(name="ol" if any(block.numbers) else "ul")
    if any(block.numbers) and block.numbers[0] not in ("", "1"):
        made["start"] = block.numbers[0]
    for line in block.lines:
        item = Tag(name="li")
        item.append(NavigableString(with_hyphen(line)))
        made.append(item)
    return made


# --- what is said otherwise ---------------------------------------------------------------------


def show_emphasis(element: Tag) -> None:
    """Bold and italics that only a style names; and what looks bold by its name, but is not."""
    style = str(element["style"])
    weight, slant = WEIGHT.search(style), SLANT.search(style)
    if element.name in ("b", "strong", "i", "em"):
        value = weight if element.name in ("b", "strong") else slant
        if value and value[1].lower() in ("normal", "400"):
            element.name = "span"
        return
    is_paragraph = element.name in ("p", "div") and element.find(BLOCKS) is None
    if element.find_parent(HEADINGS) or not (is_paragraph or element.name in PHRASES):
        return
    if weight and weight[1].lower() in ("bold", "bolder", "600", "700", "800", "900"):
        wrap_words(element, "b", ("b", "strong"))
    if slant and slant[1].lower() in ("italic", "oblique"):
        wrap_words(element, "i", ("i", "em"))


def wrap_words(element: Tag, name: str, same: tuple[str, ...]) -> None:
    if element.find_parent(same) is None and element.get_text(strip=True):
        wrapper = Tag(name=name)
        wrapper.extend(list(element.contents))
        element.append(wrapper)


# --- notes --------------------------------------------------------------------------------------


def take_notes(soup: BeautifulSoup, first: int) -> dict[str, str]:
    """Footnotes: a link with a number to a note that leads back. A mark takes the link's place.

    So do Word (``mso-footnote-id``), Google Docs (``#ftnt1``), LibreOffice (``sdfootnote1sym``) and
    pages that were made from Markdown (``#fn:1``). The HTML of each note, by the name of its mark.
    """
    places = {id(element): place for place, element in enumerate(soup.find_all(True))}
    named = {name: each for each in soup.find_all(True) for name in names_of(each)}
    notes: dict[str, str] = {}
    for reference in soup.find_all("a", href=NOTE_HREF):
        if reference.decomposed or not is_number(reference):
            continue
        target = named.get(str(reference["href"])[1:])
        if target is None or places[id(target)] <= places[id(reference)]:
            continue
        if found := note_of(target, names_of(reference) | names_of(reference.parent)):
            note, back = found
            name = f"footnote-{first + len(notes)}"
            mark_note(reference, name)
            (back.find_parent("sup") or back).decompose()
            note.name = "div"  # no item of a list any more
            notes[name] = str(note.extract())
    without_last_rule(soup)
    return notes


def names_of(element: Tag | None) -> set[str]:
    if element is None:
        return set()
    return {str(element[key]) for key in ("id", "name") if element.get(key)}


def is_number(link: Tag) -> bool:
    return NOTE_LINK.fullmatch(link.get_text(strip=True)) is not None


def note_of(target: Tag, references: set[str]) -> tuple[Tag, Tag] | None:
    """The element of a note and its link back; None where a link leads to something else.

    The link back stands at the note's start, as a number, or at its end, as an arrow.
    """
    note = target.find_parent(NOTE_BLOCKS) if target.name == "a" else target
    if note is None or note.name not in NOTE_BLOCKS:
        return None
    back = link_back(note, references)
    if back is None:
        return None
    while note.parent is not None and note.parent.name == "div" and is_one_note(note.parent):
        note = note.parent
    return note, back


def link_back(note: Tag, references: set[str]) -> Tag | None:
    words = note.get_text(strip=True)
    for link in note.find_all("a", href=NOTE_HREF):
        said = link.get_text(strip=True)
        leads_back = str(link["href"])[1:] in references
        if leads_back and ((words.startswith(said) and is_number(link)) or ARROW.fullmatch(said)):
            return link
    return None


def is_one_note(element: Tag) -> bool:
    """Whether one note and nothing else is in it: Word puts each into a division of its own."""
    return "mso-element" in str(element.get("style", "")) and "-list" not in str(element["style"])


def mark_note(reference: Tag, name: str) -> None:
    mark = NavigableString(marks.note_mark(name))
    (reference.find_parent("sup") or reference).replace_with(mark)


def without_last_rule(soup: BeautifulSoup) -> None:
    """The line above notes, once they are gone."""
    for rule in soup.find_all("hr"):
        if not any(text.strip() for text in rule.find_all_next(string=True)):
            rule.decompose()
