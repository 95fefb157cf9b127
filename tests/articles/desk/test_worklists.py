"""The lists of the desk's first page: what is in them, for whom, and that they cost the same."""

import csv
import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.desk import worklists
from articles.models import PageAudit
from tests import factories

pytestmark = pytest.mark.django_db


def in_role(role, **fields):
    someone = factories.user(is_staff=True, **fields)
    someone.groups.add(Group.objects.get(name=role))
    return someone


def signed_in(someone):
    client = Client()
    client.force_login(someone)
    return client


def titles(slug, user):
    found = worklists.entries(worklists.list_called(slug), user, at=timezone.now())
    return [entry.title for entry in found]


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def reviewed(article, *, due_in):
    return publishing.record_review(
        article=article,
        person=factories.person(),
        reviewed_on=in_days(-100),
        due_on=in_days(due_in),
        by=None,
    )


def due(title, *, due_in, **fields):
    article = factories.live_article(title=title, **fields).article
    reviewed(article, due_in=due_in)
    return article


@pytest.fixture
def reviewer():
    return in_role("Reviewer")


# --- What is in them ------------------------------------------------------------------------


def test_your_drafts_are_your_own_pages_with_a_text_that_readers_do_not_have():
    author = in_role("Author")
    factories.draft(title="Begun", owner=author)
    factories.live_article(title="Whole", owner=author)
    changed = factories.live_article(title="Changed", owner=author).article
    changed.body = "Other words."
    publishing.save_draft(article=changed, by=author)
    invited = factories.draft(title="Invited").article
    invited.coauthors.add(author)
    factories.draft(title="Someone else's")

    assert set(titles("drafts", author)) == {"Begun", "Changed", "Invited"}


def test_a_text_waits_for_the_approval_of_whom_it_was_given_to(reviewer):
    others = Group.objects.create(name="Neurologists")
    others.user_set.add(in_role("Reviewer"))
    for title, asked in [
        ("Mine", {"reviewer": reviewer}),
        ("Our group's", {"group": Group.objects.get(name="Reviewer")}),
        ("Another's", {"reviewer": in_role("Reviewer")}),
        ("Another group's", {"group": others}),
        ("Outside", {"outside_name": "Ida", "outside_email": "ida@example.org"}),
    ]:
        publishing.submit(revision=factories.draft(title=title), by=None, changed="All", **asked)

    assert titles("to-approve", reviewer) == ["Mine", "Our group's"]


def test_an_outside_reviewer_waits_for_someone_who_is_no_author():
    author, publisher = in_role("Author"), in_role("Publisher")
    expert = {"outside_name": "Ida", "outside_email": "ida@example.net"}
    held, unanswered, own = (
        publishing.submit(
            revision=factories.draft(title=title, by=by, owner=by), by=by, changed="All", **expert
        )
        for title, by in (("Held", author), ("Unanswered", author), ("Own", publisher))
    )
    for submission in (held, own):
        publishing.decide(
            submission=submission, verdict="approved", name="Ida", email="ida@example.net"
        )

    assert titles("to-confirm", publisher) == ["Held"]
    assert titles("to-confirm", in_role("Administrator")) == ["Held", "Own"]
    assert titles("to-confirm", author) == titles("to-confirm", in_role("Reviewer")) == []
    [entry] = worklists.entries(worklists.list_called("to-confirm"), publisher, at=timezone.now())
    assert entry.address == reverse(
        "admin:articles_article_confirm_reviewer", args=[held.article_id]
    )

    publishing.confirm_reviewer(submission=held, by=publisher)

    assert titles("to-confirm", publisher) == []
    assert unanswered.decided() is None


def test_a_text_that_waits_leads_to_the_screen_on_which_it_is_answered(reviewer):
    revision = factories.draft()
    publishing.submit(revision=revision, by=None, changed="All", reviewer=reviewer)

    [entry] = worklists.entries(worklists.list_called("to-approve"), reviewer, at=timezone.now())

    assert entry.address == reverse("admin:articles_article_review", args=[revision.article_id])


def test_what_somebody_wrote_themselves_waits_for_the_others_of_their_group(reviewer):
    other, group = in_role("Reviewer"), Group.objects.get(name="Reviewer")
    mine, reviewed = (factories.draft(title=name, by=reviewer) for name in ("Mine", "Reviewed"))
    factories.approve(reviewed)
    reviewed.article.body = "Someone else's words."
    changed = publishing.save_draft(article=reviewed.article, by=None).revision
    for revision in (mine, changed):
        publishing.submit(revision=revision, by=None, changed="All", group=group)

    assert titles("to-approve", reviewer) == ["Reviewed"]
    assert titles("to-approve", other) == ["Mine", "Reviewed"]


def test_what_was_decided_or_superseded_waits_no_more_and_a_comment_is_no_decision(reviewer):
    submissions = {
        title: publishing.submit(
            revision=factories.draft(title=title), by=None, changed="All", reviewer=reviewer
        )
        for title in ("Decided", "Superseded", "Commented")
    }
    for title, verdict in [("Decided", "approved"), ("Commented", "comment")]:
        submission = submissions[title]
        publishing.decide(submission=submission, verdict=verdict, by=reviewer, reason="Said.")
    revision = submissions["Superseded"].revision
    publishing.submit(revision=revision, by=None, changed="Again", reviewer=in_role("Reviewer"))

    assert titles("to-approve", reviewer) == ["Commented"]


def test_whose_approving_is_limited_to_a_section_gets_nothing_of_others(reviewer):
    factories.section("treatments").editors.add(reviewer)
    for slug in ("treatments", "symptoms"):
        revision = factories.draft(title=slug, section=factories.section(slug))
        publishing.submit(revision=revision, by=None, changed="All", reviewer=reviewer)

    assert titles("to-approve", reviewer) == ["treatments"]


def test_a_page_waits_for_the_review_of_whom_it_names(reviewer):
    rosa = factories.person(account=reviewer)
    for title, days, named in [
        ("Soon", 20, rosa),
        ("Overdue", -5, rosa),
        ("Later", 40, rosa),
        ("Another's", -5, factories.person()),
    ]:
        due(title, due_in=days, clinical_reviewer=named)

    assert titles("to-review", reviewer) == ["Overdue", "Soon"]


def test_reviews_are_overdue_from_the_day_after_and_due_for_thirty_days(reviewer):
    for days in (-1, 0, 30, 31):
        due(f"{days}", due_in=days)

    assert titles("review-overdue", reviewer) == ["-1"]
    assert titles("review-due", reviewer) == ["0", "30"]


def test_what_was_published_without_approval_is_told_until_somebody_approves_it(reviewer):
    urgent = factories.live_article(title="Urgent").revision
    approved = factories.draft(title="Approved")
    factories.approve(approved)
    publishing.publish(revision=approved, by=None)
    factories.draft(title="Draft")
    assert titles("without-review", reviewer) == ["Urgent"]

    factories.approve(urgent)

    assert titles("without-review", reviewer) == []


def test_an_approval_of_another_text_does_not_count(reviewer):
    first = factories.draft(title="Page")
    factories.approve(first)
    article = first.article
    article.body = "Other words."
    factories.publish(publishing.save_draft(article=article, by=None).revision)

    assert titles("without-review", reviewer) == ["Page"]


@pytest.mark.parametrize(
    ("errors", "warnings", "said"),
    [
        (0, 4, "4 warnings"),
        (1, 0, "1 error"),
        (2, 1, "2 errors, 1 warning"),
    ],
)
def test_what_the_audit_found_is_told_without_noughts(errors, warnings, said, reviewer):
    factories.live_article(title="Dose", body="**What helps**\n\nRest.")
    # Errors keep a text from being published: of older ones, a new rule finds some.
    PageAudit.objects.update(open_errors=errors, open_warnings=warnings)

    found = worklists.entries(worklists.list_called("findings"), reviewer, at=timezone.now())

    assert [entry.detail for entry in found] == [said]


def test_archived_pages_wait_for_nobody(reviewer):
    article = due("Gone", due_in=-5, owner=reviewer)
    article.archived_at = timezone.now()
    article.save()

    assert titles("review-overdue", reviewer) == []


@pytest.mark.parametrize("waiting_list", worklists.LISTS, ids=lambda found: found.slug)
def test_no_list_holds_a_page_that_the_person_may_not_read(waiting_list):
    author, other = in_role("Author"), factories.administrator()
    secret = "Canary words that nobody published"
    rosa = factories.person(account=other)
    draft = factories.draft(title=secret, owner=other)
    publishing.submit(revision=draft, by=None, changed="All", reviewer=other)
    due(secret, due_in=-5, owner=other, clinical_reviewer=rosa)
    due(secret, due_in=5, owner=other)

    assert secret not in titles(waiting_list.slug, author)
    for name in ("worklist", "worklist-csv"):
        response = signed_in(author).get(reverse(f"admin:{name}", args=[waiting_list.slug]))
        assert secret not in response.text


# --- The first page -------------------------------------------------------------------------


def test_an_empty_desk_says_so_in_one_line_a_list_and_keeps_its_models(reviewer):
    content = signed_in(reviewer).get("/admin/").text

    lists = worklists.lists_for(reviewer)
    assert [waiting_list.nothing in content for waiting_list in lists] == [True] * len(lists)
    assert "Nothing is waiting for you.</p>" in content
    assert "worklist-count" not in content
    assert reverse("admin:articles_article_changelist") in content


def test_a_list_shows_its_first_five_and_leads_to_all(reviewer):
    for number in range(7):
        due(f"Page {number}", due_in=-5 - number)
    client = signed_in(reviewer)

    content = client.get("/admin/").text
    whole = client.get(reverse("admin:worklist", args=["review-overdue"])).text

    assert "Page 6" in content and "Page 0" not in content
    assert 'See all 7<span class="visually-hidden">: Review overdue' in content
    assert "Page 0" in whole and "7 total" in whole


def test_a_long_list_has_pages(reviewer, monkeypatch):
    monkeypatch.setattr("articles.desk.views.lists.worklists.ROWS_ON_A_PAGE", 2)
    for number in range(3):
        due(f"Page {number}", due_in=-5 + number)
    address = reverse("admin:worklist", args=["review-overdue"])

    second = signed_in(reviewer).get(address, {"page": 2}).text

    assert "Page 2 of 2" in second and '<a href="?page=1">' in second


def test_a_list_that_is_not_there_is_not_found(reviewer):
    for name in ("worklist", "worklist-csv"):
        address = reverse(f"admin:{name}", args=["nothing-like-it"])
        assert signed_in(reviewer).get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 12])
def test_the_first_page_takes_the_same_queries_however_much_waits(count, django_assert_num_queries):
    someone = in_role("Reviewer")
    someone.groups.add(Group.objects.get(name="Author"))
    rosa = factories.person(account=someone)
    for number in range(count):
        due(f"{number}", due_in=-5, clinical_reviewer=rosa)
        due(f"{number}", due_in=5)
        factories.draft(owner=someone)
        revision = factories.draft()
        publishing.submit(revision=revision, by=None, changed="All", reviewer=someone)
    client = signed_in(someone)

    # the session, its user, two for rights, the sections of work, what the person writes along with
    # others, their groups; for each list its count, its first rows where it has any, and for five
    # of them the pages of which something is scheduled
    with django_assert_num_queries(32):
        client.get("/admin/")


@pytest.mark.parametrize("count", [1, 12])
def test_a_whole_list_takes_the_same_queries_however_long_it_is(count, django_assert_num_queries):
    someone = in_role("Reviewer")
    for number in range(count):
        due(f"{number}", due_in=-5)
    client = signed_in(someone)

    # the session, its user, two for rights, the sections of work, pages of which something is
    # scheduled, the count and the rows
    with django_assert_num_queries(9):
        client.get(reverse("admin:worklist", args=["review-overdue"]))


# --- As a file ------------------------------------------------------------------------------


def as_rows(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_lists_come_as_a_file_that_spreadsheets_read(reviewer):
    article = due("Qué es, “la” EM", due_in=-5)
    client = signed_in(reviewer)

    response = client.get(reverse("admin:worklist-csv", args=["review-overdue"]))
    everything = as_rows(client.get(reverse("admin:worklists-csv")))

    [head, row] = as_rows(response)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.startswith("\ufeff".encode())
    assert head == ["List", "Page", "Detail", "Address"]
    assert row[:2] == ["Review overdue", "Qué es, “la” EM"]
    assert row[3] == f"http://testserver/admin/articles/article/{article.pk}/confirm-review/"
    assert row in everything
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    "title", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", '=HYPERLINK("x")', "＝1"]
)
def test_a_title_that_looks_like_a_formula_stays_a_text(title, reviewer):
    due(title, due_in=-5)

    response = signed_in(reviewer).get(reverse("admin:worklist-csv", args=["review-overdue"]))

    assert as_rows(response)[1][1] == f"'{title}"


@pytest.mark.parametrize("name", ["index", "worklists-csv"])
def test_nobody_outside_the_desk_sees_them(name, client):
    client.force_login(factories.user())

    assert client.get(reverse(f"admin:{name}")).status_code == 302
