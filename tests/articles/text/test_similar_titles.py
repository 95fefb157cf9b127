import pytest

from articles.text.similar_titles import are_similar, key_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fatigue and heat", "Heat and fatigue"),
        ("Living with fatigue", "Fatigue in multiple sclerosis"),
        ("Relapse: what to do", "Relapses"),
        ("Managing relapses", "How to manage a relapse"),
        ("El cansancio y la EM", "Cansancio y EM"),
        ("About MS", "About MS"),
    ],
)
def test_titles_about_the_same_are_similar(one, other):
    assert are_similar(key_words(one), key_words(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fatigue and MS", "Heat and MS"),
        ("Interferon beta", "Internal medicine"),
        ("Fatigue", "Fatigue, heat, exercise and sleep"),
        ("", "Heat"),
        ("Treatment of spasticity", "Treatment of pain"),
    ],
)
def test_titles_about_something_else_are_not(one, other):
    assert not are_similar(key_words(one), key_words(other))
