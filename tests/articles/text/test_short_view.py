"""The short view: what is important on a page, how long it takes, and what it must not leak."""

import pytest
from bs4 import BeautifulSoup

from articles import publishing
from articles.markup import render
from articles.text.short_view import minutes, shorten
from tests import factories

BODY = """
::: keypoints
- Rest early. An MRI shows more.[^1]
:::

*[MRI]: magnetic resonance imaging

## Why it happens

Words about causes.

## What helps

### Keep cool

> ::: warning
> A fever needs a call.
> :::

::: keypoints
- Cool rooms help.
:::

[^1]: A source.
"""


def short_of(source):
    return shorten(render(source).html, address="/symptoms/fatigue/")


def words(part):
    return " ".join(BeautifulSoup(part.html, "lxml").text.split())


def test_key_points_and_warnings_stay_by_section_and_the_rest_is_listed():
    short = short_of(BODY)

    assert [(part.heading, part.id) for part in short.parts] == [
        ("", ""),
        ("What helps", "c-what-helps"),
    ]
    assert words(short.parts[1]) == ("Warning A fever needs a call. Key points Cool rooms help.")
    assert [(part.heading, part.id) for part in short.rest] == [
        ("Why it happens", "c-why-it-happens")
    ]


def test_what_points_into_the_page_leads_to_the_whole_page():
    [link] = BeautifulSoup(short_of(BODY).parts[0].html, "lxml").select("sup a")

    assert link["href"] == "/symptoms/fatigue/#c-footnote-1"


@pytest.mark.parametrize(
    ("points", "shown"),
    [
        ("An MRI, an MRI.", "An MRI (magnetic resonance imaging), an MRI."),
        ("MRIs help.", "MRIs (magnetic resonance imaging) help."),
        ("An EEG.", "An EEG."),
    ],
)
def test_an_abbreviation_is_written_out_where_it_stands_first_in_the_short_view(points, shown):
    source = (
        f"An MRI.\n\n## B\n\n::: keypoints\n{points}\n:::\n\n*[MRI]: magnetic resonance imaging"
    )

    assert words(short_of(source).parts[0]) == f"Key points {shown}"


def test_a_page_without_key_points_has_its_sections_only():
    short = short_of("Words.\n\n## A\n\n## B")

    assert short.parts == []
    assert [part.heading for part in short.rest] == ["A", "B"]
    assert short_of("Words.").rest == []


@pytest.mark.parametrize(("count", "taken"), [(0, 1), (238, 1), (239, 2), (714, 3), (715, 4)])
def test_minutes_are_rounded_up(count, taken):
    assert minutes(f"<p>{'word ' * count}</p>") == taken


# --- The page ---


@pytest.fixture
def live(db):
    return factories.live_article(
        slug="fatigue", title="Fatigue", summary="Why MS tires you.", body=BODY + "word " * 500
    )


def test_the_short_view_takes_one_query(client, live, django_assert_num_queries):
    with django_assert_num_queries(1):
        page = BeautifulSoup(client.get("/symptoms/fatigue/short/").content, "lxml")

    assert page.h1.text == "Fatigue: Short view"
    assert page.select_one(".lead").text == "Why MS tires you."
    assert page.select_one("link[rel=canonical]")["href"] == "http://testserver/symptoms/fatigue/"
    assert "This short view: about 1 minute." in page.main.text
    ways = [link["href"] for link in page.main.select("a")]
    assert "/symptoms/fatigue/#c-why-it-happens" in ways
    assert "Words about causes" not in page.main.text


def test_the_whole_page_says_how_long_it_takes_and_leads_to_the_short_view(client, live):
    page = BeautifulSoup(client.get(live.path).content, "lxml")

    link = page.select_one('.opening a[href="/symptoms/fatigue/short/"]')
    assert link.text == "Short view: about 1 minute"
    assert "About 3 minutes to read." in page.main.text


def test_a_page_that_is_short_itself_offers_no_shorter_view(client, db):
    page = factories.live_article(body="Rest.")

    assert "short/" not in client.get(page.path).content.decode()


def test_without_key_points_the_page_says_so(client, db):
    page = factories.live_article(slug="heat", body="Heat.\n\n## Keep cool\n\nWords.")

    shown = client.get(f"{page.path}short/").content.decode()

    assert "Nobody has written key points for this page yet." in shown
    assert '<a href="/symptoms/heat/#c-keep-cool">Keep cool</a>' in shown


def test_a_spanish_page_is_short_in_spanish(client, db):
    page = factories.live_article(language="es", title="La fatiga", body="::: keypoints\n- a\n:::")

    shown = BeautifulSoup(client.get(f"{page.path}short/").content, "lxml")

    assert shown.html["lang"] == "es"
    assert shown.h1.text == "La fatiga: Versión breve"
    assert "Esta versión breve: alrededor de 1 minuto." in shown.main.text


def test_drafts_leak_into_no_short_view(client, live):
    article = live.article
    article.body = "::: keypoints\n- canary7391\n:::"
    publishing.save_draft(article=article, by=None)
    draft = factories.draft(slug="unseen", body=article.body)

    assert "canary7391" not in client.get("/symptoms/fatigue/short/").content.decode()
    assert client.get(f"/symptoms/{draft.slug}/short/").status_code == 404


def test_the_short_view_follows_its_page(client, live):
    publishing.move(article=live.article, section=live.section, slug="tired", by=None)
    assert client.get("/symptoms/fatigue/short/").headers["Location"] == "/symptoms/tired/short/"

    publishing.withdraw(article=live.article, reason="Old.", by=None)
    response = client.get("/symptoms/tired/short/")
    assert (response.status_code, response.headers["Location"]) == (301, "/symptoms/tired/")


def test_a_page_called_short_is_a_page_like_others(client, db):
    page = factories.live_article(slug="short", title="A short page")

    assert client.get(page.path).context["page"]["title"] == "A short page"
    assert client.get(f"{page.path}short/").status_code == 200
