"""Whether a word stands by itself, in a compound or in a name."""

import pytest

from articles.markup.proper_names import Use, use_at

KNOWN = frozenset({"MS", "MRI", "VA", "HSCT", "DMT"})


def use_of(text, word="MS", known=KNOWN):
    start = text.index(word)
    return use_at(text, start, start + len(word), known)


@pytest.mark.parametrize(
    "text",
    [
        "MS",
        "MS is a disease.",
        "Living with MS.",
        "The MS clinic",
        "Does MS hurt?",
        "Untreated MS gets worse.",
        "It helps. Pediatric MS is rare.",
        "(MS)",
        "“MS”",
        "about “Untreated MS gets worse”",
        "MS: what it is",
        "MS, MRI and more",
        "MS—the disease",
        "MS (Multiple sclerosis)",
        "It is MS. Symptoms vary.",
        "I asked whether MS I have is mild",
        "Rosa’s MS began early",
        "an MRI for MS",
        "MS DMTs slow it",
        "an MRI MS protocol",
        "We treat MS. The National Center helps.",
        "see Boston, MS clinic",
        "a line\nMS",
        "Tabla: EM y MS",
    ],
)
def test_a_word_of_its_own(text):
    assert use_of(text) is Use.WORD


@pytest.mark.parametrize(
    "text",
    [
        "The National MS Society helps.",
        "National MS Society",
        "the MS Center of Excellence",
        "an MS\u00a0Society",
        "at VA MS Center",
        "MS Centers of Excellence",
        "the Consortium of MS Centers",
        "the Kurtzke MS clinic",
        "BEAT-MS",
        "the BEAT-MS trial",
        "the BEAT MS trial",
        "MS-SMART",
        "MS PATHS",
        "ms.example.org/MS",
        "write to MS@example.org",
        "see MS.pdf",
        "HLA-MS",
        "MS2023",
        "RE:MS_final",
        "MS&Me",
        "/MS/",
        "Sociedad Española MS",
        "the Rocky Mountain MS Center’s team",
    ],
)
def test_part_of_a_name_or_an_address(text):
    assert use_of(text) is Use.NAME


@pytest.mark.parametrize(
    "text",
    ["MS-related fatigue", "non-MS causes", "MS’s course", "MRI/MS", "pre-MS-like", "MS–related"],
)
def test_joined_to_ordinary_words(text):
    assert use_of(text) is Use.COMPOUND


def test_an_abbreviation_beside_a_name_is_part_of_it():
    assert use_of("at VA Boston", "VA") is Use.NAME
    assert use_of("the VA MS Center", "VA") is Use.NAME
    assert use_of("the VA pays", "VA") is Use.WORD
