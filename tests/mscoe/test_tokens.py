"""The colors that the style sheets are made of, computed as WCAG 2.2 says."""

import re
from itertools import product

import pytest
from django.conf import settings

TOKENS = (settings.BASE_DIR / "mscoe/static/mscoe/css/tokens.css").read_text()

GROUNDS = {
    "ink": ["paper", "paper-raised", "paper-sunk", "brand-soft", "urgent-soft", "found"],
    "ink-soft": ["paper", "paper-raised", "paper-sunk", "brand-soft"],
    "link": ["paper", "paper-raised", "paper-sunk", "brand-soft", "urgent-soft"],
    "link-visited": ["paper", "paper-raised", "paper-sunk", "brand-soft"],
    "urgent": ["paper", "paper-raised", "paper-sunk", "urgent-soft"],
    "brand-ink": ["brand"],
    "notice-ink": ["notice"],
}
MARKS = {
    "edge": ["paper", "paper-raised", "paper-sunk"],
    "mark": ["paper-raised", "brand-soft", "notice"],
    "accent": ["brand"],
}


BLOCK = re.compile(r"(?:@media ([^{]+) \{\s+)?:root(\S*) \{(.*?)\n *\}", re.S)
CHOICE = re.compile(r'(:not\()?\[data-([\w-]+)="([\w-]+)"\]')


def colors_where(*conditions, **chosen):
    """The colors in force on a device with these media features, where someone has chosen so."""
    colors = {}
    for query, selector, block in BLOCK.findall(TOKENS):
        holds = [
            (chosen.get(name) == value) != bool(no) for no, name, value in CHOICE.findall(selector)
        ]
        if set(re.findall(r"\(([^)]+)\)", query)) <= set(conditions) and all(holds):
            colors |= re.findall(r"--([\w-]+): (#[0-9a-f]{3,6}|var\(--\w+\));", block)
    return {name: in_force(color, colors) for name, color in colors.items()}


def in_force(color, colors):
    return colors[color[6:-1]] if color.startswith("var(") else color


DARK, MORE = "prefers-color-scheme: dark", "prefers-contrast: more"
SCHEMES = {
    "light": colors_where(),
    "dark": colors_where(DARK),
    "light, more contrast": colors_where(MORE),
    "dark, more contrast": colors_where(MORE, DARK),
}
CHOSEN = {
    "light": colors_where(DARK, scheme="light"),
    "dark": colors_where(scheme="dark"),
    "light, more contrast": colors_where(DARK, scheme="light", contrast="more"),
    "dark, more contrast": colors_where(scheme="dark", contrast="more"),
}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_a_reader_chooses_looks_as_it_does_on_a_device_that_asks_for_it(scheme):
    assert CHOSEN[scheme] == SCHEMES[scheme]


def test_a_choice_and_a_wish_of_the_device_go_together():
    assert colors_where(DARK, contrast="more") == SCHEMES["dark, more contrast"]
    assert colors_where(MORE, scheme="dark") == SCHEMES["dark, more contrast"]
    assert colors_where(MORE, DARK, scheme="light") == SCHEMES["light, more contrast"]


def luminance(color):
    digits = color[1:] if len(color) == 7 else "".join(digit * 2 for digit in color[1:])
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_says():
    assert contrast("#000", "#fff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_the_schemes_are_read_from_the_colors_where():
    assert SCHEMES["light"]["paper"] != SCHEMES["dark"]["paper"]
    assert SCHEMES["light, more contrast"]["ink"] == "#000"
    assert SCHEMES["dark, more contrast"]["ink"] == "#fff"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_has_a_contrast_of_seven_to_one_on_every_ground_it_stands_on(scheme):
    colors = SCHEMES[scheme]
    faint = [
        f"{text} on {ground}: {contrast(colors[text], colors[ground]):.2f}"
        for text, grounds in GROUNDS.items()
        for ground in grounds
        if contrast(colors[text], colors[ground]) < 7
    ]

    assert faint == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_borders_and_marks_have_a_contrast_of_three_to_one(scheme):
    colors = SCHEMES[scheme]
    faint = [
        f"{mark} on {ground}: {contrast(colors[mark], colors[ground]):.2f}"
        for mark, grounds in MARKS.items()
        for ground in grounds
        if contrast(colors[mark], colors[ground]) < 3
    ]

    assert faint == []


@pytest.mark.parametrize(
    ("scheme", "ground"),
    list(product(SCHEMES, ["paper", "paper-raised", "paper-sunk", "brand-soft", "brand"])),
)
def test_one_of_the_two_colors_of_the_focus_ring_shows_on_any_ground(scheme, ground):
    colors = SCHEMES[scheme]
    ring = [colors["focus-inner"], colors["focus-outer"]]

    assert contrast(*ring) >= 4.5
    assert max(contrast(color, colors[ground]) for color in ring) >= 4.5
