from datetime import date

import pytest
from django.template import engines
from django.utils import translation

from articles.templatetags import site

SOURCE = '{% load site %}{% remembered "articles/_date.html" day=day %}'


def shown(day):
    return engines["django"].from_string(SOURCE).render({"day": day}).strip()


@pytest.mark.parametrize("_", ["the first time", "remembered"])
def test_a_remembered_partial_says_what_it_says_in_the_language_of_the_page(_):
    first, second = date(2026, 3, 1), date(2026, 4, 2)

    assert shown(first) == '<time datetime="2026-03-01">March 1, 2026</time>'
    assert shown(second) == '<time datetime="2026-04-02">April 2, 2026</time>'
    with translation.override("es"):
        assert shown(first) == '<time datetime="2026-03-01">1 de marzo de 2026</time>'


def test_words_in_a_remembered_partial_are_escaped():
    source = (
        '{% load site %}{% remembered "articles/_external_link.html" address="/" title=title %}'
    )

    html = engines["django"].from_string(source).render({"title": "<b>&"})

    assert "&lt;b&gt;&amp;" in html


def test_what_is_remembered_begins_anew_when_there_is_too_much_of_it(monkeypatch):
    monkeypatch.setattr(site, "MOST_REMEMBERED", 1000)

    for day in range(1, 29):
        assert shown(date(2026, 2, day)) == (
            f'<time datetime="2026-02-{day:02}">February {day}, 2026</time>'
        )

    assert 0 < sum(len(text) for text in site.memory.values()) <= 1000
