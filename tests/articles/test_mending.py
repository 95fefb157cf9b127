import pytest
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.models import Publication
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
    return publishing.mend_live(
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
    assert not publishing.is_approved(rebased)
    assert publishing.standing(rebased, at=timezone.now()) == "changed since approval"


def test_a_mending_without_urgency_waits_for_its_own_approval():
    publication = waiting_draft()

    mended = mend(publication, urgent_reason="")

    assert live_body(publication) == LIVE
    with pytest.raises(publishing.NotApproved):
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

    with pytest.raises(publishing.EditConflict) as refusal:
        mend(publication)

    (overlap,) = refusal.value.merge.overlaps
    assert (overlap.mine.strip(), overlap.theirs.strip()) == (
        "Take one tablet.",
        "Take six tablets.",
    )
    assert publication.article.revisions.count() == 2
    assert live_body(publication) == LIVE

    mend(publication, settle=lambda merge, draft: merge.settled(["Take one tablet."]))
    assert live_body(publication) == MENDED
    assert publication.article.latest_revision().body == MENDED


def test_a_mending_of_a_text_that_is_no_longer_live_is_refused():
    publication = waiting_draft()
    factories.publish(publication.article.latest_revision())

    with pytest.raises(publishing.LiveTextChanged, match="revision 2"):
        mend(publication)

    assert live_body(publication) == DRAFT


def test_a_mending_leaves_a_schedule_as_it_is():
    publication = waiting_draft()
    moment = timezone.now() + timezone.timedelta(days=1)
    factories.publish(publication.article.latest_revision(), starts_at=moment)

    mend(publication)

    assert live_body(publication) == MENDED
    then = Publication.objects.answer(publication.path, at=moment).publication
    assert then.revision.body == DRAFT


# --- The screen -----------------------------------------------------------------------------


@pytest.fixture
def desk(client):
    client.force_login(factories.administrator())
    return client


def address(publication):
    return reverse("admin:articles_article_mend", args=[publication.article_id])


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

    assert "was mended" in said
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
