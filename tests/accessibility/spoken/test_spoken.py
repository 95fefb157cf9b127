"""The spoken view of examples of our own; tests/screen_reader holds it against Orca."""

import pytest

from accessibility.spoken import (
    Heard,
    Kind,
    NoMenu,
    compare,
    listed,
    spoken,
    spoken_menu,
)

MENU = """
<a href="#main">Skip</a>
<nav aria-label="Main" data-behaviour="menu" data-menu="Menu" data-overview="{} overview"
 data-keyboard-hint="Enter opens a menu.">
<ul id="m">
<li><a class="here" href="/treatments/">Treatments<span class="current-section visually-hidden">
 (current section)</span></a>
<ul id="m1"><li><a href="/treatments/vaccines/" aria-describedby="n">Vaccines</a>
<small id="n">Before a new medicine</small></li></ul></li>
<li><a href="/symptoms/">Symptoms</a>
<ul id="m2"><li><a href="/symptoms/">All symptoms</a></li>
<li><a href="/mood/">Mood</a></li></ul></li>
<li><a href="/resources/">Resources</a></li>
</ul></nav>
<main id="main"><h1>Home</h1></main>
"""


def said(html):
    """What is heard while a reader reads on, in order."""
    return [each.text for each in spoken(html) if each.heard is Heard.ALWAYS]


def beside(html, heard):
    return [each.text for each in spoken(html) if each.heard is heard]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One.  Two\n three.</p><p>Four</p>", ["One. Two three.", "Four"]),
        ("<p>A<br>B <em>C</em>D <code>E</code></p>", ["A B CD E"]),
        ("Bare text", ["Bare text"]),
        ("<p> … </p><p>!</p>", []),
        ("<h2>Types of <em>MS</em></h2>", ["Types of MS, heading level 2"]),
        ("<h2></h2>", []),
        (
            "<p>See <a href=/b>the clinics</a>, too.</p>",
            ["See", "the clinics, link", ", too."],
        ),
        ("<h3><a href=/b>Clinics</a></h3>", ["Clinics, link, heading level 3"]),
        ("<a href=/b><h3>Clinics</h3></a>", ["Clinics, link, heading level 3"]),
        ("<a href=/b><img alt=Clinics></a>", ["Clinics, image, link"]),
        ("<a href=/b><img alt=''>Clinics</a>", ["Clinics, link"]),
        ("<p>A <img alt='A nerve' src=n.png> B</p>", ["A", "A nerve, image", "B"]),
        ("<p>A <img alt='' src=n.png> B</p>", ["A B"]),
        ("<p>A<img src=n.png></p>", ["A", "image"]),
        ("<p>A<svg></svg></p>", ["A"]),
        ("<p>A<span hidden> B</span><i aria-hidden=true> C</i></p>", ["A"]),
        ("<p>A<span class=visually-hidden> B</span></p>", ["A B"]),
        ("<p>A</p><hr><p>B</p>", ["A", "separator", "B"]),
        ("<p>Note<sup>2</sup> this</p>", ["Note", "superscript, 2", "this"]),
        (
            "<p>A <del>B</del> <ins>C</ins> D</p>",
            [
                "A",
                "deletion start",
                "B",
                "deletion end",
                "insertion start",
                "C",
                "insertion end",
                "D",
            ],
        ),
        (
            "<blockquote><p>A</p></blockquote><p>B</p>",
            ["block quote", "A", "leaving blockquote", "B"],
        ),
        (
            "<figure><img alt=A src=a><figcaption>B. C.</figcaption></figure>D",
            ["figure", "A, image", "B., caption", "C.", "leaving figure", "D"],
        ),
        (
            "<dl><dt>A</dt><dd>B. C.</dd></dl>D",
            [
                "Description list with 1 term",
                "A, description term",
                "B., description value",
                "C.",
                "leaving list",
                "D",
            ],
        ),
    ],
)
def test_text_and_what_stands_in_it_is_heard_in_order(html, words):
    assert said(html) == words


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<ul><li>A</ul>B", ["List with 1 item", "A", "leaving list", "B"]),
        ("<ol><li>A<li>B</ol>", ["List with 2 items", "1. A", "2. B"]),
        ("<ol start=4 type=a><li>A<li value=28>B</ol>", ["List with 2 items", "d. A", "ab. B"]),
        ("<ol reversed type=I><li>A<li>B</ol>", ["List with 2 items", "II. A", "I. B"]),
        ("<ul aria-label=Doses><li>A</ul>", ["Doses, List with 1 item", "A"]),
        (
            "<ul><li>A<ul><li>B</ul><li>C</ul>",
            [
                "List with 2 items",
                "A",
                "List with 1 item, nesting level 1",
                "B",
                "leaving list",
                "List with 2 items",
                "C",
            ],
        ),
        (
            "<ul><li>A<ul><li>B</ul></ul>C",
            [
                "List with 1 item",
                "A",
                "List with 1 item, nesting level 1",
                "B",
                "leaving 2 lists",
                "C",
            ],
        ),
        ("<ul><li hidden>A<li>B</ul>", ["List with 1 item", "B"]),
        ("<ul><li><a href=/a>A</a></ul>", ["List with 1 item", "A, link"]),
        (
            "<nav><ul><li><a href=/a>A</a></ul></nav>B",
            ["A, link", "leaving list", "leaving navigation", "B"],
        ),
    ],
)
def test_lists_tell_their_length_and_how_deep_they_stand(html, words):
    assert said(html) == words


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<main><p>A</p></main>", ["main content", "A"]),
        (
            "<nav aria-label=Main><button>A</button></nav><p>B</p>",
            ["navigation, Main", "A, push button", "leaving navigation", "B"],
        ),
        (
            "<header><p>A</p></header><footer><p>B</p></footer>",
            ["banner", "A", "leaving banner", "information", "B"],
        ),
        ("<aside aria-label=Tips>A</aside>", ["complementary content, Tips", "A"]),
        ("<section><p>A</p></section>", ["A"]),
        ("<form><p>A</p></form>B", ["form", "A", "leaving form", "B"]),
        (
            "<fieldset><legend>A</legend><input aria-label=B></fieldset>",
            ["A, panel", "A", "B, entry"],
        ),
    ],
)
def test_parts_of_the_page_are_told_on_the_way_in_and_out(html, words):
    assert said(html) == words


def test_what_orca_passes_over_is_there_and_marked():
    html = "<nav aria-label=Main><ul><li><a href=/a aria-current=page>A</a></ul></nav>"

    assert beside(html, Heard.BY_SOME) == ["navigation, Main", "List with 1 item", "current page"]
    assert beside("<section aria-label=S><p>A</p></section>", Heard.BY_SOME) == ["region, S"]


TABLE = """<table><caption>Doses</caption><tr><th>Hour<th colspan=2>Dose
<tr><th scope=row>Noon<td>1<td>2 <a href=/w>why</a></table><p>After</p>"""


def test_tables_tell_their_size_and_their_headers():
    assert said(TABLE) == [
        "Doses, table with 2 rows 3 columns",
        "Doses, caption",
        "Hour, column header",
        "Dose, column header",
        "Noon, row header",
        "1",
        "2",
        "why, link",
        "leaving table",
        "After",
    ]
    assert beside(TABLE, Heard.BY_CELL) == ["Hour", "Dose", "Noon", "Dose", "Noon"]


def test_cells_may_name_their_headers():
    table = "<table><tr><th id=a>A<th id=b>B<tr><td headers='b'>1<td>2</table>"

    assert beside(table, Heard.BY_CELL) == ["B", "B"]


def test_a_cell_that_begins_with_a_link_tells_its_place():
    table = "<table><tr><th>A<th>B<tr><td>1<td><a href=/b>2</a></table>"

    assert said(table)[-3:] == ["1", "row 2 column 2", "2, link"]


def test_a_cell_outside_any_table_is_text():
    assert said("<div><td role=gridcell>A <a href=/b>B</a></td></div>") == ["A", "B, link"]


def test_after_an_abbreviation_a_description_is_said_again():
    html = "<dl><dt>A</dt><dd>Seen on <abbr>MRI</abbr> scans. Often.</dd></dl>"

    assert said(html)[2:] == [
        "Seen on, description value",
        "MRI",
        "scans., description value",
        "Often.",
    ]


def test_a_caption_that_names_its_scrolling_part_is_heard_once():
    table = TABLE.replace("<caption>", "<caption id=c>")
    html = f"<div role=region tabindex=0 aria-labelledby=c>{table}</div>"

    assert said(html)[:2] == ["Doses, table with 2 rows 3 columns", "Hour, column header"]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<button aria-expanded=false>A</button>", "A, collapsed, push button"),
        ("<button aria-pressed=true>A</button>", "A, toggle button, pressed"),
        ("<button disabled>A</button>", "A, push button, grayed"),
        ("<details><summary>A</summary>B</details>", "A, toggle button, collapsed"),
        ("<label>A <input required></label>", "A, entry, required"),
        ("<label for=x>A</label><input id=x value=B>", "A, entry, B"),
        ("<label>A <input readonly value=B></label>", "A, read only, entry, B"),
        ("<input type=password aria-label=A value=secret>", "A, entry"),
        ("<textarea aria-label=A aria-invalid=true>B</textarea>", "A, entry, B, invalid entry"),
        ("<label><input type=checkbox> A</label>", "A, check box, not checked"),
        ("<label><input type=radio checked> A</label>", "A, selected, radio button"),
        ("<div role=switch aria-checked=true>A</div>", "A, switch, on"),
        ("<div role=radio aria-checked=mixed>A</div>", "A, not selected, radio button"),
        ("<summary role=button>A</summary>", "A, push button"),
        (
            "<select aria-label=A><option>B<option selected>C</select>",
            "A, combo box, C, opens menu",
        ),
        ("<input type=range aria-label=A value=4>", "A, slider, 4"),
    ],
)
def test_controls_are_heard_with_their_states_and_without_their_label_twice(html, words):
    assert said(html) == [words]


def test_a_hint_is_heard_when_the_focus_comes():
    html = "<input id=x aria-label=Name aria-describedby=y><p id=y hidden>As in a passport</p>"

    hint = next(each for each in spoken(html) if each.kind is Kind.HINT)

    assert (hint.text, hint.heard, hint.selector) == ("As in a passport", Heard.ON_FOCUS, "#x")


def test_the_voice_changes_with_the_language_and_back():
    html = "<html lang=en><body><p>A <a href=/ lang=es>Hola</a></p><p lang=xx>B</p><p>C</p>"

    heard = [(each.text, each.lang) for each in spoken(html)]

    assert heard == [
        ("A", ""),
        ("Spanish", "es"),
        ("Hola, link", "es"),
        ("xx", "xx"),
        ("B", "xx"),
        ("English", ""),
        ("C", ""),
    ]


def test_a_part_of_a_page_may_be_told_its_language():
    html = "<p>A</p><p lang=es>B</p><p>C</p>"

    def voices(**given):
        return [each.text for each in spoken(html, **given) if each.heard is Heard.AS_VOICE]

    assert voices(lang="en") == ["Spanish", "English"]
    assert voices(lang="es") == []
    assert voices() == ["Spanish", "the language of the page"]


def test_an_utterance_leads_back_to_its_element():
    html = "<main>\n<h1>A</h1>\n<ul>\n<li>B</li>\n<li>C <a href=/d/>D</a></li></ul></main>"

    found = {each.text: (each.selector, each.line, each.goes_to) for each in spoken(html)}

    assert found["A, heading level 1"] == ("body > main:nth-of-type(1) > h1:nth-of-type(1)", 2, "")
    assert found["D, link"] == (
        "body > main:nth-of-type(1) > ul:nth-of-type(1) > li:nth-of-type(2) > a:nth-of-type(1)",
        5,
        "/d/",
    )


def test_lines_may_be_those_of_the_author():
    lines = {"h1": 7}

    utterances = spoken("<h1>A</h1><p>B</p>", at_lines=lambda element: lines.get(element.tag))

    assert [each.line for each in utterances] == [7, None]


def test_the_title_is_heard_when_the_page_opens():
    page = "<title>Clinics</title><p>A</p>"

    assert [(each.text, each.heard) for each in spoken(page)] == [
        ("Clinics", Heard.ON_LOAD),
        ("A", Heard.ALWAYS),
    ]


@pytest.mark.parametrize("tag", ["div", "b", "ul", "blockquote"])
def test_hundreds_of_elements_inside_each_other_are_heard_too(tag):
    html = f"<{tag}>" * 900 + "<a href=/>Deep</a>"

    assert "Deep" in " ".join(said(html))
    assert [each.text for each in listed(html).links] == ["Deep"]


def test_links_are_listed_out_of_context_and_marked_where_their_text_leads_elsewhere_too():
    html = "<a href=/a/>Read more</a><a href=/b/>Read More</a><a href=/c/>C</a><a href=/c/>C</a>"

    links = [(each.text, each.goes_to, each.is_ambiguous) for each in listed(html).links]

    assert links == [
        ("Read more", "/a/", True),
        ("Read More", "/b/", True),
        ("C", "/c/", False),
        ("C", "/c/", False),
    ]


def test_headings_and_links_are_listed_with_their_language():
    html = "<html lang=en><body><h1>A</h1><h2 lang=es>Síntomas</h2><p lang=en>B <a href=/b>C</a>"

    lists = listed(html + " <a href=/d lang=fr>Repos</a>")

    assert [(each.text, each.lang) for each in lists.headings] == [("A", ""), ("Síntomas", "es")]
    assert [(each.text, each.lang) for each in lists.links] == [("C", ""), ("Repos", "fr")]


def test_headings_and_landmarks_are_listed_with_their_level():
    html = """<header><nav aria-label=Main></nav></header><main><h1>A</h1><h3 hidden>B</h3>
    <h2>C</h2><section aria-labelledby=d><h2 id=d>D</h2></section></main>"""

    lists = listed(html)

    assert [(each.text, each.level) for each in lists.headings] == [("A", 1), ("C", 2), ("D", 2)]
    assert [(each.text, each.level) for each in lists.landmarks] == [
        ("banner", 1),
        ("navigation, Main", 2),
        ("main content", 1),
        ("region, D", 2),
    ]


def test_a_comparison_tells_only_what_is_heard_differently():
    old = "<h2>Doses</h2><p>Once a day.</p><p>At <b>noon</b>.</p><p><a href=/a/>Why</a></p>"
    new = "<h2>Doses</h2><p>Twice a day.</p><p>At noon.</p><p><a href=/b/>Why</a></p><p>End</p>"

    found = compare(old, new)

    assert [
        ([each.text for each in one.before], [each.text for each in one.after], one.under)
        for one in found
    ] == [
        (["Once a day."], ["Twice a day."], "Doses, heading level 2"),
        ([], ["End"], "Doses, heading level 2"),
    ]
    assert compare(new, new) == []


def test_what_changed_in_very_long_texts_is_told_as_a_whole():
    old = "".join(f"<p>One {n}" for n in range(2000))
    new = "".join(f"<p>New {n}<p>One {n}" for n in range(2000))

    found = compare(f"<h1>A</h1>{old}<p>End", f"<h1>A</h1>{new}<p>End")

    assert [(len(each.before), len(each.after), each.under) for each in found] == [
        (1999, 3999, "A, heading level 1")
    ]


def test_the_reading_cursor_meets_the_menu_closed():
    assert said(MENU)[1:5] == [
        "navigation, Main",
        "List with 3 items",
        "Treatments (current section), collapsed, push button",
        "Symptoms, collapsed, push button",
    ]


def test_a_closed_menu_is_heard_button_by_button_and_its_hint_once():
    menu = spoken_menu(MENU)

    assert (menu.name, menu.tabs_before) == ("Main", 1)
    first, *others = (step.text for step in menu.closed)
    assert first == (
        "navigation, Main, List with 3 items, "
        "Treatments (current section), collapsed, push button, Enter opens a menu."
    )
    assert others == ["Symptoms, collapsed, push button", "Resources, link"]


def test_an_opened_menu_is_heard_link_by_link():
    steps = [(step.key, step.text) for step in spoken_menu(MENU).opened]

    assert steps[1:] == [
        ("Enter", "expanded"),
        ("Tab", "Treatments overview, link"),
        ("Tab", "Vaccines, link, Before a new medicine"),
        ("Tab", "Symptoms, collapsed, push button"),
        ("Enter", "expanded"),
        ("Tab", "All symptoms, link"),
        ("Tab", "Mood, link"),
        ("Tab", "Resources, link"),
    ]


def test_each_link_of_a_menu_tells_how_many_keys_lead_to_it():
    wide, narrow = spoken_menu(MENU), spoken_menu(MENU, narrow=True)

    assert {each.goes_to: len(each.keys) for each in wide.reaches if each.goes_to} == {
        "/treatments/": 3,
        "/treatments/vaccines/": 4,
        "/symptoms/": 4,
        "/mood/": 5,
        "/resources/": 3,
    }
    assert narrow.reaches[0].text == "Menu"
    assert {each.goes_to: len(each.keys) for each in narrow.reaches if each.goes_to} == {
        "/treatments/": 5,
        "/treatments/vaccines/": 6,
        "/symptoms/": 6,
        "/mood/": 7,
        "/resources/": 5,
    }


def test_what_a_script_shows_is_heard():
    html = "<details data-behaviour=comfort hidden><summary>Comfort</summary></details>"

    assert said(html) == ["Comfort, toggle button, collapsed"]


def test_any_navigation_can_be_heard_by_its_name():
    html = MENU + "<nav aria-label=Footer><ul><li><a href=/help/>Help</a></li></ul></nav>"

    footer = spoken_menu(html, name="Footer")

    assert [(each.text, each.goes_to) for each in footer.reaches] == [("Help", "/help/")]
    assert footer.tabs_before == 4


def test_a_page_without_that_menu_is_refused_in_a_sentence():
    with pytest.raises(NoMenu, match=r"^The page has no menu\.$"):
        spoken_menu("<p>A</p>")
    with pytest.raises(NoMenu, match=r"^There is no such menu on the page\.$"):
        spoken_menu(MENU, name="Side")


# What Orca 43.1 said of each of these in Chromium 156, utterance by utterance.
@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>H<sub>2</sub>O</p>", ["H", "subscript, 2", "O"]),
        ("<p>x<sub>i</sub><sup>2</sup> here</p>", ["x", "subscript, i", "superscript, 2", "here"]),
        ("<p>x<sup>2<sub>3</sub></sup></p>", ["x", "superscript, 2", "subscript, 3"]),
        ("<ul><li><sub>5</sub> A</ul>", ["List with 1 item", "subscript, 5", "A"]),
        (
            "<h2>B<sub>12</sub> levels</h2>",
            [
                "B, heading level 2",
                "subscript, heading level 2, 12",
                "levels, heading level 2",
            ],
        ),
        (
            "<p><a href=/x>10<sup>9</sup> cells</a></p>",
            ["10, link", "superscript, link, 9", "cells, link"],
        ),
        ("<p><a href=/x><sup>4</sup></a> only</p>", ["superscript, link, 4", "only"]),
        (
            "<h3><a href=/x>B<sub>12</sub> levels</a></h3>",
            [
                "B, link, heading level 3",
                "subscript, link, heading level 3, 12",
                "levels, link, heading level 3",
            ],
        ),
        ("<p><button>B<sub>12</sub></button></p>", ["B12, push button"]),
        ("<p><a href=/x aria-label=Ten>10<sup>9</sup></a></p>", ["Ten, link"]),
        (
            "<table><tr><th scope=col>T<sub>1</sub> low<tr><td>C<sub>3</sub></table>",
            [
                "table with 2 rows 1 column",
                "T, column header",
                "subscript, 1",
                "low, column header",
                "C",
                "subscript, 3",
            ],
        ),
        (
            "<dl><dt>B<sub>12</sub> low<dd>A</dl>",
            [
                "Description list with 1 term",
                "B, description term",
                "subscript, 12",
                "low, description term",
                "A, description value",
            ],
        ),
    ],
)
def test_raised_and_lowered_figures_are_announced_wherever_they_are(html, words):
    assert said(html) == words


def languages(html):
    return [
        (each.text, each.lang) for each in spoken(html, lang="en") if each.heard is Heard.ALWAYS
    ]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (
            "<p>We say <span lang=es>buenos días</span> here.</p>",
            [("We say", ""), ("buenos días", "es"), ("here.", "")],
        ),
        ("<p><span lang=es>Hola</span></p>", [("Hola", "es")]),
        (
            "<p>A <span lang=es>b <em>c</em> <span lang=fr>d</span> e</span> F</p>",
            [("A", ""), ("b c", "es"), ("d", "fr"), ("e", "es"), ("F", "")],
        ),
        (
            "<p><span lang=es>Uno</span> <span lang=fr>deux</span></p>",
            [("Uno", "es"), ("deux", "fr")],
        ),
        ("<p>A <span lang=en>B</span> C</p>", [("A B C", "")]),
        (
            "<h2>About <span lang=es>el tiempo</span> now</h2>",
            [("About, heading level 2", ""), ("el tiempo", "es"), ("now", "")],
        ),
        ("<h2><span lang=es>Hola</span></h2>", [("Hola, heading level 2", "es")]),
        (
            "<ul><li><span lang=es>Hola</span><li>B</ul>",
            [("List with 2 items", ""), ("Hola", "es"), ("B", "")],
        ),
        (
            "<ol><li>Say <span lang=es>hola</span></ol>",
            [("List with 1 item", ""), ("1. Say", ""), ("hola", "es")],
        ),
        (
            "<blockquote><p><span lang=es>Hola</span></p></blockquote>B",
            [("block quote", ""), ("Hola", "es"), ("leaving blockquote", ""), ("B", "")],
        ),
        (
            "<table><tr><td><span lang=es>Hola</span><td>B</table>",
            [
                ("table with 1 row 2 columns", ""),
                ("Hola", "es"),
                ("B", ""),
            ],
        ),
        (
            "<p>Go <a href=/x>to <span lang=es>la clínica</span> page</a> now</p>",
            [("Go", ""), ("to, link", ""), ("la clínica", "es"), ("page", ""), ("now", "")],
        ),
        (
            "<p><a href=/x><span lang=es>La clínica</span></a> now</p>",
            [("La clínica, link", "es"), ("now", "")],
        ),
        (
            "<p>T <span lang=es>H<sub>2</sub>O</span> now</p>",
            [("T", ""), ("H", "es"), ("subscript, 2", "es"), ("O", "es"), ("now", "")],
        ),
        (
            "<p>A <img lang=es alt='Un nervio' src=n.png></p>",
            [("A", ""), ("Un nervio, image", "es")],
        ),
    ],
)
def test_a_passage_in_another_language_carries_it_wherever_it_is(html, words):
    assert languages(html) == words
