"""Every screen of the desk, judged by axe: light and dark, wide and at 320 px."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from PIL import Image as Picture

from articles import images, publishing
from tests import factories
from tests.articles.test_images import encoded

pytestmark = pytest.mark.django_db(transaction=True)

VIEWPORTS = {"wide": {"width": 1280, "height": 900}, "narrow": {"width": 320, "height": 640}}
PAGE = "/admin/articles/article/{pk}/"
SCREENS = {
    "index": "/admin/",
    "pages": "/admin/articles/article/",
    "pages of a state": "/admin/articles/article/?state=live",
    "no page found": "/admin/articles/article/?q=nothing-like-it",
    "new page": "/admin/articles/article/add/",
    "page": PAGE + "change/",
    "history": PAGE + "history/",
    "comparison": PAGE + "compare/?from=1&to=2",
    "publish": PAGE + "publish/",
    "submit": PAGE + "submit/",
    "review": PAGE + "review/",
    "withdraw": PAGE + "withdraw/",
    "move": PAGE + "move/",
    "end": PAGE + "set_end/",
    "swap": PAGE + "swap/",
    "live text to mend": PAGE + "mend/",
    "scheduled": "/admin/articles/article/scheduled/",
    "another day": "/admin/as-of/?at_0=2001-01-01&at_1=09:00",
    "preferences": "/admin/preferences/",
    "preview": PAGE + "preview/",
    "still right": PAGE + "still-right/",
    "review date": PAGE + "review-date/",
    "waiting list": "/admin/waiting/without-review/",
    "empty waiting list": "/admin/waiting/scheduled/",
    "preview on a phone": PAGE + "preview/screen/?width=phone&look=dark",
    "preview on paper": PAGE + "preview/screen/?look=paper",
    "several pages": "/admin/articles/article/several/submit/?page={pk}",
    "page from Word": "/admin/articles/article/from-word/",
    "sections": "/admin/articles/section/",
    "section": "/admin/articles/section/add/",
    "people": "/admin/articles/person/",
    "new person": "/admin/articles/person/add/",
    "person": "/admin/articles/person/{person}/change/",
    "history of a person": "/admin/articles/person/{person}/history/",
    "links": "/admin/articles/link/",
    "new link": "/admin/articles/link/add/",
    "link": "/admin/articles/link/{link}/change/",
    "images": "/admin/articles/image/",
    "new image": "/admin/articles/image/add/",
    "image": "/admin/articles/image/{image}/change/",
    "image to replace": "/admin/articles/image/{image}/replace/",
    "site settings": "/admin/articles/sitesettings/1/change/",
    "menus": "/admin/accessibility/menu/",
    "users": "/admin/auth/user/",
    "new user": "/admin/auth/user/add/",
    "user": "/admin/auth/user/{user}/change/",
    "groups": "/admin/auth/group/",
    "new group": "/admin/auth/group/add/",
    "group": "/admin/auth/group/{group}/change/",
    "group to delete": "/admin/auth/group/{group}/delete/",
    "password of a user": "/admin/auth/user/{user}/password/",
    "password": "/admin/password_change/",
    "password changed": "/admin/password_change/done/",
    "nothing there": "/admin/nothing-like-it/",
}


# The preview's frame holds a whole page, whose landmarks are its own.
OF_ANOTHER_PAGE = [
    "landmark-unique",
    "landmark-no-duplicate-banner",
    "landmark-no-duplicate-contentinfo",
    "landmark-no-duplicate-main",
]


@pytest.fixture
def desk(media_root):
    """A live page with a newer draft, an image, and whoever looks at them."""
    somebody = factories.administrator(first_name="Rosa", last_name="Example")
    factories.site_settings(about="About.", contact="Write to us.", disclaimer="Other sites.")
    factories.person("Ida Example", credentials="MD", account=somebody)
    authors = [factories.person(name, credentials="MD").pk for name in ("Rosa", "Sam")]
    link = factories.link()
    first = factories.draft(
        title="Stem cells and multiple sclerosis",
        body="## Rest\n\nBefore noon.\n\n| A | B |\n| - | - |\n| 1 | 2 |",
        byline=authors,
        resources=[(link.pk, "Worth reading")],
        by=somebody,
    )
    publishing.publish(revision=first, by=somebody, reason="Ready.", urgent=True)
    article = first.article
    article.body = article.body.replace("Before", "Currently after")
    last = publishing.save_draft(article=article, by=somebody, note="Other time")
    publishing.submit(
        revision=last, by=somebody, changed="The time.", reviewer=factories.administrator()
    )
    publishing.remark(revision=last, text="Why noon?", by=somebody, heading_id="c-rest")
    picture = images.prepare(encoded(Picture.new("RGB", (1600, 40), (13, 59, 79))))
    words = "A blue field, as wide as the sky in autumn. " * 6
    image = publishing.add_image(prepared=picture, by=somebody, alternative_text=words)
    return somebody, {
        "pk": article.pk,
        "image": image.pk,
        "person": authors[0],
        "link": link.pk,
        "user": somebody.pk,
        "group": Group.objects.create(name="Writers").pk,
    }


def overflow(page):
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", VIEWPORTS)
def test_no_screen_has_a_fault_that_axe_can_find(width, scheme, desk, open_page, sign_in, axe):
    somebody, ids = desk
    page = open_page(viewport=VIEWPORTS[width], color_scheme=scheme)
    page.goto(reverse("admin:login"))
    faults = {"login": axe(page)}
    sign_in(page, somebody)

    for name, address in SCREENS.items():
        page.goto(address.format(**ids))
        page.wait_for_load_state("networkidle")
        faults[name] = axe(page, disable=OF_ANOTHER_PAGE if name.startswith("preview on") else ())
        if overflow(page) > 0:
            faults[name] += [f"{overflow(page)} px wider than the window"]
    page.goto(SCREENS["index"])
    page.get_by_role("button", name="Log out").click()
    page.wait_for_load_state("networkidle")
    faults["logged out"] = axe(page)
    sign_in(page, factories.user(is_staff=True))
    page.goto(SCREENS["pages"])
    faults["not allowed"] = axe(page)

    assert [f"{name}: {fault}" for name, found in faults.items() for fault in found] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", VIEWPORTS)
def test_forms_with_errors_and_open_dialogs_have_no_fault_either(
    width, scheme, desk, open_page, sign_in, axe
):
    somebody, ids = desk
    page = sign_in(open_page(viewport=VIEWPORTS[width], color_scheme=scheme), somebody)
    faults = {}

    page.goto(SCREENS["withdraw"].format(**ids))
    page.get_by_role("button", name="Withdraw the page").click()
    page.wait_for_selector(".errornote")
    faults["withdraw"] = axe(page)
    page.goto(SCREENS["section"])
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_selector(".errornote")
    faults["section"] = axe(page)
    page.goto(SCREENS["page"].format(**ids))
    page.wait_for_selector(".markdown-editor.is-ready")
    page.locator(".writing-help summary").click()
    narrowest = page.locator(".writing-help dd").evaluate_all(
        "all => Math.min(...all.map(each => each.clientWidth))"
    )
    assert narrowest > 100
    page.get_by_role("button", name="Add another author").click()
    faults["writing help"] = axe(page)
    for tool, button in [("Link", "Put in the link"), ("Image", "Put in the image")]:
        page.get_by_role("button", name=tool, exact=True).click()
        page.get_by_role("button", name=button).click()
        page.wait_for_selector(".errorlist")
        faults[tool] = axe(page)
        page.keyboard.press("Escape")
    page.get_by_role("button", name="Image", exact=True).click()
    page.get_by_label("One that is already on the site").check()
    page.wait_for_selector("[name=existing]")
    faults["library"] = axe(page)

    assert [f"{name}: {fault}" for name, found in faults.items() for fault in found] == []


def test_words_sent_after_the_session_is_forgotten_are_shown_and_not_lost(
    desk, browser, live_server, sign_in, axe
):
    context = browser.new_context(base_url=live_server.url)
    page = sign_in(context.new_page(), desk[0])
    page.goto(SCREENS["new page"])
    page.fill("#id_body", "Rest before noon, then walk.")
    context.clear_cookies()

    page.get_by_role("button", name="Save draft").click()

    page.wait_for_selector("h1:has-text('Save again')")
    assert axe(page) == []
    page.get_by_role("button", name="Save again").click()
    page.wait_for_selector("h1:has-text('Sign in to go on')")
    page.get_by_label("Username").fill(desk[0].username)
    page.get_by_label("Password").fill("a long test password")
    page.get_by_role("button", name="Sign in and go on").click()
    page.wait_for_selector("text=was saved")
    assert page.input_value("#id_body") == "Rest before noon, then walk."
    context.close()
