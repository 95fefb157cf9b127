"""What PostgreSQL keeps of every page for the desk's lists, held to what it tells of.

The first half compares it with what one page says of itself, also while something is scheduled;
the second asks PostgreSQL how it would find the rows of each list among two thousand pages.
"""

import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles import publishing, workflow
from articles.desk import pagination, worklists
from articles.models import Article, DeskEntry, PageAudit, PageFinding, Publication
from articles.publishing.approval.state import approval_state
from articles.publishing.dismissals import judged
from bench import many_pages
from tests import factories

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def edit(article, body):
    article.body = body
    return publishing.save_draft(article=article, by=None).revision


def scheduled_pages(now):
    """Pages about which something happens after one hour and after three."""
    first, third = now + HOUR, now + 3 * HOUR
    coming = factories.draft()
    factories.publish(coming, starts_at=first, until=third)
    ending = factories.draft().article
    factories.publish(ending.latest_revision(), until=third)
    newer = factories.live_article(body="The first text.").article
    changed = edit(newer, "Another text.")
    factories.approve(changed)
    publishing.publish(revision=changed, by=None, starts_at=first)
    factories.draft()
    return [coming.article, ending, newer]


@pytest.fixture
def moments():
    """Of three pages with a schedule: before it, during it, after it."""
    now = timezone.now()
    scheduled_pages(now)
    return [timezone.now() + hours * HOUR for hours in (0, 2, 4)]


def by_what_one_page_says(names, said):
    pages = Article.objects.order_by("pk")
    return {name: [page.pk for page in pages if said(page) == name] for name in names}


def keys(pages):
    return list(pages.order_by("pk").values_list("pk", flat=True))


def test_pages_are_in_the_lists_of_their_states_at_every_moment_of_a_schedule(moments):
    for at in moments:
        found = {name: keys(Article.objects.in_state(name, at=at)) for name in workflow.STATES}

        assert found == by_what_one_page_says(
            workflow.STATES, lambda page, at=at: page.state(at=at)
        )
        assert keys(Article.objects.without_readers(at=at)) == sorted(
            found["draft"] + found["changed"]
        )


def test_texts_stand_in_the_lists_of_their_standing_at_every_moment_of_a_schedule(moments):
    def standing(page, at):
        return approval_state(page.latest_revision(), at=at)

    for at in moments:
        names = workflow.APPROVAL_STATES
        found = {name: keys(Article.objects.in_approval_state(name, at=at)) for name in names}

        assert found == by_what_one_page_says(names, lambda page, at=at: standing(page, at))


def test_pages_are_published_without_review_while_readers_get_such_a_text(moments):
    for at in moments:
        live = Publication.objects.live(at=at).pages().without_approval()

        found = keys(Article.objects.published_without_review(at=at))

        assert found == sorted(live.values_list("article", flat=True))
    assert found == []


def test_a_review_is_due_of_pages_that_are_live_at_the_moment(moments):
    for page in Article.objects.all():
        publishing.set_review_date(article=page, due_on=timezone.localdate(), by=None)

    for at in moments:
        due = Article.objects.review_due_by(timezone.localdate(at) + timedelta(days=1), at=at)
        live = Publication.objects.live(at=at).pages()

        assert keys(due) == sorted(live.values_list("article", flat=True))


def test_months_of_a_section_move_the_days_of_its_pages():
    section = factories.section(review_months=12)
    page = factories.draft(section=section, first_published_on=date(2020, 1, 1)).article
    factories.publish(page.latest_revision())
    kept = DeskEntry.objects.filter(article=page).values_list("due_on", flat=True)
    assert kept.get() == date(2021, 1, 1)

    section.review_months = 24
    publishing.save_section(section=section, by=None)

    assert kept.get() == date(2022, 1, 1) == page.review_due_on(at=timezone.now())


def test_an_audit_counts_the_findings_that_nobody_dismissed():
    body = "Rest first.\n\n**What helps**\n\nA pause."
    revision = factories.draft(body=body)
    finding = next(one.finding for one in judged(revision))
    counts = [open_findings()]
    dismissal = publishing.dismiss(
        revision=revision,
        rule=finding.rule,
        element_hash=finding.element_hash,
        reason="A name.",
        by=None,
    )
    counts.append(open_findings())
    edit(revision.article, f"{body}\n\nAnd another.")
    counts.append(open_findings())
    publishing.take_back_dismissal(dismissal=dismissal, by=None)
    counts.append(open_findings())

    assert counts == [(0, 1), (0, 0), (0, 0), (0, 1)]


def open_findings():
    """As kept and as derived, which are the same."""
    newest = PageAudit.objects.order_by("pk").last()
    still_open = PageFinding.objects.filter(audit=newest).still_open()
    derived = tuple(still_open.filter(severity=name).count() for name in ("error", "warning"))
    assert (newest.open_errors, newest.open_warnings) == derived
    return derived


# --- among many pages ---

PAGES = 2000


def lists(user, *, at):
    """What the desk's list of pages and its first page find, by name."""
    pages = Article.objects.order_by("-desk_entry__saved_at", "-pk")
    found = {f"state {name}": pages.in_state(name, at=at) for name in workflow.STATES}
    approval_states = workflow.APPROVAL_STATES
    found |= {f"stands {name}": pages.in_approval_state(name, at=at) for name in approval_states}
    found["unreviewed"] = pages.published_without_review(at=at)
    found |= {each.slug: each.find(user, at=at) for each in worklists.LISTS}
    return found


def most_read(rows):
    """How many rows PostgreSQL reads of one table, or of one index, to find these."""
    [whole] = json.loads(rows.explain(format="json", analyze=True))
    return max(read_in(whole["Plan"]))


def read_in(node):
    """For each step of a plan that reads a table: its rows, those included that it left out."""
    if "Relation Name" in node:
        each = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
        yield each * node["Actual Loops"]
    for below in node.get("Plans", ()):
        yield from read_in(below)


@pytest.fixture(scope="module")
def counted_again_afterwards(django_db_setup, django_db_blocker):
    """How many rows PostgreSQL counted stays, though the rows of a test are taken back."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def test_no_list_of_the_desk_reads_most_pages_to_find_the_first(
    monkeypatch, counted_again_afterwards
):
    monkeypatch.setattr(pagination, "MOST", 20)
    someone = factories.administrator()
    with connection.cursor() as cursor:
        many_pages.fill(cursor, pages=PAGES, revisions=2 * PAGES)
        # What is so small is read whole sooner than jumped about in, unless jumps cost little.
        cursor.execute("ANALYZE; SET LOCAL random_page_cost = 1.1")

    found = lists(someone, at=timezone.now())
    read = {name: most_read(rows[: worklists.FIRST]) for name, rows in found.items()}
    read |= {
        f"{name}, counted": most_read(rows.order_by().values("pk")[: pagination.MOST + 1])
        for name, rows in found.items()
    }

    assert {name: rows for name, rows in read.items() if rows > PAGES / 2} == {}
