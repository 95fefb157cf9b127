"""Fields that store no words, as text: SYMBOL (17.16.5.62) and EQ, Word's old formulas."""

import re

from articles.importers.symbol_fonts import UNKNOWN, sign, symbol_font

COMMAND = re.compile(r"\\([a-z]+)((?:\\[a-z]+\d*)*)\(", re.I)


def symbol_text(arguments: list[str]) -> str:
    """ "≥" of ``179 \\f "Symbol"``; numbers are decimal, or hexadecimal after 0x."""
    if not arguments:
        return ""
    number = arguments[0]
    code = int(number, 16) if re.fullmatch("0x[0-9a-f]{1,6}", number, re.I) else decimal(number)
    font = font_in(arguments[1:])
    if known := symbol_font(font):
        return sign(known, code) or UNKNOWN
    if "\\u" in arguments:
        return chr(code) if 0x20 <= code < 0xE000 else UNKNOWN
    return bytes([code]).decode("cp1252", "replace") if 0x20 <= code <= 0xFF else UNKNOWN


def decimal(number: str) -> int:
    if number.isdigit():
        return int(number[:7])
    return ord(number) if len(number) == 1 else 0


def font_in(arguments: list[str]) -> str:
    lowered = [each.lower() for each in arguments]
    place = lowered.index("\\f") if "\\f" in lowered else len(lowered)
    return arguments[place + 1] if place + 1 < len(arguments) else ""


def equation_text(text: str) -> str:
    """A formula of the field EQ on one line: fractions with a slash, roots and brackets as such."""
    text = " ".join(text.split())
    for _ in range(20):  # innermost first; more than twenty levels are in no document
        match = innermost(text)
        if match is None:
            break
        text = text[: match[0]] + match[2] + text[match[1] :]
    return " ".join(text.replace("\\,", ",").replace("\\", "").split())


def innermost(text: str) -> tuple[int, int, str] | None:
    """Where the last command without another one inside is, and its text."""
    for match in reversed(list(COMMAND.finditer(text))):
        end = closing(text, match.end())
        if end < 0:
            continue
        parts = [each.strip() for each in re.split(r"[,;]", text[match.end() : end])]
        return match.start(), end + 1, written(match[1].lower(), match[2].lower(), parts)
    return None


def closing(text: str, start: int) -> int:
    depth = 1
    for index in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[index], 0)
        if depth == 0:
            return index
    return -1


def written(command: str, switches: str, parts: list[str]) -> str:
    first, rest = parts[0], parts[1:]
    if command == "f" and rest:
        return f"{grouped(first)}/{grouped(rest[0])}"
    if command == "r":
        return (
            f"√{grouped(rest[-1] if rest else first)}"
            if not rest or not first
            else f"root {first} of {grouped(rest[-1])}"
        )
    if command == "b":
        return f"({', '.join(parts)})"
    if command == "s" and "do" in switches:
        return f" (lowered: {first})"
    if command == "s":
        return f" (raised: {first})" if "up" in switches or not switches else first
    if command in ("i", "su", "pr"):
        sign_of = "∑" if "su" in switches else "∏" if "pr" in switches else "∫"
        limits = f"({first} to {rest[0]}) " if rest else ""
        return f"{sign_of}{limits}{rest[1] if len(rest) > 1 else ''}"
    return ", ".join(filter(None, parts))


def grouped(text: str) -> str:
    """In brackets, unless it is one number, word or bracket."""
    simple = re.fullmatch(r"[\w.,°µ%]+|\([^()]*\)", text)
    return text if simple else f"({text})"
