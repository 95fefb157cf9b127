"""What holds for any text at all."""

import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.markup import Facts, ImageFact, TermFact, TooMuch, render
from articles.markup.sanitising import ATTRIBUTES, CLASSES, TAGS, VALUES, clean

FACTS = Facts(
    own_hosts=frozenset({"ms.example"}),
    terms=(
        TermFact("multiple sclerosis", abbreviation="MS"),
        TermFact("magnetic resonance", abbreviation="MRI scan"),
    ),
    images={
        "/media/a.jpg": ImageFact(4, 3, caption='"C" <b>', credit="D & E", sources=(("/x", 2),))
    },
)
FRAGMENTS = [
    "# ", "###### ", "> ", "- ", "12. ", "    ", "```", "~~~ x\n", "\n", "\n\n", "  \n", "\\",
    "---\n", "*", "**", "_", "`", "~~", "[", "]", "(", ")", "![", "](", "<", ">", "&", "&amp;",
    "&#0;", '"', "'", "[^1]", "[^1]: ", "[^2]: a\n\n", "^[", "*[MS]: words\n", "MS", "MRI scan",
    "Table: ", "|", "|a|b|\n", "|-|:-:|\n", "::: note\n", "::: warning *x*\n", ":::\n", ": ",
    "{lang=es}", "{hreflang=en}", "]{lang=ar}", "[a](/b)", "[b]: /c 'd'\n", "[b]",
    "(javascript:alert(1))", "(https://e.org/x.pdf)", "(//ms.example/a)", "![x](/media/a.jpg)",
    "![](/media/b.png 't')", "![y](https://e.org/i.png)", "<br>", "<sub>2</sub>", "<script>",
    "</script>", "<img src=x onerror=alert(1)>", "<svg onload=x>", "<a href=x>", "<!--", "-->",
    "<style>", "style=", "onclick=", "\x00", "\u202e", "\ud800", "é", "治", "\t", "word", "http:",
    "<a@b.c>", "a) ", "B) ", "iv) ", "2. ", "{value=7} ", "{type=i} ",
]  # fmt: skip
SOURCES = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8), max_size=40).map("".join)
VOID = {"br", "hr", "img"}
ADDED = {"link-facts", "visually-hidden", "footnote-reference", "footnote-back"}
FORBIDDEN_TAGS = {"script", "style", "svg", "math", "form", "iframe", "object", "input", "h1"}


class Elements(HTMLParser):
    """Every tag with its attributes, and the words that came from the author."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.words = ""
        self.depth_of_added_words = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        self.words += dict(attrs).get("alt") or ""
        if tag not in VOID and (self.depth_of_added_words or dict(attrs).get("class") in ADDED):
            self.depth_of_added_words += 1

    def handle_endtag(self, tag):
        self.depth_of_added_words = max(0, self.depth_of_added_words - 1)

    def handle_data(self, data):
        self.words += "" if self.depth_of_added_words else data


def rendered(source):
    try:
        return render(source, facts=FACTS, source_lines=True)
    except TooMuch:
        return render("")


@given(SOURCES)
@settings(max_examples=400, deadline=None)
def test_sanitising_again_changes_nothing(source):
    html = rendered(source).html

    assert clean(html) == html


@given(SOURCES)
@settings(max_examples=400, deadline=None)
def test_only_listed_elements_and_attributes_come_out(source):
    for tag, attributes in Elements(rendered(source).html).found:
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()) | VALUES.get(tag, {}).keys()
        if tag in CLASSES:
            allowed = allowed | {"class"}
        assert tag in TAGS - FORBIDDEN_TAGS
        assert attributes.keys() <= allowed
        for name in attributes.keys() & {"href", "src"}:
            assert not re.match(r"\s*(javascript|data|vbscript)", attributes[name], re.IGNORECASE)


@given(SOURCES)
@settings(max_examples=400, deadline=None)
def test_ids_are_unique_and_prefixed_and_their_references_lead_somewhere(source):
    html = rendered(source).html
    elements = Elements(html).found
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]

    assert len(ids) == len(set(ids))
    assert all(name.startswith("c-") for name in ids)
    assert {heading.id for heading in rendered(source).headings} <= set(ids)
    for _, attributes in elements:
        assert attributes.get("aria-labelledby", ids and ids[0]) in [*ids, []]


@given(SOURCES)
@settings(max_examples=300, deadline=None)
def test_every_word_of_the_plain_text_is_on_the_page(source):
    page = rendered(source)
    shown = on_the_line("".join(Elements(page.html).words.split()))

    assert [word for word in on_the_line(page.text).split() if word not in shown] == []


def on_the_line(text):
    """Plain text has signs of its own for the raised and lowered figures of a page."""
    return text.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "0123456789" * 2))


HEADINGS = st.lists(
    st.tuples(st.integers(1, 6), st.text("abc XYZ", min_size=1, max_size=12)).filter(
        lambda heading: heading[1].strip()
    ),
    min_size=1,
    max_size=12,
)


@given(HEADINGS)
@settings(max_examples=200, deadline=None)
def test_no_heading_is_lost_and_no_level_is_skipped(typed):
    page = render("\n\n".join(f"{'#' * level} {words}" for level, words in typed))
    levels = [heading.level for heading in page.headings]

    assert [heading.text for heading in page.headings] == [" ".join(w.split()) for _, w in typed]
    assert levels[0] == 2
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
    assert all(2 <= level <= 6 for level in levels)
    assert re.findall(r"<h(\d)", page.html) == [str(level) for level in levels]


WRAPPERS = st.sampled_from(
    [
        "{}", "*{}*", "# {}", "> {}", "- {}", "1. {}", "**[{}](/x)**",
        "![{}](https://e.org/a.png)", "![{}](/media/a.jpg)", "a[^1]\n\n[^1]: {}", "[^{}]: unused",
        "::: note\n{}\n:::", "::: note {}\n:::", "|{}|\n|-|\n|x|", "|x|\n|-|\n|{}|",
        "Table: {}\n\n|x|\n|-|\n|y|", "term\n: {}", "{}\n: meaning", "`{}`", "    {}",
        "```\n{}\n```", "[{}]{{lang=es}}", "~~{}~~", "<b>{}</b>", "<!-- {} -->", "<sub>{}</sub>",
        "a) {}", "iv) {{type=i}} {}", "2. x\n1. {}", "1. x\n2. {{value=7}} {}",
        "<sup>[{}](/x)</sup>",
        "[x]({}:y)", "[{}][nowhere]", "{} (MS)",
    ]
)  # fmt: skip


@given(st.lists(WRAPPERS, min_size=1, max_size=8))
@settings(max_examples=300, deadline=None)
def test_no_word_that_was_typed_is_lost(wrappers):
    words = [f"typed{number}" for number in range(len(wrappers))]
    source = "\n\n".join(
        wrapper.format(word) for wrapper, word in zip(wrappers, words, strict=True)
    )
    source = source.replace("[^typed", "[^1]: typed")
    page = render(source, facts=FACTS)

    assert [word for word in words if word not in page.html or word not in page.text] == []
