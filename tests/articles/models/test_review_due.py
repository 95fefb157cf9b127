"""When a review is due: one computation for readers and desk, with its twin for one page."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from articles import publishing
from articles.models import Article, Publication, ReviewDate
from articles.models.review_due import months_after
from articles.public import context
from articles.publishing.errors import (
    ChangedWhileReviewed,
    NobodyToName,
    NothingToReview,
    OnlyReviewPutsOff,
    ReviewDayOutOfReach,
)
from tests import factories

pytestmark = pytest.mark.django_db


def reviewed(article, on, due_on, **facts):
    person = facts.pop("person", None) or factories.person("Rosa Example", credentials="MD")
    return publishing.record_review(
        article=article, person=person, reviewed_on=on, due_on=due_on, by=None, **facts
    )


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def live(**fields):
    return factories.live_article(**fields).article


def told_to_readers(article, *, on):
    path = Publication.objects.live(at=timezone.now()).get(article=article).path
    answer = Publication.objects.answer(path, at=timezone.now())
    return context.page(answer.publication, on=on)["page"]["reviewed"]


def due_everywhere(article):
    """The day by the queryset, by its twin, and as readers are told."""
    now = timezone.now()
    by_queryset = Article.objects.with_review(at=now).get(pk=article.pk).review_due_on
    for_readers = told_to_readers(article, on=timezone.localdate())
    return by_queryset, article.review_due_on(at=now), for_readers and for_readers["due_on"]


# --- The day --------------------------------------------------------------------------------


def test_a_review_says_when_the_next_one_is_due():
    article = live()
    reviewed(article, in_days(-10), in_days(50))

    assert due_everywhere(article) == (in_days(50),) * 3


def test_the_last_review_counts_even_if_an_older_one_is_recorded_after_it():
    article = live()
    reviewed(article, in_days(-10), in_days(50))
    reviewed(article, in_days(-400), in_days(-35))

    assert due_everywhere(article) == (in_days(50),) * 3


def test_a_day_that_was_set_holds_until_the_next_review():
    article = live()
    reviewed(article, in_days(-10), in_days(50))
    publishing.set_review_date(article=article, due_on=in_days(20), by=None)
    assert due_everywhere(article) == (in_days(20),) * 3

    reviewed(article, in_days(0), in_days(90))
    assert due_everywhere(article) == (in_days(90),) * 3


def test_of_several_days_set_the_nearest_holds():
    article = live()
    for days in (30, 20):
        publishing.set_review_date(article=article, due_on=in_days(days), by=None)
    publishing.record_review_date(article=article, due_on=in_days(25), by=None)

    assert due_everywhere(article) == (in_days(20),) * 3


def test_a_page_that_nobody_reviewed_counts_at_the_desk_from_its_first_publication():
    section = factories.section("symptoms", review_months=6)
    article = live(section=section, first_published_on=date(2026, 8, 31))

    assert due_everywhere(article) == (date(2027, 2, 28), date(2027, 2, 28), None)


def test_withdrawing_and_publishing_again_begins_no_new_count():
    article = live(first_published_on=date(2020, 1, 1))
    publishing.withdraw(article=article, reason="Wrong.", by=None)
    factories.publish(article.latest_revision())

    assert article.review_due_on(at=timezone.now()) == date(2021, 1, 1)


def test_a_draft_has_no_day_until_one_is_set():
    article = factories.draft().article
    assert article.review_due_on(at=timezone.now()) is None

    publishing.set_review_date(article=article, due_on=in_days(40), by=None)

    assert article.review_due_on(at=timezone.now()) == in_days(40)
    assert not Article.objects.with_review(at=timezone.now()).exists()


@pytest.mark.parametrize(
    "day", [date(2026, 1, 31), date(2024, 2, 29), date(2026, 12, 31), date(2026, 11, 30)]
)
@pytest.mark.parametrize("months", [1, 2, 12, 60])
def test_months_are_added_as_the_database_adds_them(day, months):
    with connection.cursor() as cursor:
        cursor.execute("SELECT (%s::date + make_interval(0, %s))::date", [day, months])
        assert months_after(day, months) == cursor.fetchone()[0]


def test_overdue_and_soon_are_told_apart_by_the_day():
    for days in (-1, 0, 30, 31):
        reviewed(live(title=f"{days}"), in_days(-100), in_days(days))
    now = timezone.now()

    overdue = Article.objects.review_overdue(at=now)
    soon = Article.objects.review_due_within(30, at=now)

    assert {page.title for page in overdue} == {"-1"}
    assert {page.title for page in soon} == {"0", "30"}


@pytest.mark.parametrize("count", [1, 30])
def test_every_page_with_its_day_takes_one_query(count, django_assert_num_queries):
    for _ in range(count):
        reviewed(live(), in_days(-100), in_days(10))

    with django_assert_num_queries(1):
        days = [page.review_due_on for page in Article.objects.with_review(at=timezone.now())]

    assert days == [in_days(10)] * count


# --- What readers are told, and that nobody can hide it -------------------------------------


def test_readers_see_who_reviewed_the_page_and_when(client):
    publication = factories.live_article()
    reviewed(publication.article, date(2026, 3, 3), in_days(99))

    content = " ".join(client.get(publication.path).text.split())

    assert (
        'Last reviewed <time datetime="2026-03-03">March 3, 2026</time> by Rosa Example, MD'
        in content
    )


def test_a_spanish_page_says_it_in_spanish(client):
    publication = factories.live_article(language="es")
    reviewed(publication.article, date(2026, 3, 3), date(2026, 3, 4))

    content = " ".join(client.get(publication.path).text.split())

    assert "Última revisión: <time" in content
    assert "3 de marzo de 2026</time>, por Rosa" in content
    assert "Esta página está pendiente de revisión." in content


def test_a_page_without_reviews_says_nothing_of_them(client):
    assert "review" not in client.get(factories.live_article().path).text.lower()


def test_a_day_that_was_set_and_has_passed_is_told_even_if_nobody_reviewed_the_page(client):
    publication = factories.live_article()
    publishing.record_review_date(article=publication.article, due_on=in_days(-1), by=None)

    content = client.get(publication.path).text

    assert "This page is due for review." in content
    assert "Last reviewed" not in content


def test_overdue_begins_at_midnight_of_the_sites_time_zone(client):
    publication = factories.live_article()
    reviewed(publication.article, date(2026, 11, 1), date(2027, 3, 14))
    midnight = datetime(2027, 3, 15, tzinfo=timezone.get_default_timezone())
    sentence = "This page is due for review."

    with time_machine.travel(midnight - timedelta(seconds=1), tick=False):
        assert sentence not in client.get(publication.path).text
        assert not Article.objects.review_overdue(at=timezone.now()).exists()
    with time_machine.travel(midnight, tick=False):
        assert sentence in client.get(publication.path).text
        assert Article.objects.review_overdue(at=timezone.now()).exists()


def overdue_page():
    article = live()
    reviewed(article, in_days(-100), in_days(-1))
    return article


def set_a_later_day(article):
    with pytest.raises(OnlyReviewPutsOff):
        publishing.set_review_date(article=article, due_on=in_days(5), by=None)


def save_and_publish(article):
    article.body = "Other words."
    article.first_published_on = timezone.localdate()
    factories.publish(publishing.save_draft(article=article, by=None))


def restore_and_publish(article):
    save_and_publish(article)
    factories.publish(publishing.restore(revision=article.revisions.last(), by=None))


def withdraw_and_publish(article):
    publishing.withdraw(article=article, reason="Wrong.", by=None)
    factories.publish(article.latest_revision())


def move(article):
    section = factories.section("elsewhere", review_months=60)
    publishing.move(article=article, section=section, slug="new", by=None)


def lengthen_the_sections_months(article):
    article.section.review_months = 60
    publishing.save_section(section=article.section, by=None)


def rename_the_section(article):
    article.section.slug = "renamed"
    publishing.save_section(section=article.section, by=None)


def change_who_looks_after_it(article):
    article.owner, article.clinical_reviewer = factories.user(), factories.person()
    publishing.save_draft(article=article, by=None)


def record_an_older_review(article):
    reviewed(article, in_days(-200), in_days(50))


DOORS = [
    set_a_later_day,
    save_and_publish,
    restore_and_publish,
    withdraw_and_publish,
    move,
    lengthen_the_sections_months,
    rename_the_section,
    change_who_looks_after_it,
    record_an_older_review,
]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_nothing_but_a_review_hides_that_a_review_is_overdue(door):
    article = overdue_page()

    door(article)

    assert told_to_readers(article, on=timezone.localdate())["is_overdue"]
    assert Article.objects.review_overdue(at=timezone.now()).filter(pk=article.pk).exists()


def test_a_review_ends_it():
    article = overdue_page()
    reviewed(article, in_days(0), in_days(90))

    assert not told_to_readers(article, on=timezone.localdate())["is_overdue"]
    assert not Article.objects.review_overdue(at=timezone.now()).exists()


@pytest.mark.parametrize("change", [{"due_on": date(2099, 1, 1)}, None], ids=["update", "delete"])
def test_the_database_refuses_to_change_what_was_recorded(change):
    article = overdue_page()
    publishing.record_review_date(article=article, due_on=in_days(-3), by=None)

    for rows in (article.reviews.all(), article.review_dates.all()):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            rows.update(**change) if change else rows._raw_delete(rows.db)


# --- The acts -------------------------------------------------------------------------------


@pytest.fixture
def rosa():
    account = factories.user(is_staff=True)
    factories.person("Rosa Example", credentials="MD", account=account)
    return account


def test_still_right_keeps_a_review_by_the_accounts_person_and_makes_no_revision(rosa):
    article = live(section=factories.section("symptoms", review_months=6))
    [revision] = article.revisions.all()

    review = publishing.confirm_review(
        article=article, revision=revision, by=rosa, note="Checked against the guideline."
    )

    today = timezone.localdate()
    assert (review.name_as_shown, review.reviewed_on) == ("Rosa Example, MD", today)
    assert review.due_on == months_after(today, 6)
    assert review.event.reason == "Checked against the guideline."
    assert article.revisions.count() == 1
    assert told_to_readers(article, on=today)["by"] == "Rosa Example, MD"


@pytest.mark.parametrize(("months", "is_fine"), [(1, True), (59, True), (61, False), (-1, False)])
def test_the_next_day_may_be_chosen_within_sixty_months(months, is_fine, rosa):
    article = live()
    day = months_after(timezone.localdate(), months)
    confirm = {"article": article, "revision": article.latest_revision(), "by": rosa}

    if is_fine:
        assert publishing.confirm_review(**confirm, due_on=day).due_on == day
    else:
        with pytest.raises(ReviewDayOutOfReach, match="Choose a date from"):
            publishing.confirm_review(**confirm, due_on=day)
        assert not article.reviews.exists()


def test_only_live_pages_are_confirmed(rosa):
    revision = factories.draft()

    with pytest.raises(NothingToReview):
        publishing.confirm_review(article=revision.article, revision=revision, by=rosa)


def test_what_went_live_after_somebody_read_the_page_is_not_confirmed_with_it(rosa):
    article = live()
    read = article.latest_revision()
    save_and_publish(article)

    with pytest.raises(ChangedWhileReviewed, match="published again"):
        publishing.confirm_review(article=article, revision=read, by=rosa)


def test_an_account_without_a_person_is_told_what_to_do():
    article = live()
    nobody = factories.user(username="nobody")

    with pytest.raises(NobodyToName, match="People and choose your account “nobody”"):
        publishing.confirm_review(article=article, revision=article.latest_revision(), by=nobody)


def test_a_day_is_set_with_its_reason_and_no_revision():
    article = live()

    publishing.set_review_date(article=article, due_on=in_days(9), by=None, reason="Trial ends.")

    [kept] = ReviewDate.objects.all()
    assert (kept.due_on, kept.reason, kept.event.article) == (in_days(9), "Trial ends.", article)
    assert article.revisions.count() == 1


def test_a_later_day_than_the_one_that_holds_is_refused_in_words():
    article = live()
    reviewed(article, date(2026, 3, 3), date(2027, 3, 3))

    december = datetime(2026, 12, 1, tzinfo=timezone.get_default_timezone())
    with time_machine.travel(december), pytest.raises(OnlyReviewPutsOff) as refusal:
        publishing.set_review_date(article=article, due_on=date(2027, 3, 4), by=None)

    assert str(refusal.value) == (
        "The next review is due on March 3, 2027. Choose an earlier date than that, not"
        " March 4, 2027. Only a review can move it later."
    )
    assert not ReviewDate.objects.exists()


def test_a_day_that_is_over_is_refused():
    with pytest.raises(ReviewDayOutOfReach):
        publishing.set_review_date(article=live(), due_on=in_days(-1), by=None)


def test_a_review_falls_due_after_it_was_made():
    with pytest.raises(ValidationError):
        reviewed(live(), in_days(0), in_days(0))
