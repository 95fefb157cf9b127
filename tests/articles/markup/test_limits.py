"""However strange the source, an answer or a plain refusal comes in time."""

from concurrent.futures import ThreadPoolExecutor
from time import thread_time

import pytest

from articles.markup import TooMuch, limits, render

SECONDS = 2.0
MANY = 4000
HOSTILE = {
    "images opened": "![" * MANY,
    "declarations opened": "<![" * MANY,
    "links opened": "[a](" * MANY,
    "brackets": "[" * 8 * MANY,
    "bracket pairs": "[[]" * 8 * MANY,
    "footnotes opened": "[^1]: note\n\n" + "[^" * 8 * MANY,
    "footnotes mentioned": "[^1]: note\n\n" + "[^1]" * 4 * MANY,
    "many footnotes": "".join(f"[^{n}]: note\n\n" for n in range(MANY))
    + "".join(f"[^{n}]" for n in range(MANY)),
    "many abbreviations": "".join(f"*[A {n}]: words\n" for n in range(190)) + "A x " * 10 * MANY,
    "one abbreviation": "*[AB]: words\n\n" + "AB " * 10 * MANY,
    "spans closed": "[" * 10 * MANY + "]{lang=es}" * 2 * MANY,
    "quotes within quotes": ">" * 40 * MANY,
    "lists within lists": "".join(" " * (2 * depth) + "- a\n" for depth in range(400)),
    "lists on one line": "- " * 20 * MANY,
    "notices within notices": "::: note\n" * 5 * MANY,
    "footnotes within footnotes": "[^1]: " * 8 * MANY,
    "a wide table": "|a" * 5 * MANY + "\n" + "|-" * 5 * MANY + "\n" + "|b" * 5 * MANY,
    "a table mostly left out": "|" + "a|" * 250 + "\n|" + "-|" * 250 + "\n" + "|x\n" * MANY,
    "many tables": "a|b\n-|-\n" * 2 * MANY,
    "stars": "*" * 45 * MANY,
    "stars and words": "*a **b " * 4 * MANY,
    "underscores": "_a " * 15 * MANY,
    "emphasis within emphasis": "*a _b " * 200 + "x" + "_*" * 200,
    "backticks": "".join("`" * n + " " for n in range(600)),
    "references": "".join(f"[a{n}]: /u\n" for n in range(2 * MANY)) + "[a1]" * MANY,
    "references unfinished": "[a]: <" * 5 * MANY,
    "a long address repeated": "[a]: /" + "u" * 90_000 + "\n\n" + "[a]" * 5 * MANY,
    "a long image address repeated": "[a]: /" + "u" * 90_000 + "\n\n" + "![a]" * 5 * MANY,
    "list items": "- a\n" * 5 * MANY,
    "definitions": "a\n: b\n\n" * 3 * MANY,
    "headings": "# a\n" * 4 * MANY,
    "entities": "&" * 45 * MANY,
    "comments opened": "<!--" * 11 * MANY,
    "spaces": " " * 45 * MANY + "a",
}


def outcome(source):
    try:
        return render(source)
    except TooMuch as refusal:
        return refusal


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_rendered_or_refused(source):
    assert len(getattr(outcome(source), "html", "")) < 2 * limits.MAX_OUTPUT_CHARACTERS


@pytest.mark.prove
@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_takes_two_seconds_of_processor_time_at_most(source):
    started = thread_time()

    outcome(source)

    assert thread_time() - started < SECONDS


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("quotes within quotes", "nested too deeply"),
        ("lists within lists", "nested too deeply"),
        ("notices within notices", "nested too deeply"),
        ("emphasis within emphasis", "nested too deeply"),
        ("a long address repeated", "too large a page"),
        ("a long image address repeated", "too large a page"),
    ],
)
def test_a_refusal_says_in_plain_words_what_is_wrong(name, words):
    with pytest.raises(TooMuch, match=words):
        render(HOSTILE[name])


def test_abbreviations_are_counted():
    source = "".join(f"*[A{n}]: words\n" for n in range(201))

    with pytest.raises(TooMuch, match="more than 200 abbreviations"):
        render(source)


def test_200_kilobytes_are_enough_and_one_byte_more_is_too_much():
    longest = "é" * 100_000

    assert render(longest).text == longest
    with pytest.raises(TooMuch, match="200 KB of at most 200 KB"):
        render(longest + "e")


def test_lists_may_be_nested_as_deeply_as_anyone_reads():
    rendered = render("".join("  " * depth + f"- level {depth}\n" for depth in range(15)))

    assert rendered.html.count("<ul>") == 15
    assert rendered.text.endswith("level 14")


@pytest.mark.prove
def test_a_whole_book_chapter_stays_far_below_the_limit():
    paragraph = "Rest *between* tasks; see [the page](/care/) and plan the **day** ahead.\n\n"
    started = thread_time()

    render(paragraph * (200_000 // len(paragraph)))

    assert thread_time() - started < SECONDS


def test_the_limit_holds_in_threads_and_threads_do_not_disturb_each_other():
    sources = ["[" * MANY + "]{lang=es}" * MANY * 4, "# Care\n\nHSCT\n\n*[HSCT]: transplant"] * 3

    with ThreadPoolExecutor(3) as threads:
        found = list(threads.map(outcome, sources))

    assert [found[1].html, found[3].html, found[5].html] == [
        '<h2 id="c-care">Care</h2>\n<p><abbr>HSCT</abbr> (transplant)</p>\n'
    ] * 3


@pytest.mark.prove
def test_stopping_is_decided_while_parsing_not_afterwards(monkeypatch):
    monkeypatch.setattr(limits, "MAX_SECONDS", 0.05)
    started = thread_time()

    with pytest.raises(TooMuch, match="takes too long"):
        render("- [a](b) *c*\n" * 10_000)

    assert thread_time() - started < 0.5
