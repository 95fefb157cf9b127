"""A day of each role, with the keyboard alone: what they can do, and what they are not shown.

A reviewer who confirms a page is in test_content_review.py, several pages at once in test_bulk.py.
"""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from playwright.sync_api import expect

from articles import publishing
from articles.publishing.drafts.merge import values_of
from tests import factories
from tests.journeys.by_keyboard import choose, fill, go_to, open_more, press, tick, type_moment

pytestmark = pytest.mark.django_db(transaction=True)

CHANGING = re.compile(
    r"(save|publish|withdraw|move|archive|bring back|restore|add|take out|delete|submit|replace)\b",
    re.IGNORECASE,
)


@pytest.fixture
def desk(page, sign_in):
    """The desk as someone with the named role finds it, beside one page of someone else's."""
    factories.site_settings()
    other = factories.user(username="other", is_staff=True)
    factories.draft(title="A page of someone else", owner=other, by=other)

    def enter(role):
        someone = factories.user(username=role.lower(), first_name="Ida", is_staff=True)
        someone.groups.add(Group.objects.get(name=role))
        sign_in(page, someone)
        page.goto("/admin/")
        return page

    return enter


def test_an_author_writes_a_page_throws_it_away_and_takes_that_back(desk, axe):
    page = desk("Author")
    press(page, "Add page")
    fill(page, "Title:", "Rest and fatigue")
    press(page, "Save draft", role="button")
    expect(page.get_by_text("Draft of “Rest and fatigue” saved.")).to_be_visible()
    expect(page.get_by_role("link", name="Publish…")).to_have_count(0)

    open_more(page)
    press(page, "Move to trash…")
    assert axe(page) == []
    press(page, "Move to trash", role="button")
    expect(page.get_by_text("“Rest and fatigue” moved to trash.")).to_be_visible()
    assert axe(page) == []
    press(page, "Undo", role="button")

    expect(page.get_by_text("restored.")).to_be_visible()
    page.goto(reverse("admin:articles_article_changelist"))
    expect(page.locator("#result_list th.field-name")).to_have_text(["Rest and fatigue"])


def test_an_author_is_kept_while_typing_and_gives_the_page_to_a_reviewer(desk, axe):
    reader = factories.user(first_name="Rea", last_name="Reader", is_staff=True)
    reader.groups.add(Group.objects.get(name="Reviewer"))
    page = desk("Author")
    press(page, "Add page")
    page.wait_for_selector(".markdown-editor.is-ready")
    choose(page, "Section:", "Sym")
    fill(page, "Title:", "Rest and fatigue")
    fill(page, "Summary:", "Why rest comes before fatigue.")
    fill(page, "Text:", "Rest early.")
    expect(page.get_by_text(re.compile(r"^Autosaved (\d|noon|midnight)"))).to_be_visible()
    assert axe(page) == []
    press(page, "Save draft", role="button")
    press(page, "Submit for approval…")

    fill(page, "What changed, and why?", "All of it is new.")
    tick(page, "A colleague, named below", role="radio")
    choose(page, "Colleague:", "Rea")
    assert axe(page) == []
    press(page, "Submit for approval", role="button")

    expect(page.get_by_text("Revision 1 submitted to Rea Reader.")).to_be_visible()


def test_a_reviewer_finds_what_waits_compares_it_and_answers(desk, axe):
    page, other = desk("Reviewer"), User.objects.get(username="other")
    for title in ("Dose", "Balance"):
        revision = factories.draft(title=title, body="Take one a day.", by=other)
        factories.approve(revision)
        revision.article.body = "Take ten a day."
        publishing.submit(
            revision=publishing.save_draft(article=revision.article, by=other).revision,
            by=other,
            changed="How many.",
            group=Group.objects.get(name="Reviewer"),
        )
    page.reload()

    press(page, re.compile("^Review ?: Dose$"))
    expect(page.locator("del").first).to_have_text("one")
    expect(page.locator("ins").first).to_have_text("ten")
    press(page, "Request changes", role="button")
    expect(page.get_by_text("Say what should change and why").first).to_be_visible()
    assert axe(page) == []
    fill(page, "Your comments:", "Ten are too many.")
    press(page, "Request changes", role="button")
    expect(page.get_by_text("Requested changes to “Dose”.")).to_be_visible()
    press(page, "Home")
    press(page, re.compile("^Review ?: Balance$"))
    press(page, "Approve", role="button")
    expect(page.get_by_text("Approved “Balance”.")).to_be_visible()
    assert axe(page) == []
    press(page, "Home")

    expect(page.get_by_text("Nothing is waiting for your approval.")).to_be_visible()


def test_a_reviewer_reads_a_page_and_can_change_nothing_in_it(desk, axe):
    page = desk("Reviewer")
    press(page, "Pages")
    press(page, "A page of someone else")

    expect(page.get_by_text("Rest before you are tired.")).to_be_visible()
    assert page.locator("#content-main").get_by_role("textbox").count() == 0
    expect(page.get_by_role("button", name="Save draft")).to_have_count(0)
    assert axe(page) == []
    open_more(page)
    press(page, "History")
    expect(page.get_by_role("heading", name="Revision 1")).to_be_visible()
    assert page.get_by_role("button", name="Restore").count() == 0


def test_a_publisher_publishes_schedules_mends_and_withdraws(desk, axe):
    for title in ("Today", "Next month"):
        factories.approve(factories.draft(title=title))
    live = factories.live_article(title="Dose", body="Take ten a day.").article
    live.body = "A longer text that waits.\n\nTake ten a day."
    publishing.save_draft(article=live, by=None)
    page = desk("Publisher")

    press(page, "Pages")
    press(page, "Today")
    press(page, "Publish…")
    press(page, "Publish", role="button")
    expect(page.get_by_text("Published “Today”.")).to_be_visible()

    press(page, "Pages")
    press(page, "Next month")
    press(page, "Publish…")
    go_to(page, "Now", role="radio")
    page.keyboard.press("ArrowDown")
    type_moment(page, "Date and time, if later", day="03092037", time="0930AM")
    assert axe(page) == []
    press(page, "Publish", role="button")
    expect(page.get_by_text("will be published on March 9, 2037, 9:30 a.m.")).to_be_visible()

    press(page, "Pages")
    press(page, "Dose")
    open_more(page)
    press(page, "Fix live page…")
    go_to(page, "Text:", role="textbox")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("Take one a day.")
    fill(page, "Why can it not wait for approval?", "Ten are too many.")
    assert axe(page) == []
    press(page, "Fix live page", role="button")
    expect(page.locator(".messagelist")).to_contain_text("Live page “Dose” fixed")
    draft = values_of(live.latest_revision())["body"]
    assert draft == "A longer text that waits.\n\nTake one a day."

    open_more(page)
    press(page, "Withdraw…")
    fill(page, "Why are you withdrawing the page?", "The advice has changed.")
    press(page, "Withdraw", role="button")
    expect(page.get_by_text("Withdrew “Dose”.")).to_be_visible()
    assert axe(page) == []


def test_a_publisher_empties_the_list_and_finds_everything_in_the_bin(desk, axe):
    page = desk("Publisher")
    press(page, "Pages")
    press(page, "A page of someone else")
    open_more(page)
    press(page, "Move to trash…")
    press(page, "Move to trash", role="button")
    page.goto("/admin/")
    press(page, "Trash")

    row = page.get_by_role("row", name=re.compile("A page of someone else"))
    expect(row).to_contain_text("by Ida")
    assert axe(page) == []
    press(page, "A page of someone else")
    expect(page.get_by_role("heading", name="In the trash")).to_be_visible()
    assert axe(page) == []
    press(page, "Restore", role="button")

    expect(page.get_by_role("button", name="Save draft")).to_be_visible()
    open_more(page)
    expect(page.get_by_role("link", name="Publish…")).to_be_visible()


def test_an_administrator_makes_an_account_with_a_role_and_a_section(desk, axe):
    symptoms = factories.section("symptoms")
    page = desk("Administrator")
    press(page, "Add user")
    fill(page, "First name:", "Sam")
    fill(page, "Email address:", "sam@example.org")
    tick(page, re.compile("^Author: writes and submits"))
    tick(page, "Symptoms")
    assert page.get_by_label("Has all permissions").count() == 0
    assert axe(page) == []
    press(page, re.compile("^(Add account|Send invitation)$"), role="button")

    sam = User.objects.get(username="sam")
    assert [group.name for group in sam.groups.all()] == ["Author"]
    assert list(sam.sections_of_work.all()) == [symptoms]
    assert (sam.is_staff, sam.is_superuser) == (True, False)


def test_an_auditor_reads_everything_and_sees_no_button_that_changes_anything(desk, axe):
    page = desk("Auditor")
    rosa, link = factories.person("Rosa"), factories.link()
    revision = factories.draft(title="In the trash", byline=[rosa.pk])
    publishing.archive(thing=revision.article, by=None)
    live = factories.live_article(title="Live").article
    screens = [
        reverse("admin:index"),
        reverse("admin:trash"),
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
    offered, faults = [], []

    for screen in screens:
        answer = page.goto(screen)
        assert answer.status == 200, screen
        faults += [f"{screen}: {fault}" for fault in axe(page)]
        for kind in ("button", "link"):
            names = page.locator("main").get_by_role(kind).all_inner_texts()
            offered += [f"{screen}: {name}" for name in names if CHANGING.match(name.strip())]

    assert "\n".join(offered) == ""
    assert faults == []


def test_an_auditor_goes_from_the_first_page_to_what_became_of_a_page(desk):
    factories.publish(factories.draft(title="Live"), by=factories.user(first_name="Pia"))
    page = desk("Auditor")

    press(page, "Pages")
    press(page, "Live")
    open_more(page)
    press(page, "History")
    expect(page.get_by_text("published revision 1")).to_be_visible()
    press(page, "Back to the page")
    press(page, "Issues")
    expect(page.get_by_role("heading", name="Issues: Live")).to_be_visible()
