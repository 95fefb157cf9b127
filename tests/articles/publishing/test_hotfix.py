from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles import publishing
from articles.models import Article, Event, Publication
from articles.publishing.approval.state import approval_state, is_approved
from articles.publishing.errors import (
    EditConflict,
    LiveTextChanged,
    NotApproved,
    ScheduledTextOverlaps,
)
from articles.publishing.timeline.upcoming import upcoming
from tests import factories

pytestmark = pytest.mark.django_db

LIVE = "Rest before you are tired.\n\nTake five tablets.\n\nAsk your nurse."
DRAFT = "Rest before you are tired, every day.\n\nTake five tablets.\n\nAsk your nurse.\n\nMore."
MENDED = "Rest before you are tired.\n\nTake one tablet.\n\nAsk your nurse."


def waiting_draft(body=DRAFT, **fields):
    """A live page for which a longer draft waits; returns the page's publication."""
    publication = factories.live_article(body=LIVE, title="Fatigue", **fields)
    article = publication.article
    article.body = body
    publishing.save_draft(article=article, by=None)
    return publication


def mend(publication, *, body=MENDED, **options):
    options = {"urgent_reason": "Wrong dose"} | options
    written = {"title": "Fatigue", "summary": publication.revision.summary, "body": body}
    return publishing.fix_live(
        article=publication.article,
        seen=publication.revision,
        written=written,
        by=None,
        **options,
    )


def live_body(publication):
    return Publication.objects.answer(publication.path, at=timezone.now()).publication.revision.body


def test_readers_get_the_mending_and_the_draft_takes_it_over():
    publication = waiting_draft()

    mended = mend(publication)

    assert live_body(publication) == mended.body == MENDED
    rebased = publication.article.latest_revision()
    assert rebased.number == 4
    assert "every day" in rebased.body
    assert "Take one tablet." in rebased.body
    assert rebased.body.endswith("More.")


def test_an_approved_draft_counts_as_changed_after_a_mending():
    publication = waiting_draft()
    factories.approve(publication.article.latest_revision())

    mend(publication)

    rebased = publication.article.latest_revision()
    assert not is_approved(rebased)
    assert approval_state(rebased, at=timezone.now()) == "changed since approval"


def test_a_mending_without_urgency_waits_for_its_own_approval():
    publication = waiting_draft()

    mended = mend(publication, urgent_reason="")

    assert live_body(publication) == LIVE
    with pytest.raises(NotApproved):
        publishing.publish(revision=mended, by=None)
    factories.approve(mended)
    publishing.publish(revision=mended, by=None)
    assert live_body(publication) == MENDED


def test_a_mending_keeps_what_the_live_text_credits():
    rosa = factories.person(credentials="MD")
    publication = factories.publish(factories.draft(byline=[rosa.pk], body=LIVE, title="Fatigue"))
    article = publication.article
    article.body = DRAFT
    publishing.save_draft(article=article, by=None, byline=[])

    mended = mend(publication)

    assert mended.byline == publication.revision.byline
    assert article.latest_revision().byline == []


def test_where_the_mending_and_the_draft_overlap_nothing_is_done_until_somebody_chooses():
    publication = waiting_draft(body=LIVE.replace("five tablets", "six tablets"))

    with pytest.raises(EditConflict) as refusal:
        mend(publication)

    (overlap,) = refusal.value.merge.overlaps
    assert (overlap.mine.strip(), overlap.theirs.strip()) == (
        "Take one tablet.",
        "Take six tablets.",
    )
    assert publication.article.revisions.count() == 2
    assert live_body(publication) == LIVE

    mend(publication, choose=lambda merge, draft: merge.settled(["Take one tablet."]))
    assert live_body(publication) == MENDED
    assert publication.article.latest_revision().body == MENDED


def test_a_mending_of_a_text_that_is_no_longer_live_is_refused():
    publication = waiting_draft()
    factories.publish(publication.article.latest_revision())

    with pytest.raises(LiveTextChanged, match="Revision 2"):
        mend(publication)

    assert live_body(publication) == DRAFT


# --- A schedule that waits ----------------------------------------------------------------------


def tomorrow():
    return timezone.now() + timedelta(days=1)


def body_at(publication, moment):
    return Publication.objects.answer(publication.path, at=moment).publication.revision.body


def scheduled_draft(body=DRAFT):
    """A live page, and an approved draft that takes its place tomorrow."""
    publication, moment = waiting_draft(body=body), tomorrow()
    draft = publication.article.latest_revision()
    factories.approve(draft)
    publishing.publish(revision=draft, by=None, starts_at=moment)
    return publication, moment


def test_a_mending_leaves_a_schedule_as_it_is_unless_asked():
    publication, moment = scheduled_draft()

    mend(publication)

    assert live_body(publication) == MENDED
    assert body_at(publication, moment) == DRAFT
    [coming] = upcoming(at=timezone.now())
    assert coming.is_of_older_text


def test_the_fault_does_not_come_back_by_a_schedule_that_takes_the_mending_over():
    publication, moment = scheduled_draft()

    mend(publication, into_schedule=True)

    assert live_body(publication) == MENDED
    article = publication.article
    then = Publication.objects.answer(publication.path, at=moment).publication
    assert then.starts_at == moment
    assert then.revision == article.latest_revision()
    assert "every day" in then.revision.body
    assert "Take one tablet." in then.revision.body
    assert not is_approved(then.revision)
    [coming] = upcoming(at=timezone.now())
    assert (coming.at, coming.is_of_older_text) == (moment, False)
    event = Event.objects.filter(verb=Event.Verb.SCHEDULED).first()
    assert (event.reason, event.data["urgent"]) == ("Wrong dose", True)


def test_what_a_schedule_took_over_is_without_review_when_it_is_live_until_it_is_approved():
    publication, moment = scheduled_draft()
    mend(publication, into_schedule=True)
    unread = Article.objects.published_without_review

    assert list(unread(at=moment)) == [publication.article]
    factories.approve(publication.article.latest_revision())

    assert list(unread(at=moment)) == []


def test_a_scheduled_text_and_a_longer_draft_each_take_the_mending_over():
    publication, moment = scheduled_draft()
    article = Article.objects.get(pk=publication.article_id)
    article.body = DRAFT + "\n\nAnd more."
    publishing.save_draft(article=article, by=None)

    mend(publication, into_schedule=True)

    assert body_at(publication, moment) == DRAFT.replace("five tablets", "one tablet")
    draft = article.latest_revision()
    assert draft.body == (DRAFT + "\n\nAnd more.").replace("five tablets", "one tablet")
    assert live_body(publication) == MENDED


def test_a_text_that_is_scheduled_though_no_draft_waits_takes_the_mending_over_too():
    older = factories.draft(body=DRAFT, title="Fatigue")
    article = older.article
    article.body = LIVE
    publication = factories.publish(publishing.save_draft(article=article, by=None))
    moment = tomorrow()
    factories.publish(older, starts_at=moment)

    mended = mend(publication, into_schedule=True)

    assert body_at(publication, moment) == DRAFT.replace("five tablets", "one tablet")
    assert article.latest_revision() == mended
    assert article.state(at=timezone.now()) == "live"
    assert not upcoming(at=timezone.now())[0].is_of_older_text


def test_a_mending_that_a_scheduled_text_overlaps_is_refused_with_its_moment():
    publication, moment = scheduled_draft(body=LIVE.replace("five tablets", "six tablets"))
    article = Article.objects.get(pk=publication.article_id)
    article.body = DRAFT
    publishing.save_draft(article=article, by=None)
    revisions = article.revisions.count()
    told_at = date_format(timezone.localtime(moment), "F j, Y, P")  # the site's own day

    with pytest.raises(ScheduledTextOverlaps, match=told_at):
        mend(publication, into_schedule=True)

    assert (live_body(publication), article.revisions.count()) == (LIVE, revisions)
    assert body_at(publication, moment) == LIVE.replace("five tablets", "six tablets")


def test_a_second_mending_without_the_schedule_is_told_again():
    publication, moment = scheduled_draft()
    mend(publication, into_schedule=True)
    live = Publication.objects.live(at=timezone.now()).get(article=publication.article)

    mend(live, body=MENDED.replace("your nurse", "your own nurse"))

    assert upcoming(at=timezone.now())[0].is_of_older_text
    assert "your own nurse" not in body_at(publication, moment)


# --- The screen -----------------------------------------------------------------------------


@pytest.fixture
def desk(client):
    client.force_login(factories.administrator())
    return client


def address(publication):
    return reverse("admin:articles_article_hotfix", args=[publication.article_id])


def typed(publication, **changed):
    form = {
        "seen": 1,
        "title": "Fatigue",
        "summary": publication.revision.summary,
        "body": MENDED,
        "how": "urgent",
        "reason": "Wrong dose",
    }
    return form | changed


def test_the_live_text_is_mended_at_the_desk(desk):
    publication = waiting_draft()
    assert "Take five tablets." in desk.get(address(publication)).text

    said = desk.post(address(publication), typed(publication), follow=True).text

    assert "Live page “" in said
    assert live_body(publication) == MENDED


def test_an_urgent_mending_without_a_reason_keeps_what_was_typed(desk):
    publication = waiting_draft()

    response = desk.post(address(publication), typed(publication, reason=" "))

    assert "Say in a sentence why" in response.text
    assert "Take one tablet." in response.text
    assert live_body(publication) == LIVE


def test_a_mending_for_approval_leads_to_its_own_revision(desk):
    publication = waiting_draft()

    response = desk.post(address(publication), typed(publication, how="approval"), follow=True)

    assert 'name="revision" value="3"' in response.text
    assert live_body(publication) == LIVE


def test_the_screen_asks_what_becomes_of_a_schedule_and_tells_what_was_done(desk):
    publication, moment = scheduled_draft()
    asked = desk.get(address(publication)).text
    assert "Another revision is scheduled. It will not include your fix" in asked
    assert 'value="apply" required id="id_schedule_0" checked' in asked

    told = desk.post(address(publication), typed(publication, schedule="apply"), follow=True).text

    assert "So does the scheduled revision, which counts as published without review." in told
    assert "Take one tablet." in body_at(publication, moment)
    assert "older than the revision it replaces" not in told


def test_a_schedule_that_was_left_as_it_is_says_so_wherever_it_is_listed(desk):
    publication, moment = scheduled_draft()

    form = desk.post(address(publication), typed(publication, schedule="leave"), follow=True).text

    listed = desk.get(reverse("admin:articles_article_scheduled")).text
    sentence = "it lacks the changes and fixes in revision 3."
    assert sentence in form
    assert sentence in listed
    assert body_at(publication, moment) == DRAFT


@pytest.mark.parametrize("how", ["urgent", "approval"])
def test_after_a_mending_each_text_is_submitted_from_its_own_screen(how, desk):
    publication = waiting_draft()

    told = desk.post(address(publication), typed(publication, how=how), follow=True).text

    submit = reverse("admin:articles_article_submit", args=[publication.article_id])
    assert 'name="revision" value="4"' in desk.get(submit).text  # the draft with the mending
    if how == "approval":
        assert f'href="{submit}?revision=3"' in told
        assert 'name="revision" value="3"' in desk.get(f"{submit}?revision=3").text


def test_both_texts_are_shown_where_they_overlap_and_the_choice_is_kept(desk):
    publication = waiting_draft(body=LIVE.replace("five tablets", "six tablets"))

    asked = desk.post(address(publication), typed(publication)).text
    assert "Take six tablets." in asked
    assert 'name="against" value="2"' in asked
    assert live_body(publication) == LIVE

    form = typed(publication, against=2, choice_0="theirs")
    desk.post(address(publication), form)

    assert live_body(publication) == MENDED
    assert "Take six tablets." in publication.article.latest_revision().body
