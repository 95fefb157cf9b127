"""Plain words → Markdown that says exactly those words, escaped only where it must be."""

import re

# Characters that always may begin markup.
ALWAYS = re.compile(r"([\\`*]|<(?=[a-z/!?]))", re.I)
# An underscore inside a word is a letter; anywhere else it may begin emphasis.
UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
ENTITY = re.compile(r"&(?=#?\w{1,32};)")
BRACKETED = re.compile(r"\[(?=\^)|\[(?=[^\[\]]*\][(\[{:])|!(?=\[)")
STRUCK = re.compile(r"~(?=~)")
LINE_START = re.compile(
    r"^(?:(?P<mark>#{1,6}(?=\s|$)|[-+](?=\s|$)|>|~{3,}|:{3,}|[:~](?=\s)|\||\{(?=(?:type|value)=))"
    r"|(?P<number>\d{1,9}|[a-zA-Z]|[ivxl]{2,9}|[IVXL]{2,9})(?P<dot>(?:(?<=\d)\.|\))(?=\s|$))|(?P<line>(?:=+|-+|(?:-\s*){3,})$))"
)
BARE_ADDRESS = re.compile(r"\b(https?://[^\s<>\"\\]+[^\s<>\"\\.,;:!?)\]’”'])")


def escaped(text: str) -> str:
    """Text inside a line, with the marks in it taken literally."""
    text = ALWAYS.sub(r"\\\1", text)
    text = UNDERSCORE.sub(r"\\_", text)
    text = ENTITY.sub("&amp;", text)
    text = BRACKETED.sub(lambda match: "\\" + match[0], text)
    return STRUCK.sub(r"\\~", text)


def escaped_line(text: str) -> str:
    """A whole line that must stay a paragraph's line."""
    match = LINE_START.match(text)
    if not match:
        return text
    if match["number"]:
        return f"{match['number']}\\{match['dot']}{text[match.end() :]}"
    return "\\" + text


def paragraph(text: str) -> str:
    """A paragraph of plain words; addresses written out become links."""
    parts = BARE_ADDRESS.split(text)
    marked = [f"<{part}>" if index % 2 else escaped(part) for index, part in enumerate(parts)]
    return "\n".join(escaped_line(line) for line in "".join(marked).split("\n"))


def link(text: str, address: str, title: str = "") -> str:
    """``[text](address)``; an address with spaces or brackets is put in angle brackets."""
    said = f' "{escaped_title(title)}"' if title else ""
    return f"[{inside_brackets(text)}]({target(address)}{said})"


def inside_brackets(text: str) -> str:
    """Markdown that can go between brackets: those in it come in pairs, or are escaped."""
    unescaped = re.sub(r"\\.", "", text, flags=re.S)
    return text if balanced(unescaped) else re.sub(r"(\\.)|([\[\]])", escape_second, text)


def escape_second(match: re.Match[str]) -> str:
    return match[1] or f"\\{match[2]}"


def balanced(text: str) -> bool:
    depth = 0
    for letter in text:
        depth += {"[": 1, "]": -1}.get(letter, 0)
        if depth < 0:
            return False
    return depth == 0


def target(address: str) -> str:
    return f"<{address}>" if re.search(r"[\s()]", address) else address


def image(alternative_text: str, address: str) -> str:
    return "!" + link(escaped(alternative_text).replace("[", "\\[").replace("]", "\\]"), address)


def escaped_title(title: str) -> str:
    return " ".join(title.split()).replace("\\", "\\\\").replace('"', '\\"')


def table(rows: list[list[str]], *, alignments: list[str] | None = None) -> str:
    """A table whose first row is its header; cells are Markdown of one line each."""
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    rules = [RULES.get(each, "---") for each in (alignments or [""] * width)]
    return "\n".join(table_row(row) for row in (rows[0], rules, *rows[1:]))


RULES = {"left": ":---", "center": ":---:", "right": "---:"}


def table_row(cells: list[str]) -> str:
    return "| " + " | ".join(re.sub(r"(?<!\\)\|", r"\\|", cell) for cell in cells) + " |"
