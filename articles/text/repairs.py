"""Safe repairs of an author's Markdown: text in, text out.

Each takes the whole source and the line of the fault, counted from 1, and gives the source back
with that place fixed; where no safe fix exists, the source comes back as it was.
A repair never takes a word away.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from articles.text import typed_lists

HEADING = re.compile(r"^(?P<indent> {0,3})(?P<marks>#{1,6})(?P<rest>[ \t].*|)$")
BOLD_ALONE = re.compile(r"^ {0,3}(\*\*|__)(?P<words>[^*_\n]+?)\1[ \t]*:?[ \t]*$")
EMPTY_LINE = re.compile(r"^(?:[ \t]|&nbsp;|&#160;|\u00a0|<br ?/?>|\\)+$", re.IGNORECASE)
FENCE = re.compile(r"^ {0,3}(```|~~~)")
BARE = re.compile(
    r"(?<![(\[<\"'=])<?(?P<address>https?://[^\s<>()\[\]\"']*[^\s<>()\[\]\"'.,;:!?])>?"
)
WORD = re.compile(r"[^\W\d_][\w'’-]*")
ROW = re.compile(r"^ {0,3}\|?(?P<cells>.*?)\|?[ \t]*$")
RULE_OF_TABLE = re.compile(r"^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
DEEPEST, LONGEST_ABBREVIATION = 6, 5


@dataclass(frozen=True)
class Known:
    """What a repair may know beside the text: titles of addresses, words that stay capitals."""

    titles: Mapping[str, str] = field(default_factory=dict)
    abbreviations: Collection[str] = ()


@dataclass(frozen=True)
class Repair:
    """``label`` is what the button says it will do."""

    label: str
    repair: Callable[[str, int, Known], str]


def repair(source: str, *, name: str, line: int, known: Known | None = None) -> str:
    """The source with one place fixed; KeyError for a repair that does not exist."""
    if not 0 < line <= source.count("\n") + 1:
        return source
    return REPAIRS[name].repair(source, line, known or Known())


def bold_to_heading(source: str, line: int, known: Known) -> str:
    """A paragraph that is all bold becomes a heading one level below the one above it."""
    lines = source.split("\n")
    found = BOLD_ALONE.match(_at(lines, line))
    if found is None or not _stands_alone(lines, line):
        return source
    above = _level_above(lines, line)
    level = min(DEEPEST, above + 1) if above else 2
    lines[line - 1] = f"{'#' * level} {found['words'].strip().rstrip(':')}"
    return "\n".join(lines)


def heading_level(source: str, line: int, known: Known) -> str:
    """A heading that leaves a level out moves up to the one that was left out."""
    lines = source.split("\n")
    found = HEADING.match(_at(lines, line))
    if found is None:
        return source
    highest = (_level_above(lines, line) or 1) + 1
    if len(found["marks"]) <= highest:
        return source
    lines[line - 1] = f"{found['indent']}{'#' * highest}{found['rest']}"
    return "\n".join(lines)


def fewer_capitals(source: str, line: int, known: Known) -> str:
    """A line shouted in capitals is said again: what is an abbreviation stays one."""
    lines = source.split("\n")
    shouted = _at(lines, line)
    kept = _abbreviations_of(lines, line) | set(known.abbreviations)

    def say(found: re.Match[str]) -> str:
        word = found[0]
        is_kept = word in kept or not word.isupper() or (len(word) == 1 and word == "I")
        return word if is_kept or _is_in_address(shouted, found.start()) else word.lower()

    lines[line - 1] = _first_letters_up(WORD.sub(say, shouted))
    return "\n".join(lines)


def no_empty_paragraph(source: str, line: int, known: Known) -> str:
    """A paragraph of nothing but space goes; a blank line still parts its neighbours."""
    lines = source.split("\n")
    if not EMPTY_LINE.match(_at(lines, line)) or not _at(lines, line).strip(" \t"):
        return source
    lines[line - 1] = ""
    return "\n".join(_without_doubled_blank(lines, line - 1))


def titled_link(source: str, line: int, known: Known) -> str:
    """Bare addresses of a line become links that say where they go."""
    lines = source.split("\n")
    if _is_code(lines, line):
        return source

    def name(found: re.Match[str]) -> str:
        address = found["address"]
        if _is_in_code(found.string, found.start()):
            return found[0]
        return f"[{known.titles.get(address) or _words_of(address)}]({address})"

    lines[line - 1] = BARE.sub(name, _at(lines, line))
    return "\n".join(lines)


def table_header(source: str, line: int, known: Known) -> str:
    """Where a table's heading row is empty, its first row becomes the headings."""
    lines = source.split("\n")
    rule = _rule_near(lines, line)
    if rule is None or rule + 1 >= len(lines) or not lines[rule + 1].strip(" |\t"):
        return source
    if any(_cells(lines[rule - 1])):
        return source
    lines[rule - 1] = lines.pop(rule + 1)
    return "\n".join(lines)


def typed_list(source: str, line: int, known: Known) -> str:
    """Lines that begin with a bullet or a number as words become a list; numbers stay."""
    lines = source.split("\n")
    return source if _is_code(lines, line) else "\n".join(typed_lists.from_line(lines, line))


def _at(lines: list[str], line: int) -> str:
    return lines[line - 1] if 0 < line <= len(lines) else ""


def _stands_alone(lines: list[str], line: int) -> bool:
    """Whether the line is a paragraph of its own."""
    return not _at(lines, line - 1).strip() and not _at(lines, line + 1).strip()


def _is_code(lines: list[str], line: int) -> bool:
    """Whether the line stands in a fenced block."""
    return sum(1 for above in lines[: line - 1] if FENCE.match(above)) % 2 == 1


def _is_in_code(text: str, position: int) -> bool:
    return text[:position].count("`") % 2 == 1


def _is_in_address(text: str, position: int) -> bool:
    """Whether a letter belongs to an address: those are not said, they are gone to."""
    word_start = max(text.rfind(mark, 0, position) for mark in (" ", "\t", "(", "<"))
    return "://" in text[word_start + 1 :].split(" ", 1)[0]


def _level_above(lines: list[str], line: int) -> int:
    """The level of the nearest heading above a line; 0 without one."""
    for number in range(line - 1, 0, -1):
        found = HEADING.match(lines[number - 1])
        if found is not None and not _is_code(lines, number):
            return len(found["marks"])
    return 0


def _abbreviations_of(lines: list[str], line: int) -> set[str]:
    """Words that the other lines write in capitals amid ordinary ones: abbreviations."""
    found = set()
    for number, text in enumerate(lines, start=1):
        if number == line or text.isupper():
            continue
        found |= {word for word in WORD.findall(text) if word.isupper() and len(word) > 1}
    return {word for word in found if len(word) <= LONGEST_ABBREVIATION}


def _first_letters_up(text: str) -> str:
    """A capital where the line and each of its sentences begin, marks of Markdown left out."""
    return re.sub(
        r"(^[\W\d_]*|[.!?][ \t]+[\W_]*)([^\W\d_])",
        lambda found: found[1] + found[2].upper(),
        text,
        flags=re.MULTILINE,
    )


def _without_doubled_blank(lines: list[str], index: int) -> list[str]:
    is_doubled = index > 0 and not lines[index - 1].strip()
    return lines[:index] + lines[index + 1 :] if is_doubled else lines


def _words_of(address: str) -> str:
    """What an address says of itself: the last part of its path and its host, in words."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    last = unquote(parts.path.rstrip("/").rpartition("/")[2]).rsplit(".", 1)[0]
    words = re.sub(r"[-_+\s]+", " ", last).strip()
    if not words or not re.search(r"[^\W\d_]{3}", words):
        return host
    return f"{words[0].upper()}{words[1:]} ({host})".replace("[", "").replace("]", "")


def _rule_near(lines: list[str], line: int) -> int | None:
    """The index of the line of dashes of the table that begins at, or holds, a line."""
    for index in (line, line - 1, line + 1):
        if 1 <= index < len(lines) and "|" in lines[index] and RULE_OF_TABLE.match(lines[index]):
            return index
    return None


def _cells(row: str) -> list[str]:
    found = ROW.match(row)
    return [cell.strip() for cell in found["cells"].split("|")] if found else []


REPAIRS = {
    "bold-to-heading": Repair("Make it a heading", bold_to_heading),
    "heading-level": Repair("Move the heading up to the missing level", heading_level),
    "fewer-capitals": Repair("Change to sentence case", fewer_capitals),
    "no-empty-paragraph": Repair("Remove the empty paragraph", no_empty_paragraph),
    "titled-link": Repair("Replace the address with link text", titled_link),
    "table-header": Repair("Use the first row as headings", table_header),
    "typed-list": Repair("Make it a list", typed_list),
}
# Rule of the audit → the repair that fixes what it finds.
FOR_RULE = {
    "all-capitals": "fewer-capitals",
    "element-empty": "no-empty-paragraph",
    "heading-bold": "bold-to-heading",
    "heading-order": "heading-level",
    "link-bare-address": "titled-link",
    "list-by-hand": "typed-list",
    "table-header": "table-header",
    "table-header-empty": "table-header",
}
