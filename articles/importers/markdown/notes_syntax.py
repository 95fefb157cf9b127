"""Marks of note-taking programs and of GitHub → Markdown of ours, or words that say the same."""

import re
from html import escape
from pathlib import PurePosixPath

from articles.importers.markdown_syntax import image
from articles.importers.records import LeftOut

CODE = re.compile(
    r"(^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*\n)*?(?:[ ]{0,3}(?P=fence)[^\n]*(?:\n|\Z)|.*\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`))",
    re.M,
)
EMBEDDED = re.compile(r"!\[\[([^\[\]|\n]{1,300})(?:\\?\|([^\[\]\n]{0,300}))?\]\]")
WIKI_LINK = re.compile(
    r"(?<![!\[\\])\[\[(?=[^\[\]\n]*[^\W\d_])([^\[\]|\n]{1,300})(?:\\?\|([^\[\]\n]{1,300}))?\]\](?![\[(])"
)
MARKED = re.compile(r"(?<![=\w])==(?=[^\s=])([^=\n]{1,500}?)(?<=[^\s=])==(?![=\w])")
CALLOUT = re.compile(
    r"^(?P<quote>[ ]{0,3}>[ ]?)\[!(?P<kind>[A-Za-z-]{2,20})\][+-]?[ \t]*(?P<title>[^\n]*)$", re.M
)
TICK = re.compile(
    r"^(?P<item>[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[(?P<state>[ xX])\](?=[ \t])", re.M
)
EMOJI = re.compile(r"(?<![\w:]):[a-z][a-z_+-]{1,30}:(?![\w:])")
FORMULA = re.compile(r"\$\$(?=\S)[^$]{1,500}\$\$|\\\((?=\S).{1,500}?\\\)")
PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".avif", ".tif", ".tiff"}
TICKED = {" ": "☐", "x": "☑", "X": "☑"}


def in_our_marks(body: str) -> tuple[str, list[LeftOut], list[str]]:
    """The body, what could not be carried, and remarks on what is shown as it was typed."""
    left_out: list[LeftOut] = []
    remarks: list[str] = []
    parts, start = [], 0
    for code in CODE.finditer(body):
        parts += [converted(body[start : code.start()], left_out, remarks), code[0]]
        start = code.end()
    parts.append(converted(body[start:], left_out, remarks))
    return "".join(parts), left_out, list(dict.fromkeys(remarks))


def converted(text: str, left_out: list[LeftOut], remarks: list[str]) -> str:
    def embed(match: re.Match[str]) -> str:
        target, said = match[1].strip(), (match[2] or "").strip()
        if PurePosixPath(target.split("#")[0]).suffix.lower() in PICTURES:
            is_size = re.fullmatch(r"[\dx]*", said)
            # Without words it is not decorative: someone must say what it shows.
            return f'<img src="{escape(target)}">' if is_size else image(said, target)
        left_out.append(LeftOut("page shown within this one", target))
        return ""

    def link(match: re.Match[str]) -> str:
        left_out.append(LeftOut("link of the old system", match[1].strip()))
        return (match[2] or re.sub(r"^.*#\^?", "", match[1])).strip()

    def unmark(match: re.Match[str]) -> str:
        remarks.append(f"The highlighting was dropped: “{match[1][:60]}”.")
        return match[1]

    text = WIKI_LINK.sub(link, EMBEDDED.sub(embed, text))
    text = CALLOUT.sub(labeled, MARKED.sub(unmark, text))
    for shape, what in ((EMOJI, "An emoji code"), (FORMULA, "A formula")):
        if match := shape.search(text):
            remarks.append(f"{what} appears as it was typed: “{match[0][:60]}”.")
    return TICK.sub(lambda match: match["item"] + TICKED[match["state"]], text)


def labeled(match: re.Match[str]) -> str:
    """A callout's kind, which an icon said, and its title in bold as the quotation's first line."""
    kind = match["kind"].replace("-", " ").capitalize()
    title = match["title"].strip().strip("*")
    return f"{match['quote']}**{kind}: {title}**\n>" if title else f"{match['quote']}**{kind}**\n>"
