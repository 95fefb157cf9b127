from datetime import date
from pathlib import Path

import pytest

from articles.importers.html.pages import read_html
from articles.importers.records import (
    ImportedImage,
    ImportedLink,
    ImportedPerson,
    ImportedResource,
    UnreadablePage,
)
from articles.markup import render

PROSE = "Fatigue is common in multiple sclerosis, and there is much that helps against it."


def page_with(main, *, head="", around=("", ""), lang="en"):
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>Rest | Example Center</title>'
        f"{head}</head><body>{around[0]}<main><h1>Rest</h1>{main}</main>{around[1]}</body></html>"
    )


def body_of(main, **given):
    return read_html(page_with(main), **given).body


CONVERSIONS = {
    "<p>One<br>two</p>": "One\\\ntwo",
    "<p>One<br><br>two</p>": "One\n\ntwo",
    "<p> spaced \n out </p>": "spaced out",
    "loose <b>words</b><p>and a paragraph</p>more": "loose **words**\n\nand a paragraph\n\nmore",
    "<p><b>Note:</b>If so</p>": "**Note**:If so",
    "<p><b>Both</b><b> parts</b></p>": "**Both** **parts**",
    "<p><strong> </strong>Empty</p>": "Empty",
    "<p><i>a</i><b>b</b></p>": "*a***b**",
    "<p>un<em>believ</em>able</p>": "un*believ*able",
    "<strong><p>One</p><p>Two</p></strong>": "**One**\n\n**Two**",
    "<p><del>old</del> <code>a*b</code></p>": "~~old~~ `a*b`",
    "<p>10<sup>9</sup> H<sub>2</sub>O</p>": "10<sup>9</sup> H<sub>2</sub>O",
    "<p>He said <q>rest</q></p>": "He said “rest”",
    "<p>1. Not a list</p>": "1\\. Not a list",
    "<p># Not a heading</p>": "\\# Not a heading",
    "<p>a_b _c_ *d* [e](f) &lt;b&gt; &amp;amp; ![g] p < 0.05</p>": (
        "a_b \\_c\\_ \\*d\\* \\[e](f) \\<b> &amp;amp; \\![g] p < 0.05"
    ),
    "<h2>Two</h2><h4>Four</h4><p>x</p>": "## Two\n\n#### Four\n\nx",
    "<h2> </h2><p>x</p>": "x",
    "<ul><li>One</li><li>Two<ul><li>Inner</li></ul></li></ul>": "- One\n- Two\n  - Inner",
    "<ol start=3><li>One</li><li><p>Two</p></li></ol>": "3. One\n4. Two",
    "<ul><li><p>One</p><p>more</p></li><li>Two</li></ul>": "- One\n\n  more\n\n- Two",
    "<ul><li>One</li></ul><ul><li>Two</li></ul>": "- One\n\n* Two",
    "<ul><li>One</li><ul><li>Inner</li></ul></ul>": "- One\n  - Inner",
    "<blockquote><p>One</p><p>Two</p></blockquote>": "> One\n>\n> Two",
    "<pre>a  b\n  *c*</pre>": "```\na  b\n  *c*\n```",
    "<dl><dt>MS</dt><dd>A disease</dd><dd>Of nerves</dd></dl>": "MS\n: A disease\n: Of nerves",
    "<p>One</p><hr><hr><p>Two</p><hr>": "One\n\n---\n\nTwo",
    "<div><div><p>Deep</p></div></div>": "Deep",
    "<center><font size=2>Old <b>pages</b></font></center>": "Old **pages**",
    '<p>Say <span lang="es">hola</span></p>': "Say [hola]{lang=es}",
    '<div lang="es"><p>Hola</p></div>': "[Hola]{lang=es}",
    '<p><a href="/x" lang="es">Guía</a></p>': "[Guía](/x){lang=es}",
    '<p><abbr title="Multiple sclerosis">MS</abbr></p>': "MS\n\n*[MS]: Multiple sclerosis",
    "<video src='/v.mp4' title='A film'></video><p>x</p>": "[A film](/v.mp4)\n\nx",
    "<details><summary>More</summary><p>Hidden</p></details>": "## More\n\nHidden",
    "<h2>Q</h2><button aria-expanded=false>Why?</button><div hidden>So.</div>": (
        "## Q\n\n### Why?\n\nSo."
    ),
    "<ul><li><button aria-controls=a>Why?</button><div id=a><p>So.</p></div></li></ul>": (
        "## Why?\n\nSo."
    ),
    "<custom-term>word</custom-term> here": "word here",
    "<p>One</p><script>x()</script><style>p{}</style><!-- no -->": "One",
    "<form><label>Tired?</label><select><option>Never<option>Often</select>"
    "<label>Since when?</label><input></form>": "Tired? Never, Often\\\nSince when?",
}


LINKED_WORDS = [
    "A [b]: c",
    "[b](c)",
    "[^1] x",
    "a ] b",
    "a [ b",
    "![x](y)",
    "[b]{lang=es}",
    "](",
    "[a]",
]


@pytest.mark.parametrize("words", LINKED_WORDS)
@pytest.mark.parametrize("mark", ["", ' lang="es"'])
def test_brackets_in_a_links_words_leave_it_a_link(words, mark):
    page = render(body_of(f'<p>See <a href="https://x.example/"{mark}>{words}</a> there.</p>'))

    assert [(link.text, link.address) for link in page.links] == [(words, "https://x.example/")]


@pytest.mark.parametrize("words", LINKED_WORDS)
def test_brackets_in_a_foreign_passage_leave_it_marked(words):
    page = render(body_of(f'<p>Say <span lang="es">{words}</span> now.</p>'))

    assert f'<span lang="es">{words}</span>' in page.html


@pytest.mark.parametrize("html", CONVERSIONS)
def test_html_becomes_clean_markdown(html):
    assert body_of(html) == f"{CONVERSIONS[html]}\n"


TABLES = {
    "<table><caption>Doses</caption><thead><tr><th>Drug</th><th style='text-align:right'>mg</th>"
    "</tr></thead><tbody><tr><td>A|B</td><td align=right>5</td></tr></tbody></table>": (
        "Table: Doses\n\n| Drug | mg |\n| --- | ---: |\n| A\\|B | 5 |"
    ),
    "<table><tr><th>Drug</th><th>Day</th></tr><tr><th>A</th><td>One<p>Two</p></td></tr></table>": (
        "| Drug | Day |\n| --- | --- |\n| **A** | One<br>Two |"
    ),
    "<table><thead><tr><th rowspan=2>Year</th><th colspan=2>Doses</th></tr><tr><th>mg</th>"
    "<th>ml</th></tr></thead><tr><td>1</td><td>2</td><td>3</td></tr></table>": (
        "| Year | Doses: mg | Doses: ml |\n| --- | --- | --- |\n| 1 | 2 | 3 |"
    ),
    "<table><tr><td>a</td><td>b</td></tr><tr><td rowspan=2>c</td><td>d</td></tr>"
    "<tr><td>e</td></tr><tr><td colspan=2>f</td></tr></table>": (
        "|  |  |\n| --- | --- |\n| a | b |\n| c | d |\n| c | e |\n| f |  |"
    ),
    "<table role=none><tr><td><p>One</p></td><td><p>Two</p></td></tr></table>": "One\n\nTwo",
    "<table><tr><td><h2>One</h2></td><td>Two</td></tr></table>": "## One\n\nTwo",
}


@pytest.mark.parametrize("html", TABLES)
def test_tables_of_data_stay_tables_and_others_give_their_words(html):
    assert body_of(html) == f"{TABLES[html]}\n"


LINKS = {
    "/care/": "https://old.example/care/",
    "more.html": "https://old.example/a/more.html",
    "http://localhost:3001/forms/x.pdf": "https://old.example/forms/x.pdf",
    " https://example.org/a b ": "https://example.org/a%20b",
    "mailto:a@example.org": "mailto:a@example.org",
    "tel:+1-555-0100": "tel:+1-555-0100",
}


@pytest.mark.parametrize("address", LINKS)
def test_links_become_absolute(address):
    page = read_html(
        page_with(f'<p><a href="{address}">go</a></p>'), base_url="https://old.example/a/b"
    )

    assert page.links == (ImportedLink(LINKS[address], "go"),)
    assert page.body == f"[go]({LINKS[address]})\n"


@pytest.mark.parametrize(
    "address", ["javascript:x()", "data:text/html,x", "", "https://[", "#nowhere"]
)
def test_links_that_lead_nowhere_safe_leave_their_words(address):
    assert body_of(f'<p><a href="{address}">go</a></p>') == "go\n"


def test_links_to_parts_of_the_page_follow_the_heading_there():
    html = (
        '<p><a href="#s1">one</a> <a href="#two-words">two</a> <a href="#s3">three</a></p>'
        '<h2 id="s1">First: part</h2><p>x</p><h2>Two words</h2><p>x</p>'
        '<a name="s3"></a><h2>Third</h2><p>x</p>'
    )

    assert body_of(html).startswith("[one](#first-part) [two](#two-words) [three](#third)\n")


def test_relative_links_without_a_base_address_are_remarked_upon():
    page = read_html(page_with('<p><a href="/care/">go</a></p>'))

    assert page.remarks == ("1 links need --base-url to point to the old site: /care/",)


def test_what_the_head_says_is_read():
    head = (
        '<meta name="description" content="How to rest">'
        '<meta property="article:published_time" content="2020-06-03T10:00:00Z">'
        '<meta property="article:modified_time" content="2021-01-02">'
        '<link rel="canonical" href="https://old.example/rest">'
    )

    page = read_html(page_with(f"<p>{PROSE}</p>", head=head, lang="es-MX"))

    assert (page.title, page.summary, page.language) == ("Rest", "How to rest", "es")
    assert (page.published_on, page.updated_on) == (date(2020, 6, 3), date(2021, 1, 2))
    assert page.source == "https://old.example/rest"


TITLES = {
    "<h1>Rest</h1>": "Rest",
    "<h1>Example Center</h1><h1>Rest</h1>": "Rest",
    "": "Fatigue",
}


@pytest.mark.parametrize("element", ["section", "article", "header", "figure", "x-card"])
def test_a_page_without_the_tag_of_its_body_keeps_all_words(element):
    html = (
        "<!doctype html><html lang=en><meta charset=utf-8><title>Resting well</title>"
        f"<{element}><h1>Resting well</h1><p>Rest before you are tired.</p></{element}>"
        "<p>It helps many people with MS to plan the day.</p>"
    )

    page = read_html(html)

    assert page.title == "Resting well"
    assert "Rest before you are tired." in page.body
    assert "plan the day" in page.body


@pytest.mark.parametrize("headings", TITLES)
def test_the_title_is_the_heading_that_does_not_name_the_site(headings):
    html = (
        "<html><head><title>Fatigue | Example Center</title>"
        '<meta property="og:site_name" content="Example Center"></head>'
        f"<body><main>{headings}<p>{PROSE}</p></main></body></html>"
    )

    assert read_html(html).title == TITLES[headings]


def test_a_page_without_a_title_is_named_after_its_file_whatever_attributes_it_has():
    page = read_html(
        '<body><main><p data-names="site">MS Center</p><p>Rest early.</p></main></body>',
        name="Fatigue",
    )

    assert (page.title, page.body) == ("Fatigue", "Rest early.\n")


def test_boilerplate_stays_out_of_the_body_and_is_listed():
    html = page_with(
        "<nav><a href=/>Home</a></nav><ol class='breadcrumbs'><li><a href=/>Home</a></li></ol>"
        f"<p>{PROSE}</p><p><a href=#top>Return to top</a></p>"
        "<div class='social-share'><a href=x>Facebook</a></div><form role=search><input></form>"
        "<p>Disclaimer: Links to external sites are no endorsement of them.</p>",
        around=(
            (
                "<a href=#main>Skip to main content</a><header>Example Center</header>"
                "<p>Attention AT users: switch forms mode off, press enter to open a menu.</p>"
            ),
            "<footer>Imprint</footer>",
        ),
    )

    page = read_html(html)

    assert page.body == f"{PROSE}\n"
    assert [(piece.kind, piece.text) for piece in page.boilerplate] == [
        ("skip link", "Skip to main content"),
        ("page header", "Example Center"),
        (
            "notice to users of assistive technology",
            "Attention AT users: switch forms mode off, press enter to open a menu.",
        ),
        ("page footer", "Imprint"),
        ("menu", "Home"),
        ("breadcrumbs", "Home"),
        ("share links", "Facebook"),
        ("link to the page's top", "Return to top"),
        ("disclaimer", "Disclaimer: Links to external sites are no endorsement of them."),
    ]
    assert (
        page.menu_hint == "Attention AT users: switch forms mode off, press enter to open a menu."
    )


def test_a_wrapper_with_a_name_of_boilerplate_keeps_its_text():
    assert body_of(f'<div class="main-menu sidebar"><p>{PROSE}</p></div>') == f"{PROSE}\n"


def test_a_page_that_declares_no_main_part_is_found_around_its_heading():
    html = (
        "<html><body><div><a href=/>Home</a></div><div><div><ul><li>Menu</li></ul>"
        f"</div><div><h1>Rest</h1><p>{PROSE}</p><p>{PROSE}</p></div></div></body></html>"
    )

    assert read_html(html).body == f"{PROSE}\n\n{PROSE}\n"


BYLINES = {
    "<p>Ada Able, DO and Bo Baker, MD</p>": (
        ImportedPerson("Ada Able", "DO"),
        ImportedPerson("Bo Baker", "MD"),
    ),
    "<div class=byline>By Ada Able</div>": (ImportedPerson("Ada Able"),),
    "<a rel=author href=/ada>Ada Able</a>": (ImportedPerson("Ada Able"),),
    "<p class=author>Example Center</p>": (),
}


@pytest.mark.parametrize("byline", BYLINES)
def test_the_byline_is_taken_from_the_page(byline):
    page = read_html(page_with(f"{byline}<p>{PROSE}</p>"))

    assert page.byline == BYLINES[byline]


def test_authors_in_the_head_are_taken_where_the_page_names_none():
    head = '<script type="application/ld+json">{"author": [{"name": "Ada Able"}]}</script>'

    page = read_html(page_with(f"<p>{PROSE}</p>", head=head))

    assert page.byline == (ImportedPerson("Ada Able"),)


def test_additional_information_becomes_resources():
    page = read_html(
        page_with(
            f"<p>{PROSE}</p><h2>Additional Information</h2><ul>"
            '<li><a href="https://example.org/guide">A guide</a> - for beginners</li>'
            '<li><a href="https://example.org/trial">A trial</a></li></ul>'
        )
    )

    assert page.resources == (
        ImportedResource("A guide", "https://example.org/guide", "for beginners"),
        ImportedResource("A trial", "https://example.org/trial"),
    )
    assert page.body == f"{PROSE}\n"


def test_links_listed_beside_an_article_become_resources():
    page = read_html(
        f"<html><body><main><article><h1>Rest</h1><p>{PROSE}</p><p>{PROSE}</p></article>"
        "<aside><h3>Also of interest</h3><ul><li><a href='https://example.org/s'><h4>Sleep</h4>"
        "<p>Sleep well.</p></a></li></ul></aside></main></body></html>"
    )

    assert page.resources == (ImportedResource("Sleep", "https://example.org/s", "Sleep well."),)


def test_a_section_with_more_than_links_stays_in_the_body():
    body = body_of(f"<p>{PROSE}</p><h2>Resources</h2><p>Ask your nurse for what you need.</p>")

    assert body == f"{PROSE}\n\n## Resources\n\nAsk your nurse for what you need.\n"


def test_images_whose_file_is_there_stay_and_others_are_listed():
    files = {"/img/nap.jpg": Path("nap.jpg")}
    page = read_html(
        page_with(
            f'<p>{PROSE} <img src="/img/nap.jpg" alt="A nap"></p>'
            '<figure><img src="/img/gone.jpg" alt="Gone"><figcaption>Not here</figcaption></figure>'
        ),
        find_image=files.get,
    )

    assert page.body == f"{PROSE}\n\n![A nap](/img/nap.jpg)\n\nNot here\n"
    assert page.images == (ImportedImage("/img/nap.jpg", "A nap", "", Path("nap.jpg")),)
    assert [piece.text for piece in page.boilerplate] == ["Gone (/img/gone.jpg)"]


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        ("   ", "The file contains no readable HTML."),
        (
            "<html><body><nav><a href=/>Home</a></nav></body></html>",
            "No text was found on the page apart from menus and footers.",
        ),
        ("<div>" * 200 + "x", "The page's HTML is nested too deeply to be read."),
    ],
)
def test_what_is_no_page_is_refused_in_words(html, sentence):
    with pytest.raises(UnreadablePage) as refusal:
        read_html(html)

    assert str(refusal.value) == sentence
