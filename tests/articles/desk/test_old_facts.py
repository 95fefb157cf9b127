"""Old numbers and addresses: every place is found, nothing hidden is shown, nothing is silent."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from accessibility.menus import acts as menu_acts
from accessibility.menus.live import live_menus
from articles import publishing
from articles.models import Article, Event, SiteSettings
from articles.publishing.approval.state import is_approved
from tests import factories
from tests.accessibility.menus.menu_factories import live_menu
from tests.desk_forms import opened

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/old-numbers/"
OLD, NEW = "988", "1-800-273-8255"
TEXT = "In a crisis dial [988, then press 1](tel:988)."
NOW = "In a crisis dial [1-800-273-8255, then press 1](tel:18002738255)."


@pytest.fixture
def moved():
    """The crisis line has another number: ``moved()`` says so."""
    factories.site_settings()

    def move():
        settings = SiteSettings.current()
        settings.crisis_label = "Veterans Crisis Line: dial 1-800-273-8255, then press 1"
        settings.crisis_number, settings.crisis_address = NEW, "tel:18002738255"
        publishing.save_settings(settings=settings, by=None)

    return move


def desk_of(role):
    account = factories.user(is_staff=True, is_superuser=role == "superuser")
    if role != "superuser":
        account.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(account)
    return client


def keys_on(response):
    return re.findall(r'name="fix" value="([^"]+)"', response.text)


def fix(client, *keys, **data):
    data.setdefault("how", "urgent")
    data.setdefault("reason", "The number changed.")
    return client.post(ADDRESS, {"fix": keys or keys_on(client.get(ADDRESS)), **data})


def test_nothing_is_listed_before_anything_changes(moved):
    factories.live_article(body=TEXT)

    assert "have not changed" in desk_of("Publisher").get(ADDRESS).text


def test_a_live_page_is_put_right_at_once_and_waits_for_a_reviewer(moved):
    page = factories.live_article(body=TEXT).article
    moved()
    desk = desk_of("Publisher")

    answer = fix(desk)

    live = page.publications.latest("pk").revision
    assert "1 of 1 done" in answer.text
    assert live.body == NOW
    assert not is_approved(live)
    assert page.events.filter(verb=Event.Verb.PUBLISHED).first().reason == "The number changed."
    assert "Nothing names an old number" in desk.get(ADDRESS).text


def test_after_approval_means_a_draft_and_readers_see_no_change(moved):
    published = factories.live_article(body=TEXT)
    moved()

    fix(desk_of("Publisher"), how="approval", reason="")

    assert published.article.publications.latest("pk") == published
    assert published.article.latest_revision().body == NOW


def test_an_urgent_fix_needs_a_reason(moved):
    published = factories.live_article(body=TEXT)
    moved()

    answer = fix(desk_of("Publisher"), reason=" ")

    assert "Error:" in answer.text
    assert published.article.latest_revision() == published.revision


def test_a_newer_draft_is_put_right_beside_the_live_page(moved):
    page = factories.live_article(body=TEXT).article
    page.body = "Another beginning. " + TEXT + "\n\nCall 9-8-8."
    publishing.save_draft(article=page, by=None)
    moved()

    fix(desk_of("Publisher"))

    assert page.publications.latest("pk").revision.body == NOW
    newest = page.latest_revision().body
    assert newest == f"Another beginning. {NOW}\n\nCall 1-800-273-8255."
    assert Article.objects.get(pk=page.pk).body == newest


def test_an_author_puts_the_own_draft_right_and_readers_wait_for_a_publisher(moved):
    desk = desk_of("Author")
    author = desk.get("/admin/").wsgi_request.user
    published = factories.live_article(body=TEXT, owner=author)
    moved()

    answer = fix(desk)

    assert published.article.latest_revision().body == NOW
    assert published.article.publications.latest("pk") == published
    assert "once that is approved and published" in answer.text


def test_an_administrator_sees_live_pages_and_no_draft(moved):
    factories.live_article(title="For everyone", body=TEXT)
    factories.draft(title="Kestrel", body="Kestrel: dial 988")
    live = factories.live_article(title="Of old", body=TEXT).article
    live.title = "Kestrel again"
    publishing.save_draft(article=live, by=None)
    moved()

    desk = desk_of("Administrator")
    shown = desk.get(ADDRESS).text

    assert "For everyone" in shown and "Of old" in shown
    assert "Kestrel" not in shown
    assert "You do not have permission to change it." in shown
    assert keys_on(desk.get(ADDRESS)) == []


def test_what_someone_may_not_change_stays_however_it_is_asked(moved):
    published = factories.live_article(body=TEXT)
    moved()

    answer = fix(desk_of("Reviewer"), f"page:{published.article_id}:1")

    assert "Not done" in answer.text
    assert published.article.latest_revision().body == TEXT


def test_a_page_that_someone_saved_since_is_left_alone(moved):
    page = factories.live_article(body=TEXT).article
    moved()
    desk = desk_of("Publisher")
    keys = keys_on(desk.get(ADDRESS))
    page.body = f"{TEXT} More."
    publishing.save_draft(article=page, by=None)

    answer = fix(desk, *keys)

    assert "It was saved after you opened this list" in answer.text
    assert page.latest_revision().body == f"{TEXT} More."


def test_one_can_be_put_right_by_itself(moved):
    first, second = (factories.live_article(body=TEXT).article for _ in range(2))
    moved()
    desk = desk_of("Publisher")
    keys = keys_on(desk.get(ADDRESS))

    fix(desk, *keys, only=next(key for key in keys if key.startswith(f"page:{first.pk}:")))

    assert first.latest_revision().body == NOW
    assert second.latest_revision().body == TEXT


def test_menus_settings_sections_and_terms_are_put_right_each_by_its_act(moved):
    live_menu({"label": "Dial 988", "address": "tel:988"}, slug="footer")
    settings = SiteSettings.current()
    settings.contact = "In a crisis, dial 988, then press 1."
    publishing.save_settings(settings=settings, by=None)
    section = factories.section("symptoms")
    section.introduction = "Or call 988."
    publishing.save_section(section=section, by=None)
    term = factories.term("crisis line", plain_words="Help at 988.")
    moved()

    answer = fix(desk_of("superuser"))

    (entry,) = live_menus()["footer"].items
    assert (entry.label, entry.address) == (f"Dial {NEW}", "tel:18002738255")
    assert SiteSettings.current().contact == f"In a crisis, dial {NEW}, then press 1."
    section.refresh_from_db()
    term.refresh_from_db()
    assert (section.introduction, term.plain_words) == (f"Or call {NEW}.", f"Help at {NEW}.")
    assert "4 of 4 done" in answer.text


def test_unfinished_work_on_a_menu_is_not_published_along(moved):
    menu = live_menu({"label": "Dial 988", "address": "tel:988"}, slug="footer").menu
    menu_acts.save_menu(slug="footer", items=[{"label": "988 draft", "address": "tel:988"}])
    moved()

    fix(desk_of("Publisher"))

    assert [one.label for one in live_menus()["footer"].items] == [f"Dial {NEW}"]
    assert [one["label"] for one in menu_acts.working_tree(menu)] == [f"{NEW} draft"]


def test_whoever_changes_the_number_is_told_what_still_names_the_old_one(moved):
    factories.live_article(body=TEXT)
    desk = desk_of("superuser")
    address = reverse("admin:articles_sitesettings_change", args=[1])
    changed = {
        "crisis_label": f"Veterans Crisis Line: dial {NEW}, then press 1",
        "crisis_number": NEW,
        "crisis_address": "tel:18002738255",
    }

    answer = desk.post(address, opened(desk, address, **changed), follow=True)

    assert "1 page or text still names the old number or address." in answer.text
    assert f'href="{ADDRESS}"' in answer.text
    assert SiteSettings.current().crisis_number == NEW


def test_a_label_that_still_names_the_old_number_is_refused_at_its_field(moved):
    desk = desk_of("superuser")
    address = reverse("admin:articles_sitesettings_change", args=[1])

    answer = desk.post(address, opened(desk, address, crisis_number=NEW))

    assert f"Name the number to call, {NEW}, in what readers see." in answer.text
    assert SiteSettings.current().crisis_number == OLD


def test_the_list_reads_no_more_for_many_pages(moved, django_assert_max_num_queries):
    for _ in range(3):
        factories.live_article(body=TEXT)
    moved()
    desk = desk_of("Publisher")
    desk.get(ADDRESS)

    with django_assert_max_num_queries(45):
        assert len(keys_on(desk.get(ADDRESS))) == 3
