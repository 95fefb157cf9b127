"""Colours as style attributes name them, and how far apart two are (WCAG 2.2, contrast ratio)."""

import re
from typing import NamedTuple

# CSS Color 4, the names in use; others are not judged.
NAMED = {
    "aqua": "00ffff", "black": "000000", "blue": "0000ff", "brown": "a52a2a", "coral": "ff7f50",
    "crimson": "dc143c", "cyan": "00ffff", "darkblue": "00008b", "darkcyan": "008b8b",
    "darkgray": "a9a9a9", "darkgreen": "006400", "darkgrey": "a9a9a9", "darkorange": "ff8c00",
    "darkred": "8b0000", "dimgray": "696969", "dimgrey": "696969", "fuchsia": "ff00ff",
    "gold": "ffd700", "gray": "808080", "green": "008000", "grey": "808080", "indigo": "4b0082",
    "lightblue": "add8e6", "lightgray": "d3d3d3", "lightgreen": "90ee90", "lightgrey": "d3d3d3",
    "lightyellow": "ffffe0", "lime": "00ff00", "magenta": "ff00ff", "maroon": "800000",
    "navy": "000080", "olive": "808000", "orange": "ffa500", "pink": "ffc0cb", "purple": "800080",
    "red": "ff0000", "royalblue": "4169e1", "salmon": "fa8072", "silver": "c0c0c0",
    "skyblue": "87ceeb", "tan": "d2b48c", "teal": "008080", "tomato": "ff6347",
    "violet": "ee82ee", "wheat": "f5deb3", "white": "ffffff", "whitesmoke": "f5f5f5",
    "yellow": "ffff00",
}  # fmt: skip
NUMBERS = re.compile(r"(?:[0-9]{1,4}(?:\.[0-9]{0,6})?|\.[0-9]{1,6})%?")


class Colour(NamedTuple):
    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, ground: "Colour") -> "Colour":
        """What is seen of this colour on an opaque ground."""
        red, green, blue = (
            mine * self.alpha + its * (1 - self.alpha)
            for mine, its in zip(self[:3], ground[:3], strict=True)
        )
        return Colour(red, green, blue)


def read(value: str) -> Colour | None:
    """The colour that a value names; None for what this module does not know."""
    value = value.strip().lower()
    if value in NAMED:
        value = f"#{NAMED[value]}"
    if value == "transparent":
        return Colour(0, 0, 0, 0)
    if re.fullmatch(r"#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})", value):
        return _from_hex(value[1:])
    if value.startswith(("rgb(", "rgba(")):
        return _from_numbers(NUMBERS.findall(value))
    return None


def _from_hex(digits: str) -> Colour:
    if len(digits) < 6:
        digits = "".join(2 * digit for digit in digits)
    red, green, blue, alpha = (int(f"{digits}ff"[at : at + 2], 16) for at in (0, 2, 4, 6))
    return Colour(red, green, blue, alpha / 255)


def _from_numbers(parts: list[str]) -> Colour | None:
    if len(parts) not in (3, 4):
        return None
    red, green, blue = (_part(part, 255) for part in parts[:3])
    return Colour(red, green, blue, _part(parts[3], 1) if len(parts) == 4 else 1.0)


def _part(text: str, whole: float) -> float:
    number = float(text.rstrip("%")) * (whole / 100 if text.endswith("%") else 1)
    return min(number, whole)


def contrast(one: Colour, other: Colour) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(channel / 255) for channel in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
