import datetime
import re

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.models import Approval, Event, Link, LinkUse, Publication, Revision
from articles.publishing.approval.state import approval_state, is_approved
from articles.publishing.errors import LinkNotReplaced, LinkUnchanged
from articles.publishing.library.links import in_text
from tests import factories

pytestmark = pytest.mark.django_db

OLD, NEW = "https://old.example/trial", "https://new.example/trial"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"[a]({OLD})", f"[a]({NEW})"),
        (f'[a]({OLD} "title")', f'[a]({NEW} "title")'),
        (f"<{OLD}>", f"<{NEW}>"),
        (f"[1]: {OLD}\n", f"[1]: {NEW}\n"),
        (f"See {OLD}. Then", f"See {NEW}. Then"),
        (f"({OLD})", f"({NEW})"),
        (f"{OLD}\n{OLD}", f"{NEW}\n{NEW}"),
        (f"[a]({OLD}/more)", f"[a]({OLD}/more)"),
        (f"[a]({OLD}.pdf)", f"[a]({OLD}.pdf)"),
        (f"[a]({OLD}?q=1)", f"[a]({OLD}?q=1)"),
        (f"[a]({OLD}s)", f"[a]({OLD}s)"),
        (f"[a](https://archive.example/{OLD})", f"[a](https://archive.example/{OLD})"),
    ],
)
def test_one_address_takes_the_place_of_another_and_longer_ones_stay(before, after):
    assert in_text(before, OLD, NEW) == after


@pytest.fixture
def link():
    return factories.link(OLD, title="The trial", publisher="Old Society")


@pytest.fixture
def publisher():
    return factories.administrator(first_name="Pia", last_name="Publisher")


def text_with(address=OLD):
    return f"As [the trial]({address}) shows, rest helps."


def page(link, **fields):
    return factories.draft(body=text_with(), resources=[(link.pk, "Worth reading")], **fields)


def edit(revision, **fields):
    article = revision.article
    article.refresh_from_db()
    for name, value in fields.items():
        setattr(article, name, value)
    return publishing.save_draft(article=article, by=None)


def replace(link, by=None):
    return publishing.replace_link(link=link, address=NEW, by=by)


def test_live_text_draft_and_working_copy_get_the_new_address(link, publisher, client):
    publication = factories.publish(page(link))
    article = publication.article

    assert replace(link, publisher) == [article]

    article.refresh_from_db()
    newest = article.latest_revision()
    now = Publication.objects.live(at=timezone.now()).get(article=article)
    assert (article.body, newest.body) == (text_with(NEW), text_with(NEW))
    assert (now.revision, now.path, now.published_on) == (
        newest,
        publication.path,
        publication.published_on,
    )
    assert (newest.number, newest.made_by) == (2, publisher)
    assert [(row.link.address, row.note) for row in article.resources.all()] == [
        (NEW, "Worth reading")
    ]
    assert [entry["address"] for entry in newest.resources] == [NEW]
    shown = client.get(publication.path).text
    assert NEW in shown
    assert OLD not in shown


def test_what_was_written_before_stays_as_it_was_with_its_uses(link):
    first = page(link)

    replace(link)

    first.refresh_from_db()
    assert first.body == text_with()
    assert {use.link.address for use in LinkUse.objects.filter(revision=first)} == {OLD}
    assert Link.objects.get(address=OLD).archived_at is not None
    other = Link.objects.get(address=NEW)
    assert (other.title, other.publisher, other.archived_at) == ("The trial", "Old Society", None)


def test_it_is_one_event_over_all_pages_and_the_others_are_left_alone(link, publisher):
    pages = [page(link, title=f"Page {number}").article for number in range(3)]
    bystander = factories.draft(body=text_with(f"{OLD}/more"))
    before = Event.objects.count()

    assert replace(link, publisher) == pages

    event = Event.objects.get(verb="link replaced")
    assert Event.objects.count() == before + 1
    assert (event.by, event.data) == (publisher, {"from": OLD, "to": NEW})
    assert bystander.article.latest_revision() == bystander


def test_approvals_are_carried_on_with_their_grounds(link, publisher):
    revision = page(link)
    approval = factories.approve(revision)
    publishing.publish(revision=revision, by=None)

    replace(link, publisher)

    newest = revision.article.latest_revision()
    carried = Approval.objects.get(revision=newest)
    assert (carried.grounds, carried.carried_from) == ("link", approval)
    assert carried.event.verb == "link replaced"
    assert approval_state(newest, at=timezone.now()) == "live"


def test_what_nobody_approved_is_not_approved_by_it(link):
    publication = factories.publish(page(link))

    replace(link)

    assert not is_approved(publication.article.latest_revision())


def test_a_waiting_draft_stays_the_newest_text_and_unpublished(link):
    first = page(link)
    factories.approve(first)
    publishing.publish(revision=first, by=None)
    edit(first, body="Longer. " + text_with())

    replace(link)

    article = first.article
    bodies = [r.body for r in article.revisions.order_by("number")]
    now = Publication.objects.live(at=timezone.now()).get(article=article)
    assert bodies[2:] == [text_with(NEW), "Longer. " + text_with(NEW)]
    assert now.revision.number == 3
    assert is_approved(now.revision)
    newest = article.latest_revision()
    assert approval_state(newest, at=timezone.now()) == "changed since approval"


def test_a_draft_without_the_link_stays_the_draft_while_the_live_text_is_changed(link):
    first = page(link)
    factories.publish(first)
    draft = edit(first, body="Nothing of the kind.")
    publishing.save_draft(article=draft.article, by=None, resources=[])

    replace(link)

    article = first.article
    article.refresh_from_db()
    assert article.body == "Nothing of the kind."
    assert article.latest_revision().body == "Nothing of the kind."
    now = Publication.objects.live(at=timezone.now()).get(article=article)
    assert now.revision.body == text_with(NEW)


def test_a_schedule_that_waits_is_laid_again_with_the_new_text(link):
    first = page(link)
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    with publishing.start_act(Event.Verb.SCHEDULED, by=None) as act:
        waiting = Publication.objects.create(
            path=f"/symptoms/{first.slug}/",
            kind="page",
            article=first.article,
            revision=first,
            section=first.section,
            starts_at=tomorrow,
            event=act.event,
        )

    replace(link)

    waiting.refresh_from_db()
    assert waiting.ends_at == waiting.starts_at
    again = Publication.objects.happened().get(article=first.article)
    assert (again.starts_at, again.revision.body) == (tomorrow, text_with(NEW))


def test_a_link_that_is_known_already_takes_the_place_and_stands_once(link):
    known = factories.link(NEW, title="Known already")
    both = [(link.pk, "Old"), (known.pk, "Known")]
    revision = factories.draft(body=text_with(), resources=both)

    replace(link)

    newest = revision.article.latest_revision()
    assert [entry["note"] for entry in newest.resources] == ["Known"]
    assert [row.link for row in revision.article.resources.all()] == [known]
    assert known.title == "Known already"


def test_a_refusal_leaves_everything_as_it_was(link):
    page(link, title="Plain")
    odd = OLD.replace("trial", "tr&#105;al")
    factories.draft(body=f"[hidden]({odd})", title="Odd spelling")
    rows = [Revision, Event, Link, LinkUse, Publication]
    before = [model.objects.count() for model in rows]

    with pytest.raises(LinkNotReplaced, match="“Odd spelling”"):
        replace(link)

    assert [model.objects.count() for model in rows] == before
    link.refresh_from_db()
    assert link.archived_at is None


def test_the_same_address_and_one_that_is_none_are_refused(link):
    with pytest.raises(LinkUnchanged):
        publishing.replace_link(link=link, address=OLD, by=None)


def test_many_pages_take_few_queries(link, django_assert_max_num_queries):
    for number in range(12):
        factories.publish(page(link, title=f"Page {number}"))

    with django_assert_max_num_queries(60):
        replace(link)


# --- The screen -----------------------------------------------------------------------------


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def test_the_address_is_changed_after_the_pages_were_shown(link, publisher):
    revision = page(link, title="Rest and MS")
    desk = signed_in(publisher)
    address = reverse("admin:articles_link_replace", args=[link.pk])

    form = desk.get(reverse("admin:articles_link_change", args=[link.pk])).text
    asked = desk.post(address, {"address": NEW})
    assert revision.article.revisions.count() == 1
    done = desk.post(address, {"address": NEW, "confirmed": "yes"}, follow=True)

    assert address in form
    assert 'name="address"' not in form
    for said in ("Rest and MS", NEW, "on 1 page?"):
        assert said in asked.text
    assert "Address changed on 1 page." in done.text


def test_many_pages_are_changed_before_the_eyes_of_who_asked(link, publisher, monkeypatch):
    monkeypatch.setattr("articles.desk.views.library.link.MANY", 2)
    monkeypatch.setattr("articles.publishing.library.links.BATCH", 2)
    for number in range(3):
        factories.publish(page(link, title=f"Page {number}"))
    address = reverse("admin:articles_link_replace", args=[link.pk])

    response = signed_in(publisher).post(address, {"address": NEW, "confirmed": "yes"})

    parts = [part.decode() for part in response.streaming_content]
    assert "If you leave earlier, nothing is changed." in parts[0]
    assert parts[1:4] == [
        "<p>2 of 3 pages are prepared.</p>\n",
        "<p>3 of 3 pages are prepared.</p>\n",
        "<p><strong>Address changed on 3 pages.</strong></p>\n",
    ]
    assert parts[4].rstrip().endswith("</html>")
    assert Event.objects.get(verb="link replaced").data == {"from": OLD, "to": NEW}


def test_who_leaves_before_the_end_has_changed_nothing(link):
    revision = page(link)
    steps = publishing.replacing_link(link=link, address=NEW, by=None)

    assert next(steps) == (1, 1)
    steps.close()

    assert revision.article.revisions.count() == 1
    assert not Event.objects.filter(verb="link replaced").exists()


def test_a_refusal_on_the_way_is_told_in_its_place(link, publisher, monkeypatch):
    monkeypatch.setattr("articles.desk.views.library.link.MANY", 0)
    factories.draft(body=f"[hidden]({OLD.replace('trial', 'tr&#105;al')})", title="Odd spelling")
    address = reverse("admin:articles_link_replace", args=[link.pk])

    response = signed_in(publisher).post(address, {"address": NEW, "confirmed": "yes"})

    html = response.getvalue().decode()
    assert re.search('<p class="errornote">[^<]*“Odd spelling”', html)
    assert html.rstrip().endswith("</html>")
    assert not Event.objects.filter(verb="link replaced").exists()


@pytest.mark.parametrize("wrong", ["", "nowhere", "javascript:alert(1)", "ftp://a.example/x", OLD])
def test_what_is_no_new_web_address_is_told_so(link, publisher, wrong):
    address = reverse("admin:articles_link_replace", args=[link.pk])

    response = signed_in(publisher).post(address, {"address": wrong, "confirmed": "yes"})

    assert response.status_code == 200
    assert "errornote" in response.text
    assert not Event.objects.filter(verb="link replaced").exists()


def test_only_who_publishes_in_every_section_may_change_it_everywhere(link):
    rights = Permission.objects.filter(codename__in=["change_link", "publish_article"])
    limited, links_only = (factories.user(is_staff=True) for _ in range(2))
    limited.user_permissions.set(rights)
    factories.section("treatments").editors.add(limited)
    links_only.user_permissions.set(rights.filter(codename="change_link"))
    address = reverse("admin:articles_link_replace", args=[link.pk])

    for account in (limited, links_only):
        assert signed_in(account).get(address).status_code == 403
