"""A page on paper: printed by Chromium, and read back."""

import io

import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

# Each begins with a line that must not be the last on a sheet. {n} tells copies from each other.
NOT_PARTED = {
    "a heading and its text": "###### Stays {n}\n\nwith this. " + "And more words. " * 20,
    "a heading and a list": "## Stays {n}\n\n- with this\n- and this",
    "a heading and a table": "## Stays {n}\n\n| With this | B |\n|---|---|\n| a | b |\n| c | d |",
    "two headings and text": "## Stays {n}\n\n### Stays as well {n}\n\nwith this.",
    "a caption and its table": "Table: Stays {n}\n\n| With | B |\n|---|---|\n| a | b |\n| c | d |",
    "a term and its meaning": "Stays {n}\n: with this. " + "And more words. " * 20,
    "a heading and a notice": "## Stays {n}\n\n::: warning\nWith this. " + "Words. " * 30 + "\n:::",
}
LINES_BETWEEN = (*range(1, 14), *range(1, 14))


def sheets(page):
    """The lines of each sheet, without what stands in the margins."""
    printed = PdfReader(io.BytesIO(page.pdf(format="Letter")))
    return [
        [line for line in sheet.extract_text().splitlines() if line.strip()]
        for sheet in printed.pages
    ]


@pytest.mark.parametrize("source", NOT_PARTED.values(), ids=NOT_PARTED)
def test_no_sheet_ends_with_a_line_that_belongs_to_the_next(source, page):
    blocks = (
        "- x\n" * lines + "\n" + source.format(n=number)
        for number, lines in enumerate(LINES_BETWEEN)
    )
    page.goto(factories.live_article(body="\n\n".join(blocks)).path)

    printed = sheets(page)

    assert len(printed) > 5
    assert sum("Stays" in line for lines in printed for line in lines) >= len(LINES_BETWEEN)
    assert [lines[-1] for lines in printed if "Stays" in lines[-1]] == []


@pytest.mark.parametrize("has_scripts", [True, False])
def test_links_within_the_site_show_their_whole_address(has_scripts, open_page, settings):
    settings.SITE_ADDRESS = "https://ms.example.org"
    body = (
        "See [a short page](/treatments/short/#doses), [below](#x) and [us](https://example.com/)."
    )
    page = open_page(java_script_enabled=has_scripts)
    page.goto(factories.live_article(body=body).path)

    words = "".join(line for lines in sheets(page) for line in lines).replace(" ", "")

    assert "ashortpage<https://ms.example.org/treatments/short/#doses>,below" in words
    assert "us<https://example.com/>" in words


def test_a_printed_page_keeps_the_language_of_its_passages(page):
    body = "Say [buenos días]{lang=es}.\n\n[Buenos días a todos.]{lang=es}\n\n- [Adiós]{lang=fr}"
    page.goto(factories.live_article(body=body).path)

    printed = PdfReader(io.BytesIO(page.pdf(format="Letter", tagged=True)))

    assert languages(printed.trailer["/Root"]) == {"en", "es", "fr"}


def languages(catalog):
    """Every language that the document, or an element of its structure, names."""
    found, waiting = {catalog.get("/Lang")}, [catalog["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop()
        if isinstance(element, IndirectObject):
            waiting.append(element.get_object())
        elif isinstance(element, list):
            waiting += element
        elif isinstance(element, dict):
            found.add(element.get("/Lang"))
            waiting.append(element.get("/K", []))
    return {str(lang).split("-")[0] for lang in found if lang}
