"""The screens that keep a page true: still right, an earlier day, words that age."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.models import ContentReview, Person, ReviewDate
from articles.models.review_due import months_after
from tests import factories
from tests.desk_forms import opened

pytestmark = pytest.mark.django_db


def address(name, article):
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def signed_in(someone):
    client = Client()
    client.force_login(someone)
    return client


def in_role(role, **fields):
    someone = factories.user(is_staff=True, **fields)
    someone.groups.add(Group.objects.get(name=role))
    return someone


@pytest.fixture
def rosa():
    account = in_role("Reviewer", username="rosa")
    factories.person("Rosa Example", credentials="MD", account=account)
    return account


@pytest.fixture
def article():
    return factories.live_article(body="There is currently no cure.").article


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def confirm(someone, article, **values):
    form = {"revision": 1, "due_on": in_days(300).isoformat()} | values
    return signed_in(someone).post(address("confirm_review", article), form)


# --- Confirmed reviews ----------------------------------------------------------------------------


def test_a_reviewer_confirms_a_page_with_one_act_and_readers_see_who_did(rosa, article, client):
    response = confirm(rosa, article, note="Checked.")

    review = article.reviews.get()
    assert (review.note, review.due_on, review.event.by) == ("Checked.", in_days(300), rosa)
    [said] = map(str, get_messages(response.wsgi_request))
    assert said.startswith(
        "Review confirmed. Readers now see that Rosa Example, MD reviewed the page today."
    )
    path = article.publications.get().path
    assert "by Rosa Example, MD" in client.get(path).text
    assert article.revisions.count() == 1


def test_the_screen_shows_whom_readers_will_see_the_sections_day_and_words_to_look_at(
    rosa, article
):
    content = signed_in(rosa).get(address("confirm_review", article)).text

    assert "by Rosa Example, MD" in content
    assert f'value="{months_after(timezone.localdate(), 12).isoformat()}"' in content
    assert "“currently”" in content


def test_an_account_without_a_person_is_told_what_to_do_and_gets_no_form(article):
    content = signed_in(in_role("Reviewer", username="sam")).get(address("confirm_review", article))

    assert "choose your account “sam” there" in content.text
    assert 'value="Confirm review"' not in content.text


def test_whoever_the_page_names_may_confirm_it_and_nobody_else_without_the_right(article):
    author, other = (in_role("Author") for _ in range(2))
    article.clinical_reviewer = factories.person("Ida Example", account=author)
    factories.person("Sam Example", account=other)
    publishing.save_draft(article=article, by=None)

    assert confirm(other, article).status_code == 403
    confirm(author, article)
    assert [review.person.name for review in ContentReview.objects.all()] == ["Ida Example"]


@pytest.mark.parametrize("role", ["Author", "Publisher", "Administrator", "Auditor"])
def test_other_roles_cannot_confirm(role, article):
    someone = in_role(role)
    factories.person("Sam Example", account=someone)

    assert signed_in(someone).get(address("confirm_review", article)).status_code == 403
    assert confirm(someone, article).status_code == 403
    assert not ContentReview.objects.exists()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"due_on": ""}, "Choose a date for the next review."),
        ({"due_on": "soon"}, "Enter a valid date."),
        ({"due_on": "2199-01-01"}, "cannot be the date of the next review"),
        ({"revision": 7}, "published again while you were reading"),
        ({"revision": "x"}, "published again while you were reading"),
    ],
)
def test_what_cannot_be_recorded_comes_back_with_a_sentence_and_the_note(
    values, sentence, rosa, article
):
    content = confirm(rosa, article, note="Words of mine", **values).text

    assert sentence in content
    assert "Words of mine" in content
    assert not ContentReview.objects.exists()


def test_a_draft_has_nothing_to_confirm(rosa):
    article = factories.draft().article

    assert "The page is not live." in signed_in(rosa).get(address("confirm_review", article)).text
    assert "not live" in confirm(rosa, article).text
    assert not ContentReview.objects.exists()


# --- An earlier day -------------------------------------------------------------------------


def test_the_form_tells_which_words_age_and_one_button_sets_the_day(article):
    author = in_role("Author")
    article.owner = author
    article.body = "## What is studied\n\nA trial is ongoing. Results are expected in 2099."
    publishing.save_draft(article=article, by=author)
    client = signed_in(factories.administrator())

    content = " ".join(client.get(address("change", article)).text.split())

    told = (
        "These phrases may go out of date: “ongoing” (in “What is studied”), “are expected in 2099”"
    )
    assert told in content
    assert "Set review for" in content


def test_the_button_posts_the_proposed_day_and_it_holds(article):
    author = in_role("Author")
    article.owner = author
    publishing.save_draft(article=article, by=author)

    response = signed_in(author).post(
        address("review_date", article),
        {
            "due_on": in_days(90).isoformat(),
            "reason": "Phrases that may go out of date: “currently”",
        },
    )

    assert response.status_code == 302
    [kept] = ReviewDate.objects.all()
    assert (kept.due_on, kept.reason) == (
        in_days(90),
        "Phrases that may go out of date: “currently”",
    )
    assert article.review_due_on(at=timezone.now()) == in_days(90)


def test_a_later_day_comes_back_with_a_sentence_and_what_was_typed(article):
    client = signed_in(factories.administrator())
    later = months_after(timezone.localdate(), 13).isoformat()

    content = client.post(
        address("review_date", article), {"due_on": later, "reason": "Words of mine"}
    ).text

    assert "Only a review can move it later" in content
    assert "Words of mine" in content and later in content
    assert not ReviewDate.objects.exists()


def test_once_the_day_is_near_enough_nothing_is_proposed(article):
    publishing.set_review_date(article=article, due_on=in_days(30), by=None)
    content = signed_in(factories.administrator()).get(address("change", article)).text

    assert "These phrases may go out of date" in content
    assert "Set review for" not in content
    assert "early enough" in content


@pytest.mark.parametrize(("role", "status"), [("Author", 403), ("Auditor", 403), ("Reviewer", 200)])
def test_days_are_set_by_those_who_write_review_or_publish_the_page(role, status, article):
    response = signed_in(in_role(role)).get(address("review_date", article))

    assert response.status_code == status


# --- Who checks a page ----------------------------------------------------------------------


def test_an_author_cannot_name_who_reviews_the_page(article):
    author = in_role("Author")
    mine = factories.person("Mine", account=author)
    article.owner = author
    publishing.save_draft(article=article, by=author)
    form = {"title": "T", "language": "en", "clinical_reviewer": mine.pk}
    rows = {f"{name}-{key}": 0 for name in ("authors", "resources") for key in ("TOTAL_FORMS",)}
    rows |= {f"{name}-INITIAL_FORMS": 0 for name in ("authors", "resources")}

    signed_in(author).post(address("change", article), form | rows)

    article.refresh_from_db()
    assert article.clinical_reviewer is None


def test_a_publisher_links_an_account_to_a_person():
    someone = factories.person("Ida Example")
    account = in_role("Reviewer")
    client = signed_in(in_role("Publisher"))

    address = reverse("admin:articles_person_change", args=[someone.pk])
    client.post(address, opened(client, address, account=account.pk))

    assert Person.objects.get(pk=someone.pk).account == account


def test_a_section_says_how_often_its_pages_are_reviewed():
    section = factories.section("symptoms")
    client = signed_in(factories.administrator())
    at = reverse("admin:articles_section_change", args=[section.pk])
    form = opened(client, at)

    refused = client.post(at, form | {"review_months": 61})
    client.post(at, form | {"review_months": 6})

    section.refresh_from_db()
    assert "less than or equal to 60" in refused.text
    assert section.review_months == 6
