"""What a label, a description and a keyboard hint of a menu may say.

Text in, problems out. Each problem says in words what to write instead.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from accessibility.hints import PHRASES

LONGEST_LABEL = 60
LONGEST_DESCRIPTION = 100
LONGEST_KEYBOARD_HINT = 200


@dataclass(frozen=True)
class HintProblem:
    """One reason why a text may not stand: a code, the words it is about, what to do instead."""

    code: str
    excerpt: str
    message: str


def _any_of(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)


PRODUCTS_AND_MODES = _any_of(
    r"jaws",
    r"nvda",
    r"voice\s?over",
    r"talk\s?back",
    r"orca",
    r"zoom\s?text",
    r"window-eyes",
    r"dragon naturally\s?speaking",
    r"windows narrator",
    r"screen[\s-]?readers?",
    r"assistive technolog(?:y|ies)",
    r"(?-i:A\.?\s?T\.?)",
    r"(?:auto[\s-]?)?(?:forms?|focus|browse|application|table|scan|reading)[\s-]mode",
    r"(?:virtual|pc|jaws) cursor",
    r"quick (?:nav|keys?)",
)
SETTINGS = _any_of(
    r"(?:turn|switch|toggle)(?:ing)?\s+(?:on|off)",
    r"(?:turn|switch|toggle|set)(?:ing)?\s+(?:your|the|any|auto)\b[^.]{0,30}\b(?:on|off)",
    r"(?:disable|enable|activate|deactivate)\s+(?:your|the|any|this|it|auto|\w+ mode|javascript)",
    r"(?:change|adjust|set|check)\b[^.]{0,40}\b(?:settings?|preferences?|modes?)",
)
CLICK_HERE = _any_of(r"(?:click|tap|press|touch)(?:ing)?\s+(?:here|this|below)", r"click")
COMPUTED = _any_of(
    r"external (?:site|link|website)",
    r"(?:opens )?in a new (?:window|tab)",
    r"pdf",
    r"(?:word|excel|zip)[\s-](?:file|document|sheet)s?",
)
KEY_CLAIMS = _any_of(
    r"(?:press|hit|push|hold|type|use|strike)(?:ing|es)?\b[^.,;]{0,30}"
    r"\b(?:enter|return|space(?:bar)?|tab|esc(?:ape)?|arrows?|keys?|home|end|ctrl|alt|shift)",
    r"(?:down|up|left|right)[\s-]arrows?",
    r"arrow keys?",
)
# In a keyboard hint, whatever is left beside the phrases may not speak of keys at all.
KEYS = _any_of(
    r"enter|return|space\s?bar|space|tab|shift|esc|escape|home|end|insert|delete|backspace",
    r"page\s?(?:up|down)|ctrl|control|alt|option|command|cmd|f\d{1,2}",
    r"arrows?|up|down|left|right|cursor",
    r"keys?|keyboard|shortcuts?|press\w*|hit\w*|push\w*|hold\w*|type|tap\w*|click\w*|swipe\w*",
    r"(?-i:[B-HJ-Z])|\d",
)
DENIALS = _any_of(r"not?", r"never", r"nothing", r"without", r"\w+n['’]t", r"cannot", r"unless")
PICTURES = _any_of(r"(?:badge|banner|button|icon|image|logo|photo|picture|graphic)\s*$")
NAMELESS = re.compile(
    r"\s*(?:click here|here|read more|learn more|more|link|this page|this link|details)\W*",
    re.IGNORECASE,
)
SMALL_WORDS = frozenset(
    ["a", "an", "and", "about", "for", "in", "of", "on", "or", "our", "the", "to"]
)


def description_problems(text: str, *, label: str = "") -> list[HintProblem]:
    """Why ``text`` may not describe the menu item called ``label``; empty if it may."""
    return [
        *_common_problems(text),
        *_key_claims(text),
        *_typed_facts(text),
        *_repeats(text, label=label),
        *_too_long(text, LONGEST_DESCRIPTION),
    ]


def keyboard_hint_problems(text: str) -> list[HintProblem]:
    """Why ``text`` may not be the keyboard hint of a menu; an empty hint may always be."""
    return [
        *_common_problems(text),
        *_untrue_claims(text),
        *_too_long(text, LONGEST_KEYBOARD_HINT),
    ]


def label_problems(text: str) -> list[HintProblem]:
    """Why ``text`` may not name a link of a menu."""
    return [
        *_missing(text),
        *_nameless(text),
        *_names_a_picture(text),
        *_too_long(text, LONGEST_LABEL),
    ]


def _common_problems(text: str) -> Iterator[HintProblem]:
    if found := PRODUCTS_AND_MODES.search(text):
        yield HintProblem(
            "product",
            found[0],
            f"Remove “{found[0]}”. People choose their own software, and this menu needs no"
            " instructions for it. Say what is behind the link.",
        )
    if found := SETTINGS.search(text):
        yield HintProblem(
            "setting",
            found[0],
            f"“{found[0]}” asks people to change a setting. Nobody needs to do that to use this"
            " menu. Remove the instruction.",
        )
    if found := CLICK_HERE.search(text):
        yield HintProblem(
            "click-here",
            found[0],
            f"“{found[0]}” does not help people who use a keyboard, voice control or a switch."
            " Say what people will find, such as “Clinics and phone numbers by state”.",
        )


def _key_claims(text: str) -> Iterator[HintProblem]:
    if found := KEY_CLAIMS.search(text):
        yield HintProblem(
            "key",
            found[0],
            f"“{found[0]}” is about keys. A description says what is behind the link. Keys belong"
            " in the menu's keyboard hint.",
        )


def _typed_facts(text: str) -> Iterator[HintProblem]:
    if found := COMPUTED.search(text):
        yield HintProblem(
            "computed",
            found[0],
            f"Remove “{found[0]}”. The site adds the file type and “external site” by itself.",
        )


def _repeats(text: str, *, label: str) -> Iterator[HintProblem]:
    words = _words(text)
    named = text.strip().casefold().startswith(label.strip().casefold() + ":")
    if label.strip() and words and (words <= _words(label) or named):
        yield HintProblem(
            "repeats-label",
            text.strip(),
            f"This repeats the label “{label.strip()}”, so screen reader users would hear it"
            " twice. Say what the label does not, or leave the description empty.",
        )


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if word not in SMALL_WORDS}


def _untrue_claims(text: str) -> Iterator[HintProblem]:
    """Whatever is said about keys has to be one of the phrases, and nothing may deny them."""
    rest = text
    for phrase in sorted(PHRASES, key=len, reverse=True):
        rest = _any_of(re.escape(phrase)).sub(" ", rest)
    if found := KEYS.search(rest):
        yield HintProblem(
            "untrue",
            found[0],
            f"What this says about “{found[0]}” has not been tested. Build the hint from these"
            f" phrases, in any order: {'; '.join(f'“{phrase}”' for phrase in PHRASES)}.",
        )
    elif found := DENIALS.search(rest):
        yield HintProblem(
            "untrue",
            found[0],
            f"“{found[0]}” reverses what the hint says. Say only what the keys do.",
        )


def _missing(text: str) -> Iterator[HintProblem]:
    if not text.strip():
        yield HintProblem("missing", "", "Give this entry a label: the words of the link.")


def _nameless(text: str) -> Iterator[HintProblem]:
    if found := NAMELESS.fullmatch(text):
        yield HintProblem(
            "nameless",
            found[0].strip(),
            f"“{found[0].strip()}” does not say where the link goes. Name the page: many people"
            " go through a list of links without the words around them.",
        )


def _names_a_picture(text: str) -> Iterator[HintProblem]:
    if found := PICTURES.search(text):
        yield HintProblem(
            "picture",
            found[0],
            "Name the page the link goes to, not the picture it shows. Remove"
            f" “{found[0].strip()}”.",
        )


def _too_long(text: str, longest: int) -> Iterator[HintProblem]:
    if len(text.strip()) > longest:
        yield HintProblem(
            "too-long",
            text.strip()[longest:],
            f"This is {len(text.strip())} characters long; the limit is {longest}. Shorten it.",
        )
