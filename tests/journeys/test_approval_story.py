"""A text on its way to readers: submitted, read by an expert without an account, published."""

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from playwright.sync_api import expect

from articles import publishing
from tests import factories
from tests.mail import run_worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    """Roles are made by migrate; a test that empties the tables finds them made again."""
    made = {}
    for role, name in (("Author", "Ada"), ("Publisher", "Pia")):
        made[role] = factories.user(is_staff=True, first_name=name, last_name=role)
        made[role].groups.add(Group.objects.get(name=role))
    return made


def press(page, name):
    """Go to a button by its name and press it with the keyboard alone."""
    button = page.get_by_role("button", name=name, exact=True)
    button.focus()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")


def test_an_expert_approves_by_mail_and_one_more_word_keeps_the_page_back(
    people, open_page, sign_in, live_server, settings, mailoutbox, axe
):
    settings.SITE_ADDRESS = live_server.url
    factories.site_settings()
    revision = factories.draft(
        by=people["Author"],
        owner=people["Author"],
        title="Rest and MS",
        body="## When\n\nRest before you are tired.",
    )
    article = revision.article
    desk = sign_in(open_page(), people["Author"])
    desk.goto(reverse("admin:articles_article_submit", args=[article.pk]))
    desk.get_by_label("What changed, and why?").fill("The page is new.")
    desk.get_by_label("An expert without an account, named below").check()
    desk.get_by_label("Expert's name").fill("Ida Expert, MD")
    desk.get_by_label("Expert's email address").fill("ida@example.net")
    desk.get_by_role("button", name="Submit for approval").click()
    expect(desk).to_have_url(re.compile("change/$|admin/$|/article/"))

    run_worker()
    (mail,) = mailoutbox
    link = re.search(rf"{live_server.url}/review/\S+", mail.body)[0]

    for options in ({"viewport": {"width": 320, "height": 640}}, {"color_scheme": "dark"}):
        reader = open_page(**options)
        reader.goto(link)
        assert axe(reader) == []
        width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert reader.evaluate(width) <= 0
    expect(reader.get_by_text("Rest before you are tired.")).to_be_visible()
    press(reader, "Request changes")
    expect(reader.get_by_role("alert")).to_contain_text("Say what should change and why")
    assert axe(reader) == []
    press(reader, "Approve")
    expect(reader.get_by_role("heading", name="Thank you")).to_be_visible()
    assert axe(reader) == []
    assert reader.context.cookies() == []

    desk.goto("about:blank")  # the form says that its author is here, and the session ends now
    publisher = sign_in(open_page(), people["Publisher"])
    publisher.goto(reverse("admin:articles_article_confirm_reviewer", args=[article.pk]))
    assert axe(publisher) == []
    press(publisher, "Confirm reviewer")
    expect(publisher.get_by_text("Confirmed Ida Expert, MD")).to_be_visible()
    publisher.goto(reverse("admin:articles_article_publish", args=[article.pk]))
    expect(publisher.get_by_text("Approved by Ida Expert, MD (outside reviewer)")).to_be_visible()
    press(publisher, "Publish")
    expect(publisher.get_by_text("Published “Rest and MS”.")).to_be_visible()

    article.refresh_from_db()
    article.body = article.body.replace("before", "after")
    publishing.save_draft(article=article, by=people["Author"])
    publisher.goto(reverse("admin:articles_article_publish", args=[article.pk]))
    expect(publisher.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
    publisher.get_by_text("What has changed since then").click()
    expect(publisher.locator(".approval-state del")).to_have_text("before")
    expect(publisher.locator(".approval-state ins")).to_have_text("after")
    assert axe(publisher) == []
