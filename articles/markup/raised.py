"""Raised and lowered text where only plain text fits: titles, lists of headings, the search index.

"10<sup>9</sup>" without its marks would be "109", which is another number. What Unicode has a
raised or lowered sign for takes that sign ("10⁹", "H₂O"); other figures follow a caret or an
underscore ("10^(0.5)"); words stay words ("5th", "Vmax").
"""

import re

RAISED = str.maketrans("0123456789+-\u2010\u2011\u2012\u2013\u2212=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁻⁻⁻⁼⁽⁾")
LOWERED = str.maketrans("0123456789+-\u2010\u2011\u2012\u2013\u2212=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₋₋₋₌₍₎")
SIGNS = {"sup": (RAISED, "^"), "sub": (LOWERED, "_")}
FIGURE = re.compile(r"[\d+\u2212]|[-\u2010-\u2013](?=[\d(])")
RANGE = re.compile(r"(?<=\d)([-\u2010-\u2013])(?=\d)")
# Figures and signs, and what may stand between or beside those of reference marks.
HAS_SIGNS = re.compile(r"[\d+\-\u2010-\u2013\u2212=()\s,;*\u2020\u2021\[\]]+", re.ASCII)


def as_plain_text(text: str, tag: str) -> str:
    """The words of a ``sup`` or ``sub`` element for a place that holds no elements.

    >>> as_plain_text("9", "sup"), as_plain_text("2", "sub"), as_plain_text("th", "sup")
    ('⁹', '₂', 'th')
    """
    signs, mark = SIGNS[tag]
    words = text.strip()
    if not FIGURE.search(words):
        return text
    if HAS_SIGNS.fullmatch(words):
        return "".join(
            part if index % 2 else part.translate(signs)
            for index, part in enumerate(RANGE.split(words))
        )
    return f"{mark}({words})" if len(words) > 1 else f"{mark}{words}"
