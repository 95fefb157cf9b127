"""What the desk says of the files that readers get."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.baking.status import Progress
from articles.desk.views.publishing import public_copies
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def stands(settings, tmp_path):
    """``stands(…)``: what a follower has said of itself."""
    settings.BAKED_ROOT = tmp_path

    def save(**fields):
        Progress(**{"at": timezone.now(), **fields}).save(tmp_path)

    return save


def ago(**how_long):
    return timezone.now() - datetime.timedelta(**how_long)


def test_the_form_says_when_the_public_copy_is_out(stands, admin_client):
    article = factories.live_article().article
    form = reverse("admin:articles_article_change", args=[article.pk])
    stands(at=ago(seconds=1))
    assert "The public copy is being updated." in admin_client.get(form).text

    stands()

    assert "The public copy is up to date." in admin_client.get(form).text


def test_a_page_that_could_not_be_made_is_said_on_its_form_and_by_name(stands, admin_client):
    publication = factories.live_article(slug="fatigue")
    stands(failed={publication.path: "ValueError: a bad word"})

    form = reverse("admin:articles_article_change", args=[publication.article_id])
    assert "could not be updated. Readers see the previous version" in admin_client.get(form).text
    listing = admin_client.get(reverse("admin:copies")).text
    assert "/symptoms/fatigue/</a>: ValueError: a bad word" in listing
    assert "1 public page could not be updated." in admin_client.get("/admin/").text


def test_progress_is_told_while_every_page_is_made_anew(stands, admin_client):
    stands(done=40, total=5000)

    sentence = "Every public page is being updated: 40 of 5,000 done."
    assert sentence in admin_client.get(reverse("admin:copies")).text
    assert sentence in admin_client.get("/admin/").text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"is_away": True}, "cannot reach the database"),
        ({"at": ago(minutes=5)}, "the process is not running"),
        ({}, ""),
    ],
)
def test_what_keeps_copies_from_being_made_is_told(stands, fields, sentence):
    stands(**fields)

    assert sentence in public_copies.notable(at=timezone.now())
    assert bool(sentence) == bool(public_copies.notable(at=timezone.now()))


def test_where_nothing_is_baked_the_desk_says_nothing_of_copies(stands, admin_client):
    article = factories.live_article().article

    form = reverse("admin:articles_article_change", args=[article.pk])
    assert "public copy" not in admin_client.get(form).text
    assert "This server keeps no copies" in admin_client.get(reverse("admin:copies")).text


def test_the_desk_s_page_of_copies_is_for_staff(stands, client):
    stands()

    assert client.get(reverse("admin:copies")).status_code == 302
