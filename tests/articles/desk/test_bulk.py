"""One thing done with several pages, through its act: each refusal is told, none stops another."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.desk.views.publishing.bulk import KINDS, MOST_PAGES
from articles.models import Article, Event, Publication
from articles.roles import make_roles
from tests import factories

pytestmark = pytest.mark.django_db

CANARY = "Canary words that nobody published"


def of_role(role, **fields):
    make_roles()
    someone = factories.user(is_staff=True, **fields)
    someone.groups.add(Group.objects.get(name=role))
    return someone


@pytest.fixture
def publisher(client):
    someone = of_role("Publisher", first_name="Pia", last_name="Example")
    client.force_login(someone)
    return someone


def address_of(what):
    return reverse("admin:articles_article_bulk", args=[what])


def do(client, what, *articles, **fields):
    data = {"page": [article.pk for article in articles]} | fields
    return client.post(address_of(what), data)


def told(response):
    return [
        (each.article.title, each.is_done, each.sentence) for each in response.context["results"]
    ]


def test_the_list_leads_to_a_screen_that_names_what_was_ticked(client, publisher):
    one, two = (factories.draft(title=title).article for title in ("One", "Two"))

    response = client.post(
        reverse("admin:articles_article_changelist"),
        {"action": "bulk_publish", "_selected_action": [one.pk, two.pk], "index": 0},
        follow=True,
    )

    assert response.redirect_chain[0][0] == f"{address_of('publish')}?page={one.pk}&page={two.pk}"
    assert [article.title for article, *_ in response.context["rows"]] == ["One", "Two"]
    assert "This applies to 2 pages" in response.content.decode()


def test_what_is_refused_for_one_page_stops_no_other(client, publisher):
    good, bare = factories.draft(title="Approved"), factories.draft(title="Bare", summary="")
    last = factories.draft(title="Unread")
    factories.approve(good)

    response = do(client, "publish", good.article, bare.article, last.article, reason="")

    results = told(response)
    assert [(title, is_done) for title, is_done, _ in results] == [
        ("Approved", True),
        ("Bare", False),
        ("Unread", False),
    ]
    assert "Write a summary" in results[1][2]
    assert "No one has approved it yet" in results[2][2]
    assert [row.article for row in Publication.objects.all()] == [good.article]
    assert "1 of 3 done." in response.content.decode()


def foreseen(client, what, *articles):
    response = client.get(address_of(what), {"page": [article.pk for article in articles]})
    return {
        article.title: (each.is_done, each.sentence)
        for article, _, each, _ in response.context["rows"]
    }


def test_what_will_be_refused_is_said_before_it_is_asked_for_and_nothing_is_done(client, publisher):
    good, bare = factories.draft(title="Approved"), factories.draft(title="Bare", summary="")
    unread, taken = factories.draft(title="Unread"), factories.draft(title="Taken", slug="here")
    factories.live_article(slug="here")
    for revision in (good, taken):
        factories.approve(revision)
    events = Event.objects.count()

    said = foreseen(client, "publish", *(each.article for each in (good, bare, unread, taken)))

    assert said["Approved"] == (True, "")
    assert said["Bare"][0] is False and "Write a summary" in said["Bare"][1]
    assert said["Unread"] == (
        True,
        "Needs a reason, below. No one has approved it yet.",
    )
    assert said["Taken"][0] is False and "/symptoms/here/ belongs to" in said["Taken"][1]
    assert (Publication.objects.count(), Event.objects.count()) == (1, events)


def test_half_a_page_is_said_to_be_refused_before_it_is_submitted(client, publisher):
    bare = factories.draft(title="Bare", summary="").article

    assert foreseen(client, "submit", bare)["Bare"][0] is False


def test_an_overdue_page_takes_no_other_review_date_which_is_said_beforehand(client, publisher):
    article, other = factories.live_article(title="Old").article, factories.live_article(title="B")
    for page, days in ((article, -3), (other.article, 30)):
        publishing.record_review_date(
            article=page, due_on=timezone.localdate() + timedelta(days=days), by=None
        )

    said = foreseen(client, "review-date", article, other.article)

    assert said["Old"][0] is False and "Only a review can move it later" in said["Old"][1]
    assert said["B"][0] is True and "cannot be later" in said["B"][1]


def test_readers_are_named_with_the_pages_they_cannot_approve(client, publisher):
    wrote = of_role("Reviewer", first_name="Rosa", last_name="Example")
    elsewhere = of_role("Reviewer", first_name="Sam", last_name="Example")
    factories.section("treatments").editors.add(elsewhere)
    one, two = factories.draft(title="One", by=wrote), factories.draft(title="Two")
    address = address_of("submit")

    shown = client.get(address, {"page": [one.article_id, two.article_id]}).context["form"]

    labels = [label for _, label in shown.fields["reviewer"].choices]
    assert "Rosa Example: all but “One”" in labels
    assert "Sam Example: cannot approve any of them" in labels
    response = do(client, "submit", one.article, two.article, reviewer=wrote.pk, changed="All")
    assert [is_done for _, is_done, _ in told(response)] == [False, True]
    assert "Rosa Example saved this page" in told(response)[0][2]
    response = do(client, "submit", two.article, reviewer=elsewhere.pk, changed="All")
    assert told(response)[0][2] == (
        "Sam Example approves pages of other sections only. Choose someone else."
    )


@pytest.mark.parametrize("count", [1, 3])
def test_naming_the_readers_asks_for_their_rights_once(
    client, publisher, count, django_assert_num_queries
):
    for _ in range(3):
        of_role("Reviewer")
    pages = [factories.draft().article.pk for _ in range(count)]

    with django_assert_num_queries(19 + 9 * count):
        client.get(address_of("submit"), {"page": pages})


def test_an_unforeseen_fault_of_one_page_stops_no_other(client, publisher):
    """No address can be made of a page whose revisions are missing; the next one is done."""
    broken = Article.objects.create(title="Broken", section=factories.section())
    good = factories.draft(title="Good")

    response = do(client, "publish", broken, good.article, reason="Urgent")

    assert [(title, is_done) for title, is_done, _ in told(response)] == [
        ("Broken", False),
        ("Good", True),
    ]


def test_pages_are_submitted_to_one_reader(client, publisher):
    reader = of_role("Reviewer")
    pages = [factories.draft().article for _ in range(2)]

    do(client, "submit", *pages, reviewer=reader.pk, changed="New advice")

    assert [page.submissions.get().reviewer for page in pages] == [reader, reader]


def test_pages_get_an_owner_without_a_new_revision(client, publisher):
    owner = of_role("Author", first_name="Ola", last_name="Example")
    page = factories.draft().article

    response = do(client, "owner", page, owner=owner.pk)

    page.refresh_from_db()
    assert (page.owner, page.revisions.count()) == (owner, 1)
    assert told(response)[0][2] == "Owner set to Ola Example."


def test_drafts_are_put_into_a_section_and_live_pages_move_there(client, publisher):
    draft, live = factories.draft(title="Draft"), factories.live_article(title="Live")
    section = factories.section("treatments")

    do(client, "section", draft.article, live.article, section=section.pk)

    answer = Publication.objects.answer(live.path, at=timezone.now())
    assert Article.objects.get(title="Draft").section == section
    assert answer.kind == "redirect"
    assert answer.address.startswith("/treatments/")


def test_a_review_date_is_set_for_several_pages(client, publisher):
    pages = [factories.live_article().article for _ in range(2)]
    day = timezone.localdate() + timedelta(days=20)

    response = do(client, "review-date", *pages, due_on=day.isoformat(), reason="New trial")

    assert [is_done for _, is_done, _ in told(response)] == [True, True]
    assert [page.review_due_on(at=timezone.now()) for page in pages] == [day, day]


def test_whoever_may_not_is_told_so_and_nothing_is_done(client):
    author = of_role("Author")
    client.force_login(author)
    own = factories.draft(title="Own", owner=author)
    factories.draft(title=CANARY)

    response = do(client, "publish", *Article.objects.all(), reason="Urgent")

    assert told(response) == [("Own", False, "You do not have permission to do this.")]
    assert CANARY not in response.content.decode()
    assert Publication.objects.count() == 0
    assert own.article.revisions.count() == 1


def test_an_answer_that_is_missing_keeps_the_list_and_does_nothing(client, publisher):
    page = factories.draft(title="One").article

    response = do(client, "owner", page)

    assert "Choose the new owner." in response.content.decode()
    assert [article for article, *_ in response.context["rows"]] == [page]


def test_a_script_is_answered_with_json(client, publisher):
    page = factories.draft(title="One").article

    response = client.post(
        address_of("publish"),
        {"page": page.pk, "reason": "Urgent"},
        headers={"accept": "application/json"},
    )

    [result] = response.json()["results"]
    assert (result["title"], result["done"]) == ("One", True)


def test_no_more_pages_than_may_go_at_once_are_taken(client, publisher):
    first = factories.draft().article
    Article.objects.bulk_create(
        Article(title=f"Page {number}", section=first.section) for number in range(MOST_PAGES)
    )
    keys = list(Article.objects.values_list("pk", flat=True))

    refused = client.post(
        reverse("admin:articles_article_changelist"),
        {"action": "bulk_owner", "_selected_action": keys, "index": 0},
        follow=True,
    )
    asked = client.get(address_of("owner"), {"page": keys})

    assert f"Select {MOST_PAGES} or fewer at a time" in refused.content.decode()
    assert len(asked.context["rows"]) == MOST_PAGES


@pytest.mark.parametrize("what", KINDS)
def test_every_screen_says_when_nothing_was_ticked(client, publisher, what):
    assert "No pages are selected" in client.get(address_of(what)).content.decode()


def test_nothing_else_can_be_done_with_several_pages(client, publisher):
    assert client.get(address_of("delete")).status_code == 404


# --- What was saved after the list was opened ---------------------------------------------------


def listed(client, what, *articles):
    """What the screen would send of these pages."""
    shown = client.get(address_of(what), {"page": [article.pk for article in articles]})
    return {"seen": [seen for *_, seen in shown.context["rows"]]}


def rewrite(article, **fields):
    article = Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(article, name, value)
    rosa = factories.user(first_name="Rosa", last_name="Example")
    return publishing.save_draft(article=article, by=rosa).revision


@pytest.mark.parametrize("what", ["publish", "submit"])
def test_a_text_that_was_saved_after_the_list_was_opened_goes_nowhere(what, client, publisher):
    reader = of_role("Reviewer")
    page, other = factories.draft(title="A page"), factories.draft(title="Other")
    seen = listed(client, what, page.article, other.article)
    rewrite(page.article, body=CANARY)
    answers = {"reason": "Urgent", "reviewer": reader.pk, "changed": "All"}

    response = do(client, what, page.article, other.article, **seen | answers)

    first, second = told(response)
    assert (first[1], second[1]) == (False, True)
    assert "Rosa Example saved this page" in first[2]
    assert "Nothing was done" in first[2]
    assert not page.article.publications.exists()
    assert not page.article.submissions.exists()


def test_an_owner_that_somebody_else_chose_meanwhile_is_not_overwritten(client, publisher):
    ola, sam = (factories.user(first_name=name, is_staff=True) for name in ("Ola", "Sam"))
    page, other = factories.draft(title="A page").article, factories.draft(title="Other").article
    seen = listed(client, "owner", page, other)
    rewrite(page, owner=sam)

    response = do(client, "owner", page, other, owner=ola.pk, **seen)

    assert [is_done for _, is_done, _ in told(response)] == [False, True]
    assert "Rosa Example saved this page" in told(response)[0][2]
    assert "the same parts: Owner. Nothing was overwritten." in told(response)[0][2]
    assert Article.objects.get(pk=page.pk).owner == sam


@pytest.mark.parametrize("start", [factories.draft, factories.live_article])
def test_a_section_that_somebody_else_chose_meanwhile_is_not_overwritten(start, client, publisher):
    mine, theirs = factories.section("treatments"), factories.section("living")
    page = start(title="A page").article
    seen = listed(client, "section", page)
    loaded = Article.objects.get(pk=page.pk)
    if loaded.publications.exists():
        publishing.move(article=loaded, section=theirs, slug=loaded.slug, by=publisher)
    else:
        rewrite(page, section=theirs)

    response = do(client, "section", page, section=mine.pk, **seen)

    ((_, is_done, sentence),) = told(response)
    assert not is_done
    assert "the same parts: Section. Nothing was overwritten." in sentence
    assert Article.objects.get(pk=page.pk).section == theirs


def test_what_the_list_knew_is_still_known_when_an_answer_was_missing(client, publisher):
    page = factories.draft(title="A page")
    seen = listed(client, "submit", page.article)
    rewrite(page.article, body="Newer.")

    again = do(client, "submit", page.article, **seen)

    assert [shown for *_, shown in again.context["rows"]] == seen["seen"]
