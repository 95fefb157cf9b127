"""A page is scheduled, found in the list, cancelled, and withdrawn in favor of another one."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles import publishing
from articles.models import Publication
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def press(page, role, name):
    """By keyboard: the focus goes there, and Enter does it."""
    page.get_by_role(role, name=name, exact=True).first.focus()
    page.keyboard.press("Enter")


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_page_is_scheduled_cancelled_and_withdrawn(narrow_page, sign_in, admin_user, axe):
    desk = sign_in(narrow_page, admin_user)
    article = factories.live_article(slug="fatigue", title="Fatigue").article
    other = factories.live_article(slug="balance", title="Balance and MS").article
    article.title = "Fatigue again"
    article.body = "Other words."
    publishing.save_draft(article=article, by=None)

    desk.goto(reverse("admin:articles_article_publish", args=[article.pk]))
    assert (axe(desk), fits(desk)) == ([], True)
    desk.get_by_label("Later").check()
    when = desk.get_by_role("group", name="Date and time, if later")
    when.get_by_label("Date").fill("2037-03-09")
    when.get_by_label("Time").fill("09:30")
    desk.get_by_label("Why can it not wait for approval?").fill("For a test")
    press(desk, "button", "Publish without approval")
    expect(desk.get_by_text("will be published on March 9, 2037, 9:30 a.m.")).to_be_visible()
    expect(desk.get_by_role("heading", name="Scheduled")).to_be_visible()

    desk.goto(reverse("admin:articles_article_scheduled"))
    assert (axe(desk), fits(desk)) == ([], True)
    desk.get_by_role("link", name="Cancel…").press("Enter")
    expect(desk.get_by_text("“Fatigue” stays at /symptoms/fatigue/")).to_be_visible()
    assert (axe(desk), fits(desk)) == ([], True)
    press(desk, "button", "Cancel schedule")
    expect(desk.get_by_text("Canceled the schedule")).to_be_visible()

    desk.goto(reverse("admin:articles_article_withdraw", args=[article.pk]))
    assert (axe(desk), fits(desk)) == ([], True)
    desk.get_by_label("Why are you withdrawing the page?").fill("The advice has changed.")
    desk.get_by_label("Where to look instead").fill("Balance and MS")
    press(desk, "button", "Withdraw")
    expect(desk.get_by_text("Withdrew")).to_be_visible()

    desk.goto("/symptoms/fatigue/")
    expect(desk.get_by_role("link", name="Balance and MS")).to_be_visible()
    assert Publication.objects.get(article=other).kind == "page"
