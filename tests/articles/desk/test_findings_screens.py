"""Findings beside the text and on a screen of their own; repairs; the report of the site."""

import json

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.models import SiteAudit
from articles.publishing.dismissals import errors_that_block, judged
from tests import factories

pytestmark = pytest.mark.django_db

BAD = "Read [ ](/about-ms/).\n\n**What helps**\n\nA pause."


def in_role(role):
    someone = factories.user(is_staff=True)
    someone.groups.add(Group.objects.get(name=role))
    return someone


def signed_in(someone):
    client = Client()
    client.force_login(someone)
    return client


@pytest.fixture
def author():
    return in_role("Author")


@pytest.fixture
def revision(author):
    return factories.draft(body=BAD, owner=author, by=author)


def screen(name, revision):
    return reverse(f"admin:articles_article_{name}", args=[revision.article_id])


def named(revision, rule):
    return next(
        {"rule": rule, "element_hash": one.finding.element_hash}
        for one in judged(revision)
        if one.finding.rule == rule
    )


# --- Beside the text ------------------------------------------------------------------------


def test_the_panel_shows_findings_in_a_text_that_nobody_has_saved(author):
    answer = signed_in(author).post(reverse("admin:markdown-advice"), {"content": BAD})

    assert (answer.json()["errors"], answer.json()["warnings"]) == (1, 1)
    assert "Go to line 3" in answer.json()["html"]
    assert "Dismiss…" not in answer.json()["html"]


def test_the_panel_knows_what_was_dismissed_for_the_page(author, revision):
    finding = named(revision, "heading-bold")
    publishing.dismiss(revision=revision, by=author, reason="A name.", **finding)

    answer = signed_in(author).post(
        reverse("admin:markdown-advice"), {"content": BAD, "page": revision.article_id}
    )

    assert (answer.json()["errors"], answer.json()["warnings"]) == (1, 0)
    assert "A name." in answer.json()["html"]


def test_the_panel_tells_nothing_of_a_page_somebody_may_not_write(revision):
    answer = signed_in(in_role("Author")).post(
        reverse("admin:markdown-advice"), {"content": BAD, "page": revision.article_id}
    )

    assert answer.status_code == 403
    assert "error" in answer.json()


def test_a_repair_gives_the_text_back_and_stores_nothing(author, revision):
    answer = signed_in(author).post(
        reverse("admin:markdown-repair"), {"content": BAD, "repair": "bold-to-heading", "line": 3}
    )

    assert answer.json() == {
        "content": BAD.replace("**What helps**", "## What helps"),
        "is_changed": True,
    }
    assert revision.article.latest_revision() == revision


@pytest.mark.parametrize("data", [{}, {"repair": "magic", "line": 1}, {"repair": "table-header"}])
def test_a_repair_that_does_not_exist_is_refused_in_words(author, data):
    answer = signed_in(author).post(reverse("admin:markdown-repair"), {"content": BAD} | data)

    assert (answer.status_code, answer.json()) == (
        422,
        {"error": "The site does not know that fix."},
    )


def test_a_warning_is_dismissed_from_the_panel(author, revision):
    data = named(revision, "heading-bold") | {"page": revision.article_id, "reason": "A name."}

    answer = signed_in(author).post(reverse("admin:markdown-dismiss"), data)

    assert answer.status_code == 200
    assert [one.reason for one in revision.article.dismissals.all()] == ["A name."]


@pytest.mark.parametrize(
    ("change", "status"),
    [({"reason": " "}, 422), ({"element_hash": "gone"}, 409), ({"page": ""}, 422)],
)
def test_what_cannot_be_dismissed_from_the_panel_is_refused_in_words(
    author, revision, change, status
):
    data = named(revision, "heading-bold") | {"page": revision.article_id, "reason": "A name."}

    answer = signed_in(author).post(reverse("admin:markdown-dismiss"), data | change)

    assert answer.status_code == status
    assert answer.json()["error"]
    assert not revision.article.dismissals.exists()


def test_whoever_wrote_an_error_cannot_wave_it_through(author, revision):
    data = named(revision, "link-name") | {"page": revision.article_id, "reason": "So what."}

    answers = [
        signed_in(author).post(reverse("admin:markdown-dismiss"), data).status_code,
        signed_in(author).post(screen("dismiss", revision), data | {"revision": 1}).status_code,
    ]

    assert answers == [403, 403]
    assert not revision.article.dismissals.exists()


# --- The screen -----------------------------------------------------------------------------


def test_the_screen_lists_findings_and_a_publisher_lets_one_stand(revision):
    client = signed_in(in_role("Publisher"))
    assert "This link has no text" in client.get(screen("findings", revision)).text

    data = named(revision, "link-name") | {"revision": 1, "reason": "It is a test."}
    answer = client.post(screen("dismiss", revision), data, follow=True)

    assert "It is a test." in answer.text
    assert errors_that_block(revision) == []


def test_without_a_reason_nothing_is_dismissed_and_the_form_says_so(revision):
    data = named(revision, "link-name") | {"revision": 1, "reason": ""}

    answer = signed_in(in_role("Publisher")).post(screen("dismiss", revision), data)

    assert "Say in a sentence why it is OK as it is" in answer.text
    assert not revision.article.dismissals.exists()


def test_a_dismissal_is_taken_back_on_the_screen(author, revision):
    finding = named(revision, "heading-bold")
    dismissal = publishing.dismiss(revision=revision, by=author, reason="A name.", **finding)

    signed_in(author).post(screen("show_again", revision), {"dismissal": dismissal.pk})

    dismissal.refresh_from_db()
    assert dismissal.taken_back_by == author


def test_a_repair_without_scripts_saves_the_draft_and_says_so(author, revision):
    answer = signed_in(author).post(
        screen("repair", revision),
        {"revision": 1, "repair": "bold-to-heading", "line": 3},
        follow=True,
    )

    latest = revision.article.latest_revision()
    assert "saved as revision 2" in answer.text
    assert (latest.body, latest.note) == (
        BAD.replace("**What helps**", "## What helps"),
        "Fixed: make it a heading",
    )


def test_a_repair_of_an_older_text_keeps_what_was_saved_since(author, revision):
    article = revision.article
    article.body = BAD + "\n\nA new end."
    publishing.save_draft(article=article, by=author)

    signed_in(author).post(
        screen("repair", revision), {"revision": 1, "repair": "bold-to-heading", "line": 3}
    )

    body = article.latest_revision().body
    assert "## What helps" in body
    assert body.endswith("A new end.")


def test_publishing_is_not_offered_while_an_error_stands(revision):
    publisher = in_role("Publisher")

    answer = signed_in(publisher).get(screen("publish", revision))

    assert "Fix or dismiss its accessibility errors" in answer.text
    assert 'name="urgent"' not in answer.text


def test_findings_are_given_as_assertions_for_other_tools(author, revision):
    answer = signed_in(author).get(screen("findings", revision) + "?as=json")

    data = json.loads(answer.text)
    assert data["revision"] == 1
    assert [one["earl:result"]["earl:outcome"] for one in data["assertions"]] == [
        "earl:failed",
        "earl:cantTell",
    ]


# --- The site -------------------------------------------------------------------------------


def test_the_site_is_audited_by_a_command_and_reported_by_rule_and_page(capsys):
    factories.publish(factories.draft(title="Doubtful", body="One.\n\n**Bold**\n\nTwo."))

    call_command("audit_site")

    assert "1 live page(s), 0 with errors: 0 error(s), 1 warning(s)." in capsys.readouterr().out
    report = signed_in(in_role("Auditor")).get(reverse("admin:site-report")).text
    assert "Doubtful" in report
    assert SiteAudit.objects.get().by_rule == {"heading-bold": {"error": 0, "warning": 1}}


def test_the_command_audits_again_what_another_release_has_audited(capsys):
    live = factories.live_article(body="One.")
    call_command("audit_site")
    live.revision.audit.__class__.objects.update(rules="of another release")

    call_command("audit_site")
    call_command("audit_site")

    said = capsys.readouterr().out.splitlines()
    assert [line for line in said if "audited" in line] == [
        "0 live page(s) were audited.",
        "1 live page(s) were audited.",
        "0 live page(s) were audited.",
    ]


@pytest.mark.parametrize("page_count", [1, 3])
def test_the_report_costs_the_same_however_many_pages(page_count, django_assert_num_queries):
    for _ in range(page_count):
        factories.publish(factories.draft(body="One.\n\n**Bold**\n\nTwo."))
    client = signed_in(in_role("Auditor"))
    client.get(reverse("admin:site-report"))

    with django_assert_num_queries(10):
        client.get(reverse("admin:site-report"))


def test_a_title_in_the_file_of_the_report_is_never_a_formula(author):
    factories.publish(
        factories.draft(title="\ufeff＝1+1", body="One.\n\n**Bold**\n\nTwo.", owner=author)
    )

    file = signed_in(author).get(reverse("admin:site-report") + "?as=csv").text

    assert "'＝1+1," in file


def test_the_report_as_a_file_names_only_pages_somebody_may_read(author):
    factories.publish(factories.draft(title="Theirs", body="One.\n\n**Bold**\n\nTwo."))
    factories.publish(factories.draft(title="Own", body="One.\n\n**Bold**\n\nTwo.", owner=author))

    file = signed_in(author).get(reverse("admin:site-report") + "?as=csv").text

    assert ("Own" in file, "Theirs" in file) == (True, False)
