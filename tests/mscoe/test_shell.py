import errno
import gettext
import gzip
import os
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import OperationalError
from django.template import loader
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from articles.baking.help_lines import as_file
from articles.baking.layout import HELP_LINES
from mscoe import views
from tests.factories import link, live_article, person, site_settings, user

TEMPLATES = sorted(
    path
    for app in ("mscoe", "articles", "accessibility")
    for path in (settings.BASE_DIR / app / "templates").rglob("*.html")
)


# --- Templates -------------------------------------------------------------------------------


def name_of(path):
    return str(path.relative_to(settings.BASE_DIR))


def test_the_templates_are_found():
    assert len(TEMPLATES) > 20


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_template_holds_a_script_style_or_handler(path):
    source = re.sub(r"\{%.*?%\}", "", path.read_text())
    scripts = re.findall(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>", source
    )

    assert scripts + re.findall(r"<style\b|\sstyle=|\son\w+=|javascript:", source) == []


def test_only_rendered_html_is_taken_as_safe():
    taken = {
        (name_of(path), value)
        for path in TEMPLATES
        for value in re.findall(r"\{\{ ([^}|]+)\|[^}]*safe", path.read_text())
    }

    assert taken == {("articles/templates/articles/_prose.html", "html")}


def test_every_static_file_that_a_template_names_exists():
    named = {
        name
        for path in TEMPLATES
        for name in re.findall(r"\{% static ['\"]([^'\"]+)['\"] %\}", path.read_text())
    }

    assert "mscoe/css/site.css" in named
    assert [name for name in sorted(named) if finders.find(name) is None] == []


def test_every_word_around_a_spanish_page_is_translated():
    catalogue = settings.BASE_DIR / "articles/locale/es/LC_MESSAGES/django.mo"
    spanish = gettext.GNUTranslations(catalogue.open("rb"))
    said = {
        found
        for path in (settings.BASE_DIR / "articles/templates/articles").glob("*.html")
        for found in re.findall(r'\{% translate "([^"]+)"(?: context "([^"]+)")?', path.read_text())
    }
    missing = [
        text
        for text, context in said
        if (spanish.pgettext(context, text) if context else spanish.gettext(text)) == text
    ]

    assert len(said) > 10
    assert missing == []


@pytest.mark.parametrize(("folder", "least"), [("articles/locale/es", 15), ("mscoe/locale/en", 3)])
def test_the_compiled_translations_are_those_that_were_written(folder, least):
    source = (settings.BASE_DIR / folder / "LC_MESSAGES/django.po").read_text()
    written = [
        tuple(value.replace('\\"', '"').replace("\\\\", "\\") for value in entry)
        for entry in re.findall(r'(?:msgctxt "(.+)"\n)?msgid "(.+)"\nmsgstr "(.+)"', source)
    ]

    with translation.override(Path(folder).name):
        used = [
            (context, text, translation.pgettext(context, text))
            if context
            else (context, text, translation.gettext(text))
            for context, text, _ in written
        ]

    assert len(written) > least
    assert used == written


def test_signing_in_and_out_are_called_alike_everywhere(client, admin_client):
    asks = client.get(reverse("admin:login")).text
    inside = admin_client.get(reverse("admin:index")).text
    outside = admin_client.post(reverse("admin:logout")).text

    assert '<input type="submit" value="Sign in">' in asks
    assert ">Sign out</button>" in inside
    assert "You are signed out." in outside
    said = " ".join(re.sub(r"<[^>]+>", " ", asks + inside + outside).lower().split())
    assert [words for words in ("log in", "log out", "logged", "login") if words in said] == []


# --- The page that says that something broke --------------------------------------------------


def test_the_page_for_a_failure_needs_no_database_and_no_tag_of_ours(monkeypatch):
    source = Path(loader.get_template("500.html").origin.name).read_text()

    response = views.server_error(RequestFactory().get("/"))

    page = BeautifulSoup(response.content, "lxml")
    assert "{% load" not in source and "{% extends" not in source
    assert response.status_code == 500
    assert [a["href"] for a in page.select("main a.urgent")] == [settings.CRISIS_LINE["address"]]
    assert page.select_one("main a.urgent").text == settings.CRISIS_LINE["label"]
    assert page.select_one("link[rel=stylesheet]")["href"] == staticfiles_storage.url(
        "mscoe/css/site.css"
    )


def test_the_page_for_a_failure_says_what_the_baked_site_says(settings, tmp_path):
    settings.BAKED_ROOT = tmp_path
    file = tmp_path / "current" / os.fsdecode(HELP_LINES)
    file.parent.mkdir(parents=True)
    lines = {"label": "Lifeline: 911", "address": "tel:911"}, settings.PATIENT_PORTAL
    file.write_bytes(as_file(lines))

    page = BeautifulSoup(views.server_error(RequestFactory().get("/")).content, "lxml")

    assert {a["href"] for a in page.select("a.urgent")} == {"tel:911"}
    file.write_text("[1]")
    assert "988" in views.server_error(RequestFactory().get("/")).text


@pytest.mark.parametrize("path", ["/admin/", "/search/"])
@pytest.mark.parametrize(
    ("problem", "title", "step"),
    [
        (
            OperationalError("the server closed the connection"),
            "The site cannot reach its database",
            "Wait a minute, then reload this page.",
        ),
        (
            OperationalError('could not write to file "base/pgsql_tmp": No space left on device'),
            "A disk of the site is full",
            views.MAKE_ROOM,
        ),
        (
            OSError(errno.ENOSPC, "No space left on device"),
            "A disk of the site is full",
            views.MAKE_ROOM,
        ),
    ],
    ids=["away", "full database", "full disk"],
)
def test_a_page_that_the_machine_cannot_make_says_why_with_503(
    path, problem, title, step, client, monkeypatch
):
    def fail(*args, **kwargs):
        raise problem

    client.raise_request_exception = False
    monkeypatch.setattr(
        "django.contrib.sessions.middleware.SessionMiddleware.process_request", fail
    )

    response = client.get(path)

    page = BeautifulSoup(response.content, "lxml")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert page.h1.text == title
    assert page.select_one("main li").text == step
    assert "Everything you saved is safe" in page.select_one(".lead").text


def test_the_page_for_a_failure_is_shown_even_without_the_list_of_static_files(monkeypatch):
    def unreadable(name):
        raise ValueError("The manifest is damaged.")

    monkeypatch.setattr(views, "static", unreadable)

    response = views.server_error(RequestFactory().get("/"))

    assert b'href="/static/mscoe/css/site.css"' in response.content


# --- Real pages ------------------------------------------------------------------------------


def page_at(client, path, *, status=200):
    response = client.get(path)
    assert response.status_code == status
    return BeautifulSoup(response.content, "lxml")


@pytest.mark.django_db
def test_the_header_comes_in_the_order_in_which_people_need_it(client):
    page = page_at(client, "/")

    landmarks = [
        page.select_one("body > a.skip-link[href='#main']"),
        page.select_one("header > nav.quick-links"),
        page.select_one("header a.site-name[href='/']"),
        page.select_one("header form[role=search] label[for]"),
    ]
    order = {id(element): place for place, element in enumerate(page.descendants)}
    places = [order[id(landmark)] for landmark in landmarks]
    assert places == sorted(places)
    assert page.body.find(True) is landmarks[0]
    assert page.select_one(".quick-links a")["href"] == settings.CRISIS_LINE["address"]


@pytest.mark.django_db
def test_where_to_find_help_is_named_by_what_it_shows_and_labels_nothing(client):
    """Orca takes a label that is above the window for one that nobody should hear."""
    region = page_at(client, "/").select_one(".help-now")

    assert region["aria-label"] == region.h2.text
    assert not region.h2.has_attr("id")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/resources/", 200),
        ("/search/", 200),
        ("/site-index/", 200),
        ("/glossary/", 200),
        ("/comfort/", 200),
        ("/keyboard-help/", 200),
        ("/accessibility-statement/", 200),
        ("/nothing-here/", 404),
    ],
)
def test_every_page_has_one_heading_a_main_part_and_a_name(client, path, status):
    site_settings(site_name="MS Center")

    page = page_at(client, path, status=status)

    assert len(page.select("h1")) == 1
    assert page.select_one("main#main[tabindex='-1'] h1").text.strip() != ""
    assert page.html["lang"] == "en"
    assert page.title.text.endswith("MS Center")


@pytest.mark.django_db
def test_a_page_that_is_not_there_offers_ways_on(client):
    page = page_at(client, "/nothing-here/", status=404)

    ways = [a["href"] for a in page.select("main a")]
    assert ways[:2] == ["/site-index/", "/"]
    assert settings.CRISIS_LINE["address"] in ways
    assert page.select_one("main form[action='/search/'] input[name=q]") is not None


@pytest.mark.django_db
def test_whoever_may_not_do_something_is_told_in_words_with_a_way_on(client):
    client.force_login(user(is_staff=True))

    page = page_at(client, "/admin/articles/article/", status=403)

    assert page.h1.text == "You do not have permission"
    assert [a["href"] for a in page.select("main a")] == ["/admin/", "/"]


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_in_words_and_nothing_inline():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})

    page = BeautifulSoup(response.content, "lxml")
    assert response.status_code == 403
    assert page.h1.text == "The form was not sent"
    assert page.select("style, [style], script:not([src])") == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("origin", "given_back"),
    [("http://testserver", ["Rest before\n<b>noon</b>."]), ("https://example.org", []), (None, [])],
)
def test_words_of_a_refused_form_come_back_to_whoever_typed_them_here(origin, given_back):
    form = {"body": "Rest before\n<b>noon</b>.", "slug": "rest", "password1": "a secret of mine"}
    headers = {"origin": origin} if origin else {}

    response = Client(enforce_csrf_checks=True).post(
        "/admin/articles/article/add/", form, headers=headers
    )

    page = BeautifulSoup(response.content, "lxml")
    assert response.status_code == 403
    assert [words.text for words in page.select("pre.typed")] == given_back
    assert "a secret of mine" not in response.text


@pytest.mark.django_db
def test_a_spanish_page_speaks_spanish_between_english_menus(client):
    author = person("Tomás Ejemplo", credentials="MD")
    publication = live_article(title="La fatiga", language="es", byline=[author.pk])

    page = page_at(client, publication.path)

    assert page.html["lang"] == "es"
    assert page.select_one("body > header")["lang"] == "en"
    assert page.select_one("body > footer")["lang"] == "en"
    assert page.select_one(".byline p").text.split() == ["Por", "Tomás", "Ejemplo,", "MD"]
    assert page.select_one(".dates").text.split()[:2] == ["Publicado", "el"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("headings", "resources", "listed"),
    [
        (2, 0, []),
        (3, 0, ["One", "Two", "Three"]),
        (3, 1, ["One", "Two", "Three", "Additional information"]),
    ],
)
def test_a_page_of_three_headings_or_more_lists_them(client, headings, resources, listed):
    body = "\n\n".join(f"## {word}\n\nText." for word in ["One", "Two", "Three"][:headings])
    links = [(link().pk, "") for _ in range(resources)]
    publication = live_article(body=body, resources=links)

    page = page_at(client, publication.path)

    entries = page.select(".contents a")
    assert [entry.text for entry in entries] == listed
    assert [entry["href"] for entry in entries if not page.select(entry["href"])] == []


@pytest.mark.django_db
def test_a_whole_article_page_weighs_less_than_100_kilobytes_on_the_wire(client):
    words = "Rest before you are tired, and plan what matters for the hours that are yours. "
    publication = live_article(body="\n\n".join(f"## Part {n}\n\n{words * 20}" for n in range(5)))

    html = client.get(publication.path).content

    page = BeautifulSoup(html, "lxml")
    addresses = {
        element.get("src") or element["href"]
        for element in page.select("script[src], link[rel~=stylesheet], link[rel~=preload]")
    }
    files = [Path(settings.STATIC_ROOT, a.removeprefix(settings.STATIC_URL)) for a in addresses]
    assert len(files) == 4
    assert len(gzip.compress(html)) + sum(wire_size(path) for path in files) < 100_000


def wire_size(path):
    compressed = Path(f"{path}.gz")
    return (compressed if compressed.exists() else path).stat().st_size
