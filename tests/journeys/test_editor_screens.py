"""Every screen of the desk, judged by axe: light and dark, wide and at 320 px.

The addresses come from the table of rights, which holds every address of the site: a new screen is
judged here without a word more, or fails the test until it can be shown.
"""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Picture

from accessibility.menus import acts as menu_acts
from accessibility.menus import trash
from accessibility.statement import messages
from articles import images, publishing
from articles.importers.word.drafts import Rights, draft_from_word
from articles.models import Person
from tests import factories
from tests.articles.images.test_images import encoded
from tests.articles.importers.word_files import paragraph, picture, word_file
from tests.rights_table import ONE, OTHER, OWN, SUPERUSER, TABLE
from tests.test_rights import fill

pytestmark = pytest.mark.django_db(transaction=True)

# Both sizes and both schemes, each seen once: colors hang on the scheme, and room on the size.
FORCED = "forced colors"
LOOKS = {
    FORCED: {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
    "narrow and light": {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
    "wide and dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
}
PAGE, SCHEDULED = "/admin/articles/article/{pk}/", "/admin/articles/article/{scheduled}/"
# Beside every address of the desk, which ``walked`` takes from the URL configuration: the same
# screens in other states, by the route that each of them shows.
IN_OTHER_STATES = {
    "pages of a state": "/admin/articles/article/?state=live",
    "no page found": "/admin/articles/article/?q=nothing-like-it",
    "comparison": PAGE + "compare/?from=1&to=2",
    "form of a page in the bin": "/admin/articles/article/{archived}/change/",
    "waiting list": "/admin/worklists/without-review/",
    "empty waiting list": "/admin/worklists/scheduled/",
    "preview on a phone": PAGE + "preview/screen/?width=phone&look=dark",
    "preview on paper": PAGE + "preview/screen/?look=paper",
    "several pages": "/admin/articles/article/bulk/submit/?page={pk}&page={undescribed}",
    "several pages to publish": "/admin/articles/article/bulk/publish/?page={pk}",
    "pictures": "/admin/articles/article/{undescribed}/describe/",
    "report on a Word document": "/admin/articles/article/{undescribed}/word-report/",
    "outside reviewer to confirm": "/admin/articles/article/{outside}/confirm-reviewer/",
    "request for changes to dismiss": "/admin/articles/article/{refused}/dismiss-request/",
    "schedule to cancel": SCHEDULED + "cancel_schedule/?publication={ahead}",
    "nothing there": "/admin/nothing-like-it/",
}
IN_A_FORM = ["admin/markdown/frame/"]  # the editor's preview, judged with the form around it
# Rows of the table whose address answers with nothing here, and the state that shows the screen.
SEEN_AS = {
    "admin/articles/article/<int:pk>/confirm-reviewer/": "outside reviewer to confirm",
    "admin/articles/article/<int:pk>/word-report/": "report on a Word document",
    "admin/articles/article/<int:pk>/cancel_schedule/": "schedule to cancel",
    "admin/articles/article/<int:pk>/dismiss-request/": "request for changes to dismiss",
}


def walked(gaps, client):
    """Every address that answers the desk's owner with a screen, by its route."""
    screens, unseen = {}, []
    for route, row in TABLE.items():
        if not route.startswith("admin/") or route in IN_A_FORM:
            continue
        if row.get.isdisjoint(MAY_DO_EVERYTHING):
            continue
        address = fill(route, gaps[row.about], row)
        response = client.get(address)
        is_html = response.headers.get("Content-Type", "").startswith("text/html")
        if response.status_code == 200 and is_html:
            screens[route] = address
        elif response.status_code != 200 and response.status_code // 100 != 3:
            unseen.append(route)
    assert sorted(unseen) == sorted(SEEN_AS), "Give the new screen what it shows"
    return screens


# The preview's frame holds a whole page, whose landmarks are its own.
FRAMED = re.compile(r"article/\d+/preview/screen/|menu/\d+/preview/$|admin/home-page/$")
OF_ANOTHER_PAGE = [
    "landmark-unique",
    "landmark-no-duplicate-banner",
    "landmark-no-duplicate-contentinfo",
    "landmark-no-duplicate-main",
]


MAY_DO_EVERYTHING = {(SUPERUSER, ONE), (SUPERUSER, OWN), (SUPERUSER, OTHER)}


@pytest.fixture
def desk(media_root):
    """A live page with a newer draft, an image, and whoever looks at them."""
    someone = factories.administrator(first_name="Rosa", last_name="Example")
    factories.site_settings(about="About.", contact="Write to us.", disclaimer="Other sites.")
    factories.person("Ida Example", credentials="MD", account=someone)
    authors = [factories.person(name, credentials="MD").pk for name in ("Rosa", "Sam")]
    link = factories.link()
    first = factories.draft(
        title="Stem cells and multiple sclerosis",
        body="## Rest\n\nBefore noon.\n\n| A | B |\n| - | - |\n| 1 | 2 |",
        byline=authors,
        resources=[(link.pk, "Worth reading")],
        by=someone,
    )
    publishing.publish(revision=first, by=someone, reason="Ready.", urgent=True)
    article = first.article
    article.body = article.body.replace("Before", "Currently after")
    last = publishing.save_draft(article=article, by=someone, note="Other time").revision
    publishing.submit(
        revision=last, by=someone, changed="The time.", reviewer=factories.administrator()
    )
    publishing.remark(revision=last, text="Why noon?", by=someone, heading_id="c-rest")
    prepared = images.prepare(encoded(Picture.new("RGB", (1600, 40), (13, 59, 79))))
    words = "Field_as_blue_and_as_wide_as_the_sky.png " + "A blue field, as wide as the sky. " * 7
    image = publishing.add_image(prepared=prepared, by=someone, alternative_text=words)
    undescribed = _from_word(someone)
    scheduled = factories.draft(title="Next month")
    ahead = factories.publish(scheduled, by=someone, starts_at=timezone.now() + timedelta(days=30))
    writer = factories.administrator()
    outside = factories.draft(title="Dose", by=writer, owner=writer)
    expert = {"outside_name": "Ida Expert, MD", "outside_email": "ida@example.net"}
    publishing.submit(revision=outside, by=writer, changed="All.", **expert)
    refused = factories.draft(title="Diet", by=writer, owner=someone)
    asked = publishing.submit(revision=refused, by=writer, changed="All.", reviewer=someone)
    publishing.decide(submission=asked, verdict="changes", by=someone, reason="Add sources.")
    archived = factories.draft(title="In the trash", body=f"![A field]({image.address})").article
    publishing.archive(thing=archived, by=someone)
    return someone, {
        "pk": article.pk,
        "undescribed": undescribed.pk,
        "scheduled": scheduled.article_id,
        "ahead": ahead.pk,
        "archived": archived.pk,
        "outside": outside.article_id,
        "refused": refused.article_id,
        "image": image.pk,
        "person": authors[0],
        "link": link.pk,
        "user": someone.pk,
        "group": Group.objects.create(name="Writers").pk,
    }


def _from_word(someone):
    """A page whose picture nobody has described, made from a document."""
    return draft_from_word(
        word_file(paragraph("Heat", style="Title"), paragraph(picture()), paragraph("Words.")),
        name="Leaflet",
        section=factories.section(),
        by=someone,
        rights=Rights(pictures=True, people=True),
    )


def gaps_of(ids):
    """What fills the gaps of the addresses, as in test_rights.py."""
    menu = menu_acts.save_menu(
        slug="main",
        items=[
            {"label": "A", "address": "/symptoms/", "items": []},
            {"label": "B", "address": "/resources/", "items": []},
        ],
    )
    version = menu_acts.publish_menu(menu, by=None)
    first, second = menu.items.all()
    entry = trash.remove_item(second, by=None)
    of_menu = {"item_pk": first.pk, "entry_pk": entry.pk, "version_pk": version.pk}
    kind = ContentType.objects.get_for_model(Person).pk
    numbered = {name: {"object_id": ids[name], "pk": ids[name]} for name in ("image", "link")}
    return numbered | {
        "page": {"object_id": ids["pk"], "pk": ids["pk"], "kind": "page"},
        "person": {"object_id": ids["person"]},
        "section": {"object_id": factories.section().pk},
        "user": {"object_id": ids["user"], "id": ids["user"]},
        "group": {"object_id": ids["group"]},
        "password link": {"uidb64": "MQ", "token": "1-forged"},
        "settings": {"object_id": 1},
        "term": {"object_id": factories.term().pk},
        "message": {"object_id": messages.tell(text="Too small", address="127.0.0.1").pk},
        "menu": {"object_id": menu.pk, "pk": menu.pk, **of_menu},
        "act": {"what": "review-date"},
        "look": {"look": "dark"},
        "app": {"app_label": "articles"},
        "list": {"slug": "to-approve"},
        "help topic": {"slug": "links"},
        "row on the site": {"content_type_id": kind, "object_id": ids["person"]},
        "": {},
    }


def overflow(page):
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


@pytest.mark.parametrize(
    "look",
    [*(look for look in LOOKS if look != FORCED), pytest.param(FORCED, marks=pytest.mark.prove)],
)
def test_no_screen_has_a_fault_that_axe_can_find(look, desk, open_page, sign_in, axe, client):
    someone, ids = desk
    page = open_page(**LOOKS[look])
    page.goto(reverse("admin:login"))
    faults = {"login": axe(page)}
    sign_in(page, someone)
    screens = walked(gaps_of(ids), client)
    assert len(screens) > 60
    states = {name: address.format(**ids) for name, address in IN_OTHER_STATES.items()}

    for name, address in (screens | states).items():
        open_screen(page, address)
        left_out = OF_ANOTHER_PAGE if FRAMED.search(address) else ()
        if look == FORCED and name == "preview on a phone":
            # Black on white to the eye; axe takes the frame's clear ground for what lies behind it.
            left_out = [*left_out, "color-contrast"]
        faults[name] = axe(page, disable=left_out)
        if overflow(page) > 0:
            faults[name] += [f"{overflow(page)} px wider than the window"]
    page.goto(reverse("admin:index"))
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()
    faults["logged out"] = axe(page)
    sign_in(page, factories.user(is_staff=True))
    page.goto(reverse("admin:articles_article_changelist"))
    faults["not allowed"] = axe(page)

    found = [f"{name}: {fault}" for name, several in faults.items() for fault in several]
    assert "\n".join(found) == ""


@pytest.mark.prove
def test_no_screen_scrolls_sideways_with_text_at_200_percent(desk, open_page, sign_in, client):
    someone, ids = desk
    page = sign_in(open_page(viewport={"width": 640, "height": 900}), someone)
    wide = {}

    for name, address in walked(gaps_of(ids), client).items():
        open_screen(page, address)
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        if overflow(page) > 0:
            wide[name] = overflow(page)

    assert wide == {}


def open_screen(page, address):
    page.goto(address)
    if page.locator(".markdown-editor").count():
        page.wait_for_selector(".markdown-editor.is-ready")


def save_a_person_whom_somebody_else_saved(page, key):
    page.goto(reverse("admin:articles_person_change", args=[key]))
    person = Person.objects.get(pk=key)
    person.affiliation = "A clinic with a name of many words, at a hospital of a university"
    publishing.save_person(person=person, by=None)
    page.get_by_label("Affiliation").fill("A hospital")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_selector(".conflict")


@pytest.mark.parametrize("look", [look for look in LOOKS if look != FORCED])
def test_forms_with_errors_and_open_dialogs_have_no_fault_either(
    look, desk, open_page, sign_in, axe
):
    someone, ids = desk
    page = sign_in(open_page(**LOOKS[look]), someone)
    faults = {}

    page.goto(f"{PAGE}withdraw/".format(**ids))
    page.get_by_role("button", name="Withdraw").click()
    page.wait_for_selector(".errornote")
    faults["withdraw"] = axe(page)
    page.goto("/admin/articles/section/add/")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_selector(".errornote")
    faults["section"] = axe(page)
    page.goto(f"{PAGE}review/".format(**ids))
    page.get_by_role("button", name="Comment", exact=True).click()
    page.wait_for_selector(".errornote")
    faults["remark"] = axe(page)
    page.goto("/admin/articles/link/{link}/replace/".format(**ids))
    page.get_by_role("button", name="Continue").click()
    page.wait_for_selector(".errornote")
    faults["link to replace"] = axe(page)
    save_a_person_whom_somebody_else_saved(page, ids["person"])
    faults["changed meanwhile"] = axe(page)
    if overflow(page) > 0:
        faults["changed meanwhile"] += [f"{overflow(page)} px wider than the window"]
    page.goto(f"{PAGE}change/".format(**ids))
    page.wait_for_selector(".markdown-editor.is-ready")
    page.locator(".writing-help summary").click()
    narrowest = page.locator(".writing-help dd").evaluate_all(
        "all => Math.min(...all.map(each => each.clientWidth))"
    )
    assert narrowest > 100
    page.locator("summary", has=page.get_by_role("heading", name="Authors")).click()
    page.get_by_role("button", name="Add another author").click()
    faults["writing help"] = axe(page)
    for tool, button in [("Link", "Insert link"), ("Image", "Insert image")]:
        page.get_by_role("button", name=tool, exact=True).click()
        page.get_by_role("button", name=button).click()
        page.wait_for_selector(".errorlist")
        faults[tool] = axe(page)
        page.keyboard.press("Escape")
    page.get_by_role("button", name="Image", exact=True).click()
    page.get_by_label("An image that is already on the site").check()
    page.wait_for_selector("[name=existing]")
    faults["library"] = axe(page)

    found = [f"{name}: {fault}" for name, several in faults.items() for fault in several]
    assert "\n".join(found) == ""


def test_words_sent_after_the_session_is_forgotten_are_shown_and_not_lost(
    desk, browser, live_server, sign_in, axe
):
    context = browser.new_context(base_url=live_server.url)
    page = sign_in(context.new_page(), desk[0])
    page.goto("/admin/articles/article/add/")
    page.fill("#id_body", "Rest before noon, then walk.")
    context.clear_cookies()

    page.get_by_role("button", name="Save draft").click()

    page.wait_for_selector("h1:has-text('Save again')")
    assert axe(page) == []
    page.get_by_role("button", name="Save again").click()
    page.wait_for_selector("h1:has-text('Sign in to continue')")
    page.get_by_label("Username").fill(desk[0].username)
    page.get_by_label("Password").fill("a long test password")
    page.get_by_role("button", name="Sign in and continue").click()
    page.wait_for_selector("text=saved. Readers")
    assert page.input_value("#id_body") == "Rest before noon, then walk."
    context.close()
