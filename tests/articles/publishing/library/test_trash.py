"""The trash: what goes in, what is refused and why, and restoring."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accessibility.menus import acts as menu_acts
from articles import publishing
from articles.models import Article, Image, Link, Person
from articles.publishing.errors import Archived, InUse, StillLive
from articles.publishing.library import sections
from tests import factories
from tests.mail import run_worker

pytestmark = pytest.mark.django_db


def image(name="a.png", **fields):
    return Image.objects.create(
        file=f"images/{name}", width=1, height=1, alternative_text="A clinic", **fields
    )


def unused(kind):
    made = {"image": image, "link": factories.link, "person": factories.person}
    return made[kind]() if kind in made else factories.draft().article


@pytest.fixture
def desk():
    publisher = factories.user(username="ida", first_name="Ida", last_name="Example", is_staff=True)
    publisher.groups.add(Group.objects.get(name="Publisher"))
    client = Client()
    client.force_login(publisher)
    return client


def at(name, kind, thing):
    return reverse(f"admin:{name}", args=[kind, thing.pk])


def form_of(thing):
    return reverse(f"admin:articles_{thing._meta.model_name}_change", args=[thing.pk])


def list_of(thing):
    return reverse(f"admin:articles_{thing._meta.model_name}_changelist")


def refused(thing):
    with pytest.raises((InUse, StillLive)) as refusal:
        publishing.archive(thing=thing, by=None)
    thing.refresh_from_db()
    assert thing.archived_at is None
    return refusal.value


# --- In and out -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["page", "image", "link", "person"])
def test_what_nobody_uses_goes_into_the_bin_and_comes_back_as_it_was(kind, desk):
    thing = unused(kind)
    assert at("archive", kind, thing) in desk.get(form_of(thing)).text
    assert "Nothing is deleted" in desk.get(at("archive", kind, thing)).text

    done = desk.post(at("archive", kind, thing), follow=True)

    assert "moved to trash." in done.text
    assert f'action="{at("restore", kind, thing)}"' in done.text  # Undo
    assert f'href="{form_of(thing)}"' not in done.text.partition('id="changelist"')[2]
    shown = desk.get(form_of(thing)).text
    assert "In the trash" in shown and "by Ida Example" in shown
    assert desk.post(form_of(thing), {"title": "Other"}).status_code == 403

    back = desk.post(at("restore", kind, thing), follow=True)

    assert "restored." in back.text
    assert f'href="{form_of(thing)}' in desk.get(list_of(thing)).text
    thing.refresh_from_db()
    assert (thing.archived_at, thing.archived_by) == (None, None)


@pytest.mark.parametrize("kind", ["page", "image", "link", "person"])
def test_the_button_of_an_archived_thing_carries_what_its_form_needs(kind, desk):
    thing = unused(kind)
    publishing.archive(thing=thing, by=None)

    form = desk.get(form_of(thing)).text.partition(f'action="{at("restore", kind, thing)}"')[2]

    assert 'name="csrfmiddlewaretoken"' in form.partition("</form>")[0]


def test_both_acts_are_kept_for_ever_with_who_did_them():
    ida, article = factories.user(), factories.draft().article

    publishing.archive(thing=article, by=ida)
    publishing.restore_from_trash(thing=article, by=ida)

    events = article.events.values_list("verb", "by")
    assert list(events) == [("restored from trash", ida.pk), ("archived", ida.pk)]


def test_the_bin_lists_who_put_what_there_until_when(desk):
    thing = factories.draft(title="Old advice").article
    desk.post(at("archive", "page", thing))
    thing.refresh_from_db()

    page = desk.get(reverse("admin:trash")).text

    until = timezone.localtime(thing.archived_at + timedelta(days=90))
    for words in ("Old advice", "by Ida Example", f"{until:%B} {until.day}, {until.year}"):
        assert words in page or f"{until.day} {until:%B %Y}" in page
    assert f'action="{at("restore", "page", thing)}"' in page


@pytest.mark.parametrize(("days", "is_listed"), [(89, True), (91, False)])
def test_after_ninety_days_a_row_stays_and_is_no_longer_listed(days, is_listed, desk):
    thing = factories.draft(title="Old advice").article
    publishing.archive(thing=thing, by=None)
    Article.objects.update(archived_at=timezone.now() - timedelta(days=days))

    assert ("Old advice" in desk.get(reverse("admin:trash")).text) == is_listed
    assert "Restore" in desk.get(form_of(thing)).text


def test_the_bin_takes_few_queries_however_much_lies_in_it(desk, django_assert_max_num_queries):
    for kind in ("page", "link", "person"):
        for _ in range(3):
            publishing.archive(thing=unused(kind), by=factories.user())

    with django_assert_max_num_queries(35):
        assert desk.get(reverse("admin:trash")).text.count("<tr>") == 10


def test_what_comes_into_use_again_leaves_the_bin(media_root):
    link = factories.link("https://example.org/guide")
    publishing.archive(thing=link, by=None)

    factories.draft(body="See the [guide](https://example.org/guide).")

    assert Link.objects.get().archived_at is None


# --- Refused --------------------------------------------------------------------------------


def test_a_live_page_is_refused_naming_where_and_since_when(desk):
    publication = factories.live_article(title="Fatigue", slug="fatigue")

    answer = desk.post(at("archive", "page", publication.article)).text

    since = timezone.localtime(publication.starts_at)
    sentence = f"“Fatigue” has been live at /symptoms/fatigue/ since {since:%B %-d, %Y}."
    assert sentence in answer
    assert Article.objects.get().archived_at is None


@pytest.mark.parametrize("was_live", [False, True])
def test_a_page_that_waits_for_its_moment_is_refused_until_that_is_cancelled(was_live, desk):
    revision = factories.draft(title="Fatigue", slug="fatigue")
    if was_live:
        factories.publish(revision)
        publishing.withdraw(article=revision.article, reason="Out of date.", by=None)
    moment = timezone.now() + timedelta(days=3)
    waiting = factories.publish(revision, starts_at=moment)

    answer = desk.post(at("archive", "page", revision.article)).text

    begins = date_format(timezone.localtime(moment), "F j, Y, P")
    assert f"“Fatigue” is scheduled to go live at /symptoms/fatigue/ on {begins}: cancel" in answer
    assert Article.objects.get().archived_at is None
    publishing.cancel_schedule(publication=waiting, by=None)
    publishing.archive(thing=revision.article, by=None)
    assert Article.objects.get().archived_at is not None


def test_a_page_in_the_bin_cannot_be_scheduled():
    revision = factories.draft()
    publishing.archive(thing=revision.article, by=None)

    with pytest.raises(Archived):
        factories.publish(revision, starts_at=timezone.now() + timedelta(days=3))

    assert not revision.article.publications.exists()


def test_a_withdrawn_page_may_go_and_its_notice_stays(client):
    publication = factories.live_article()
    publishing.withdraw(article=publication.article, reason="Out of date.", by=None)

    publishing.archive(thing=publication.article, by=None)

    assert "Out of date." in client.get(publication.path).text


def test_an_image_in_use_is_refused_with_every_place():
    picture = image()
    shown = f"![A clinic]({picture.address})"
    factories.live_article(title="Fatigue", slug="fatigue", body=shown)
    factories.draft(title="A draft", body=shown)
    factories.person("Rosa", portrait=picture)

    assert refused(picture).places == [
        "the page “Fatigue” (/symptoms/fatigue/)",
        "the draft of “A draft”",
        "the person Rosa",
    ]


def test_a_link_in_use_is_refused_with_every_place():
    link = factories.link("https://example.org/guide")
    factories.link("https://example.org/guide/more")
    factories.draft(title="As a resource", resources=[(link.pk, "")])
    factories.draft(title="In the text", body="[Guide](https://example.org/guide)")
    factories.draft(title="Another", body="[More](https://example.org/guide/more)")
    menu_acts.save_menu(
        slug="footer", items=[{"label": "Guide", "address": link.address, "items": []}]
    )

    assert refused(link).places == [
        "the draft of “As a resource”",
        "the draft of “In the text”",
        "the menu “Footer”",
    ]


def test_a_person_in_use_is_refused_with_every_place():
    rosa = factories.person("Rosa", slug="rosa")
    factories.live_article(title="Fatigue", slug="fatigue", byline=[rosa.pk])
    reviewed = factories.draft(title="Reviewed").article
    Article.objects.filter(pk=reviewed.pk).update(clinical_reviewer=rosa)
    menu_acts.save_menu(
        slug="footer", items=[{"label": "Rosa", "address": "/people/rosa/", "items": []}]
    )

    assert refused(rosa).places == [
        "the page “Fatigue” (/symptoms/fatigue/)",
        "the draft of “Reviewed”",
        "the menu “Footer”",
    ]


def test_a_person_s_form_and_the_way_to_the_trash_say_where_they_are_used(desk):
    rosa = factories.person("Rosa", slug="rosa")
    assert "Not used" in desk.get(form_of(rosa)).text
    factories.live_article(title="Fatigue", slug="fatigue", byline=[rosa.pk])

    for address in (form_of(rosa), at("archive", "person", rosa)):
        assert "page “Fatigue” (/symptoms/fatigue/)" in desk.get(address).text
    assert "Move to trash</" not in desk.get(at("archive", "person", rosa)).text


def test_a_section_s_form_says_what_is_in_it_and_what_leads_to_it(desk):
    section = factories.section("symptoms")
    assert "No page is in it" in desk.get(form_of(section)).text
    factories.live_article(title="Fatigue", slug="fatigue", section=section)
    factories.draft(title="Walking", section=section)
    menu_acts.save_menu(slug="footer", items=[{"label": "S", "address": "/symptoms/"}])
    section.editors.add(factories.user())

    shown = desk.get(form_of(section)).text

    for place in (
        "The page “Fatigue” (/symptoms/fatigue/)",
        "The draft of “Walking”",
        "The menu “Footer”",
        "1 account with permissions in this section",
    ):
        assert f"<li>{place}</li>" in shown


def test_of_many_pages_in_a_section_some_are_named_and_the_rest_counted(desk, monkeypatch):
    monkeypatch.setattr(sections, "MOST_NAMED", 1)
    for _ in range(3):
        factories.live_article(section=factories.section("symptoms"))

    shown = desk.get(form_of(factories.section("symptoms"))).text

    assert "2 more live pages" in shown


def test_what_only_archived_pages_use_may_go_too():
    link = factories.link()
    article = factories.draft(resources=[(link.pk, "")]).article
    publishing.archive(thing=article, by=None)

    publishing.archive(thing=link, by=None)

    assert Link.objects.get().archived_at is not None


def test_drafts_that_somebody_may_not_read_are_counted_and_not_named(client):
    rosa = factories.person("Rosa")
    factories.draft(title="Nobody's business", byline=[rosa.pk])
    administrator = factories.user(is_staff=True)
    administrator.groups.add(Group.objects.get(name="Administrator"))
    client.force_login(administrator)

    answer = client.post(at("archive", "person", rosa)).text

    assert "1 draft that you cannot read" in answer
    assert "business" not in answer


# --- What lies in the bin -------------------------------------------------------------------


def test_no_act_changes_a_page_in_the_bin():
    publication = factories.live_article()
    revision, article = publication.revision, publication.article
    rosa = factories.user()
    submission = publishing.submit(revision=revision, by=None, changed="x", reviewer=rosa)
    remark = publishing.remark(revision=revision, text="A remark", by=rosa)
    publishing.withdraw(article=article, reason="Out of date.", by=None)
    publishing.archive(thing=article, by=None)
    article.body = "Other."
    events, now = article.events.count(), timezone.now()
    day = timezone.localdate() + timedelta(days=9)

    for act in (
        lambda: publishing.remark(revision=revision, text="Another", by=rosa),
        lambda: publishing.resolve_remark(remark=remark, by=rosa, settled=True),
        lambda: publishing.send_again(submission=submission),
        lambda: publishing.share(revision=revision, by=rosa, until=now),
        lambda: publishing.decide(submission=submission, verdict="approved", by=rosa),
        lambda: publishing.approve_live(article=article, by=rosa),
        lambda: publishing.confirm_review(article=article, revision=revision, by=rosa),
        lambda: publishing.set_review_date(article=article, due_on=day, by=rosa),
        lambda: publishing.withdraw(article=article, reason="Again.", by=None),
        lambda: publishing.set_end(publication=publication, until=None, by=None),
        lambda: publishing.cancel_schedule(publication=publication, by=None),
        lambda: publishing.swap(one=article, other=factories.live_article().article, by=None),
        lambda: publishing.fix_live(article=article, seen=revision, written={}, by=None),
        lambda: publishing.save_draft(article=article, by=None),
        lambda: factories.publish(revision),
        lambda: publishing.restore(revision=revision, by=None),
        lambda: publishing.submit(
            revision=revision, by=None, changed="x", reviewer=factories.user()
        ),
        lambda: publishing.move(article=article, section=revision.section, slug="x", by=None),
    ):
        with pytest.raises(Archived, match="Restore it before you change it"):
            act()

    article.refresh_from_db()
    remark.refresh_from_db()
    assert (article.body, article.events.count()) == (revision.body, events)
    assert (article.remarks.count(), remark.settled_at) == (1, None)


@pytest.mark.parametrize("name", ["remark", "share", "submit", "publish", "restore", "change"])
def test_whoever_acts_on_a_page_in_the_bin_is_told_so_and_gets_their_words_back(name, desk):
    article = factories.draft(title="Fatigue").article
    publishing.archive(thing=article, by=None)
    form = {"text": "Words typed long", "body": "Words typed long", "days": 7, "revision": 1}

    answer = desk.post(
        reverse(f"admin:articles_article_{name}", args=[article.pk]),
        form,
        headers={"origin": "http://testserver"},
    )

    assert "“Fatigue” is in the trash. Restore it before you change it." in answer.text
    assert "Words typed long" in answer.text or name == "share"


def test_whoever_may_not_read_a_page_is_not_told_what_lies_in_the_bin():
    article = factories.draft(title="Canary title").article
    publishing.archive(thing=article, by=None)
    client = Client()
    client.force_login(factories.user(is_staff=True))

    answer = client.post(reverse("admin:articles_article_change", args=[article.pk]))

    assert (answer.status_code, "Canary title" in answer.text) == (403, False)


def test_mail_about_a_page_that_went_into_the_bin_is_not_sent(mailoutbox):
    revision = factories.draft()
    reader = factories.user(email="reader@example.org")
    publishing.submit(revision=revision, by=None, changed="x", reviewer=reader)
    publishing.archive(thing=revision.article, by=None)

    run_worker()

    assert mailoutbox == []


def test_choices_leave_out_what_lies_in_the_bin_but_keep_what_stands_there(desk):
    kept, gone = factories.person("Kept Example"), factories.person("Gone Example")
    hidden = factories.link(title="Hidden link")
    article = factories.draft(byline=[kept.pk]).article
    for thing in (gone, hidden):
        publishing.archive(thing=thing, by=None)
    Person.objects.filter(pk=kept.pk).update(archived_at=timezone.now())

    page = desk.get(form_of(article)).text

    assert "Kept Example" in page
    assert "Gone Example" not in page
    assert "Hidden link" not in page


def test_the_image_library_leaves_out_what_lies_in_the_bin(desk):
    picture = image()
    publishing.archive(thing=picture, by=None)

    assert desk.get(reverse("admin:markdown-images")).json()["total"] == 0
    assert desk.get(list_of(picture)).text.count("<img") == 0


def test_an_archived_person_has_no_public_page(client):
    rosa = factories.person("Rosa", slug="rosa")
    assert client.get("/people/rosa/").status_code == 200

    publishing.archive(thing=rosa, by=None)

    assert client.get("/people/rosa/").status_code == 404
    assert (
        "/people/rosa/"
        not in client.get("/site-index/").text + client.get("/sitemap-site.xml").text
    )


def test_an_address_that_lies_in_the_bin_is_said_to(desk):
    link = factories.link("https://example.org/guide")
    publishing.archive(thing=link, by=None)

    answer = desk.post(
        reverse("admin:articles_link_add"),
        {"address": link.address, "title": "Again", "kind": "page", "language": "en"},
    )

    assert "look in the trash" in answer.text
    assert Link.objects.count() == 1
