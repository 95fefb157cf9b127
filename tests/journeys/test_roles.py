"""A day of each role, with the keyboard alone: what they can do, and what they are not shown."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from playwright.sync_api import expect

from articles import publishing
from tests import factories
from tests.journeys.test_editor_story import fill, go_to

pytestmark = pytest.mark.django_db(transaction=True)

CHANGING = re.compile(
    r"(save|publish|withdraw|move|archive|bring back|restore|add|take out|delete|submit|replace)\b",
    re.IGNORECASE,
)


@pytest.fixture
def desk(page, sign_in):
    """The desk as somebody with the named role finds it, beside one page of somebody else's."""
    factories.site_settings()
    other = factories.user(username="other", is_staff=True)
    factories.draft(title="A page of somebody else", owner=other, by=other)

    def enter(role):
        somebody = factories.user(username=role.lower(), first_name="Ida", is_staff=True)
        somebody.groups.add(Group.objects.get(name=role))
        sign_in(page, somebody)
        page.goto("/admin/")
        return page

    return enter


def press(page, name, *, role="link", reach=120):
    go_to(page, name, role=role, reach=reach)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tick(page, name):
    box = page.get_by_role("checkbox", name=name)
    for _ in range(120):
        if box.evaluate("it => it === document.activeElement"):
            page.keyboard.press("Space")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach “{name}”")


def test_an_author_writes_a_page_throws_it_away_and_takes_that_back(desk, axe):
    page = desk("Author")
    press(page, "Add page")
    fill(page, "Title:", "Rest and fatigue")
    press(page, "Save draft", role="button")
    expect(page.get_by_text("The draft of “Rest and fatigue” was saved.")).to_be_visible()
    expect(page.get_by_role("link", name="Publish…")).to_have_count(0)

    press(page, "Archive…")
    assert axe(page) == []
    press(page, "Put it into the bin", role="button")
    expect(page.get_by_text("“Rest and fatigue” is in the bin.")).to_be_visible()
    assert axe(page) == []
    press(page, "Undo", role="button")

    expect(page.get_by_text("is back from the bin.")).to_be_visible()
    page.goto(reverse("admin:articles_article_changelist"))
    expect(page.locator("#result_list th.field-name")).to_have_text(["Rest and fatigue"])


def test_a_reviewer_reads_a_page_and_can_change_nothing_in_it(desk, axe):
    page = desk("Reviewer")
    press(page, "Pages")
    press(page, "A page of somebody else")

    expect(page.get_by_text("Rest before you are tired.")).to_be_visible()
    assert page.locator("#content-main").get_by_role("textbox").count() == 0
    expect(page.get_by_role("button", name="Save draft")).to_have_count(0)
    assert axe(page) == []
    press(page, "History")
    expect(page.get_by_role("heading", name="Revision 1")).to_be_visible()
    assert page.get_by_role("button", name="Restore").count() == 0


def test_a_publisher_empties_the_list_and_finds_everything_in_the_bin(desk, axe):
    page = desk("Publisher")
    press(page, "Pages")
    press(page, "A page of somebody else")
    press(page, "Archive…")
    press(page, "Put it into the bin", role="button")
    page.goto("/admin/")
    press(page, "Bin: what was archived, and the way back")

    row = page.get_by_role("row", name=re.compile("A page of somebody else"))
    expect(row).to_contain_text("by Ida")
    assert axe(page) == []
    press(page, "A page of somebody else")
    expect(page.get_by_role("heading", name="In the bin")).to_be_visible()
    assert axe(page) == []
    press(page, "Bring back", role="button")

    expect(page.get_by_role("button", name="Save draft")).to_be_visible()
    expect(page.get_by_role("link", name="Publish…")).to_be_visible()


def test_an_administrator_makes_an_account_with_a_role_and_a_section(desk, axe):
    symptoms = factories.section("symptoms")
    page = desk("Administrator")
    press(page, "Add user")
    fill(page, "Username:", "sam")
    for label in ("Password:", "Password confirmation:"):
        fill(page, label, "correct horse battery")
    press(page, "Save", role="button")
    fill(page, "First name:", "Sam")
    tick(page, "May enter the desk")
    tick(page, re.compile("^Author: writes pages"))
    tick(page, "Symptoms")
    assert page.get_by_label("May do everything").count() == 0
    assert axe(page) == []
    press(page, "Save", role="button")

    sam = User.objects.get(username="sam")
    assert [group.name for group in sam.groups.all()] == ["Author"]
    assert list(sam.sections_of_work.all()) == [symptoms]
    assert (sam.is_staff, sam.is_superuser) == (True, False)


def test_an_auditor_reads_everything_and_sees_no_button_that_changes_anything(desk, axe):
    page = desk("Auditor")
    rosa, link = factories.person("Rosa"), factories.link()
    revision = factories.draft(title="In the bin", byline=[rosa.pk])
    publishing.archive(thing=revision.article, by=None)
    live = factories.live_article(title="Live").article
    screens = [
        reverse("admin:index"),
        reverse("admin:bin"),
        *(
            reverse(f"admin:articles_article_{name}", args=[article.pk])
            for article in (live, revision.article)
            for name in ("change", "history", "preview")
        ),
        reverse("admin:articles_article_changelist"),
        *(
            reverse(f"admin:articles_{thing._meta.model_name}_change", args=[thing.pk])
            for thing in (rosa, link, live.section)
        ),
        reverse("admin:articles_sitesettings_change", args=[1]),
        reverse("admin:accessibility_menu_changelist"),
        reverse("admin:auth_user_changelist"),
        reverse("admin:auth_user_change", args=[User.objects.get(username="other").pk]),
    ]
    offered = []

    for screen in screens:
        answer = page.goto(screen)
        assert answer.status == 200, screen
        for kind in ("button", "link"):
            names = page.locator("main").get_by_role(kind).all_inner_texts()
            offered += [f"{screen}: {name}" for name in names if CHANGING.match(name.strip())]

    assert "\n".join(offered) == ""
    assert axe(page) == []
