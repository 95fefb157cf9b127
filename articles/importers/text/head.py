"""What is above the prose of a plain-text page: menus, the title, the by-line, dates."""

from dataclasses import dataclass, field
from datetime import date

from articles.importers import boilerplate
from articles.importers.bylines import looks_like_byline
from articles.importers.dates import dated_line
from articles.importers.records import LeftOut
from articles.importers.text.blocks import Block, is_prose
from articles.importers.text.links import TextLinks

LONGEST_TITLE = 160
# What only ever stands above a title; share links and dates may stand below it.
ABOVE = {*boilerplate.ABOVE_THE_TITLE, boilerplate.NOTICE, "skip link"}


@dataclass
class Head:
    title: str = ""
    bylines: list[str] = field(default_factory=list)
    place: str = ""
    dates: dict[str, date] = field(default_factory=dict)
    boilerplate: list[LeftOut] = field(default_factory=list)
    lines_below_title: list[str] = field(default_factory=list)
    # Each line that may be the title, and how many pieces of boilerplate stood above it.
    candidates: list[tuple[str, int]] = field(default_factory=list)


def read_head(
    blocks: list[Block], links: TextLinks, site_names: tuple[str, ...]
) -> tuple[Head, list[Block]]:
    """The head, and the blocks below it."""
    head = Head()
    size = size_of_head(blocks)
    for block in blocks[:size]:
        for line in map(links.plain, block.lines):
            if block.kind == "list":
                head.boilerplate.append(LeftOut(boilerplate.MENU, line))
            else:
                read_line(line, head)
    choose_title(head, {name.casefold() for name in site_names})
    return head, blocks[size:]


def size_of_head(blocks: list[Block]) -> int:
    """How many blocks stand above the prose; a list just above it belongs to the prose."""
    size = next((i for i, block in enumerate(blocks) if is_body(block)), len(blocks))
    while size and blocks[size - 1].kind in ("list", "table") and size < len(blocks):
        size -= 1
    return size


def is_body(block: Block) -> bool:
    """Prose that is neither a notice nor a by-line; menus are short lines."""
    return any(is_prose(line) and not is_no_prose(line) for line in block.lines)


def is_no_prose(line: str) -> bool:
    return bool(boilerplate.boilerplate_kind(line)) or looks_like_byline(line)


def read_line(line: str, head: Head) -> None:
    if dated := dated_line(line):
        head.dates.setdefault(*dated)
        head.boilerplate.append(LeftOut("date line", line))
    elif looks_like_byline(line) and head.candidates:
        head.bylines.append(line)
    elif kind := boilerplate.boilerplate_kind_above_title(line):
        head.boilerplate.append(LeftOut(kind, line))
    elif head.bylines and not head.place and boilerplate.looks_like_site_name(line):
        head.place = line
    elif line:
        head.candidates.append((line, len(head.boilerplate)))


def choose_title(head: Head, site_names: set[str]) -> None:
    """The first line below the menus that does not name the site."""
    lines = [line for line, _ in head.candidates]
    depth = max(
        (i + 1 for i, piece in enumerate(head.boilerplate) if piece.kind in ABOVE), default=0
    )
    below = [line for line, above in head.candidates if above >= depth] or lines[-1:]
    likely = [line for line in below if len(line) <= LONGEST_TITLE]
    likely = [line for line in likely if line.casefold() not in site_names]
    if len(likely) > 1 and boilerplate.looks_like_site_name(likely[0]):
        likely = likely[1:]
    if not likely:
        head.boilerplate += [LeftOut(boilerplate.SITE_NAME, line) for line in lines]
        return
    head.title = likely[0]
    position = lines.index(head.title)
    head.lines_below_title = lines[position + 1 :]
    for line in lines[:position]:
        is_site = line.casefold() in site_names or boilerplate.looks_like_site_name(line)
        kind = boilerplate.SITE_NAME if is_site else "line above the title"
        head.boilerplate.append(LeftOut(kind, line))
