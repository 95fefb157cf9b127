import pytest

from accessibility.terms import TermFact, said_otherwise, terms_in

FATIGUE = TermFact("fatigue", other_spellings=("tiredness",), misspellings=("fatige",))
MRI = TermFact("magnetic resonance imaging", abbreviation="MRI", other_spellings=("MRI scan",))
TERMS = (FATIGUE, MRI)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("tiredness at work", [FATIGUE]),
        ("Fatige", [FATIGUE]),
        ("mri and fatigue", [FATIGUE, MRI]),
        ("refatigued", []),
        ("", []),
    ],
)
def test_terms_are_known_by_any_spelling_as_whole_words(words, named):
    assert terms_in(words, TERMS) == named


@pytest.mark.parametrize(
    ("words", "otherwise"),
    [
        ("fatigue", []),
        ("tiredness at work", ["fatigue at work"]),
        ("why fatige", ["why fatigue"]),
        ("MRI", ["magnetic resonance imaging"]),
        ("mri scan", ["magnetic resonance imaging", "MRI"]),
        ('"tiredness"', []),
    ],
)
def test_words_are_said_otherwise_by_the_terms_own_names(words, otherwise):
    assert said_otherwise(words, TERMS) == otherwise


def test_only_a_few_ways_to_say_the_same_are_tried():
    many = [TermFact(f"term {letter}", misspellings=("x",)) for letter in "abcdefgh"]

    assert len(said_otherwise("x", many)) == 4
