"""Plain text as a text browser writes it → blocks: paragraphs, lists, tables, short lines."""

import re
from dataclasses import dataclass, field

BULLET = re.compile(
    r"^(?P<indent>\s*)(?:[*+•◦▪‣·–-]|o(?=\s{1,3}\S)|(?P<number>\d{1,3})[.)])\s+(?=\S)"
)
RULE = re.compile(r"^\s*(?:[_\-=*~]\s*){4,}$")
UNDERLINE = re.compile(r"^\s*(?:={3,}|-{3,})\s*$")
COLUMNS = re.compile(r"\t+|\s{3,}|\s+\|\s+")
NARROWEST_WRAP = 50
WIDEST_WRAP = 132


@dataclass
class Block:
    """One block of text; ``lines`` are its paragraphs, items, rows or separate lines."""

    kind: str  # prose | lines | list | table | heading
    lines: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(self.lines)


def blocks_of(text: str) -> list[Block]:
    """The blocks of a text, in order."""
    lines = [line.replace("\u00a0", " ").rstrip() for line in text.split("\n")]
    width = wrap_width(lines)
    return [
        block
        for group in groups_between_blank_lines(lines)
        for block in blocks_of_group(group, width=width)
        if any(line.strip() for line in block.lines)
    ]


def groups_between_blank_lines(lines: list[str]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip() and not (RULE.match(line) and not UNDERLINE.match(line)):
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def wrap_width(lines: list[str]) -> int:
    """The column at which lines were broken, 0 where paragraphs were not broken at all."""
    lengths = [
        len(line)
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if following.strip() and NARROWEST_WRAP <= len(line) <= WIDEST_WRAP
    ]
    return max(lengths, default=0)


def blocks_of_group(group: list[str], *, width: int) -> list[Block]:
    """The blocks of lines that no blank line parts: a list may follow its sentence directly."""
    if is_table(group):
        return [Block("table", [line.strip() for line in group])]
    if len(group) >= 2 and UNDERLINE.match(group[1]) and not BULLET.match(group[0]):
        return [Block("heading", [group[0].strip()]), *blocks_of_group(group[2:], width=width)]
    first = next((index for index, line in enumerate(group) if BULLET.match(line)), len(group))
    blocks = paragraphs_of([line for line in group[:first] if not RULE.match(line)], width=width)
    return blocks + (list_of(group[first:], width=width) if group[first:] else [])


def is_table(group: list[str]) -> bool:
    """At least three rows that part into the same number of cells."""
    if len(group) < 3 or any(BULLET.match(line) for line in group):
        return False
    counts = {len(COLUMNS.split(line.strip())) for line in group}
    return len(counts) == 1 and counts.pop() >= 2


def list_of(lines: list[str], *, width: int) -> list[Block]:
    """A list, and whatever follows it at the margin without a blank line between."""
    block = Block("list")
    for index, line in enumerate(lines):
        match = BULLET.match(line)
        if match:
            block.lines.append(line[match.end() :].strip())
            block.numbers.append(match["number"] or "")
            block.depths.append(len(match["indent"].expandtabs(4)))
        elif line[:1].isspace() or continues(lines[index - 1], line, width=width):
            block.lines[-1] += f" {line.strip()}"
        else:
            return [block, *blocks_of_group(lines[index:], width=width)]
    return [block]


def paragraphs_of(lines: list[str], *, width: int) -> list[Block]:
    """Broken lines joined to one paragraph; lines that were meant as lines stay lines."""
    if not lines:
        return []
    joined = [lines[0].strip()]
    for before, line in zip(lines, lines[1:], strict=False):
        if continues(before, line, width=width):
            joined[-1] += f" {line.strip()}"
        else:
            joined.append(line.strip())
    joined = [" ".join(line.split()) for line in joined]
    if len(joined) > 1 and all(is_prose(line) for line in joined):
        return [Block("prose", [line]) for line in joined]
    return [Block("prose" if len(joined) == 1 and is_prose(joined[0]) else "lines", joined)]


def continues(before: str, line: str, *, width: int) -> bool:
    """Whether a line goes on with the one before: its first word had no room left there."""
    if len(before) > WIDEST_WRAP or not width:
        return False
    first_word = line.split()[0]
    goes_on = first_word[0].islower() and before[-1] not in ".!?:;"
    return goes_on or len(before) + 1 + len(first_word) > width


def is_prose(text: str) -> bool:
    """Sentences, not a title, a name or a menu entry."""
    return len(text) >= 120 or (len(text) >= 50 and bool(re.search(r"[.!?:;…][”\"’')]*$", text)))
