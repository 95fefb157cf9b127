"""A site of the releases before 1.0.0, as their ``export_site`` wrote it: see docs/upgrading.md."""

import datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from accessibility.menus import acts as menu_acts
from accessibility.models import Menu, Term
from articles.models import (
    Article,
    FeaturedPage,
    Image,
    Person,
    Publication,
    Section,
    SiteSettings,
)
from tests import factories

FOLDER = Path(__file__).parent / "site_before_1_0"

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(media_root, capsys):
    for name in ("ana", "ben", "cora"):
        factories.user(username=name)
    call_command("import_site", FOLDER, by="cora")
    return capsys.readouterr().out


def answer(path):
    return Publication.objects.answer(path, at=timezone.now())


def test_everything_of_an_older_export_is_taken_without_a_remark(site):
    assert site == (
        "Created 2 glossary terms, 2 sections, 3 images, 2 people, 1 links, 6 pages, 6 drafts, "
        "3 redirects, 2 menus, 1 settings.\n"
    )


@pytest.mark.parametrize(
    ("path", "kind", "address"),
    [
        ("/symptoms/fatigue-by-day/", "page", "/symptoms/fatigue-by-day/"),
        ("/everyday-care/cansancio/", "page", "/everyday-care/cansancio/"),
        ("/symptoms/pain/", "redirect", "/everyday-care/pain-at-night/"),
        ("/old/fatigue.html", "redirect", "/symptoms/fatigue-by-day/"),
        ("/old/trials", "redirect", "https://example.org/trials"),
        ("/symptoms/old-trial/", "notice", "/symptoms/old-trial/"),
        ("/symptoms/recall/", "gone", "/symptoms/recall/"),
        ("/everyday-care/open-day/", "not found", ""),
    ],
)
def test_readers_find_at_each_address_what_was_there(site, path, kind, address):
    found = answer(path)

    assert (found.kind, found.address) == (kind, address)


def test_a_live_page_has_its_words_people_links_days_and_reviews(site):
    page = answer("/symptoms/fatigue-by-day/").publication
    article = page.article

    assert "<em>before</em> you are tired" in page.html
    assert [(one["slug"], one["credentials"]) for one in page.revision.byline] == [
        ("rosa-neuro", "MD")
    ]
    assert [one["note"] for one in page.revision.resources] == ["Start here."]
    assert str(page.published_on) == str(page.updated_on) == "2026-12-01"
    review = article.reviews.get()
    assert (review.name_as_shown, review.note) == ("Rosa Neuro, MD", "Checked the doses.")
    assert article.review_dates.get().due_on == datetime.date(2027, 1, 15)
    assert article.clinical_reviewer.slug == "rosa-neuro"
    assert [str(row.article) for row in FeaturedPage.objects.all()] == [str(article)]


def test_a_newer_draft_waits_beside_the_page_that_readers_get(site):
    article = answer("/symptoms/fatigue-by-day/").publication.article

    assert article.title == "Fatigue by day and night"
    assert article.latest_revision().number == 2


def test_what_was_approved_or_scheduled_is_a_draft(site):
    at = timezone.now()
    drafts = Article.objects.filter(publications=None, archived_at=None)

    assert sorted(drafts.values_list("slug", flat=True)) == [
        "balance-at-home",
        "half-an-idea",
        "heat-and-ms",
        "open-day",
    ]
    assert not Publication.objects.with_boundary_after(at).exists()


def test_accounts_have_their_pages_sections_and_name_again(site):
    article = answer("/symptoms/fatigue-by-day/").publication.article

    assert article.owner.username == "ana"
    assert [one.username for one in article.coauthors.all()] == ["ben"]
    assert Person.objects.get(slug="rosa-neuro").account.username == "ben"
    editors = Section.objects.get(slug="everyday-care").editors.all()
    assert [one.username for one in editors] == ["ana"]


def test_menus_come_as_readers_have_them_and_as_they_are_arranged(site):
    helpers = Menu.objects.get(slug="helpers")
    live = menu_acts.live_version(helpers)

    assert (live.name, live.place) == ("Helpers", "foot")
    assert [node["label"] for node in live.tree] == ["Fatigue", "Call us", "Cansancio"]
    assert [node["label"] for node in live.tree[0]["items"]] == ["Trials"]
    assert helpers.name == "Helpers and friends"
    arranged = menu_acts.working_tree(helpers)
    assert [node["label"] for node in arranged] == ["Fatigue", "Guide", "Call us"]
    assert menu_acts.live_version(Menu.objects.get(slug="draft-menu")) is None


def test_pictures_keep_their_files_words_and_focus(site, media_root):
    chart = Image.objects.get(alternative_text="A chart of fatigue over a day.")

    assert (chart.focus_x, chart.focus_y, chart.credit) == (20, 70, "The center")
    for name in (chart.file.name, *(source["file"] for source in chart.sources)):
        assert (media_root / name).read_bytes() == (FOLDER / name).read_bytes()
    replaced = Image.objects.exclude(replaced_by=None).get()
    assert replaced.replaced_by.alternative_text == "The center's sign"


def test_the_trash_the_glossary_and_the_settings_come_too(site):
    assert [one.slug for one in Article.objects.exclude(archived_at=None)] == ["thrown-away"]
    assert [one.slug for one in Person.objects.exclude(archived_at=None)] == ["tom-nurse"]
    assert Term.objects.get(slug="gait-speed-test").misspellings == ["gate speed"]
    assert not Term.objects.get(slug="relapse-diary").in_use
    assert SiteSettings.current().contact == "Call us."
