"""Words that age. Of 50 alarms in pages of public offices seven were false when read by hand; of 40
in answers about diseases two."""

from datetime import date
from time import process_time

import pytest

from articles.text.aging_phrases import Kind, find_time_words, propose_day

TODAY = date(2026, 11, 25)


def found(source):
    return [(word.kind, word.words) for word in find_time_words(source, on=TODAY)]


def urgent(source):
    return [word.words for word in find_time_words(source, on=TODAY) if word.is_urgent]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("There is currently no cure.", ["currently"]),
        ("Currently, two medicines are approved.", ["Currently"]),
        ("Two trials are ongoing.", ["ongoing"]),
        ("A study is under way.", ["under way"]),
        ("It was recently approved.", ["recently"]),
        ("The test is now part of the criteria.", ["is now"]),
        ("Results will soon be published.", ["soon be"]),
        ("More is expected this year.", ["this year"]),
        ("As of 2024, twenty medicines exist.", ["As of 2024"]),
        ("As of March 2024, twenty exist.", ["As of March 2024"]),
        ("Results are expected in 2028.", ["are expected in 2028"]),
        ("It is expected to end in March 2028.", ["is expected to end in March 2028"]),
        ("The trial BEAT-MS compares both.", ["BEAT-MS"]),
        ("The ORATORIO trial was larger.", ["ORATORIO"]),
        ("It is registered as NCT04047628.", ["NCT04047628"]),
        ("Actualmente no hay cura.", ["Actualmente"]),
        ("Dos ensayos están en curso.", ["en curso"]),
        ("Fue aprobado recientemente.", ["recientemente"]),
        ("Se espera para 2028.", ["Se espera para 2028"]),
        ("Se publicará este año.", ["este año"]),
        ("El ensayo BEAT-MS compara ambos.", ["BEAT-MS"]),
    ],
)
def test_what_ages_is_found(source, words):
    assert urgent(source) == words


@pytest.mark.parametrize(
    "source",
    [
        "Call as soon as you can.",
        "You may have recently had a relapse.",
        "Tell us if you are currently taking steroids.",
        "Ongoing care helps.",
        "You are now ready to start.",
        "Keep your vaccines up to date.",
        "COVID-19, HLA-DRB1 and IL-17 were measured in a study.",
        "From 1953 through December 1987 the water was not safe.",
        "Rest now and then.",
        "Ask for help right away. Now breathe out.",
        "See [the page](https://example.org/currently-ongoing-NCT04047628).",
        "`currently`",
        "Rest.[^1]\n\n[^1]: The trial is currently ongoing.",
        "## References\n\nSmith J, et al. BEAT-MS trial. Neurology. 2024;12(3):4.",
        "Smith J, et al. The BEAT-MS trial. Neurology. 2024.",
    ],
)
def test_what_does_not_age_gives_no_alarm(source):
    assert urgent(source) == []


def test_a_year_is_found_without_alarm_and_a_cited_one_not_at_all():
    assert found("The criteria were revised in 2017.") == [(Kind.YEAR, "2017")]
    assert found("It began in March 2019.") == [(Kind.YEAR, "March 2019")]
    assert found("Rest helps (Smith, 2019). So does sleep (2020).") == []


def test_words_are_told_with_the_heading_they_stand_under():
    source = "Now known.\n\n## What is *known*\n\nCurrently much.\n\n### Studies\n\nNCT04047628."

    words = find_time_words(source, on=TODAY)

    assert [(word.words, word.heading) for word in words] == [
        ("Now known", ""),
        ("Currently", "What is known"),
        ("NCT04047628", "Studies"),
    ]


def test_the_same_words_in_one_part_are_told_once():
    assert urgent("Currently none. Currently none.\n\n## B\n\nCurrently one.") == ["Currently"] * 2


@pytest.mark.parametrize(
    ("source", "day"),
    [
        ("There is currently no cure.", date(2027, 5, 26)),
        ("Results are expected in March 2027.", date(2027, 3, 1)),
        ("Expected in 2029.", date(2029, 1, 1)),
        ("Results are expected in 2024.", date(2026, 11, 26)),
        ("It comes this year.", date(2027, 1, 1)),
        ("It will soon be approved.", date(2027, 2, 24)),
        ("Currently none. Results are expected in March 2027.", date(2027, 3, 1)),
        ("The criteria were revised in 2017.", None),
        ("Rest.", None),
    ],
)
def test_the_words_propose_a_day_to_look_again(source, day):
    assert propose_day(find_time_words(source, on=TODAY), on=TODAY) == day


@pytest.mark.prove
@pytest.mark.parametrize(
    "piece",
    [
        *("A", "ABCD-", "](", "![", "<!--", "[\n", "(a,", "`", "```", " ", "\n", ". ", "<a", "2"),
        *("expected ", "by ", "# a ", "to a ", "study AAAA", "https://", "MARCH ", "[^a", "you "),
    ],
)
def test_a_text_of_the_greatest_length_is_read_quickly_whatever_it_is(piece):
    source = "A study. # " + piece * (60_000 // len(piece)) + "x"
    began = process_time()

    find_time_words(source, on=TODAY)

    assert process_time() - began < 3
