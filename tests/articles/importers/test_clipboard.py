"""HTML as programs put it on the clipboard, in shapes written for these tests, and its Markdown."""

import pytest

from articles.importers.html import fragment
from articles.importers.html.fragment import read_fragment
from articles.importers.records import UnreadablePage

WORD_HEAD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator'
    ' content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0in} --></style></head>'
    "<body lang=EN-US><!--StartFragment-->"
)
WORD_TAIL = "<!--EndFragment--></body></html>"


def word(content, after=""):
    return f"{WORD_HEAD}{content}<!--EndFragment-->{after}</body></html>"


def word_item(label, words, *, listed="l0", level=1, font="Symbol"):
    return (
        f"<p class=MsoListParagraph style='margin-left:{level * 0.5}in;text-indent:-.25in;"
        f"mso-list:{listed} level{level} lfo1'><![if !supportLists]><span"
        f" style='font-family:{font}'>"
        f"<span style='mso-list:Ignore'>{label}<span style='font:7.0pt \"Times New Roman\"'>"
        f"&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>{words}<o:p></o:p></p>"
    )


def online_item(kind, words, *, level=1, place=1):
    return (
        f'<div class="ListContainerWrapper SCXW1"><{kind} class="BulletListStyle1" role="list">'
        f'<li data-leveltext="" data-listid="3" data-aria-level="{level}"'
        f' data-aria-posinset="{place}" role="listitem"><p class="Paragraph">'
        f'<span class="TextRun"><span class="NormalTextRun">{words}</span></span></p></li>'
        f"</{kind}></div>"
    )


def docs(content):
    return (
        '<meta charset=\'utf-8\'><b style="font-weight:normal;" id="docs-internal-guid-4f">'
        f'{content}</b><br class="Apple-interchange-newline">'
    )


def docs_run(words, *, weight=400, slant="normal", more=""):
    return (
        f'<span style="font-size:11pt;font-family:Arial;font-weight:{weight};'
        f'font-style:{slant};{more}white-space:pre-wrap;">{words}</span>'
    )


SAFE_LINK = (
    "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fms&amp;data=05"
)
CLIPBOARDS = {
    "Word: a heading and a bulleted list on two levels": (
        word(
            "<h2>Heat and MS<o:p></o:p></h2>"
            + word_item("·", "Cold water")
            + word_item("o", "with <b>ice</b>", level=2, font='"Courier New"')
            + word_item("·", "A fan")
        ),
        "## Heat and MS\n\n- Cold water\n  - with **ice**\n- A fan",
    ),
    "Word: a numbered list that goes on after another": (
        word(word_item("3.", "Call us", listed="l1") + word_item("4.", "Rest", listed="l1")),
        "3. Call us\n4. Rest",
    ),
    "Word for Mac: classes alone name the list": (
        word(
            "<p class=MsoListParagraphCxSpFirst><span style='font-family:Symbol'>·<span>&nbsp;"
            "&nbsp; </span></span>Your card</p><p class=MsoListParagraphCxSpLast>"
            "<span style='font-family:Symbol'>·<span>&nbsp;&nbsp; </span></span>Water</p>"
        ),
        "- Your card\n- Water",
    ),
    "Word: changes that are tracked, and a comment": (
        word(
            '<p class=MsoNormal>Take <del cite="mailto:Lee" datetime="2026-01-05T10:00">two</del>'
            '<ins cite="mailto:Lee" datetime="2026-01-05T10:00">one</ins> tablet.<span'
            " class=MsoCommentReference><a style='mso-comment-reference:L_1' href=\"#_msocom_1\">"
            "[L1]</a></span></p>",
            "<div style='mso-element:comment-list'><hr class=msocomoff><div"
            " style='mso-element:comment'><p class=MsoCommentText>Is that right?</p></div></div>",
        ),
        "Take one tablet.",
    ),
    "Word: a footnote": (
        word(
            "<p class=MsoNormal>Take it with food<a style='mso-footnote-id:ftn1' href=\"#_ftn1\""
            ' name="_ftnref1"><span class=MsoFootnoteReference><![if !supportFootnotes]>[1]'
            "<![endif]></span></a>.</p>",
            "<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr"
            " align=left size=1 width=\"33%\"><![endif]><div style='mso-element:footnote' id=ftn1>"
            "<p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href=\"#_ftnref1\""
            ' name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> Or with <i>milk</i>.'
            "</p></div></div>",
        ),
        "Take it with food[^footnote-1].\n\n[^footnote-1]: Or with *milk*.",
    ),
    "Word: raised and lowered figures": (
        word("<p class=MsoNormal><b>Above</b> 10<sup>9</sup>/L, with H<sub>2</sub>O.</p>"),
        "**Above** 10<sup>9</sup>/L, with H<sub>2</sub>O.",
    ),
    "Word: a table": (
        word(
            "<table class=MsoTableGrid border=1><thead><tr><td><p class=MsoNormal><b>Day</b></p>"
            "</td><td><p class=MsoNormal><b>Dose</b></p></td></tr></thead><tr><td><p"
            " class=MsoNormal>1</p></td><td><p class=MsoNormal>5 mg</p></td></tr></table>"
        ),
        "| **Day** | **Dose** |\n| --- | --- |\n| 1 | 5 mg |",
    ),
    "Word Online: headings by their role": (
        (
            '<div class="OutlineElement"><p role="heading" aria-level="2" class="Paragraph"><span'
            ' class="TextRun"><span class="NormalTextRun">Heat</span></span></p></div><div><p>It is'
            ' <span style="font-weight:bold">hot</span>.</p></div>'
        ),
        "## Heat\n\nIt is **hot**.",
    ),
    "Word Online: a list for each item": (
        online_item("ul", "Cold water")
        + online_item("ul", "with ice", level=2)
        + online_item("ul", "A fan", place=2)
        + "<p>Then:</p>"
        + online_item("ol", "Wash")
        + online_item("ol", "Sit", place=2),
        "- Cold water\n  - with ice\n- A fan\n\nThen:\n\n1. Wash\n2. Sit",
    ),
    "Google Docs: a heading, weights in spans": (
        docs(
            '<h2 dir="ltr">'
            + docs_run("Heat and MS")
            + '</h2><p dir="ltr">'
            + docs_run("Heat ")
            + docs_run("can", weight=700)
            + docs_run(" make it ")
            + docs_run("worse", slant="italic")
            + docs_run(".")
            + "</p>"
        ),
        "## Heat and MS\n\nHeat **can** make it *worse*.",
    ),
    "Google Docs: a list inside a list": (
        docs(
            f'<ul><li dir="ltr" aria-level="1"><p role="presentation">{docs_run("Cold water")}</p>'
            f'</li><ul><li dir="ltr" aria-level="2"><p role="presentation">{docs_run("with ice")}'
            f'</p></li></ul><li dir="ltr" aria-level="1"><p>{docs_run("A fan")}</p></li></ul>'
        ),
        "- Cold water\n  - with ice\n- A fan",
    ),
    "Google Docs: a link by way of a search page, and a lowered figure": (
        docs(
            f'<p dir="ltr">{docs_run("See ")}<a href="https://www.google.com/url?q='
            f'https://example.org/ms&amp;sa=D">{docs_run("the page")}</a>{docs_run(" on H")}'
            f"{docs_run('2', more='vertical-align:sub;')}{docs_run('O.')}</p>"
        ),
        "See [the page](https://example.org/ms) on H<sub>2</sub>O.",
    ),
    "Google Docs: a footnote": (
        docs(
            f'<p>{docs_run("With food")}<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>'
            f"{docs_run('.')}</p>"
        )
        + '<hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a> Or with milk.</p></div>',
        "With food[^footnote-1].\n\n[^footnote-1]: Or with milk.",
    ),
    "Outlook for Windows: Word's shapes, a link that its filter wrapped": (
        word(f'<p class=MsoNormal>See <a href="{SAFE_LINK}">the page</a>.</p>'),
        "See [the page](https://example.org/ms).",
    ),
    "Outlook on the web: a division for each line": (
        (
            '<div class="elementToProof">Dear all,</div><div><br></div><div>See <a'
            f' href="{SAFE_LINK}" originalsrc="https://example.org/ms">the page</a>.</div>'
        ),
        "Dear all,\n\nSee [the page](https://example.org/ms).",
    ),
    "LibreOffice Writer: elements that are not closed": (
        (
            '<!DOCTYPE HTML><html><head><style type="text/css">p { line-height: 115%'
            " }</style></head>"
            '<body lang="en-US" dir="ltr"><h2 class="western">Heat</h2><p>Drink <b>cold</b>'
            " H<sub>2</sub>O.<ul><li><p>Bring a list<li><p>Come early</ul></body></html>"
        ),
        "## Heat\n\nDrink **cold** H<sub>2</sub>O.\n\n- Bring a list\n- Come early",
    ),
    "LibreOffice Writer: a footnote": (
        (
            '<p>With food<a class="sdfootnoteanc" name="sdfootnote1anc"'
            ' href="#sdfootnote1sym"><sup>1'
            '</sup></a>.</p><div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym"'
            ' name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Or with milk.</p></div>'
        ),
        "With food[^footnote-1].\n\n[^footnote-1]: Or with milk.",
    ),
    "Word: an endnote of two paragraphs, after another": (
        word(
            '<p class=MsoNormal>One<a style=\'mso-endnote-id:edn1\' href="#_edn1" name="_ednref1">'
            '[i]</a>, two<a href="#_edn2" name="_ednref2">[ii]</a>.</p>',
            "<div style='mso-element:endnote-list'><hr><div style='mso-element:endnote' id=edn1>"
            '<p class=MsoEndnoteText><a href="#_ednref1" name="_edn1">[i]</a> First.</p></div>'
            "<div style='mso-element:endnote' id=edn2><p class=MsoEndnoteText>"
            '<a href="#_ednref2" name="_edn2">[ii]</a> Second.</p><p>Its end.</p></div></div>',
        ),
        (
            "One[^footnote-1], two[^footnote-2].\n\n[^footnote-1]: First.\n\n"
            "[^footnote-2]: Second.\n\n    Its end."
        ),
    ),
    "a web page: footnotes that lead back with an arrow": (
        (
            '<p>With food<sup id="fnref:1"><a href="#fn:1">1</a></sup>.</p><section><hr><ol>'
            '<li id="fn:1"><p>Or with milk. <a href="#fnref:1">↩</a></p></li></ol></section>'
        ),
        "With food[^footnote-1].\n\n[^footnote-1]: Or with milk.",
    ),
    "OneNote: a paragraph that is bold by its style": (
        "<p style='margin:0in;font-size:11pt;font-weight:bold'>Heat</p><p>It is hot.</p>",
        "**Heat**\n\nIt is hot.",
    ),
    "Apple Pages: the writer of macOS": (
        (
            '<!DOCTYPE html><html><head><meta name="Generator" content="Cocoa HTML Writer"><style>'
            'p.p1 {margin: 0}</style></head><body><p class="p1"><b>Rest</b> often.</p><ul'
            ' class="ul1">'
            '<li class="li1">Cold water</li></ul></body></html>'
        ),
        "**Rest** often.\n\n- Cold water",
    ),
    "Excel: cells": (
        (
            "<html><body><table border=0 cellpadding=0 cellspacing=0 width=128><!--StartFragment-->"
            "<col width=64 span=2><tr height=20><td height=20 class=xl65 width=64>Day</td><td>Dose"
            "</td></tr><tr><td>1</td><td align=right>5"
            " mg</td></tr><!--EndFragment--></table></body>"
            "</html>"
        ),
        "| Day | Dose |\n| --- | --- |\n| 1 | 5 mg |",
    ),
    "a PDF: a line end at each line": (
        (
            "<p>Multiple sclerosis is a disease of the central nervous system, and heat can"
            " make<br>"
            "what it does worse for a while. Cold water, a fan and light clothes help many of<br>"
            "those who live with it.<br>• Drink water<br>• Rest</p>"
        ),
        (
            "Multiple sclerosis is a disease of the central nervous system, and heat can make"
            " what it"
            " does worse for a while. Cold water, a fan and light clothes help many of those who"
            " live"
            " with it.\n\n- Drink water\n- Rest"
        ),
    ),
    "a web page: the first heading, a name and a date are text": (
        (
            '<html><body><!--StartFragment--><h1 style="color: rgb(0, 0, 0)">Fatigue</h1><p'
            ' style="margin: 0">By Jane Doe, MD</p><p>Last updated May 1, 2025</p><p>Rest'
            " helps.</p>"
            "<!--EndFragment--></body></html>"
        ),
        "# Fatigue\n\nBy Jane Doe, MD\n\nLast updated May 1, 2025\n\nRest helps.",
    ),
}


@pytest.mark.parametrize(("html", "markdown"), CLIPBOARDS.values(), ids=CLIPBOARDS.keys())
def test_what_a_program_copies_becomes_markdown(html, markdown):
    assert read_fragment(html).body == markdown


@pytest.mark.parametrize(
    ("address", "bare"),
    [
        (SAFE_LINK.replace("&amp;", "&"), "https://example.org/ms"),
        ("https://www.google.com/url?q=https://example.org/a%3Fb&sa=D", "https://example.org/a?b"),
        ("https://urldefense.com/v3/__https://example.org/ms__;!!a!b$", "https://example.org/ms"),
        (
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__example.org_ms&d=D",
            "https://example.org/ms",
        ),
        ("https://www.google.com/search?q=ms", "https://www.google.com/search?q=ms"),
        (
            "https://example.org/?url=https://example.net/",
            "https://example.org/?url=https://example.net/",
        ),
    ],
)
def test_an_address_is_taken_out_of_what_a_filter_wrapped_around_it(address, bare):
    link = f'<p><a href="{address.replace("&", "&amp;")}">words</a></p>'

    assert read_fragment(link).body == f"[words]({bare})"


@pytest.mark.parametrize(
    ("html", "remark"),
    [
        ('<p>See <img src="data:image/png;base64,AA" alt="x">.</p>', "1 picture was left out"),
        ('<p><img src="a.png"><img src="file:///b.png">x</p>', "2 pictures were left out"),
        ('<p><a href="file:///C:/plan.docx">plan</a></p>', "1 link to files on your own computer"),
        ('<p>one<del cite="x">two</del></p>', "Tracked changes"),
        (
            (
                "<p>a line that is long enough to be taken for one of a paper page, with symp-<br>"
                "toms that are split at its end as they are in many files that people<br>copy</p>"
            ),
            "“symp-toms”",
        ),
    ],
)
def test_what_cannot_come_along_is_said(html, remark):
    assert remark in " ".join(read_fragment(html).remarks)


@pytest.mark.parametrize(
    "html",
    [
        '<p>Words<img src="x" width="1" height="1"></p>',
        '<ul><li role="checkbox"><img src="x" aria-roledescription="checkbox">Words</li></ul>',
        '<p>Words<img src="x" role="presentation"></p>',
    ],
)
def test_what_shows_nothing_is_no_picture_that_was_lost(html):
    assert read_fragment(html).remarks == ()


def test_notes_go_on_from_those_of_the_text():
    html = CLIPBOARDS["Google Docs: a footnote"][0]

    assert read_fragment(html, first_note=4).body.endswith("[^footnote-4]: Or with milk.")


def test_links_that_lead_to_each_other_and_are_no_notes_stay_words():
    html = '<p><a href="#b" id="a">1</a> one</p><p>two <a href="#a" id="b">2</a></p>'

    assert read_fragment(html).body == "1 one\n\ntwo 2"


def test_what_is_nested_too_deeply_is_refused_in_a_sentence():
    with pytest.raises(UnreadablePage, match="nested too deeply"):
        read_fragment("<div>" * 200 + "x")


def test_nothing_of_a_bullet_stays_as_a_sign():
    for html, _ in CLIPBOARDS.values():
        assert "·" not in fragment.read_fragment(html).body
