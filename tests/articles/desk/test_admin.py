import re

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings
from django.contrib.admin import site
from django.contrib.auth.models import Group, Permission, User
from django.forms.models import model_to_dict
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils.module_loading import import_string

from articles import publishing
from articles.models import Article, Image, Link, Person, Publication, Section, SiteSettings
from tests import factories
from tests.desk_forms import opened

pytestmark = pytest.mark.django_db

URGENT = {"urgent": "yes", "urgent-reason": "Readers must know today."}
CANARY = "Canary words that nobody published"


def signed_in(someone):
    client = Client()
    client.force_login(someone)
    return client


def staff(*permissions):
    someone = factories.user(is_staff=True)
    someone.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return someone


@pytest.fixture
def admin():
    return factories.administrator(username="the-publisher")


@pytest.fixture
def desk(admin):
    return signed_in(admin)


def rows(prefix, *entries):
    """Posted rows: each a dict of field → value, in the order in which they stand."""
    data = {f"{prefix}-TOTAL_FORMS": len(entries), f"{prefix}-INITIAL_FORMS": 0}
    for index, entry in enumerate(entries):
        data |= {f"{prefix}-{index}-{name}": value for name, value in entry.items()}
    return data


def page_form(*, authors=(), resources=(), **fields):
    defaults = {"title": "Living with fatigue", "language": "en"}
    return defaults | fields | rows("authors", *authors) | rows("resources", *resources)


def desk_address(name, article, **query):
    return reverse(f"admin:articles_article_{name}", args=[article.pk], query=query or None)


def save(client, article=None, **form):
    address = desk_address("change", article) if article else reverse("admin:articles_article_add")
    return client.post(address, page_form(**form))


def in_order(article):
    return [line.person.name for line in article.byline.all()]


# --- Writing --------------------------------------------------------------------------------


def test_a_draft_saves_with_nothing_but_a_few_words(desk, admin):
    response = desk.post(
        reverse("admin:articles_article_add"),
        {"language": "en", "body": "Notes."} | rows("authors") | rows("resources"),
    )

    article = Article.objects.get()
    assert response.status_code == 302
    assert (article.body, article.updated_by) == ("Notes.", admin)
    assert [revision.number for revision in article.revisions.all()] == [1]
    assert Publication.objects.count() == 0


def test_the_form_says_what_publishing_will_need_with_a_way_to_each_field(desk):
    save(desk, title="", body="Notes.")
    article = Article.objects.get()

    content = desk.get(desk_address("change", article)).text

    assert re.findall(r'<a href="#id_(\w+)">', content) == ["title", "section", "slug", "summary"]


def test_every_save_is_a_revision_and_an_equal_one_is_none(desk):
    save(desk, body="One.")
    article = Article.objects.get()
    save(desk, article, body="Two.", slug=article.slug, note="Better")
    save(desk, article, body="Two.", slug=article.slug)

    revisions = article.revisions.order_by("number").values_list("number", "body", "note")
    assert list(revisions) == [(1, "One.", ""), (2, "Two.", "Better")]


def test_authors_and_resources_are_saved_in_the_order_of_their_numbers(desk):
    rosa, sam, ida = (factories.person(name) for name in ("Rosa", "Sam", "Ida"))
    far, near = factories.link(), factories.link()

    save(
        desk,
        authors=[
            {"person": rosa.pk, "ORDER": 3},
            {"person": sam.pk, "ORDER": 1},
            {"person": ida.pk, "ORDER": ""},
            {"person": "", "ORDER": ""},
        ],
        resources=[
            {"link": far.pk, "ORDER": 2, "note": "Far"},
            {"link": near.pk, "ORDER": 1, "note": ""},
        ],
    )

    article = Article.objects.get()
    assert in_order(article) == ["Sam", "Rosa", "Ida"]
    resources = [(row.link_id, row.note) for row in article.resources.all()]
    assert resources == [(near.pk, ""), (far.pk, "Far")]


def test_a_removed_author_is_gone_and_rows_of_an_older_form_still_save(desk):
    rosa, sam = factories.person("Rosa"), factories.person("Sam")
    both = [{"person": rosa.pk, "ORDER": 1}, {"person": sam.pk, "ORDER": 2}]
    save(desk, authors=both)
    article = Article.objects.get()

    save(desk, article, authors=[both[0] | {"DELETE": "on"}, both[1]], slug=article.slug)
    assert in_order(article) == ["Sam"]

    save(desk, article, authors=both, slug=article.slug)
    assert in_order(article) == ["Rosa", "Sam"]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"body": "a " * 150_000}, "too long|at most|200"),
        ({"title": "x" * 201}, "at most 200 characters"),
        ({"slug": "Not an address"}, "Use lowercase letters, numbers and single hyphens"),
        ({"authors": "twice"}, "is in the list twice"),
    ],
)
def test_a_form_with_an_error_comes_back_with_everything_that_was_typed(form, sentence, desk):
    rosa = factories.person("Rosa")
    if form.get("authors"):
        form = {"authors": [{"person": rosa.pk, "ORDER": 1}, {"person": rosa.pk, "ORDER": 2}]}
    typed = {"summary": CANARY, "note": "My note", "authors": [{"person": rosa.pk}]} | form

    response = save(desk, **typed)

    assert response.status_code == 200
    assert re.search(sentence, response.text)
    for words in (CANARY, "My note", f'<option value="{rosa.pk}" selected>'):
        assert words in response.text
    assert typed.get("body", "")[:500] in response.text
    assert Article.objects.count() == 0


def test_errors_are_listed_first_each_with_a_way_to_its_field(desk):
    page = BeautifulSoup(save(desk, slug="Not an address", body="Words.").text, "lxml")

    [entry] = page.select(".form-errors li")
    assert entry.a["href"] == "#id_slug"
    assert entry.text.startswith("Address part: Use lowercase letters, numbers")
    assert page.select_one("#id_slug") is not None


def test_saving_never_changes_what_readers_get(desk, client):
    publication = factories.live_article(body="Live words.")
    article = publication.article

    save(desk, article, title=article.title, body=CANARY, summary=article.summary)

    assert article.revisions.count() == 2
    assert "Live words." in client.get(publication.path).text
    assert CANARY not in client.get(publication.path).text


# --- From draft to readers ------------------------------------------------------------------


def test_a_page_is_written_previewed_published_and_read(desk, client):
    section = factories.section("treatments")
    answer = save(
        desk,
        title="Stem cells",
        section=section.pk,
        summary="What is known.",
        body="Words for readers.",
        _preview="",
    )
    article = Article.objects.get()
    assert answer.url == desk_address("preview", article)
    assert "Words for readers." in desk.get(answer.url).text
    assert client.get("/treatments/stem-cells/").status_code == 404

    confirmation = desk.get(desk_address("publish", article))
    assert "/treatments/stem-cells/" in confirmation.text
    done = desk.post(desk_address("publish", article), {"revision": 1, **URGENT}, follow=True)

    assert "Published “Stem cells”." in done.text
    assert "Words for readers." in client.get("/treatments/stem-cells/").text


def test_publishing_takes_exactly_the_revision_that_was_shown(desk, client):
    publication = factories.live_article(body="One.")
    article = publication.article
    for body in ("Two.", "Three."):
        save(desk, article, title=article.title, summary=article.summary, body=body)

    desk.post(desk_address("publish", article), {"revision": 2, **URGENT})

    assert "Two." in client.get(publication.path).text


def test_an_unfinished_page_is_refused_with_what_is_missing(desk):
    save(desk, body="Notes.")
    article = Article.objects.get()

    response = desk.post(desk_address("publish", article), {"revision": 1, **URGENT})

    assert "Choose a section." in response.text
    assert Publication.objects.count() == 0


def test_a_taken_address_is_refused_naming_its_holder(desk):
    holder = factories.live_article(title="The holder", slug="taken")
    other = factories.draft(slug="taken").article

    response = desk.post(desk_address("publish", other), {"revision": 1, **URGENT})

    assert "belongs to “The holder" in response.text
    assert Publication.objects.get() == holder


def test_a_withdrawn_page_leaves_its_notice(desk, client):
    publication = factories.live_article()
    address = desk_address("withdraw", publication.article)

    unexplained = desk.post(address, {"reason": " ", "found": "notice"})
    assert "Readers will see it" in unexplained.text
    assert client.get(publication.path).context["page"]

    desk.post(address, {"reason": "The advice has changed.", "found": "notice"})
    notice = client.get(publication.path)
    assert (notice.status_code, "The advice has changed." in notice.text) == (200, True)


def test_a_page_can_be_gone_for_good(desk, client):
    publication = factories.live_article()

    desk.post(desk_address("withdraw", publication.article), {"reason": "Wrong.", "found": "gone"})

    assert client.get(publication.path).status_code == 410


def test_a_moved_page_is_found_at_both_addresses(desk, client):
    publication = factories.live_article(slug="old")
    section = factories.section("treatments")
    address = desk_address("move", publication.article)
    assert publication.path in desk.get(address).text

    desk.post(address, {"section": section.pk, "slug": "new"})

    assert client.get("/treatments/new/").status_code == 200
    assert client.get(publication.path).headers["Location"] == "/treatments/new/"


def test_moving_to_a_taken_address_is_refused_and_changes_nothing(desk):
    factories.live_article(slug="taken", title="The holder")
    publication = factories.live_article(slug="old")
    article = publication.article

    response = desk.post(
        desk_address("move", article), {"section": article.section_id, "slug": "taken"}
    )

    article.refresh_from_db()
    assert "belongs to “The holder" in response.text
    assert (article.slug, article.revisions.count()) == ("old", 1)


def test_a_page_with_a_public_address_keeps_it_in_the_form(desk):
    article = factories.live_article(slug="fixed").article

    save(desk, article, title="Other", slug="elsewhere", section="")

    article.refresh_from_db()
    assert (article.title, article.slug, bool(article.section)) == ("Other", "fixed", True)


# --- History --------------------------------------------------------------------------------


@pytest.fixture
def rewritten(desk):
    """A live page with a newer draft."""
    rosa, sam = factories.person("Rosa", credentials="MD"), factories.person("Sam")
    first = factories.draft(title="Fatigue", body="Rest before noon.", byline=[rosa.pk])
    factories.publish(first)
    article = first.article
    article.body = "Rest after noon."
    publishing.save_draft(article=article, by=None, byline=[sam.pk], note="Other time")
    return article


def test_the_history_lists_saves_and_acts_with_the_newest_first(desk, rewritten):
    publishing.withdraw(article=rewritten, reason="Out of date.", by=None)

    content = desk.get(desk_address("history", rewritten)).text

    order = [
        "The site withdrew the page",
        "Out of date.",
        "The site saved revision 2",
        "Other time",
        "The site published revision 1 without review",
        "The site saved revision 1",
    ]
    assert sorted(order, key=content.index) == order


def test_a_comparison_tells_added_from_removed_by_words(desk, rewritten):
    content = desk.get(desk_address("compare", rewritten, **{"from": 1, "to": 2})).text

    text = " ".join(re.sub(r"<[^>]+>", "", content).split())
    assert "Rest [removed: before] [added: after] noon." in text
    assert "Authors Removed Rosa, MD Added Sam" in text
    assert "Summary" not in text


def test_a_comparison_reads_from_the_older_to_the_newer(desk, rewritten):
    content = desk.get(desk_address("compare", rewritten, **{"from": 2, "to": 1})).text

    assert content.index("revision 1") < content.index("revision 2")


@pytest.mark.parametrize(
    "query", ["", "from=1", "from=1&to=9", "from=x&to=1", "from=1&to=²", f"from=1&to={'9' * 30}"]
)
def test_a_revision_that_is_not_there_is_not_found(desk, rewritten, query):
    assert desk.get(f"{desk_address('compare', rewritten)}?{query}").status_code == 404


def test_restoring_brings_an_old_text_back_as_a_draft(desk, rewritten, client):
    response = desk.post(desk_address("restore", rewritten), {"revision": 1}, follow=True)

    rewritten.refresh_from_db()
    assert "as revision 3" in response.text
    assert (rewritten.body, in_order(rewritten)) == ("Rest before noon.", ["Rosa"])
    assert rewritten.revisions.count() == 3


def test_the_history_of_a_long_life_comes_in_pages_with_few_queries(
    desk, django_assert_num_queries
):
    article = factories.draft(body="0").article
    for number in range(1, 45):
        article.body = str(number)
        publishing.save_draft(article=article, by=None)

    with django_assert_num_queries(9):
        response = desk.get(desk_address("history", article))

    assert response.text.count('class="timeline-when"') == 40
    assert "Older entries" in response.text


# --- Who may not ----------------------------------------------------------------------------

DESK = ["preview", "publish", "withdraw", "move", "history", "compare", "restore", "change"]
DESK += [
    "submit",
    "review",
    "remark",
    "resolve_remark",
    "send_again",
    "approve_live",
    "approve_spelling",
]


@pytest.mark.parametrize("name", DESK)
def test_the_desk_shows_no_draft_to_those_who_may_not_read_it(name):
    article = factories.draft(title=CANARY, body=CANARY).article
    address = desk_address(name, article)

    anonymous = Client().get(address, follow=True)
    reader = signed_in(factories.user()).get(address, follow=True)
    bystander = signed_in(staff("view_section")).get(address)

    assert CANARY not in anonymous.text + reader.text + bystander.text
    assert anonymous.redirect_chain[0][0].startswith("/admin/login/")
    assert bystander.status_code in (403, 405)


@pytest.mark.parametrize("name", ["publish", "withdraw", "move"])
def test_an_author_who_may_not_publish_is_refused(name, client):
    publication = factories.live_article()
    author = signed_in(staff("view_article", "change_article"))
    form = {"revision": 1, "reason": "x", "found": "notice", "section": 1, "slug": "x"}

    response = author.post(desk_address(name, publication.article), form)

    assert response.status_code == 403
    assert Publication.objects.get() == publication
    page = author.get(desk_address("change", publication.article)).text
    assert desk_address(name, publication.article) not in page


def test_somebody_who_may_only_look_can_change_nothing():
    article = factories.draft(body="As it was.").article
    onlooker = signed_in(staff("view_article"))

    assert onlooker.get(desk_address("history", article)).status_code == 200
    assert onlooker.get(desk_address("change", article)).status_code == 200
    assert onlooker.post(desk_address("restore", article), {"revision": 1}).status_code == 403
    assert save(onlooker, article, body="Other.").status_code == 403


@pytest.mark.parametrize("name", ["preview", "history", "compare", "publish"])
def test_what_shows_drafts_is_never_kept_by_a_browser(name, desk, rewritten):
    response = desk.get(desk_address(name, rewritten, **{"from": 1, "to": 2}))

    assert "no-store" in response["Cache-Control"]


def test_a_preview_is_the_public_page_marked_as_a_draft_and_kept_from_search_engines(
    desk, rewritten
):
    response = desk.get(desk_address("preview", rewritten))
    first = desk.get(desk_address("preview", rewritten, revision=1))

    assert "Rest after noon." in response.text
    assert "Draft preview." in response.text
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "Rest before noon." in first.text


# --- The list -------------------------------------------------------------------------------


@pytest.fixture
def one_page_in_each_state():
    factories.draft(title="A draft")
    factories.live_article(title="A live page")
    changed = factories.live_article(title="A changed page").article
    changed.body = "More."
    publishing.save_draft(article=changed, by=None)
    gone = factories.live_article(title="A withdrawn page").article
    publishing.withdraw(article=gone, reason="Old.", by=None)


def listed(response):
    names = re.findall(r'class="field-name[^"]*"><a [^>]*>([^<]+)</a>', response.text)
    return set(names)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("state=draft", {"A draft"}),
        ("state=live", {"A live page"}),
        ("state=changed", {"A changed page"}),
        ("state=withdrawn", {"A withdrawn page"}),
        ("state=ended", set()),
        ("q=withdrawn", {"A withdrawn page"}),
        ("", {"A draft", "A live page", "A changed page", "A withdrawn page"}),
    ],
)
def test_pages_are_found_by_their_state_and_their_words(query, names, desk, one_page_in_each_state):
    assert listed(desk.get(f"/admin/articles/article/?{query}")) == names


# --- Sections, people, links, images, settings ----------------------------------------------


def test_a_renamed_section_moves_its_pages(desk, client):
    publication = factories.live_article(section=factories.section("old-name"))
    address = reverse("admin:articles_section_change", args=[publication.section.pk])

    desk.post(address, opened(desk, address, name="New", slug="new-name"))

    assert client.get(publication.path).headers["Location"].startswith("/new-name/")


def test_a_refused_section_comes_back_with_the_reason_and_the_words(desk):
    response = desk.post(
        reverse("admin:articles_section_add"),
        {
            "name": "Search",
            "slug": "search",
            "introduction": CANARY,
            "position": 0,
            "review_months": 12,
        },
    )

    assert "“search” is used by the site itself" in response.text
    assert CANARY in response.text
    assert Section.objects.count() == 0


def test_people_and_links_are_saved_by_acts(desk, admin):
    desk.post(reverse("admin:articles_person_add"), {"name": "Ida Example", "slug": "ida-example"})
    desk.post(
        reverse("admin:articles_link_add"),
        {"address": "https://example.org/a", "title": "A", "kind": "page", "language": "en"},
    )

    assert (Person.objects.count(), Link.objects.count()) == (1, 1)
    events = set(admin.events.values_list("verb", flat=True))
    assert events == {"person saved", "link saved"}


def typed_settings():
    """What a browser sends of the settings, the featured pages apart."""
    typed = {"site_name": "MS Center", "home_title": "Living with MS"}
    return model_to_dict(SiteSettings.first_values()) | typed


def test_site_settings_are_one_form_with_the_featured_pages_in_order(desk):
    first, second = (factories.live_article().article for _ in range(2))

    def path(page):
        return page.publications.get().path

    assert desk.get(reverse("admin:articles_sitesettings_changelist")).url.endswith("/1/change/")

    desk.post(
        reverse("admin:articles_sitesettings_change", args=[1]),
        typed_settings()
        | rows("featured", {"page": path(first), "ORDER": 2}, {"page": path(second), "ORDER": 1}),
    )

    assert SiteSettings.current().site_name == "MS Center"
    featured = Article.objects.filter(featured__isnull=False).order_by("featured__position")
    assert list(featured) == [second, first]


def test_a_featured_page_that_is_not_live_any_more_may_stay(desk):
    page, other = (factories.live_article().article for _ in range(2))
    factories.site_settings()
    publishing.save_settings(settings=SiteSettings.current(), by=None, featured=[page])
    publishing.withdraw(article=page, by=None, reason="Out of date")
    address = reverse("admin:articles_sitesettings_change", args=[1])
    named = f"Page {page.pk}, which is not live"
    fields = typed_settings()

    assert f'value="{named}"' in desk.get(address).text
    stays = desk.post(address, fields | rows("featured", {"page": named, "ORDER": 1}))
    unknown = f"Page {other.pk}, which is not live"
    refused = desk.post(address, fields | rows("featured", {"page": unknown, "ORDER": 1}))

    assert stays.status_code == 302
    assert list(Article.objects.filter(featured__isnull=False)) == [page]
    assert "Choose one from the list" in refused.text


@pytest.mark.parametrize("model", [Article, Section, Person, Link, Image, SiteSettings])
def test_nothing_that_pages_stand_on_is_deleted_in_the_admin(model, desk):
    factories.site_settings()
    name = model._meta.model_name
    rows_there = {
        "article": lambda: factories.live_article().article,
        "section": factories.section,
        "person": factories.person,
        "link": factories.link,
        "image": lambda: Image.objects.create(
            file="images/a.png", width=1, height=1, is_decorative=True
        ),
        "sitesettings": SiteSettings.current,
    }
    row = rows_there[name]()

    response = desk.post(reverse(f"admin:articles_{name}_delete", args=[row.pk]), {"post": "yes"})

    assert response.status_code == 403
    assert model.objects.filter(pk=row.pk).exists()


# --- The whole admin ------------------------------------------------------------------------


def routes(patterns, before=""):
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern.url_patterns, route)


def admin_addresses():
    """Every address of the admin, with the key of a row that is there for the first of its kind."""
    for route in routes(site.get_urls()):
        app, _, rest = route.partition("/")
        model = apps.all_models.get(app, {}).get(rest.partition("/")[0])
        key = model.objects.values_list("pk", flat=True).first() if model else None
        if not route.startswith("^") and not (key is None and "<" in route):
            yield "/admin/" + re.sub(r"<[^>]+>", str(key), route)
    yield "/admin/articles/"


INLINE = {
    "a script of markdownx": r"<(?:script|link)[^>]+markdownx",
    "an inline style": r"<style|<[^>]+\sstyle=",
    "an inline script": r"<script(?![^>]+\bsrc=)(?![^>]+application/json)",
    "an inline handler": r"<[^>]+\son\w+=",
}


def test_no_page_of_the_admin_loads_markdownx_or_has_anything_inline(desk):
    factories.site_settings()
    article = factories.live_article(byline=[factories.person().pk]).article
    publishing.save_draft(article=article, by=None, resources=[(factories.link().pk, "")])
    Group.objects.create(name="Authors")
    Image.objects.create(file="images/a.png", width=1, height=1, is_decorative=True)
    faults, seen = [], {}

    for address in admin_addresses():
        response = desk.get(address + ("?from=1&to=2" if "compare" in address else ""))
        seen[address] = response.status_code
        if response["Content-Type"].startswith("text/html"):
            html = response.text
            faults += [f"{address}: {n}" for n, p in INLINE.items() if re.search(p, html)]

    assert faults == []
    shown = [address for address, status in seen.items() if status == 200]
    assert len(shown) > 40
    assert [address for address, status in seen.items() if status >= 500] == []
    form = desk.get(desk_address("change", article)).text
    assert 'type="module"' in re.search(r"<script[^>]+editor/editor[^>]*>", form)[0]


def test_the_settings_of_the_editor_field_name_our_own_views():
    named = settings.MARKDOWNX_URLS_PATH, settings.MARKDOWNX_UPLOAD_URLS_PATH

    assert named == (reverse("admin:markdown-preview"), reverse("admin:markdown-upload"))
    markdownify = import_string(settings.MARKDOWNX_MARKDOWNIFY_FUNCTION)
    assert (
        markdownify("<script>x</script> *now*")
        == "<p>&lt;script&gt;x&lt;/script&gt; <em>now</em></p>\n"
    )


def test_models_stand_in_the_groups_people_look_for(desk):
    groups = desk.get("/admin/").context["app_list"]

    names = [group["name"] for group in groups]
    assert names == ["Content", "People and links", "Whole site", "Accounts"]
    assert [model["name"] for model in groups[0]["models"]] == ["Pages", "Sections", "Images"]


def test_a_list_without_a_result_says_so_and_offers_the_whole_list(desk):
    factories.live_article()

    searched = desk.get("/admin/articles/article/?q=nothing-like-it").text
    empty = desk.get("/admin/articles/image/").text

    assert '<a href="?">Show all pages</a>' in searched
    assert "There are no images yet." in empty
    assert "Show all" not in desk.get("/admin/articles/article/?q=fatigue").text


@pytest.mark.parametrize(
    ("name", "trail"),
    [
        ("change", ["Home", "People", "Rosa Example"]),
        ("history", ["Home", "People", "Rosa Example", "History"]),
        ("add", ["Home", "People", "Add person"]),
        ("changelist", ["Home", "People"]),
    ],
)
def test_the_trail_leads_through_things_and_not_through_apps(name, trail, desk):
    key = [factories.person("Rosa Example").pk] if name in ("change", "history") else []

    page = desk.get(reverse(f"admin:articles_person_{name}", args=key)).text

    crumbs = BeautifulSoup(page, "lxml").select_one(".breadcrumbs").get_text()
    assert [crumb.strip() for crumb in crumbs.split("›")] == trail


def test_a_form_is_headed_by_what_is_in_it(desk):
    person = factories.person("Rosa Example", credentials="MD")

    page = BeautifulSoup(
        desk.get(reverse("admin:articles_person_change", args=[person.pk])).text, "lxml"
    )

    assert [heading.text for heading in page.select("h1")] == ["Rosa Example, MD"]


def test_the_rights_of_a_group_stand_together_by_what_they_are_for(desk):
    page = BeautifulSoup(desk.get(reverse("admin:auth_group_add")).text, "lxml")

    groups = {each.legend.text: each for each in page.select(".rights fieldset")}
    assert [label.get_text(strip=True) for label in groups["Sections"].select("label")] == [
        "Can add section",
        "Can change section",
        "Can view section",
    ]


def test_an_account_shows_no_part_of_its_password(desk, admin):
    admin.set_password("Something quite long 2026")
    admin.save()
    client = signed_in(admin)

    page = client.get(reverse("admin:auth_user_change", args=[admin.pk])).text

    assert "A password is set." in page
    assert "pbkdf2" not in page
    assert "salt" not in page


def test_a_group_is_never_deleted(desk):
    group = Group.objects.create(name="Writers")

    response = desk.post(reverse("admin:auth_group_delete", args=[group.pk]), {"post": "yes"})

    assert response.status_code == 403
    assert Group.objects.filter(pk=group.pk).exists()


def test_an_account_is_deactivated_and_never_deleted(desk):
    author = factories.draft(by=factories.user(username="author")).made_by

    response = desk.post(reverse("admin:auth_user_delete", args=[author.pk]), {"post": "yes"})

    assert response.status_code == 403
    assert User.objects.filter(pk=author.pk).exists()


@pytest.mark.parametrize("fields", [{}, {"title": "Fatiga", "language": "es"}])
def test_a_draft_of_almost_nothing_can_be_previewed(fields, desk):
    save(desk, **({"title": "", "body": "Notes."} | fields))

    response = desk.get(desk_address("preview", Article.objects.get()))

    assert (response.status_code, "Notes." in response.text) == (200, True)
