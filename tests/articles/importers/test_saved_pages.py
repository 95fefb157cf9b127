"""Pages as browsers, archives and old sites leave them: titles, tables, pictures, frames."""
# ruff: noqa: E501 (a row of HTML is read best on one line)

import re

import pytest

from articles.importers.html.pages import read_html
from articles.importers.html.titles import repeated_names
from articles.markup import render

PROSE = "Fatigue is common in multiple sclerosis, and there is much that helps against it."
LONG = f"<p>{PROSE}</p><p>{PROSE} {PROSE} {PROSE}</p><p>{PROSE}</p>"
SITE = "Multiple Sclerosis Centers of Excellence"


def read(body, *, title="Fatigue | Example MS Center", **given):
    head = f'<meta charset="utf-8"><title>{title}</title>'
    return read_html(f'<html lang="en"><head>{head}</head><body>{body}</body></html>', **given)


def kinds(page):
    return [piece.kind for piece in page.boilerplate]


# --- Titles --------------------------------------------------------------------------------------

TITLES = {
    "a heading of its own": ("<main><h1>Fatigue</h1><p>x</p></main>", "Rest | Example Center"),
    "the site's name as h1": (
        f'<div id="header"><h1>{SITE}</h1></div><div id="content"><h2>Fatigue</h2><p>x</p></div>',
        f"Fatigue - {SITE}",
    ),
    "the site's name as h1, the title the other way round": (
        f'<div id="header"><h1>{SITE}</h1></div><div id="content"><h2>Fatigue</h2><p>x</p></div>',
        f"{SITE} - Fatigue",
    ),
    "an h1 that leads home": (
        '<h1><a href="/">Acme MS</a></h1><div><h2>Fatigue</h2><p>x</p></div>',
        "Fatigue",
    ),
    "an h1 that leads to the index": (
        '<h1><a href="../index.html">Acme MS</a></h1><div><h2>Fatigue</h2><p>x</p></div>',
        "",
    ),
    "a name in the masthead, no title at all": (
        f'<div class="site-header"><h1>{SITE}</h1></div><main><h2>Fatigue</h2><p>x</p></main>',
        "",
    ),
    "a banner": (
        '<header role="banner"><h1>Acme</h1></header><main><h2>Fatigue</h2><p>x</p></main>',
        "Fatigue » Acme",
    ),
    "an h1 in a link, among the page's own words": (
        '<a href="/"><h1>Acme MS Clinic</h1></a><div><h2>Fatigue</h2><p>x</p></div>',
        "Acme MS Clinic: Fatigue",
    ),
    "two h1": (
        f'<div class="logo"><h1>{SITE}</h1></div><main><h1>Fatigue</h1><p>x</p></main>',
        f"{SITE}",
    ),
    "no heading, a stroke": ("<p>x</p>", "Fatigue | Acme"),
    "no heading, a stroke behind the name": ("<p>x</p>", f"{SITE} | Fatigue"),
    "no heading, a hyphen": ("<p>x</p>", f"Fatigue - {SITE}"),
    "no heading, a dash": ("<p>x</p>", f"{SITE} – Fatigue"),
    "no heading, a long dash": ("<p>x</p>", f"Fatigue — {SITE}"),
    "no heading, two arrows": ("<p>x</p>", "Fatigue » Acme"),
    "no heading, a dot": ("<p>x</p>", "Fatigue · Acme"),
    "no heading, colons": ("<p>x</p>", "Fatigue :: Acme"),
    "no heading, three parts": ("<p>x</p>", "Fatigue | Symptoms | Acme".replace(" | Symptoms", "")),
}


@pytest.mark.parametrize("kind", TITLES)
def test_the_sites_name_is_no_pages_title(kind):
    body, title = TITLES[kind]

    page = read(body, title=title)

    assert page.title == "Fatigue"
    assert page.body == "x\n"


KEPT_TITLES = [
    "Choosing a clinic - what to ask",
    "Heat: and MS",
    "Clinic visits: what to expect",
    "Relapsing-remitting MS",
    "MS/NMO and you",
    "About the MS Center",
]


@pytest.mark.parametrize("title", KEPT_TITLES)
def test_a_title_that_names_no_site_stays_whole(title):
    assert read(f"<p>{PROSE}</p>", title=title).title == title
    assert (
        read(f"<main><h1>{title}</h1><p>{PROSE}</p></main>", title=f"{title} | Acme").title == title
    )


def test_the_name_is_known_by_what_a_folder_repeats():
    pages = [
        f"<title>{topic} - Acme Network</title><h1>Acme Network</h1><h2>{topic}</h2>"
        for topic in ("Fatigue", "Heat", "Sleep")
    ]

    assert repeated_names(pages) == ("acme network",)
    assert repeated_names(pages[:1]) == ()
    assert repeated_names(["<title>Fatigue</title><h1>Fatigue</h1>"] * 3) == ()


@pytest.mark.parametrize("title", ["Acme: Fatigue", "Acme - Fatigue", "Fatigue / Acme"])
def test_a_known_name_is_taken_from_the_title_whatever_parts_them(title):
    page = read(f"<p>{PROSE}</p>", title=title, site_names=("Acme",))

    assert page.title == "Fatigue"


# --- Tables --------------------------------------------------------------------------------------

NO_HEADER = {
    "hours": "<tr><td>Monday</td><td>9 to 5</td></tr><tr><td>Tuesday</td><td>9 to 1</td></tr>",
    "telephones": "<tr><td>Clinic</td><td>555-0100</td></tr><tr><td>Fax</td><td>555-0101</td></tr>",
    "doses": "<tr><td>Baclofen</td><td>5 mg</td></tr><tr><td>Tizanidine</td><td>2 mg</td></tr>",
    "words": "<tr><td>Clinic</td><td>Portland</td></tr><tr><td>Service</td><td>Neurology</td></tr>",
    "bold everywhere": "<tr><td><b>A</b></td><td><b>B</b></td></tr>"
    "<tr><td><b>C</b></td><td><b>D</b></td></tr>",
    "bold facts": "<tr><td><b>Start</b></td><td><b>5 mg</b></td></tr><tr><td>Then</td><td>10 mg</td></tr>",
    "row headers": "<tr><th>Drug</th><td>5 mg</td></tr><tr><th>Test</th><td>10 mg</td></tr>",
    "one row": "<tr><td>Drug</td><td>Dose</td></tr>",
}


@pytest.mark.parametrize("kind", NO_HEADER)
def test_a_first_row_of_facts_is_no_header_row_and_the_editor_is_warned(kind):
    page = read(f"<main><h1>Fatigue</h1><table>{NO_HEADER[kind]}</table></main>")

    html = render(page.body).html
    assert "<thead" not in html
    assert 'scope="col"' not in html
    assert html.count("<tr>") == NO_HEADER[kind].count("<tr>")
    assert [remark for remark in page.remarks if "has no header row" in remark]


HEADER = {
    "th": "<tr><th>Year</th><th>2019</th></tr><tr><td>A</td><td>5 mg</td></tr>",
    "bold": "<tr><td><b>Acme</b></td><td><strong>Plan B</strong></td></tr><tr><td>A</td><td>5</td></tr>",
    "names": "<tr><td>Drug</td><td>Side effects</td></tr><tr><td>A</td><td>none</td></tr>",
    "Spanish names": "<tr><td>Medicamento</td><td>Dosis</td></tr><tr><td>A</td><td>5 mg</td></tr>",
    "a class": '<tr class="table-header"><td>Acme</td><td>Umbra</td></tr><tr><td>A</td><td>5</td></tr>',
    "thead": "<thead><tr><td>Acme</td><td>Umbra</td></tr></thead><tr><td>A</td><td>5</td></tr>",
    "an empty corner": "<tr><td></td><td>Dose</td><td>Test</td></tr><tr><td>A</td><td>5</td><td>6</td></tr>",
}


@pytest.mark.parametrize("kind", HEADER)
def test_a_row_that_names_the_columns_is_their_header(kind):
    page = read(f"<main><h1>Fatigue</h1><table>{HEADER[kind]}</table></main>")

    assert 'scope="col"' in render(page.body).html
    assert not [remark for remark in page.remarks if "header row" in remark]


def test_row_headers_stay_row_headers_without_a_header_row():
    page = read(f"<main><h1>Fatigue</h1><table>{NO_HEADER['row headers']}</table></main>")

    html = render(page.body).html
    assert html.count('scope="row"') == 2
    assert "<td>5 mg</td>" in html


def test_a_first_row_over_all_columns_is_the_caption():
    page = read(
        "<main><h1>Fatigue</h1><table><tr><th colspan=2>Opening hours</th></tr>"
        "<tr><th>Day</th><th>Time</th></tr><tr><td>Monday</td><td>9 to 5</td></tr></table></main>"
    )

    assert page.body.startswith("Table: Opening hours\n\n| Day | Time |\n")


MENU = '<a href="a.htm">Home</a><br><a href="b.htm">About MS</a><br><a href="c.htm">Contact</a>'
LAYOUTS = {
    "menu and page in a row": f"<tr><td>{MENU}</td><td>{LONG}<ul><li>cool</li></ul></td></tr>",
    "banner, menu and page": f"<tr><td colspan=2>Acme</td></tr><tr><td>{MENU}</td><td>{LONG}</td></tr>",
    "a page and a picture": f"<tr><td>{LONG}</td><td><img src='x.png' alt='x'></td></tr>",
    "a table in a table": f"<tr><td>{MENU}</td><td><table><tr><td>{LONG}</td></tr></table></td></tr>",
    "said by its role": f"<tr><td>{MENU}</td><td>{PROSE}</td></tr>",
}


@pytest.mark.parametrize("kind", LAYOUTS)
def test_a_table_that_arranges_a_page_is_laid_out(kind):
    role = ' role="presentation"' if "role" in kind else ""
    page = read(f"<table width=760{role}>{LAYOUTS[kind]}</table>")

    assert "|" not in page.body
    assert PROSE in page.body
    assert ("menu" in kinds(page)) is (MENU in LAYOUTS[kind])
    assert "Contact" not in page.body


def test_a_table_of_facts_with_lists_in_it_stays_a_table():
    page = read(
        "<main><h1>Fatigue</h1><table><tr><td>Drug</td><td>Side effects</td></tr>"
        f"<tr><td>A</td><td><p>Rash</p><p>Fever</p></td></tr><tr><td>B</td><td>{PROSE}</td></tr>"
        "</table></main>"
    )

    assert page.body.startswith("| Drug | Side effects |")


LARGE_LINES = {
    "fonts": '<p><font size="6">Fatigue</font></p><p>{}</p><p><font size=5>Causes</font></p><p>Heat.</p>',
    "styles": '<p><span style="font-size:24pt">Fatigue</span></p><p>{}</p>'
    '<p><span style="font-size:20px;font-weight:bold">Causes</span></p><p>Heat.</p>',
    "loose": '<font size="+3"><b>Fatigue</b></font><br>{}<br><br><b style="font-size:20px">Causes</b><br>Heat.',
    "centered": '<center><font size="7">Fatigue</font></center>{}<p><b><font size="5">Causes</font></b></p>Heat.',
}


@pytest.mark.parametrize("kind", LARGE_LINES)
def test_large_lines_of_a_page_without_headings_are_its_headings(kind):
    page = read(LARGE_LINES[kind].format(PROSE))

    assert page.title == "Fatigue"
    assert page.body == f"{PROSE}\n\n## Causes\n\nHeat.\n"
    assert "Lines in large type were read as headings: “Causes”." in page.remarks


def test_a_large_word_within_a_sentence_is_no_heading():
    page = read('<p>Take <font size="6">half</font> of it.</p>', title="Rest")

    assert page.body == "Take half of it.\n"


# --- Pictures, archives, frames ------------------------------------------------------------------

PICTURES = {
    "data-src": '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="ramp.png" alt="A ramp">',
    "data-lazy-src": '<img src="blank.gif" data-lazy-src="ramp.png" alt="A ramp">',
    "data-original": '<img src="/img/placeholder.png" data-original="ramp.png" alt="A ramp">',
    "a script's own name": '<img data-hires="ramp.png" alt="A ramp">',
    "noscript": '<img src="spacer.gif" class="lazy" alt="A ramp"><noscript><img src="ramp.png"></noscript>',
    "noscript with the words": '<img src="spacer.gif"><noscript><img src="ramp.png" alt="A ramp"></noscript>',
    "noscript alone": '<noscript><img src="ramp.png" alt="A ramp"></noscript>',
    "both": '<img data-src="ramp.png" alt="A ramp"><noscript><img src="ramp.png" alt="A ramp"></noscript>',
    "srcset": '<img srcset="small.png 300w, ramp.png 900w" alt="A ramp">',
    "data-srcset": '<img data-srcset="small.png 1x, ramp.png 2x" alt="A ramp">',
    "picture": '<picture><source srcset="ramp.webp"><img src="ramp.png" alt="A ramp"></picture>',
    "picture with sources only": '<picture><source srcset="ramp.png 1x"><img alt="A ramp"></picture>',
    "loading": '<img loading="lazy" src="ramp.png" alt="A ramp">',
    "amp-img": '<amp-img src="ramp.png" alt="A ramp"></amp-img>',
}


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_comes_in_once_with_its_words(kind, tmp_path):
    file = tmp_path / "ramp.png"
    page = read(
        f"<main><h1>Fatigue</h1><p>{PROSE}</p>{PICTURES[kind]}<p>After.</p></main>",
        find_image=lambda address: file if address == "ramp.png" else None,
    )

    assert page.body == f"{PROSE}\n\n![A ramp](ramp.png)\n\nAfter.\n"
    assert [image.alternative_text for image in page.images] == ["A ramp"]


def test_a_pixel_that_counts_readers_is_no_picture():
    page = read(
        f'<p>{PROSE}</p><noscript><img height="1" width="1" src="https://x.example/t?id=1"></noscript>'
    )

    assert kinds(page) == []


def test_words_for_browsers_without_scripts_are_listed_or_are_the_page():
    nagging = read(f"<p>{PROSE}</p><noscript><p>Please enable scripts.</p></noscript>")
    only = read(f'<div id="root"></div><noscript><h1>Fatigue</h1><p>{PROSE}</p></noscript>')

    assert (nagging.body, kinds(nagging)) == (f"{PROSE}\n", ["words for browsers without scripts"])
    assert (only.title, only.body) == ("Fatigue", f"{PROSE}\n")


BAR = '<div id="wm-ipp-base"><a href="https://web.archive.org/web/">Wayback Machine</a> 12 captures</div>'
ARCHIVED = {
    "https://web.archive.org/web/20190503101010/https://old.example/a.html": "https://old.example/a.html",
    "/web/20190503101010/https://old.example/a.html": "https://old.example/a.html",
    "//web.archive.org/web/20190503101010/http://old.example/a?b=1#c": "http://old.example/a?b=1#c",
    "https://web.archive.org/web/20190503101010id_/https://old.example/": "https://old.example/",
    "https://web.archive.org/web/2019*/old.example/a": "http://old.example/a",
    "https://web.archive.org/web/https://old.example/a": "https://old.example/a",
    "https://web.archive.org/web/20190503101010/mailto:a@old.example": "mailto:a@old.example",
    "https://wayback.archive-it.org/1234/20190503101010/http://old.example/a": "http://old.example/a",
    "https://archive.ph/o/aBc12/https://old.example/a": "https://old.example/a",
    "https://web.archive.org/web/20190503101010/https:/old.example/a": "https://old.example/a",
    "https://new.example/web/": "https://new.example/web/",
    "https://new.example/2019/10/05/": "https://new.example/2019/10/05/",
}


@pytest.mark.parametrize("address", ARCHIVED)
def test_addresses_of_a_web_archive_lead_to_what_it_archived(address):
    page = read(f'{BAR}<div><h1>Fatigue</h1><p>{PROSE} See <a href="{address}">this</a>.</p></div>')

    assert [link.address for link in page.links] == [ARCHIVED[address]]
    assert "captures" not in page.body
    assert kinds(page) == ["bar of a web archive"]


def test_an_archived_picture_is_found_by_its_own_address(tmp_path):
    file = tmp_path / "ramp.png"
    page = read(
        f"{BAR}<h1>Fatigue</h1><p>{PROSE}</p>"
        '<img src="/web/20190503101010im_/https://old.example/ramp.png" alt="A ramp">',
        find_image=lambda address: file if address == "https://old.example/ramp.png" else None,
    )

    assert [image.file for image in page.images] == [file]


def test_a_page_that_cites_an_archive_keeps_that_link():
    cited = "https://web.archive.org/web/20190503101010/https://old.example/a.html"

    page = read(f'<p>{PROSE} <a href="{cited}">archived</a> <a href="/b">b</a></p>')

    assert page.links[0].address == cited


def test_relative_links_start_from_where_the_page_was_saved():
    html = (
        "<!-- saved from url=(0031)https://old.example/ms/rest.html -->"
        f'<html><body><h1>Rest</h1><p>{PROSE} <a href="cool.html">cool</a></p></body></html>'
    )

    assert [link.address for link in read_html(html).links] == ["https://old.example/ms/cool.html"]


EMBEDDED = {
    '<object data="dose.pdf"><p>Chart: <a href="dose.pdf">PDF</a></p></object>': "Chart: [PDF](dose.pdf)",
    '<object data="dose.pdf" title="Dose chart"></object>': "[Dose chart](dose.pdf)",
    '<embed src="/files/dose.pdf?v=2">': "[dose.pdf](/files/dose.pdf?v=2)",
    '<iframe srcdoc="<p>In a <a href=&quot;/x&quot;>frame</a>.</p>"></iframe>': "In a [frame](/x).",
    '<map name="m"><area href="/a" alt="The north entrance"></map>': "- [The north entrance](/a)",
    "<p>10 <math><msup><mn>10</mn><mn>9</mn></msup></math>/L</p>": "10 10<sup>9</sup>/L",
    "<p><math><mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>2</mn></mrow></mfrac></math></p>": "a/(b+2)",
    '<p><math><mi>x</mi><annotation encoding="tex">\\x</annotation></math></p>': "x",
    '<p><a href="sms:988">text 988</a></p>': "[text 988](sms:988)",
}


@pytest.mark.parametrize("html", EMBEDDED)
def test_what_is_embedded_keeps_its_words_and_links(html):
    page = read(f"<main><h1>Fatigue</h1><p>{PROSE}</p>{html}</main>")

    assert page.body == f"{PROSE}\n\n{EMBEDDED[html]}\n"


def test_a_frameset_becomes_links_to_the_pages_it_shows():
    page = read_html(
        '<html><head><title>Guide</title></head><frameset cols="20%,80%"><frame src="menu.html"'
        ' title="Topics"><frame src="text.html" name="text"><noframes><body><p>Your browser does '
        'not show frames. <a href="text.html">Read</a> or <a href="all.html">read all</a>.</p>'
        "</body></noframes></frameset></html>"
    )

    assert page.title == "Guide"
    assert page.body == "- [Topics](menu.html)\n- [text](text.html)\n\n[read all](all.html)\n"
    assert kinds(page) == ["words for browsers without frames"]


def test_the_words_of_a_drawing_are_listed():
    page = read(f"<p>{PROSE}</p><svg><text>Step 1</text></svg>")

    assert [(piece.kind, piece.text) for piece in page.boilerplate] == [
        ("words of a drawing", "Step 1")
    ]


DEAD = [
    "javascript:void(0)",
    "file:///C:/Users/x/Dose.doc",
    "C:\\Dose.doc",
    "vbscript:x",
    "about:blank",
]


@pytest.mark.parametrize("address", DEAD)
def test_links_that_nobody_can_follow_keep_their_words_and_are_listed(address):
    page = read(f'<main><h1>Fatigue</h1><p>{PROSE} <a href="{address}">Dose sheet</a></p></main>')

    assert page.body == f"{PROSE} Dose sheet\n"
    [piece] = page.boilerplate
    assert (piece.kind, piece.text) == (
        "link that leads nowhere here",
        f"Dose sheet ({address})",
    )


# --- Words that only look like the site's --------------------------------------------------------

OWN_WORDS = [
    "<p>Screen reader users can press Enter on the chart to hear the values.</p>",
    "<p>Email</p>",
    "<p>Our site uses words.</p>",
    "<p>This website uses cookies to remember your text size, and here is how to turn that off.</p>",
    "<p>We are not responsible for the content of other links, and do not endorse them; but our doctors chose these for you: read them before taking any drug.</p>",
    "<p>Disclaimer: links about alcohol and MS drugs are important</p>",
    '<section class="overlay"><p>Medicine overlay text that is short.</p></section>',
    '<div class="share"><p>Share your feelings with someone you trust; it helps.</p></div>',
    '<div class="print-page"><p>Print this list and bring it along.</p></div>',
    '<div class="menu"><h2>Menu for a week</h2><p>Monday: soup. Tuesday: fish and rice.</p></div>',
]
SITE_WORDS = {
    "<p>Screen reader users, press Enter to open a menu.</p>": "notice to users of assistive technology",
    "<p>This site uses cookies to improve your experience.</p>": "cookie notice",
    "<p>This site uses cookies.</p>": "cookie notice",
    '<p><a href="mailto:?x">Email</a></p>': "share links",
    "<p>We are not responsible for the content of other sites; links do not constitute endorsement.</p>": "disclaimer",
    '<div class="overlay"><p>Sign up for our newsletter today.</p><button>Close</button></div>': "dialog",
    '<div class="share"><a href="https://x.example/">Tell your friends about this page</a></div>': "share links",
}


@pytest.mark.parametrize("html", OWN_WORDS)
def test_a_pages_own_words_stay_whatever_they_look_like(html):
    page = read(f"<main><h1>Fatigue</h1><p>{PROSE} {PROSE} {PROSE}</p>{html}</main>")

    told = re.sub("<[^<>]*>", " ", html).split()
    assert page.body.replace("## ", "").split()[-len(told) :] == told
    assert kinds(page) == []


@pytest.mark.parametrize("html", SITE_WORDS)
def test_the_sites_words_are_left_out_and_listed(html):
    page = read(f"<main><h1>Fatigue</h1><p>{PROSE} {PROSE} {PROSE}</p>{html}</main>")

    assert page.body == f"{PROSE} {PROSE} {PROSE}\n"
    assert kinds(page) == [SITE_WORDS[html]]


DAYS = {
    ("en", "03/04/2021", ""): "2021-03-04",
    ("en-US", "03/04/2021", "03/25/2020"): "2021-03-04",
    ("en-GB", "03/04/2021", ""): "2021-04-03",
    ("es", "03/04/2021", ""): "2021-04-03",
    ("es", "13/04/2021", ""): "2021-04-13",
    ("en", "03/04/2021", "13/04/2021"): "None",
    ("es", "03/04/2021", "04/13/2021"): "None",
    ("en", "03/03/2021", "13/04/2021"): "2021-03-03",
    ("en", "2021-04-03", "13/04/2021"): "2021-04-03",
}


@pytest.mark.parametrize(("lang", "day", "other"), DAYS)
def test_days_are_read_as_the_pages_language_writes_them_or_reported(lang, day, other):
    words = PROSE if lang.startswith("en") else "La fatiga es común en la esclerosis múltiple."
    page = read_html(
        f'<html lang="{lang}"><body><main><h1>Fatigue</h1><p>Last updated: {day}</p><p>{words}</p>'
        f"<p>It was seen {other}</p></main></body></html>"
    )

    assert str(page.updated_on) == DAYS[lang, day, other]
    unclear = DAYS[lang, day, other] == "None"
    assert ("date that can be read in two ways" in kinds(page)) is unclear
