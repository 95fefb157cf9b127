import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from articles import publishing
from tests import factories
from tests.mail import run_worker

pytestmark = pytest.mark.django_db

REVIEW = "https://ms.example.org/admin/articles/article/{}/review/"


@pytest.fixture(autouse=True)
def address(settings):
    settings.SITE_ADDRESS = "https://ms.example.org"


def someone(role, name):
    made = factories.user(is_staff=True, first_name=name, email=f"{name.lower()}@example.org")
    made.groups.add(Group.objects.get(name=role))
    return made


@pytest.fixture
def ada():
    return someone("Author", "Ada")


@pytest.fixture
def rosa():
    return someone("Reviewer", "Rosa")


@pytest.fixture
def draft(ada):
    return factories.draft(title="Dose", body="## How much\n\nOne tablet.", by=ada, owner=ada)


def ask(revision, *, by, **reader):
    submission = publishing.submit(revision=revision, by=by, changed="The dose.", **reader)
    run_worker()
    return submission


def ask_outside(revision, *, by):
    return ask(revision, by=by, outside_name="Ida Expert, MD", outside_email="ida@example.net")


@pytest.mark.parametrize(
    ("verdict", "subject", "sentence"),
    [
        ("approved", "Approved: Dose", "Rosa approved “Dose” (revision 1)"),
        ("changes", "Changes requested: Dose", "Rosa requested changes to “Dose” (revision 1)"),
        ("comment", "New comment: Dose", "Rosa commented on “Dose” (revision 1)"),
    ],
)
def test_who_submitted_a_text_is_mailed_what_was_said_and_where_to_read_it(
    verdict, subject, sentence, draft, ada, rosa, mailoutbox
):
    submission = ask(draft, by=ada, reviewer=rosa)
    mailoutbox.clear()

    publishing.decide(
        submission=submission,
        verdict=verdict,
        by=rosa,
        reason="<Whose dose?>",
        heading_id="c-how-much",
    )
    run_worker()

    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["ada@example.org"], subject)
    address = REVIEW.format(draft.article_id)
    for said in ("Dear Ada", sentence, "about “How much”", "<Whose dose?>", address):
        assert said in mail.body
    assert "&lt;Whose dose?&gt;" in mail.alternatives[0][0]


def test_what_an_expert_outside_says_is_mailed_as_well(draft, ada, mailoutbox):
    submission = ask_outside(draft, by=ada)
    mailoutbox.clear()

    publishing.decide(
        submission=submission,
        verdict="changes",
        reason="Half of it.",
        name="Ida Expert, MD",
        email="ida@example.net",
    )
    run_worker()

    assert [mail.to for mail in mailoutbox] == [["ada@example.org"]]
    assert "Ida Expert, MD (outside reviewer) requested changes" in mailoutbox[0].body
    assert "/review/" not in mailoutbox[0].body.replace(REVIEW.format(draft.article_id), "")


def test_an_approval_says_whether_the_draft_went_on_meanwhile(draft, ada, rosa, mailoutbox):
    submission = ask(draft, by=ada, reviewer=rosa)
    draft.article.body = "Two tablets."
    publishing.save_draft(article=draft.article, by=ada)

    publishing.decide(submission=submission, verdict="approved", by=rosa)
    run_worker()

    assert "Revision 2 is the latest" in mailoutbox[-1].body
    assert "ready to publish" not in mailoutbox[-1].body


def test_the_owner_is_told_too_and_each_person_once(draft, ada, rosa, mailoutbox):
    colleague = someone("Publisher", "Pia")
    submission = ask(draft, by=colleague, reviewer=rosa)
    mailoutbox.clear()

    publishing.decide(submission=submission, verdict="approved", by=rosa)
    run_worker()

    assert sorted(mail.to[0] for mail in mailoutbox) == ["ada@example.org", "pia@example.org"]


def test_the_owner_hears_of_a_remark_and_nobody_of_their_own(draft, ada, rosa, mailoutbox):
    publishing.remark(revision=draft, text="To myself.", by=ada)
    publishing.remark(revision=draft, text="Which tablet?", by=rosa, heading_id="c-how-much")
    run_worker()

    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["ada@example.org"], "New comment: Dose")
    assert "Rosa commented on “Dose”" in mail.body
    assert "about “How much”:\n\nWhich tablet?" in mail.body


def test_who_left_the_desk_before_it_is_sent_gets_nothing(draft, ada, rosa, mailoutbox):
    publishing.remark(revision=draft, text="Which tablet?", by=rosa)
    ada.is_staff = False
    ada.save()

    run_worker()

    assert mailoutbox == []


def test_an_answer_that_is_rolled_back_is_told_to_nobody(draft, ada, rosa, mailoutbox):
    submission = ask(draft, by=ada, reviewer=rosa)
    mailoutbox.clear()
    queued = DBTaskResult.objects.count()

    with pytest.raises(RuntimeError), transaction.atomic():
        publishing.decide(submission=submission, verdict="approved", by=rosa)
        raise RuntimeError
    run_worker()

    assert (mailoutbox, DBTaskResult.objects.count()) == ([], queued)
