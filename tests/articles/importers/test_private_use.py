"""No importer lets a character of private use in: a sign or a mark is in its place."""

import pytest

from articles.importers.html.pages import read_html
from articles.importers.markdown.pages import read_markdown
from articles.importers.private_use import without_private_use
from articles.importers.symbol_fonts import PRIVATE
from articles.importers.text.pages import read_text

WORDS = "The clinic is open for all of you. \uf0a3 5 mg, \uf0fc done, \ue123 \U000f0001 \uf8ff."
SHOWN = "The clinic is open for all of you. ≤ 5 mg, ✓ done, [?] [?] [?]."
MARKDOWN = (
    "The clinic is open for all of you. &#xF0A3; 5 mg, &#61692; done, &#xE123; &#983041; \uf8ff."
)


def all_words(page):
    fields = (page.title, page.summary, page.body, page.short_title)
    return " ".join([*fields, *(image.alternative_text for image in page.images)])


@pytest.mark.parametrize(
    "page",
    [
        read_html(f"<html lang=en><main><h1>T \ue000</h1><p>{WORDS}</p></main>"),
        read_html(
            f"<html lang=en><head><title>T \ue000</title><meta name=description content='\ue000'>"
            f"</head><main><p>{WORDS}</p></main>"
        ),
        read_markdown(f"---\ntitle: T \ue000\nlang: en\nsummary: \ue000\n---\n\n{WORDS}\n"),
        read_markdown(f"---\ntitle: T &#xE000;\nlang: en\n---\n\n{MARKDOWN}\n"),
        read_text(f"T \ue000\n\n{WORDS}\n"),
    ],
    ids=["HTML", "HTML head", "Markdown", "references", "text"],
)
def test_no_way_in_lets_one_through_and_each_is_reported(page):
    assert not PRIVATE.search(all_words(page))
    assert SHOWN in page.body
    assert any("(number F0A3) was read as “≤”" in said for said in page.remarks)
    assert any("(number E123) is unknown" in said for said in page.remarks)


def test_a_description_of_a_picture_holds_none(tmp_path):
    (tmp_path / "a.png").write_bytes(b"x")

    page = read_html(
        "<html lang=en><main><h1>T</h1><p>Words.</p><img src=a.png alt='\uf0b3 5'></main>",
        find_image=lambda address: tmp_path / address,
    )

    assert [image.alternative_text for image in page.images] == ["≥ 5"]


def test_words_without_any_are_untouched():
    assert without_private_use("≥ 5 µg, 10⁹/L") == ("≥ 5 µg, 10⁹/L", [])
