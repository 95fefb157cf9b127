"""Word documents and saved pages that went wrong elsewhere, each as it must come in.

They lie in the folder ../shared; the kinds they stand for are tested without it.
"""

import pytest

from articles.importers.reading import read_page
from articles.importers.symbol_fonts import PRIVATE
from mscoe.environment import ROOT

INCOMING = ROOT.parent / "shared" / "cases" / "incoming"
pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(not INCOMING.is_dir(), reason="There is no folder ../shared."),
]
# File → (words on the page, words that must not be on it, words of the report).
DOCUMENTS = {
    "w04-textbox-drawingml-only": (
        ["Before.\n\nCall 911 if you cannot breathe.\n\nAfter."],
        [],
        [],
    ),
    "w04b-textbox-with-fallback": (
        ["Before.\n\nCall 911 if you cannot breathe.\n\nAfter."],
        [],
        [],
    ),
    "w06-cell-in-content-control": (["| A | 10 mg | 1 |\n| B | 20 mg | 2 |"], [], []),
    "w06b-row-in-content-control": (["| A | 10 mg |"], [], []),
    "w06c-checkbox-control": (["☑ Vaccines done"], [], []),
    "w06d-dropdown-placeholder": (["Clinic:\n\nEnd."], ["Click or tap"], ["Click or tap here"]),
    "w07-merged-rows": (["| Drug | Test |\n| --- | --- |\n| A | Blood |\n| A | Eyes |"], [], []),
    "w08-symbol-font": (
        ["Platelets ≥ 100 and dose µg; ✓ done; up ↑", "µg is micrograms", "≤ 5 mg"],
        ["\nmg"],
        [],
    ),
    "w10-hidden-text": (["Public words."], ["INTERNAL"], ["INTERNAL: patient J. D. called twice."]),
    "w10d-white-text": ([], ["webhidden"], ["“white text on white”", "webhidden"]),
    "w11-all-caps-small-caps": (["do not take with warfarin"], [], ["“do not take with warfarin”"]),
    "w12-tracked-move-delete-para": (
        ["Take 10 mg.\n\nMiddle.\n\nMoved sentence.", "| Kept | row |"],
        ["20", "Deleted row"],
        ["Tracked changes"],
    ),
    "w13-rtl": (["{lang=ar}", "English again"], [], []),
    "w14-lang-mark": (["We say [¿Cómo está usted hoy?]{lang=es}"], [], []),
    "w15-bookmark-crossref": (["[Table 2](#side-effects) and Side effects."], [], []),
    "w16-toc": (["Rest."], [], []),
    "w17-equation": (["Dose = a+b mg"], [], ["“a+b”"]),
    "w18-nobreak-hyphen-nbsp": (["555\u20110100"], ["\u00ad"], []),
    "w22-linebreaks-page-break": (["Clinic\\\nStreet 1\\\nTown"], [], []),
    "w23-picture-embed-points-outside": (
        ["All the words of a long document."],
        ["!["],
        ["Picture 1 (“A ramp”)", "https://old.example/pic.png"],
    ),
    "w23b-picture-link": (["Words."], ["!["], ["https://old.example/pic.png"]),
    "w24-word-online-document2": (["Words."], [], []),
    "w25-only-textbox": (["Call 911 if you cannot breathe."], [], []),
    "w26-emphasis-style": (["Do *not* stop. **Call** 10<sup>6</sup>"], [], []),
    "w27-footnotes": (
        ["Take 25[^footnote-2] mg. Again[^footnote-2]", "[^footnote-3]: In title."],
        ["<sup>"],
        ["The note on the title"],
    ),
    "w27b-footnote-in-title": (["## Causes[^footnote-4]"], ["# Fatigue"], []),
    "w28-french": (["La fatigue est un symptôme fréquent"], [], []),
    "w30-pages-heading-style": (["## Causes"], [], []),
    "w31-linked-image": (["[![A ramp](picture-1)](https://old.example/map)"], [], []),
    "w33-google-docs-footnote": (["Take 25[^footnote-0] mg."], ["<sup>"], []),
}
LANGUAGES = {"w13-rtl": "ar", "w28-french": "fr", "w14-lang-mark": "en"}
PAGES = {
    "h12-hidden": (["Shown."], ["40 mg", "Draft", "ghost", "Ghost", "Jump"], ["OLD DOSE 40 mg"]),
    "h40-details-tabs": (["Heat.", "Cool down.", "Naps help."], [], []),
    "h38-german": (["Die Müdigkeit ist häufig"], [], []),
}


def said_of(page):
    return "\n".join([*page.remarks, *(piece.text for piece in page.boilerplate)])


def check(page, on_page, not_on_page, in_report):
    assert [words for words in on_page if words not in page.body] == []
    assert [words for words in not_on_page if words in page.title + page.body] == []
    assert [words for words in in_report if words not in said_of(page)] == []
    assert not PRIVATE.search(page.title + page.body)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_word_document_comes_in_as_it_must(name, tmp_path):
    page = read_page(INCOMING / f"{name}.docx", workplace=tmp_path)

    check(page, *DOCUMENTS[name])
    assert page.language == LANGUAGES.get(name, "en")
    assert "footnote" not in page.title


@pytest.mark.parametrize("name", PAGES)
def test_a_saved_page_hides_what_it_hid_and_tells_its_language(name):
    page = read_page(INCOMING / f"{name}.html")

    check(page, *PAGES[name])
    assert page.language == ("de" if name == "h38-german" else "en")
