"""The site as readers had it on another day: its pages, its list, its names and its links."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.models import Section
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(factories.administrator())
    return client


def as_of(moment, **more):
    local = timezone.localtime(moment)
    return {"at_0": f"{local:%Y-%m-%d}", "at_1": f"{local:%H:%M:%S}", **more}


@pytest.fixture
def past(time_machine):
    """A page that said "Then" an hour ago, says "Now", and has a draft."""
    now = timezone.now()
    publication = factories.live_article(slug="fatigue", title="Then", body="Words of then.")
    article = publication.article
    with pytest.MonkeyPatch.context() as patch:
        later = now + timedelta(hours=1)
        patch.setattr("accessibility.changes.act_lock._moment", lambda: later)
        article.title, article.body = "Now", "Words of now."
        factories.publish(publishing.save_draft(article=article, by=None))
        factories.publish(factories.draft(title="Came later"))
    article.title = "Canary"
    publishing.save_draft(article=article, by=None)
    time_machine.move_to(now + timedelta(hours=2))
    return now + timedelta(minutes=1)


def test_a_page_is_shown_as_it_was_and_never_kept(desk, past):
    response = desk.get(reverse("admin:as-of-page"), as_of(past, address="/symptoms/fatigue/"))

    assert "Words of then." in response.text
    assert "As it was on" in response.text
    assert "Words of now." not in response.text
    assert "Canary" not in response.text
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response.headers["Cache-Control"]


def test_the_whole_list_of_pages_is_shown_as_it_was(desk, past):
    listed = desk.get(reverse("admin:as-of"), as_of(past)).text

    assert "Then</a>" in listed
    assert "Now</a>" not in listed
    assert "Came later" not in listed
    assert "Canary" not in listed


def test_what_an_address_without_a_page_answered_is_said(desk, past):
    response = desk.get(reverse("admin:as-of-page"), as_of(past, address="/symptoms/nothing/"))

    assert "was not in use." in response.text


@pytest.fixture
def renamed(past, monkeypatch):
    """The section of the page has had two other names since."""
    monkeypatch.setattr("accessibility.changes.act_lock._moment", timezone.now)
    section = Section.objects.get(slug="symptoms")
    for names in ({"name": "What you may notice", "slug": "signs"}, {"name": "Signs"}):
        for field, value in names.items():
            setattr(section, field, value)
        publishing.save_section(section=section, by=None)
    return past


def test_sections_have_the_names_they_had_then(desk, renamed, time_machine):
    time_machine.move_to(timezone.now() + timedelta(minutes=1))

    listed = desk.get(reverse("admin:as-of"), as_of(renamed)).text
    page = desk.get(reverse("admin:as-of-page"), as_of(renamed, address="/symptoms/fatigue/")).text
    today = desk.get(reverse("admin:as-of"), as_of(timezone.now())).text

    assert '<h3 id="section-symptoms">Symptoms</h3>' in listed
    assert ">Symptoms</a>" in page
    assert '<h3 id="section-signs">Signs</h3>' in today
    for then in (listed, page):
        assert "Signs" not in then
        assert "What you may notice" not in then


@pytest.mark.parametrize("address", ["/", "/symptoms/"])
def test_a_home_or_section_page_is_the_list_of_that_moment(address, desk, renamed):
    response = desk.get(reverse("admin:as-of-page"), as_of(renamed, address=address), follow=True)

    assert response.redirect_chain
    assert "Then</a>" in response.text


def test_links_lead_to_pages_as_they_were_and_all_else_to_today(desk, time_machine):
    body = """## Rest
[A](/symptoms/links/#c-rest) [B](/symptoms/) [C](/) [D](/search/?q=a) [E](#c-rest)
[F](https://example.org/symptoms/links/)"""
    factories.live_article(slug="links", body=body)
    time_machine.move_to(timezone.now() + timedelta(hours=1))
    then = as_of(timezone.now() - timedelta(minutes=1))

    html = desk.get(reverse("admin:as-of-page"), then | {"address": "/symptoms/links/"}).text

    prose = html[html.index('id="c-rest"') : html.index("back-to-top")]
    asked = f"at_0={then['at_0']}&amp;at_1={then['at_1'].replace(':', '%3A')}"
    assert re.findall(r'<a[^>]* href="([^"]*)"', prose) == [
        f"/admin/as-of/page/?address=%2Fsymptoms%2Flinks%2F&amp;{asked}#c-rest",
        f"/admin/as-of/?{asked}#section-symptoms",
        f"/admin/as-of/?{asked}",
        "/search/?q=a",
        "#c-rest",
        "https://example.org/symptoms/links/",
    ]
    assert "Links to pages go to the pages as they were then" in html


def test_a_moment_that_lies_ahead_shows_nothing(desk):
    tomorrow = timezone.now() + timedelta(days=1)
    factories.publish(factories.draft(title="Canary"), starts_at=tomorrow)

    response = desk.get(reverse("admin:as-of"), as_of(tomorrow + timedelta(hours=2)))

    assert "Choose a time in the past" in response.text
    assert "Canary" not in response.text


def test_only_those_who_may_read_a_page_see_it_as_it_was(client, past):
    address = as_of(past, address="/symptoms/fatigue/")
    assert client.get(reverse("admin:as-of-page"), address).status_code == 302
    client.force_login(factories.user(is_staff=True))

    assert client.get(reverse("admin:as-of"), as_of(past)).status_code == 403
    assert client.get(reverse("admin:as-of-page"), address).status_code == 403
