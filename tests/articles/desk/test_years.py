"""Days and moments at the edges of what clocks and PostgreSQL can hold are refused in words."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.desk import event_sentences
from articles.models import Article, DeskPreferences, Publication
from tests import factories
from tests.articles.desk.test_admin import desk_address, page_form, signed_in

pytestmark = pytest.mark.django_db

DAYS = ["0001-01-01", "0001-01-02", "1899-12-31", "2200-01-01", "9999-12-30", "9999-12-31"]
NO_DAYS = ["10000-01-01", "0000-01-01", "2027-02-30", "99999999999-01-01", "-0001-01-01"]
ZONES = ["Pacific/Kiritimati", "Pacific/Pago_Pago"]  # 14 hours ahead, 11 behind
SENTENCE = "Choose a year between 1900 and 2199."


@pytest.fixture(params=ZONES, ids=["ahead", "behind"])
def desk(request):
    editor = factories.administrator(first_name="Rosa", last_name="Example")
    factories.person("Rosa Example", account=editor)
    DeskPreferences.objects.create(person=editor, time_zone=request.param)
    return signed_in(editor)


@pytest.fixture
def live():
    """With an approved text that waits, so that all of its screens ask something."""
    page = factories.live_article(slug="fatigue").article
    page.body = "Rest, and rest again."
    factories.approve(publishing.save_draft(article=page, by=None).revision)
    return page


def moment(name, day, clock="23:59"):
    return {f"{name}_0": day, f"{name}_1": clock}


FORMS = {
    "publish until": ("publish", lambda day: moment("until", day)),
    "publish from": ("publish", lambda day: {"when": "later"} | moment("starts_at", day)),
    "end": ("set_end", lambda day: moment("until", day, "00:00")),
    "withdraw": ("withdraw", lambda day: {"when": "later"} | moment("starts_at", day)),
    "swap": ("swap", lambda day: {"when": "later"} | moment("starts_at", day, "00:00")),
    "confirm review": ("confirm_review", lambda day: {"due_on": day}),
    "review date": ("review_date", lambda day: {"due_on": day}),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_about_a_page_refuses_years_that_nobody_means(form, desk, live):
    name, typed = FORMS[form]
    before = list(Publication.objects.values())

    for day in DAYS:
        answered = desk.post(desk_address(name, live), typed(day))
        assert (answered.status_code, SENTENCE in answered.text) == (200, True), day
    for day in NO_DAYS[:3]:
        answered = desk.post(desk_address(name, live), typed(day))
        assert (answered.status_code, "error" in answered.text) == (200, True), day
    assert list(Publication.objects.values()) == before


@pytest.mark.parametrize("clock", ["00:00", "23:59", "23:59:59"])
def test_the_site_of_a_year_that_nobody_means_is_not_shown(clock, desk, live):
    for day in DAYS:
        listed = desk.get(reverse("admin:as-of"), moment("at", day, clock))
        assert (listed.status_code, SENTENCE in listed.text) == (200, True), day
        asked = moment("at", day, clock) | {"address": live.path}
        assert desk.get(reverse("admin:as-of-page"), asked).status_code == 404
    for day in NO_DAYS:
        assert desk.get(reverse("admin:as-of"), moment("at", day, clock)).status_code == 200


def test_the_first_and_the_last_year_are_taken(desk, live):
    listed = desk.get(reverse("admin:as-of"), moment("at", "1900-01-01", "00:00"))
    ended = desk.post(desk_address("set_end", live), moment("until", "2199-12-31"))

    assert SENTENCE not in listed.text
    assert ended.status_code == 302
    assert desk.get(desk_address("history", live)).status_code == 200
    assert desk.get(desk_address("change", live)).status_code == 200
    assert desk.get(reverse("admin:articles_article_scheduled")).status_code == 200


def test_the_day_on_which_a_page_first_appeared_is_in_such_a_year(desk, live):
    for day in DAYS:
        sent = page_form(first_published_on=day, title="Fatigue", seen_revision=2)
        answered = desk.post(desk_address("change", live), sent)
        assert (answered.status_code, SENTENCE in answered.text) == (200, True), day
    assert Article.objects.get(pk=live.pk).first_published_on is None


def test_the_next_review_of_several_pages_is_in_such_a_year(desk, live):
    address = reverse("admin:articles_article_bulk", args=["review-date"])
    for day in DAYS:
        answered = desk.post(address, {"page": live.pk, "due_on": day})
        assert (answered.status_code, SENTENCE in answered.text) == (200, True), day


@pytest.mark.parametrize("day", DAYS)
def test_a_day_in_unsaved_work_is_shown_whatever_its_year(day, desk, live):
    sent = {"window": "0123456789abcdef", "sequence": 1, "base": 1, "pairs": [["body", "Mine"]]}
    sent["pairs"].append(["first_published_on", day])
    keep = reverse("admin:articles_article_autosave", args=[live.pk])

    assert desk.post(keep, sent, content_type="application/json").status_code == 200
    assert desk.get(desk_address("change", live)).status_code == 200


@pytest.mark.parametrize("lookup", ["gte", "exact", "year", "date", "year__gt"])
def test_a_list_of_the_desk_answers_whatever_day_an_address_names(lookup):
    desk = signed_in(factories.administrator())
    for kind, column in (("articles_article", "updated_at"), ("auth_user", "date_joined")):
        for value in [*DAYS, *NO_DAYS, "9999", "10000", "0"]:
            address = reverse(f"admin:{kind}_changelist")
            listed = desk.get(address, {f"{column}__{lookup}": value})
            assert listed.status_code == 400, value  # no filter of the list asks this


@pytest.mark.parametrize(
    "asked", ["state=live", "approval=draft", "section__id__exact=1", "is_sample__exact=1"]
)
def test_the_filters_of_a_list_still_filter_it(asked):
    desk = signed_in(factories.administrator())

    listed = desk.get(reverse("admin:articles_article_changelist") + f"?{asked}")

    assert listed.status_code == 200


def test_a_moment_that_no_clock_shows_is_told_as_it_was_kept():
    kept = "0001-01-01T00:00:00+00:00"

    with timezone.override("America/New_York"):
        assert event_sentences._readable(kept) == kept


@pytest.mark.parametrize(
    "since",
    [
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Mon, 01 Jan 0001 00:00:00 GMT",
        "Fri, 31 Dec 99999 0:0:0 GMT",
    ],
)
@pytest.mark.parametrize("header", ["If-Modified-Since", "If-Unmodified-Since"])
def test_a_reader_is_answered_whatever_day_a_request_names(header, since, client, live):
    assert client.get(live.path, headers={header: since}).status_code in (200, 304, 412)
