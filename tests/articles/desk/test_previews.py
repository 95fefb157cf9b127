"""Seeing a page before readers do: the frame, its looks, and links that show one revision."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.desk.views.editor.draft_links import Grant
from articles.desk.views.editor.preview import answered
from articles.models import Article, Event
from tests import factories

pytestmark = pytest.mark.django_db

CANARY = "Canary words that nobody published"


def staff(*rights):
    someone = factories.user(is_staff=True, first_name="Rosa", last_name="Example")
    someone.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return someone


@pytest.fixture
def reader():
    return staff("view_article")


@pytest.fixture
def desk(client, reader):
    client.force_login(reader)
    return client


def address_of(name, article):
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


# --- The frame --------------------------------------------------------------------------------


def test_the_screen_frames_the_revision_it_names_with_the_look_chosen(desk):
    article = factories.draft().article
    article.title = "Second"
    publishing.save_draft(article=article, by=None)

    html = desk.get(
        address_of("preview_screen", article), {"revision": 1, "width": "phone", "look": "dark"}
    ).content.decode()

    preview = address_of("preview", article)
    assert f'class="frame-phone" src="{preview}?revision=1&amp;look=dark"' in html
    assert html.count('aria-current="true"') == 2
    assert "?revision=1&amp;width=desk&amp;look=dark" in html


def test_nonsense_in_the_address_shows_the_newest_revision_plainly(desk):
    article = factories.draft().article

    html = desk.get(address_of("preview_screen", article), {"width": "<b>", "look": "x"}).content

    assert b'class="frame-desk"' in html
    assert b"look=light" in html


def test_the_framed_page_is_the_public_one_with_another_style(desk):
    article = factories.draft(body=CANARY).article

    html = desk.get(address_of("preview", article), {"look": "paper"}).content.decode()

    assert CANARY in html
    assert 'class="site-footer"' in html
    assert reverse("admin:articles_preview_style", args=["paper"]) in html
    assert "Draft preview." not in html


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        ("light", "@media (max-width: -1px) {a{}} @media print {b{}} :root{color-scheme: light}"),
        ("dark", "@media (min-width: 0) {a{}} @media print {b{}} :root{color-scheme: dark}"),
        (
            "paper",
            "@media (max-width: -1px) {a{}} @media all {b{}} :root{color-scheme: light dark}",
        ),
    ],
)
def test_a_look_answers_what_the_style_sheet_asks_the_device(look, expected):
    css = (
        "@media (prefers-color-scheme: dark) {a{}} @media print {b{}}"
        " :root{color-scheme: light dark}"
    )

    assert answered(css, look, base="/static/x/css/site.css").startswith(expected)


def test_a_look_is_found_in_the_style_sheet_as_it_is_sent_and_not_in_the_editors_comfort():
    name = staticfiles_storage.stored_name("mscoe/css/site.css")
    with staticfiles_storage.open(name) as file:
        css = file.read().decode()

    shown = answered(css, "light", base="/static/x.css")

    assert css.count("color-scheme:light dark") == 1
    assert shown.count("color-scheme:light dark") == shown.count("prefers-color-scheme") == 0
    assert "[data-scheme=" in css and "[data-scheme=" not in shown


def test_addresses_in_a_style_sheet_are_seen_from_where_it_lies():
    css = 'src: url("../fonts/a.woff2") url(b.png)'

    shown = answered(css, "light", base="/static/mscoe/css/site.12.css")

    assert shown == 'src: url("/static/mscoe/fonts/a.woff2") url("/static/mscoe/css/b.png")'


def test_a_style_of_no_known_look_is_not_found(desk):
    assert desk.get("/admin/articles/article/preview-style/pink.css").status_code == 404


def test_screen_style_and_sharing_are_only_for_those_who_may_read(client):
    article = factories.draft(title=CANARY).article
    client.force_login(staff("view_link"))

    answers = [
        client.get(address_of("preview_screen", article)),
        client.post(address_of("share", article), {"days": 7}),
        client.get(reverse("admin:articles_preview_style", args=["dark"])),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert all(CANARY not in answer.content.decode() for answer in answers)


# --- Links to a draft -------------------------------------------------------------------------


def shared(desk, article, **data):
    return desk.post(address_of("share", article), {"days": 7} | data).context["link"]


def test_whoever_has_the_link_reads_exactly_that_revision_and_who_shared_it(desk):
    article = factories.draft(body=CANARY).article
    link = shared(desk, article)
    article.body = "Words of a later revision"
    publishing.save_draft(article=article, by=None)

    answer = Client().get(link)

    html = answer.content.decode()
    assert CANARY in html
    assert "later revision" not in html
    assert "Rosa Example shared it with you" in html
    assert answer.cookies == {}
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize("days", [1, 7, 30])
def test_a_link_ends_after_the_days_chosen(desk, days):
    link = shared(desk, factories.draft(body=CANARY).article, days=days)

    with time_machine.travel(timezone.now() + timedelta(days=days, minutes=-1), tick=False):
        assert CANARY in Client().get(link).content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=days, minutes=1), tick=False):
        over = Client().get(link)

    assert over.status_code == 410
    assert CANARY not in over.content.decode()
    assert "This link has expired" in over.content.decode()


@pytest.mark.parametrize("days", ["", "8", "3000"])
def test_no_link_is_made_for_other_days(desk, days):
    answer = desk.post(address_of("share", factories.draft().article), {"days": days})

    assert answer.context["link"] is None
    assert answer.context["form"].errors


def test_a_link_that_was_tampered_with_is_not_found(desk):
    article = factories.draft(body=CANARY).article
    link = shared(desk, article)
    head, tail = link.rsplit("/draft/", 1)
    revision, rest = tail.split(".", 1)

    tampered = [
        f"{head}/draft/{int(revision) + 1}.{rest}",
        link[:-2] + "/",
        f"{head}/draft/{revision}/",
        f"{head}/draft/a.b.c.d/",
    ]

    assert [Client().get(each).status_code for each in tampered] == [404] * 4


def test_the_history_tells_who_shared_what_until_when(desk):
    article = factories.draft().article

    shared(desk, article)

    event = Event.objects.get(verb=Event.Verb.SHARED)
    history = desk.get(reverse("admin:articles_article_history", args=[article.pk])).text
    assert (event.article, event.data["revision"]) == (article, 1)
    assert "shared revision 1 with a link that works until" in history
    assert "/draft/" not in str(event.data)


def test_a_link_dies_with_its_page_in_the_bin(desk):
    article = factories.draft(body=CANARY).article
    link = shared(desk, article)
    Article.objects.filter(pk=article.pk).update(archived_at=timezone.now())

    assert Client().get(link).status_code == 410


def test_a_link_dies_when_whoever_shared_it_may_no_longer_read_the_page(desk, reader):
    link = shared(desk, factories.draft(body=CANARY).article)
    reader.user_permissions.clear()

    assert Client().get(link).status_code == 410


def test_a_link_that_is_not_whole_says_so_and_no_search_engine_keeps_it(desk):
    link = shared(desk, factories.draft(body=CANARY).article)

    response = Client().get(link.replace("/draft/", "/draft/9"))

    assert response.status_code == 404
    assert "This link is incomplete" in response.text
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_until_when_a_link_is_good_is_said_with_its_time_zone(desk):
    page = factories.draft().article

    made = desk.post(address_of("share", page), {"days": 1}).text
    read = Client().get(shared(desk, page)).text

    for shown in (made, read):
        assert re.search(r"until \w+ \d+, \d{4}, (\S+ [ap]\.m\.|noon|midnight) E[DS]T", shown)


def test_a_token_says_what_it_grants():
    grant = Grant(12, 3, 1_800_000_000)

    assert Grant.read(grant.token()) == grant
