"""What each file of other systems must become: one row a file, and how a row is tried.

The files lie beside the project (tests/prove); a few of them in ``incoming/`` here.
"""
# ruff: noqa: E501 (a row is read best on one line)

from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from articles.importers.import_pages import Wishes, files_in, import_files
from articles.markup import render
from articles.models import Article, Image, Publication


@dataclass(frozen=True)
class Row:
    """Expectations on one imported file; ``reported`` are words of the report."""

    title: str = "Fatigue"
    body: str | None = None
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    html: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    language: str = "en"
    address: str | None = None
    is_draft: bool = False
    pictures: int = 0


ONE, TWO = "1. Wash\n2. Sit", "- your card\n- a blanket"
DRAFT = ("It stays a draft, because it is not public on its old site",)
HTML = {
    "h01-cp1252-declared-utf8.html": Row(body="It’s “quoted” – café."),
    "h02-utf8-with-one-stray-byte.html": Row(
        body="It’s “quoted” – café. Dose ≥ 5 mg.\n\nOld “words”", reported=("2 bytes",)
    ),
    "h03-utf16-no-bom.html": Row(body="Words here."),
    "h03b-mac-roman.html": Row(body="It’s “quoted” café"),
    "h04-saved-as-mhtml.mhtml": Row(body="It’s real."),
    "h05-frameset.html": Row(
        "Guide",
        body="- [menu.html](menu.html)\n- [text.html](text.html)",
        is_draft=True,
        reported=("Write a summary",),
    ),
    "h07-lazy-image.html": Row(
        has=("See the ramp.\n\n![A ramp](/media/", "After.\n\n![Ramp again](/media/"), pictures=1
    ),
    "h08-singlefile.html": Row(has=("Words\n\n![A ramp](/media/",), lacks=("data:",), pictures=1),
    "h09-wayback.html": Row(
        body="Rest. See [resting](https://old.example/rest.html) and [cooling](https://old.example/cool.html).\n\nMore words about it all here.",
        reported=("bar of a web archive",),
    ),
    "h10-layout-table-left-nav.html": Row(
        body="Fatigue is common. Rest in the *afternoon*.\n\n- cool down\n- plan\n\nCall us.",
        reported=("menu: Home About MS Contact",),
    ),
    "h12-hidden.html": Row(
        body="Shown.", reported=("OLD DOSE 40 mg, withdrawn 2012.", "Draft words.", "Ghost.")
    ),
    "h14-word-filtered-html.html": Row(
        body="Bring:\n\n- your card\n- water\n\nSteps:\n\n1. Wash\n2. Sit"
    ),
    "h15-font-heads.html": Row(body="Words.\n\n## Causes\n\nHeat.", reported=("“Causes”",)),
    "h18-sup-link.html": Row(
        html=(
            "25<sup>3</sup> mg",
            "10<sup><a",
            "m<sup>2</sup>",
            "10<sup>9</sup>/L",
            "H<sub>2</sub>O",
        ),
        lacks=("253", "20194"),
        reported=("may mark a note",),
    ),
    "h22-noscript-content.html": Row(
        body="All the words of this page are here for people without scripts."
    ),
    "h24-h1-site-name-h2-title.html": Row(body="Words about fatigue here.\n\n### Causes\n\nHeat."),
    "h25-links.html": Row(
        has=(
            "[1-800-555-0100](tel:1-800-555-0100)",
            "(mailto:a@example.org?subject=Hello%20there)",
            "[text 988](sms:988)",
            "(x%20y.pdf)",
            "(page.htm#part)",
            "(//cdn.example/a)",
            "<https://old.example/a_(b)?q=1&r=2%7C3>",
            "(https://ex.org/%E2%80%9Cx)",
        ),
        lacks=("javascript", "file:"),
        reported=("Open (javascript:void(0))", "Dose sheet (file:///C:/Users/x/Dose.doc)"),
    ),
    "h26-double-entities.html": Row(
        html=("Fish &amp;amp; chips", "AT&amp;T 5 &lt; 6 R&amp;D© – zero ’s infusion"),
        lacks=("\u00ad", "\u200b"),
    ),
    "h27-first-row-is-data.html": Row(
        html=("<td>Monday</td>\n<td>9 to 5</td>",),
        has=("| **Drug** | **Dose** |\n| --- | --- |\n| A | 5 \\| 10 mg |",),
        reported=("The table that starts with “Monday” has no header row",),
        is_draft=True,
    ),
    "h31-list-numbers.html": Row(
        has=("4. four", "seven", "8. eight", "a) a", "2. two\n1. one", "1) one\n\nWait.\n\n2. two"),
        html=('value="7"', 'type="a"', "reversed"),
    ),
    "h32-math-svg.html": Row(
        has=("Dose x=5 mg", "[PDF](dose.pdf)", "[a.pdf](a.pdf)"),
        reported=("words of a drawing: Label",),
    ),
    "h38-german.html": Row(
        "Müdigkeit", has=("Die Müdigkeit ist häufig", "{lang=de}"), reported=("German",)
    ),
    "h39-nbsp-soft.html": Row(
        has=("10 mg of interferon-beta and é and",), lacks=("\u00ad", "\u200b", "\u202e")
    ),
    "h40-details-tabs.html": Row(
        has=("Causes", "Help", "Heat.", "Cool down.", "What helps?", "Naps help.")
    ),
    "h41-sharepoint.html": Row(body="Rest.\n\n**Heat**"),
    "h42-dmy-date.html": Row(
        body="Words.\n\nReviewed 13/04/2021",
        reported=("date that can be read in two ways: Last updated: 03/04/2021",),
    ),
    "h43-question-form.html": Row(
        has=("Answer:", "1\\. Are you tired?", "Yes", "No", "Name", "Never, Often")
    ),
    "h44-same-words-resources.html": Row(
        body="Text.\n\n## Resources\n\n- [A guide](https://a.example/) - read before your visit. Do not stop taking your medicine.\n\nMore."
    ),
    "h45-comments-and-menu-names.html": Row(
        has=(
            "Menu for a low-fat week",
            "Monday: soup. Tuesday: fish and rice.",
            "Medicine overlay text that is short.",
            "Share your feelings with somebody you trust",
        )
    ),
    "h46-attention-real.html": Row(
        has=(
            "Screen reader users can press Enter on the chart",
            "Email",
            "Our site uses words.",
            "to remember your text size",
            "read them first before taking any drug.",
            "links about alcohol and MS drugs are important",
        )
    ),
    "h47-linked-picture-and-caption.html": Row(
        has=("[![Map of the clinic](/media/", "](https://old.example/map)"), pictures=1
    ),
    "s01-entities-shy.html": Row(
        "Shy test page", has=("The zantheliumdrug helps. Also quorbital",)
    ),
    "u00-slug.html": Row("Mệt mỏi – Điều trị", address="/incoming/met-moi-dieu-tri/"),
    "u01-slug.html": Row("Müdigkeit & Straße", address="/incoming/mudigkeit-strasse/"),
    "u02-slug.html": Row(
        "日本語の頁", address="", is_draft=True, reported=("No address can be made from the title",)
    ),
    "u03-slug.html": Row("¿Qué es la EM?", address="/incoming/que-es-la-em/"),
    "u04-slug.html": Row("C++ / “quotes” … 100%", address="/incoming/c-quotes-100/"),
    "u05-slug.html": Row(
        "حالة", address="", is_draft=True, reported=("No address can be made from the title",)
    ),
}
MARKDOWN = {
    "m01-hugo-toml.md": Row(
        "Heat and MS", body="Cool down.", is_draft=True, reported=("draft: True", *DRAFT)
    ),
    "m02-jekyll-liquid.md": Row(
        "Heat: and MS",
        has=("[cooling](/cool/)", "Text with attributes.", "[why](#causes)"),
        lacks=("{", "include"),
        is_draft=True,
        reported=("published: false", "{% include nav.html %}", *DRAFT),
    ),
    "m04-yaml-colon.md": Row("Heat: and MS", body="Words here.", reported=("not valid YAML",)),
    "m05-yaml-tab-bom-crlf.md": Row("Heat", body="Words.", reported=("not valid YAML",)),
    "m06-raw-html.md": Row(
        "Heat",
        has=(
            "**Bold** words",
            "[link](https://a.example/x)",
            "H<sub>2</sub>O",
            "**Drug** | 5 mg",
            "Hidden words",
        ),
        lacks=("patient", "<!--"),
        reported=("comment: <!-- secret comment: patient J. D. -->",),
        pictures=1,
    ),
    "m07-drupal-status0.md": Row(
        "Heat", body="Words.", is_draft=True, reported=("status: 0", *DRAFT)
    ),
    "m08-title-only-h1-and-setext.md": Row(
        "Heat and MS",
        has=(
            "| a | b |",
            "☐ todo",
            "☑ done",
            "Term\n: Meaning",
            "1986\\. A year.",
            "indented code",
        ),
    ),
    "m09-yaml-date-future.md": Row(
        "Heat", body="Words.", is_draft=True, reported=("May 3, 2031 is in the future", *DRAFT)
    ),
    "m10-yaml-dup-norway.md": Row(
        "No", has=("Ord.",), reported=("The page is in the language “no”",)
    ),
    "m11-obsidian-wikilinks.md": Row(
        "Heat",
        has=("See cool down and", "marked", "**Warning: Stop**", "the drug"),
        lacks=("[[", "==", "%%", "hidden"),
        reported=("%%hidden comment%%", "Cooling"),
        pictures=1,
        is_draft=True,
    ),
    "m12-hugo-emoji-tables-smart.md": Row(
        "Heat",
        html=("≥ 5 mg",),
        has=('It\'s "quoted" -- a dash...',),
        reported=(":smile:", "$$x^2$$"),
    ),
}
WORD = {
    "p01-python-docx-styles.docx": Row(
        "Before your infusion",
        has=("- card\n- water\n  - still", "1. Wash", "2. Sit", "*not*", "> q"),
        is_draft=True,
        reported=("This table has no header cells",),
    ),
    "w01-list-paragraph-style.docx": Row(
        "Before your infusion", has=(TWO, "- water", ONE, "3. Call")
    ),
    "w01b-list-without-style.docx": Row("Before your infusion", has=(TWO, ONE)),
    "w01c-nested.docx": Row("Plan", has=("1. Morning\n   - Tablet A\n   - Tablet B\n2. Evening",)),
    "w01f-author-custom-style.docx": Row(
        "Plan", body="- in custom body style\n- two", is_draft=True, reported=("Write a summary",)
    ),
    "w02-list-continues.docx": Row(
        "Dose steps", body="1. Draw up\n2. Warm\n\nWait ten minutes.\n\n3. Inject\n4. Record"
    ),
    "w02d-letters-romans.docx": Row(
        "Criteria", html=('<ol type="a"', '<ol type="I"'), has=("See criterion b.",)
    ),
    "w03-style-based-on-heading.docx": Row(
        "Living with MS", has=("## Fatigue", "## Heat", "- Bulleted by style")
    ),
    "w04-textbox-drawingml-only.docx": Row(
        "Warning signs", body="Before.\n\nCall 911 if you cannot breathe.\n\nAfter."
    ),
    "w04b-textbox-with-fallback.docx": Row(
        "Warning signs", body="Before.\n\nCall 911 if you cannot breathe.\n\nAfter."
    ),
    "w06-cell-in-content-control.docx": Row(
        "Doses",
        body="| Drug | Dose | Day |\n| --- | --- | --- |\n| A | 10 mg | 1 |\n| B | 20 mg | 2 |",
        is_draft=True,
        reported=("Write a summary",),
    ),
    "w06b-row-in-content-control.docx": Row(
        "Doses", has=("| A | 10 mg |",), is_draft=True, reported=("Write a summary",)
    ),
    "w06c-checkbox-control.docx": Row("Checklist", body="☑ Vaccines done"),
    "w06d-dropdown-placeholder.docx": Row(
        "Form", body="Clinic:\n\nEnd.", reported=("Click or tap here to enter text.",)
    ),
    "w07-merged-rows.docx": Row(
        "Tests",
        body="| Drug | Test |\n| --- | --- |\n| A | Blood |\n| A | Eyes |",
        is_draft=True,
        reported=("Write a summary",),
    ),
    "w08-symbol-font.docx": Row(
        "Limits", has=("Platelets ≥ 100 and dose µg; ✓ done; up ↑", "µg is micrograms", "≤ 5 mg")
    ),
    "w09-hand-list.docx": Row("Bring", body="- card\n- water\n\n1. Wash\n2. Sit\n\n- dash"),
    "w10-hidden-text.docx": Row(
        "Notes", body="Public words.", reported=("INTERNAL: patient J. D. called twice.",)
    ),
    "w10d-white-text.docx": Row("Notes", body="white text on white", reported=("White text",)),
    "w11-all-caps-small-caps.docx": Row(
        "Notes",
        body="do not take with warfarin\n\nUnderlined warning",
        reported=("only formatted in capitals",),
    ),
    "w12-tracked-move-delete-para.docx": Row(
        "Dose", has=("Take 10 mg.", "Middle.\n\nMoved sentence.", "| Kept | row |")
    ),
    "w13-rtl.docx": Row(
        "عنوان",
        has=("هذا نص عربي", "English again"),
        html=('lang="ar"', 'dir="rtl"'),
        address="",
        is_draft=True,
    ),
    "w14-lang-mark.docx": Row("Clinic", body="We say [¿Cómo está usted hoy?]{lang=es}"),
    "w15-bookmark-crossref.docx": Row(
        "Dosing", has=("See [Table 2](#side-effects) and Side effects.",)
    ),
    "w16-toc.docx": Row("Guide", has=("# Fatigue", "Rest.")),
    "w17-equation.docx": Row(
        "Clearance", body="Dose = a+b mg", reported=("A formula was written",)
    ),
    "w18-nobreak-hyphen-nbsp.docx": Row("Phone", has=("555‑0100 10 mg",)),
    "w19-two-titles.docx": Row(has=("# Causes", "# Help")),
    "w20-disclaimer-words.docx": Row(
        "Sharing", body="See also our disclaimer.", reported=("Share this page", "Print", "Email")
    ),
    "w21-first-lines-are-people.docx": Row(body="Text about fatigue."),
    "w22-linebreaks-page-break.docx": Row("Address", body="Clinic\\\nStreet 1\\\nTown"),
    "w23-picture-embed-points-outside.docx": Row(
        "Ramp", body="All the words of a long document.", reported=("was left out",)
    ),
    "w23b-picture-link.docx": Row("Ramp", body="Words.", reported=("was left out",)),
    "w24-word-online-document2.docx": Row("Ramp", body="Words."),
    "w25-only-textbox.docx": Row("W25 only textbox", body="Call 911 if you cannot breathe."),
    "w26-emphasis-style.docx": Row(
        "E", body="Do *not* stop. **Call** 10<sup>6</sup> or m<sup>2</sup>"
    ),
    "w27-footnotes.docx": Row(
        has=(
            "Take 25[^footnote-2] mg. Again[^footnote-2]",
            "[^footnote-2]: First para.",
            "bullet in note",
        ),
        lacks=("<sup>",),
    ),
    "w27b-footnote-in-title.docx": Row(
        has=("## Causes[^footnote-4]", "[^footnote-3]: In title."), address="/incoming/fatigue/"
    ),
    "w28-french.docx": Row(
        "La fatigue", has=("La fatigue est un symptôme", "{lang=fr}"), reported=("French",)
    ),
    "w30-pages-heading-style.docx": Row(body="Words.\n\n## Causes\n\nHeat."),
    "w31-linked-image.docx": Row(
        "Ramp", has=("[![A ramp](/media/", "](https://old.example/map)"), pictures=1
    ),
    "w32-raised-by-position.docx": Row(
        "Counts", body="Below 10<sup>9</sup>/L call us; H<sub>2</sub>O"
    ),
    "w33-google-docs-footnote.docx": Row(
        "Dose", body="Take 25[^footnote-0] mg.\n\n[^footnote-0]: See the leaflet."
    ),
}
ROWS = {**HTML, **MARKDOWN, **WORD}


def try_row(path: Path, row: Row, *, section) -> None:
    """Import one file and publish it, as the command does, and hold it to its row."""
    wishes = Wishes(section=section, publish=True)
    [outcome] = import_files(files_in([path]), wishes=wishes, base_url="", site_names=())
    report = [outcome.sentence, *outcome.remarks]
    report += [f"{kind}: {text}" for kind, texts in outcome.left_out.items() for text in texts]
    assert outcome.status == "created", report
    article = Article.objects.get()
    html = render(article.body).html
    assert (article.title, article.language) == (row.title, row.language)
    if row.body is not None:
        assert article.body.strip() == row.body
    assert [words for words in row.has if words not in article.body] == [], article.body
    assert [words for words in row.lacks if words in article.body] == [], article.body
    assert [words for words in row.html if words not in html] == [], html
    assert [words for words in row.reported if not any(words in each for each in report)] == [], (
        report
    )
    assert row.address is None or article.path == row.address
    is_live = Publication.objects.live(at=timezone.now()).exists()
    assert is_live is not row.is_draft, report
    assert len({use.address for use in pictures_of(article)}) == row.pictures


def pictures_of(article: Article):
    return [image for image in Image.objects.all() if image.address in article.body]
