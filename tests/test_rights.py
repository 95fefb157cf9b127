"""Every role at every address with GET and POST, over pages of its own, of others, and archived.

The addresses come from the URL configuration, what is expected from ``rights_table.TABLE``. The
pages are drafts; their words stand nowhere but in them, so no answer to someone who may not read
a page may hold its word. The same is asked of what waits, is noted or is unsaved: see canaries.py.
"""

import re
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from accessibility.menus import acts as menu_acts
from accessibility.menus import trash
from accessibility.statement import messages
from articles import permissions, publishing
from articles.models import SITEMAP_RANGE, FeaturedPage, Image, Person
from articles.publishing.approval import review_links
from tests import canaries, factories
from tests.rights_table import (
    ANONYMOUS,
    BYSTANDER,
    ONE,
    OTHER,
    OTHER_IN_BIN,
    OWN,
    OWN_IN_BIN,
    PAGES,
    READ,
    READER,
    ROLES,
    SUPERUSER,
    TABLE,
)

WORDS = {OWN: "KestrelAmber", OTHER: "KestrelBirch", OWN_IN_BIN: "KestrelCedar"}
WORDS[OTHER_IN_BIN] = "KestrelDelta"
GONE = ("/symptoms/withdrawn/", "/symptoms/binned/")
EVERY_WORD = (*canaries.BESIDE, *canaries.IN_TEXTS)
ELSEWHERE = " limited to another section"
GAP = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")


def routes(patterns=None, before=""):
    """Every address of the site, spelt as the URL configuration does."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern.url_patterns, route)


def test_every_address_has_its_row_and_every_row_its_address():
    addresses = set(routes())

    assert len(addresses) > 90
    assert sorted(addresses - TABLE.keys()) == [], "Write a row in tests/rights_table.py"
    assert sorted(TABLE.keys() - addresses) == [], "These rows are about no address"


def someone(role):
    """An account of a role; nobody for a visitor."""
    if role == ANONYMOUS:
        return None
    account = factories.user(
        username=f"someone-{ROLES.index(role)}",
        is_staff=role != READER,
        is_superuser=role == SUPERUSER,
    )
    if role not in (READER, BYSTANDER, SUPERUSER):
        account.groups.add(Group.objects.get(name=role.removesuffix(ELSEWHERE)))
    if role.endswith(ELSEWHERE):
        account.sections_of_work.add(factories.section("treatments"))
    return account


@pytest.fixture
def site(db):
    """One of everything, and two drafts of someone else, one of them archived."""
    factories.site_settings()
    menu = menu_acts.save_menu(
        slug="main",
        items=[
            {"label": "A", "address": "/symptoms/"},
            {"label": "B", "address": "/keyboard-help/"},
        ],
    )
    factories.section("symptoms")
    version = menu_acts.publish_menu(menu, by=None)
    first, second = menu.items.all()
    entry = trash.remove_item(second, by=None)
    image = Image.objects.create(file="images/a.png", width=1, height=1, is_decorative=True)
    rosa, link = factories.person("Rosa Example"), factories.link()
    owner = factories.user(username="owner", is_staff=True)
    made = {thing: draft(thing, owner, rosa, link) for thing in (OTHER, OTHER_IN_BIN)}
    canaries.beside(made[OTHER], by=owner)
    FeaturedPage.objects.create(article=made[OTHER])
    put_into_bin(made[OTHER_IN_BIN])
    live = factories.live_article(title="For everyone")
    outside = publishing.submit(
        revision=live.revision,
        by=owner,
        changed="All",
        outside_name="Ida",
        outside_email="ida@example.net",
    )
    gaps = {
        "person": {"object_id": rosa.pk, "slug": rosa.slug},
        "sitemap range": {"number": live.article_id // SITEMAP_RANGE},
        "letter of a short list": {"slug": "symptoms", "part": "k"},
        "letter of few links": {"part": "k"},
        "letter of someone's few pages": {"slug": rosa.slug, "part": "k"},
        "section": {"object_id": live.section_id, "slug": "symptoms"},
        "link": {"object_id": link.pk, "pk": link.pk},
        "review link": {"token": review_links.token_for(outside), "pk": 1},
        "image": {"object_id": image.pk, "pk": image.pk, "name": "a.png"},
        "live page": {"path": live.path.lstrip("/")},
        "user": {"object_id": owner.pk, "id": owner.pk},
        "account": {"pk": owner.pk},
        "password link": {"uidb64": "MQ", "token": "1-forged"},
        "group": {"object_id": Group.objects.create(name="Our own").pk},
        "settings": {"object_id": 1},
        "message": {"object_id": messages.tell(text="Too small", address="127.0.0.1").pk},
        "term": {"object_id": factories.term().pk},
        "menu": {
            "object_id": menu.pk,
            "pk": menu.pk,
            "item_pk": first.pk,
            "entry_pk": entry.pk,
            "version_pk": version.pk,
            "step_pk": menu.steps.first().pk,
        },
        "home page": {"pk": 1},
        "act": {"what": "publish"},
        "look": {"look": "dark"},
        "forged link": {"token": "1.1.1999999999.forged"},
        "app": {"app_label": "articles"},
        "list": {"slug": "to-approve"},
        "help topic": {"slug": "links"},
        "row on the site": {
            "content_type_id": ContentType.objects.get_for_model(Person).pk,
            "object_id": rosa.pk,
        },
        "": {},
    }
    return gaps, made


@pytest.fixture
def waiting(site):
    """Pages with texts that wait, or are no longer shown; and links that show nothing any more."""
    _, made = site
    asked = factories.draft(body=f"{canaries.LINKED} text").article
    owner = made[OTHER].owner
    owner.groups.add(Group.objects.get(name="Publisher"))
    return canaries.texts(), canaries.links_to(asked, by=owner)


def draft(thing, owner=None, person=None, link=None):
    """A draft of which every field that takes words holds its own."""
    word = WORDS[thing]
    return factories.draft(
        title=f"{word} title",
        short_title=f"{word} short",
        slug=word.lower(),
        summary=f"{word} summary",
        body=f"{word} text ![{word}](/media/images/a.png)",
        owner=owner,
        section=factories.section("symptoms"),
        by=owner,
        byline=[person.pk] if person else [],
        resources=[(link.pk, f"{word} note")] if link else [],
    ).article


def put_into_bin(article):
    publishing.archive(thing=article, by=None)


@pytest.fixture
def media(media_root):
    (media_root / "images").mkdir(parents=True)
    (media_root / "images" / "a.png").write_bytes(b"not looked at")


def addresses_about(route, row, gaps, made):
    """(whose page, address) for everything an address is to be tried with."""
    if row.about != "page":
        return [(ONE, fill(route, gaps[row.about], row))]
    return [
        (thing, fill(route, {"object_id": page.pk, "pk": page.pk, "kind": "page"}, row))
        for thing, page in made.items()
    ]


def fill(route, values, row):
    filled = GAP.sub(lambda gap: str(values[gap[1] or gap[2]]), route)
    filled = filled.replace("^(?:admin/)?markdownx(?:/|$)", "markdownx/")
    return f"/{filled.strip('^$').replace('/^', '/')}" + (f"?{row.query}" if row.query else "")


class Visitor:
    """Asks for addresses with the session of an account; nothing that an answer did stays."""

    def __init__(self, account):
        self.client = Client()  # one for all: each loads the middleware again
        if account is not None:
            self.client.force_login(account)
        self.cookies = self.client.cookies.output()

    def ask(self, method, address, data):
        with transaction.atomic():
            response = getattr(self.client, method)(address, data)
            body = b"".join(response) if response.streaming else response.content
            transaction.set_rollback(True)
        self.client.cookies.clear()
        self.client.cookies.load(self.cookies.replace("Set-Cookie: ", ""))
        return response, body


def is_let_in(response, row):
    leads_to = response.headers.get("Location", "")
    is_sent_away = "/admin/login/" in leads_to or leads_to == "/admin/"
    closed = (401, 403, 404, 405) if row.is_there else (401, 403, 405)
    return not is_sent_away and response.status_code not in closed


def hidden_from(role):
    words = [*canaries.UNSAVED, *(WORDS[thing] for thing in PAGES if (role, thing) not in READ)]
    return words if (role, OTHER) in READ else [*words, *canaries.BESIDE, *canaries.IN_TEXTS]


def words_in(body, words):
    text = body.decode(errors="replace").lower()
    return [word for word in words if word.lower() in text]


def posted(row, gaps):
    return {name: str(value).format(**gaps["menu"]) for name, value in row.data.items()}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_what_the_table_says_and_sees_no_hidden_word(role, site, waiting, media):
    gaps, made = site
    account = someone(role)
    made = {OWN: draft(OWN, account), OWN_IN_BIN: draft(OWN_IN_BIN, account), **made}
    put_into_bin(made[OWN_IN_BIN])
    hidden, visitor, faults, opened = hidden_from(role), Visitor(account), [], 0

    for route, row in TABLE.items():
        for thing, address in addresses_about(route, row, gaps, made):
            for method, audience in (("get", row.get), ("post", row.post)):
                data = posted(row, gaps) if method == "post" else {}
                response, body = visitor.ask(method, address, data)
                expected = (role, thing) in audience
                opened += expected
                if is_let_in(response, row) != expected:
                    faults.append(f"{method} {address} ({thing}): {response.status_code}")
                leaks = words_in(body, hidden)
                faults += [f"{method} {address} ({thing}) shows {word}" for word in leaks]

    assert "\n".join(faults) == ""
    assert opened > 10


@pytest.mark.parametrize("role", ROLES)
def test_texts_that_wait_or_are_over_are_seen_only_by_who_may_read_them(role, site, waiting):
    gaps, made = site
    pages, (_, closed) = waiting
    visitor, seen, faults = Visitor(someone(role)), set(), []
    hidden = [*hidden_from(role), canaries.LINKED]
    asked = [("get", address, {}) for address in (*closed, *addresses_of(pages, made[OTHER]))]
    for route, row in TABLE.items():
        if row.about == "page":
            for _, address in addresses_about(route, row, gaps, dict(enumerate(pages))):
                asked += [("get", address, {}), ("post", address, posted(row, gaps))]

    for method, address, data in asked:
        _, body = visitor.ask(method, address, data)
        seen.update(words_in(body, EVERY_WORD))
        faults += [f"{method} {address} shows {word}" for word in words_in(body, hidden)]

    assert "\n".join(faults) == ""
    if (role, OTHER) in READ:
        assert seen >= {*canaries.BESIDE, *canaries.IN_TEXTS}, "Words that nobody could find"


def test_words_that_nobody_else_sees_are_there_to_be_seen(site, waiting):
    _, made = site
    _, (shown, _) = waiting
    page, anybody = made[OTHER], Visitor(None)
    theirs = Visitor(page.owner)

    for address in shown:
        assert words_in(anybody.ask("get", address, {})[1], [canaries.LINKED])
    for form, word in zip((f"{page.pk}/change/", "add/"), canaries.UNSAVED, strict=True):
        address = f"/admin/articles/article/{form}?unsaved={canaries.WINDOW}"
        assert words_in(theirs.ask("get", address, {})[1], [word])


def addresses_of(pages, other):
    """Where readers would look for the pages, and staff for unsaved work and for the past."""
    now = f"{timezone.localtime():at_0=%Y-%m-%d&at_1=%H:%M:%S}"
    yield f"/admin/as-of/?{now}"
    for address in ("/symptoms/seen/", "/symptoms/coming/", *GONE):
        yield address
        yield f"/admin/as-of/page/?{now}&{urlencode({'address': address})}"
    for page in (*pages, other):
        yield f"/admin/articles/article/{page.pk}/compare/?from=1&to=2"
        yield from (f"/admin/articles/article/{page.pk}/preview/?revision={n}" for n in range(1, 6))
    for form in (f"{other.pk}/change/", "add/"):
        yield f"/admin/articles/article/{form}?unsaved={canaries.WINDOW}"
    yield f"/admin/articles/article/{other.pk}/history/"
    yield f"/admin/articles/article/{other.pk}/review/"


@pytest.mark.parametrize("role", [role for role in ROLES if role != ANONYMOUS])
def test_the_pages_listed_are_those_that_may_each_be_read(role, site):
    _, made = site
    account = someone(role)
    made = {OWN: draft(OWN, account), OWN_IN_BIN: draft(OWN_IN_BIN, account), **made}
    put_into_bin(made[OWN_IN_BIN])

    listed = set(permissions.readable(account).filter(pk__in=[row.pk for row in made.values()]))

    assert listed == {page for page in made.values() if permissions.may_read(account, page)}
    assert listed == {page for thing, page in made.items() if (role, thing) in READ}
