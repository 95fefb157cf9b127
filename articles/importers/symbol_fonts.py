"""Signs typed in a symbol font → the character that a reader sees.

A symbol font puts a picture at the place of a letter: "m" in Symbol is shown as µ, and Word stores
it as "m", as U+F06D, or by number. Which sign stands where is Microsoft's and Adobe's; the table
comes with mammoth, and is put right here where it names a character that few fonts and screen
readers know, or one of private use.
"""

import re
import unicodedata

from mammoth.docx.dingbats import dingbats

UNKNOWN = "[?]"  # shown for a sign that no table knows
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
FONTS = {
    "symbol": "Symbol",
    "symbolmt": "Symbol",
    "standardsymbolsl": "Symbol",
    "standardsymbolsps": "Symbol",
    "wingdings": "Wingdings",
    "wingdings2": "Wingdings 2",
    "wingdings3": "Wingdings 3",
    "webdings": "Webdings",
    "zapfdingbats": "Zapf Dingbats",
    "itczapfdingbats": "Zapf Dingbats",
    "dingbats": "Zapf Dingbats",
}
# The micro sign of units; U+03BC, which the table has, is the letter.
OURS = {
    "Symbol": {0x6D: "µ", 0xA0: "€", 0xBD: "|", 0xBE: "—", 0x60: "‾"},
    "Wingdings": {
        0x28: "☎", 0x29: "☎", 0x2A: "✉", 0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "☐", 0x70: "☐",
        0x71: "☐", 0x72: "☐", 0x73: "◆", 0x77: "◆", 0x78: "☒", 0x9E: "·", 0x9F: "•", 0xA0: "▪",
        0xA1: "○", 0xA8: "☐", 0xD8: "➢", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "Wingdings 2": {
        0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x57: "⊘",
        0xA2: "■", 0xA3: "☐", 0xA4: "☐", 0xA5: "☐", 0x9A: "○", 0x98: "●",
    },
    "Webdings": {0x33: "◀", 0x34: "▶", 0x35: "▲", 0x36: "▼", 0x61: "✓", 0x63: "☐", 0x72: "✗"},
    # Adobe's order is that of Unicode's block but for what lies elsewhere.
    "Zapf Dingbats": {
        **{code: chr(0x2700 + code - 0x20) for code in range(0x21, 0x7F)},
        0x25: "☎", 0x2A: "☛", 0x2B: "☞", 0x48: "★", 0x6C: "●", 0x6E: "■", 0x73: "▲", 0x74: "▼",
        0x75: "◆", 0x77: "◗",
        **{0xAC + n: chr(0x2460 + n) for n in range(10)},
        **{0xB6 + n: chr(0x2776 + n) for n in range(30)},
        0xD4: "➔", 0xD5: "→", 0xD6: "↔", 0xD7: "↕",
        **{code: chr(0x2700 + code - 0x40) for code in range(0xD8, 0xFF)},
    },
}  # fmt: skip
# Where no font is named, the signs that texts of these fonts hold most; a reader checks them.
LIKELY = {
    **dict.fromkeys([*range(65, 123), *range(162, 223)], "Symbol"),
    **dict.fromkeys((111, 113, 167, 168, 216, 224, *range(251, 255)), "Wingdings"),
}
ARROWS = {
    ("LEFTWARDS",): "←",
    ("RIGHTWARDS",): "→",
    ("UPWARDS",): "↑",
    ("DOWNWARDS",): "↓",
    ("NORTH", "WEST"): "↖",
    ("NORTH", "EAST"): "↗",
    ("SOUTH", "EAST"): "↘",
    ("SOUTH", "WEST"): "↙",
}
DIRECTIONS = {"LEFTWARDS", "RIGHTWARDS", "UPWARDS", "DOWNWARDS", "NORTH", "SOUTH", "EAST", "WEST"}


def symbol_font(name: str) -> str:
    """The symbol font that a font's name means; empty for a font of letters."""
    return FONTS.get(re.sub(r"[\s\"'-]+", "", name).lower(), "")


def sign(font: str, code: int) -> str:
    """The character at a place of a symbol font; empty if no table knows it.

    ``code``: 0x20 to 0xFF, or the same in Word's private range, 0xF020 to 0xF0FF.
    """
    place = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if (ours := OURS.get(font, {}).get(place)) is not None:
        return ours
    known = dingbats.get((font, place))
    if known is None or PRIVATE.match(chr(known)):
        return ""
    return plain_arrow(chr(known))


def plain_arrow(character: str) -> str:
    """The arrow of every font in the direction of one that few fonts have."""
    named = unicodedata.name(character, "")
    if "ARROW" not in named or ord(character) < 0x2B00:
        return character
    directions = tuple(word for word in re.findall(r"\w+", named) if word in DIRECTIONS)
    return ARROWS.get(directions, character)


def in_font(character: str, font: str) -> str:
    """What a character set in a symbol font shows; ``UNKNOWN`` for a sign that no table knows.

    A character that the font has no place for is shown in another one, as it is.
    """
    code = ord(character)
    if character.isspace() or not (0x21 <= code <= 0xFF or PRIVATE.match(character)):
        return character
    return sign(font, code) or UNKNOWN


def likely_sign(character: str) -> str:
    """What a character of private use most likely shows where no font is named; or empty."""
    place = ord(character) - 0xF000
    return sign(LIKELY[place], place) if place in LIKELY else ""
