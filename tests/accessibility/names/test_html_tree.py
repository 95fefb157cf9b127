import pytest

from accessibility.names.html_tree import is_element, parse


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("<p>One</p>", ["p"]),
        ("<!doctype html><html><body><h1>A</h1><p>B</body></html>", ["h1", "p"]),
        ("", []),
        ("  \n ", []),
        ('<?xml version="1.0" encoding="latin-1"?><p>Two</p>', ["p"]),
        ("<p>A\0B</p>", ["p"]),
        # HTML lets authors leave the tag out, whatever comes first.
        ("<!doctype html><title>T</title><main><h1>A</h1></main>", ["main"]),
        (
            "<!doctype html><html lang=en><meta charset=utf-8><header>A</header><p>B",
            ["header", "p"],
        ),
        ("<head><style>a > b {}</style></head>\n<article>A</article>", ["article"]),
        (
            '<meta name=d content="a > b"><script>if (a < b) {}</script><figure>A</figure>',
            ["figure"],
        ),
        ("<!-- <p> --><title>T</title><video-player>A</video-player>", ["video-player"]),
        ("<HTML><HEAD><TITLE>T</TITLE></HEAD><DETAILS>A</DETAILS></HTML>", ["details"]),
        (
            "<link rel=icon href=i.png><noscript><img src=a></noscript><nav>A</nav><p>B",
            ["nav", "p"],
        ),
    ],
)
def test_any_text_becomes_a_page_with_a_body(text, body):
    root = parse(text)

    assert root.tag == "html"
    assert [node.tag for node in root.find("body") if is_element(node)] == body


def test_lines_are_those_of_the_source_where_the_body_has_no_tag():
    assert parse("<title>T</title>\n\n<main>\n<p>A</p></main>").find(".//p").sourceline == 4


def test_letters_of_any_script_come_through():
    assert parse("<p>Esclerosis múltiple – 多発性硬化症 \U0001f9e0</p>").text_content() == (
        "Esclerosis múltiple – 多発性硬化症 \U0001f9e0"
    )


def test_a_comment_is_not_an_element():
    body = parse("<body><!-- note --><p>Text</p></body>").find("body")

    assert [is_element(node) for node in body] == [False, True]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ('<picture><source src="a"><img alt="b"> c</picture> d', "source,img: c d"),
        ("<p>one<wbr>two <b>three</b> four</p> five", "wbr,b:onetwo three four five"),
        ("<p>one<wbr><b>two</b><i>three</i> four", "wbr,b,i:onetwothree four"),
    ],
)
def test_what_follows_an_element_that_is_always_empty_does_not_stand_in_it(text, read):
    holder = parse(f"<div>{text}</div>").find("body/div")[0]
    words = holder.getparent().text_content()

    assert ",".join(child.tag for child in holder) + ":" + words == read


def test_elements_know_their_line():
    assert parse("<h2>One</h2>\n\n<p>Two</p>").find("body/p").sourceline == 3


def test_a_comment_alone_is_an_empty_page():
    assert [element.tag for element in parse("<!-- hidden -->").iter()] == ["html", "body"]
