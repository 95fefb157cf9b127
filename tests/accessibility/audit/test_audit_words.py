"""What the rules count, measure and compare: text in, values out."""

import pytest

from accessibility.audit.rules import colours, language_words, link_words
from accessibility.audit.rules.document import Document, Page
from accessibility.audit.rules.grids import Grid
from accessibility.audit.rules.words import count, sentences_in, syllables_in


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("walk", 1), ("nerve", 1), ("walked", 1), ("wanted", 2), ("table", 2)]
    + [("fatigue", 2), ("medicine", 3), ("therapy", 3), ("sclerosis", 3), ("multiple", 3)],
)
def test_syllables_of_english_words(word, syllables):
    assert syllables_in(word, "en") == syllables


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("sol", 1), ("médico", 3), ("fatiga", 3), ("día", 2), ("cuidado", 3), ("guerra", 2)]
    + [("quien", 1), ("oír", 2), ("poeta", 3), ("ciudad", 2), ("pingüino", 3)],
)
def test_syllables_of_spanish_words(word, syllables):
    assert syllables_in(word, "es") == syllables


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Ask Dr. Lee. She knows.", ["Ask Dr. Lee.", "She knows."]),
        ("It costs 2.5 dollars, e.g. In a shop.", ["It costs 2.5 dollars, e.g. In a shop."]),
        ("“Rest.” Then walk.", ["“Rest.", "Then walk."]),
        ("¿Duele? ¡Llame!", ["¿Duele?", "¡Llame!"]),
        ("no end", ["no end"]),
        ("… !", []),
    ],
)
def test_sentences_end_where_another_may_begin(text, sentences):
    assert sentences_in(text) == sentences


def test_measures_are_what_their_formulas_say():
    counts = count(["We walk to the clinic together. We rest."], "en")

    assert (counts.sentences, counts.words, counts.long_words, counts.syllables) == (2, 8, 1, 11)
    assert counts.lix == pytest.approx(8 / 2 + 100 * 1 / 8)
    assert counts.grade == pytest.approx(0.39 * 4 + 11.8 * 11 / 8 - 15.59)
    assert counts.perspicuity == pytest.approx(206.835 - 62.3 * 11 / 8 - 4)


def test_nothing_is_measured_where_there_are_no_words():
    assert count(["", "12 – 14"], "en") is None


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000", "white", 21.0),
        ("#777", "#fff", 4.48),
        ("rgb(255, 0, 0)", "#ffffff", 4.0),
        ("#0000ffff", "rgb(100%,100%,100%)", 8.59),
    ],
)
def test_contrast_is_the_ratio_that_wcag_defines(one, other, ratio):
    found = colours.contrast(colours.read(one), colours.read(other))

    assert round(found, 2) == ratio


def test_a_colour_that_lets_the_ground_through_is_mixed_with_it():
    half = colours.read("rgba(0,0,0,.5)").over(colours.read("white"))

    assert half == colours.Colour(127.5, 127.5, 127.5)


@pytest.mark.parametrize("value", ["", "currentcolor", "url(a.png)", "#12", "rgb(1)", "hsl(1 2 3)"])
def test_what_is_no_plain_colour_is_not_judged(value):
    assert colours.read(value) is None


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("https://www.ms.example/a/", "http://ms.example/a", True),
        ("/a/index.html", "/a/", True),
        ("/a?utm_source=mail", "/a", True),
        ("/a?page=1", "/a?page=2", False),
        ("/a#b", "/a#c", False),
        ("/a", "a", False),
        ("mailto:a@b.example", "mailto:c@b.example", False),
        ("http://[", "http://[", True),
    ],
)
def test_addresses_that_surely_answer_alike_are_one_place(one, other, is_same):
    assert (link_words.place(one) == link_words.place(other)) is is_same


@pytest.mark.parametrize(
    ("words", "is_vague"),
    [
        ("Click here", True),
        ("here (external site)", True),
        ("Read more »", True),
        ("MÁS INFORMACIÓN", True),
        ("Here is how to rest", False),
        ("More on heat", False),
    ],
)
def test_words_that_name_no_place_are_vague(words, is_vague):
    assert link_words.is_vague(words) is is_vague


@pytest.mark.parametrize(
    ("text", "claimed", "found"),
    [
        ("La fatiga es uno de los síntomas", "en", "es"),
        ("Le médecin et vous, pour les patients", "es", "fr"),
        ("Der Arzt und die Klinik sind für Sie da", "en", "de"),
        ("Болезнь", "en", "ru"),
        ("Хвороба", "uk", ""),
        ("The nurse is with you", "en", ""),
        ("Los Angeles", "en", ""),
        ("The nurse is with you", "tlh", ""),
    ],
)
def test_a_language_is_named_only_where_it_is_sure(text, claimed, found):
    assert language_words.language_of(text, rather_than=claimed) == found


@pytest.mark.parametrize(
    ("tag", "is_valid"),
    [("en", True), ("ES-mx", True), ("haw", True), ("zh-Hant-TW", True), ("eng", False)]
    + [("xx", False), ("e", False), ("english", False), ("en_US", False), ("", False)],
)
def test_tags_of_languages_are_those_of_the_web(tag, is_valid):
    assert language_words.is_valid(tag) is is_valid


def test_cells_know_their_rows_and_columns_through_spans():
    html = """<table><tr><th rowspan="2">A<th colspan="2">B<tr><td>C<td>D<tr><td>E</table>"""
    grid = Grid(Document(html, Page()).root.find(".//table"))

    places = {cell.element.text: (list(cell.rows), list(cell.columns)) for cell in grid.cells}
    assert places == {
        "A": ([0, 1], [0]),
        "B": ([0], [1, 2]),
        "C": ([1], [1]),
        "D": ([1], [2]),
        "E": ([2], [0]),
    }
    assert grid.width == 3
