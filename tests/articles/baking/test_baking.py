"""Public pages as files: what is written, what a change touches, what never breaks."""

import datetime
import gzip
import os
import time
from inspect import signature

import brotli
import pytest
from django.utils import timezone

from accessibility import glossary
from accessibility.menus import acts as menu_acts
from accessibility.models import Term
from articles import publishing
from articles.baking import dependencies, follower, layout, list_parts
from articles.baking.tree import Outcome, outcome_in
from articles.baking.writer import differences
from articles.models import SITEMAP_RANGE
from articles.public import lists
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(settings, tmp_path):
    """The folder that is baked into."""
    settings.BAKED_ROOT = tmp_path / "baked"
    return settings.BAKED_ROOT


@pytest.fixture
def follow(root):
    """``follow()`` brings the files up to date as a follower does; returns the tree."""
    started = follower.Follower(root)

    def until_nothing_is_left():
        while started.turn():
            pass
        return started.baker.tree

    until_nothing_is_left.follower = started
    yield until_nothing_is_left
    started.stop()


def later(**how_long):
    return timezone.now() + datetime.timedelta(**how_long)


def page_in(tree, address):
    return (tree.read(layout.page_file(address.encode())) or b"").decode()


def wrong_in(tree, *, at=None):
    at = at or later(seconds=1)
    return list(differences(tree, dependencies.every_address(at=at), at=at))


# --- what is written ---


def test_a_baked_page_has_the_bytes_that_django_sends(follow, client, settings):
    settings.SITE_ADDRESS = "http://testserver"
    rosa = factories.person(slug="rosa")
    factories.live_article(slug="fatigue", byline=[rosa.pk], body="[MS](https://example.org/ms)")
    withdrawn = factories.live_article(slug="old").article
    publishing.withdraw(article=withdrawn, by=None, reason="Out of date")

    tree = follow()

    addresses = dependencies.every_address(at=timezone.now())
    assert {"/", "/symptoms/", "/symptoms/fatigue/", "/symptoms/old/", "/people/rosa/"} < {
        *addresses
    }
    for address in addresses:
        response = client.get(address)
        # Of a redirect, where it leads is all that is kept.
        sent = response.headers.get("Location", "").encode() or response.content
        assert outcome_in(tree, address).content == sent, address


def test_copies_hold_what_the_page_holds_and_carry_its_second(follow):
    factories.live_article(slug="fatigue")

    tree = follow()

    file = tree.path(layout.page_file(b"/symptoms/fatigue/"))
    page = tree.read(file)
    assert brotli.decompress(tree.read(file + b".br")) == page
    assert gzip.decompress(tree.read(file + b".gz")) == page
    assert len({os.stat(file + suffix).st_mtime for suffix in (b"", b".br", b".gz")}) == 1


def test_nothing_that_is_no_page_of_the_public_is_baked(follow):
    factories.draft(slug="canary")
    publishing.publish(
        revision=factories.draft(slug="coming"),
        by=None,
        reason="For a test",
        urgent=True,
        starts_at=later(days=1),
    )

    addresses = follow().addresses()

    assert not {a for a in addresses if "canary" in a or "coming" in a or "search" in a}


def test_an_address_that_moved_leads_on_and_one_that_ended_is_gone(follow):
    article = factories.live_article(slug="old").article
    publishing.move(article=article, slug="new", section=article.section, by=None)
    ended = factories.live_article(slug="ended").article
    publishing.withdraw(article=ended, by=None, reason="Wrong", gone=True)

    tree = follow()

    assert outcome_in(tree, "/symptoms/old/") == Outcome("redirect", b"/symptoms/new/")
    assert outcome_in(tree, "/symptoms/ended/").kind == "gone"
    assert "removed" in outcome_in(tree, "/symptoms/ended/").content.decode()


def test_every_tree_of_the_same_content_is_the_same_to_the_byte_and_second(root, follow, tmp_path):
    factories.live_article(slug="fatigue", title="One")
    follow()
    time.sleep(1)  # two changes of a page within a second are told apart on the spot only
    factories.live_article(slug="walking", title="Two")
    menu_acts.publish_menu(menu_acts.save_menu(slug="footer", items=[]), by=None)
    followed = follow()

    other = follower.Follower(tmp_path / "other node")
    other.catch_up()

    assert dated(other.baker.tree) == dated(followed)
    other.stop()


def test_a_restored_copy_dates_every_file_alike_however_quickly_pages_changed(follow, tmp_path):
    page = factories.live_article(slug="fatigue", title="One")
    factories.term("fatigue", plain_words="A lack of energy.")
    factories.person(slug="rosa")
    follow()
    for number in range(3):
        page.article.body = f"Text {number}"
        factories.publish(publishing.save_draft(article=page.article, by=None).revision)
        follow()
    publishing.save_person(person=factories.person("Ida Example"), by=None)

    assert dated(until_dated(follow)) == dated(copy_of(tmp_path))


def until_dated(follow):
    """The tree once the second of whatever was dated ahead is over, and the log names it."""
    follow()
    while follow.follower.baker.dated_ahead:
        time.sleep(0.2)
        follow()
    return follow()  # which reads what it has just announced itself


def copy_of(folder):
    """What a follower that knows only the database bakes."""
    other = follower.Follower(folder / "copy")
    other.catch_up()
    other.stop()
    return other.baker.tree


def dated(tree):
    return {file: (tree.read(file), tree.mtime(file)) for file in tree.files()}


# --- what a change touches ---


def a_menu_is_published():
    factories.live_article(slug="fatigue")
    yield
    menu = menu_acts.save_menu(
        slug="main", items=[{"label": "Fatigue", "address": "/symptoms/fatigue/"}]
    )
    menu_acts.publish_menu(menu, by=None)


def a_person_is_saved():
    rosa = factories.person(slug="rosa")
    yield
    rosa.name = "Rosa Other"
    publishing.save_person(person=rosa, by=None)


def a_person_gets_another_address():
    rosa = factories.person(slug="rosa")
    yield
    rosa.slug = "rosa-other"
    publishing.save_person(person=rosa, by=None)


def a_person_is_archived():
    rosa = factories.person(slug="rosa")
    yield
    publishing.archive(thing=rosa, by=None)


def a_page_of_theirs_is_published():
    rosa = factories.person(slug="rosa")
    yield
    factories.live_article(slug="hers", byline=[rosa.pk])


def a_page_is_published_again():
    article = factories.live_article(slug="fatigue").article
    yield
    article.title = "Another title"
    factories.publish(publishing.save_draft(article=article, by=None).revision)


def a_page_loses_an_author():
    rosa = factories.person(slug="rosa")
    article = factories.live_article(slug="fatigue", byline=[rosa.pk]).article
    yield
    factories.publish(publishing.save_draft(article=article, by=None, byline=[]).revision)


def a_page_moves_to_another_section():
    article = factories.live_article(slug="fatigue").article
    treatments = factories.section("treatments")
    publishing.redirect(path="/old-site.asp", target_url="/symptoms/fatigue/", by=None)
    yield
    publishing.move(article=article, slug="tired", section=treatments, by=None)


def a_page_is_withdrawn_for_another():
    better = factories.live_article(slug="better").article
    worse = factories.live_article(slug="worse").article
    publishing.withdraw(article=worse, by=None, reason="Old", instead=better)
    yield
    better.title = "Better still"
    factories.publish(publishing.save_draft(article=better, by=None).revision)


def a_page_is_withdrawn():
    article = factories.live_article(slug="fatigue").article
    yield
    publishing.withdraw(article=article, by=None, reason="Out of date")


def a_page_is_gone():
    article = factories.live_article(slug="fatigue").article
    yield
    publishing.withdraw(article=article, by=None, reason="Wrong", gone=True)


def a_section_is_renamed():
    factories.live_article(slug="fatigue")
    section = factories.section()
    yield
    section.slug = "signs"
    publishing.save_section(section=section, by=None)


def a_link_is_saved():
    link = factories.link("https://example.org/ms")
    factories.live_article(slug="fatigue", resources=[(link.pk, "")])
    yield
    link.title = "Another title"
    publishing.save_link(link=link, by=None)


def a_link_is_replaced():
    link = factories.link("https://example.org/ms")
    factories.live_article(slug="fatigue", resources=[(link.pk, "")])
    yield
    publishing.replace_link(link=link, address="https://example.org/other", by=None)


def settings_are_saved():
    featured = factories.live_article(slug="fatigue").article
    settings = factories.site_settings()
    yield
    publishing.save_settings(settings=settings, by=None, featured=[featured])


def a_review_is_recorded():
    article = factories.live_article(slug="fatigue").article
    rosa = factories.person()
    yield
    publishing.record_review(
        article=article,
        person=rosa,
        by=None,
        reviewed_on=timezone.localdate(),
        due_on=timezone.localdate() + datetime.timedelta(days=365),
    )


def a_redirect_is_laid():
    factories.live_article(slug="fatigue")
    yield
    publishing.redirect(path="/fatigue.html", target_url="/symptoms/fatigue/", by=None)


def a_term_is_explained():
    factories.live_article(slug="fatigue", body="Some have spasticity.")
    yield
    term = Term(name="spasticity", plain_words="Stiff muscles.")
    glossary.save_term(term=term, by=None)


def a_section_s_list_becomes_long(monkeypatch):
    shorten_lists(monkeypatch, to=3)
    for title in ("Apples", "Bread"):
        factories.live_article(slug=title.lower(), title=title)
    yield
    factories.live_article(slug="cake", title="Cake")


def a_long_list_becomes_short(monkeypatch):
    shorten_lists(monkeypatch, to=2)
    article = factories.live_article(slug="apples", title="Apples").article
    factories.live_article(slug="bread", title="Bread")
    yield
    publishing.withdraw(article=article, by=None, reason="Wrong", gone=True)


def a_page_of_a_long_list_gets_another_letter(monkeypatch):
    shorten_lists(monkeypatch, to=1)
    for number in range(5):
        factories.live_article(slug=f"bread-{number}", title="Bread")
    article = factories.live_article(slug="apples", title="Apples").article
    yield
    article.title = "Élan"
    factories.publish(publishing.save_draft(article=article, by=None).revision)


def a_person_of_many_gets_another_name(monkeypatch):
    shorten_lists(monkeypatch, to=1)
    rosa = factories.person(name="Rosa", slug="rosa")
    factories.person(name="Ben")
    yield
    rosa.name = "Ana"
    publishing.save_person(person=rosa, by=None)


def shorten_lists(monkeypatch, *, to):
    for module in (lists, list_parts, dependencies):
        monkeypatch.setattr(module, "LONGEST_LIST", to)


def a_letter_becomes_long(monkeypatch):
    shorten_lists(monkeypatch, to=2)
    rosa = factories.person(slug="rosa")
    for title in ("Falls", "Feet", "Walking"):
        factories.live_article(slug=title.lower(), title=title, byline=[rosa.pk])
    yield
    factories.live_article(slug="fatigue", title="Fatigue", byline=[rosa.pk])


@pytest.mark.django_db
def test_a_part_of_someone_s_list_that_is_named_is_no_person(monkeypatch):
    shorten_lists(monkeypatch, to=1)
    rosa = factories.person(slug="rosa")
    for title in ("Falls", "Walking"):
        factories.live_article(slug=title.lower(), title=title, byline=[rosa.pk])
    named = {"/people/rosa/", "/people/rosa/f/"}

    changed = dependencies.Invalidation(at=timezone.now(), paths=named)
    found = dependencies.affected_by(changed)

    assert named <= set(found)


def all_of_a_letter_s_pages_go(monkeypatch):
    shorten_lists(monkeypatch, to=1)
    article = factories.live_article(slug="fall", title="Fall").article
    factories.live_article(slug="fallen", title="Fallen")
    yield
    publishing.withdraw(article=article, by=None, reason="Wrong", gone=True)


def somebody_with_many_pages_gets_another_name(monkeypatch):
    shorten_lists(monkeypatch, to=1)
    rosa = factories.person(slug="rosa")
    for title in ("Falls", "Feet"):
        factories.live_article(slug=title.lower(), title=title, byline=[rosa.pk])
    yield
    rosa.name = "Rosa Other"
    publishing.save_person(person=rosa, by=None)


def a_link_of_many_gets_another_publisher(monkeypatch):
    shorten_lists(monkeypatch, to=1)
    links = [factories.link(publisher=name) for name in ("Academy", "Walk Club")]
    factories.live_article(slug="fatigue", resources=[(link.pk, "") for link in links])
    yield
    links[0].publisher = "Zebra"
    publishing.save_link(link=links[0], by=None)


def a_page_uses_one_more_link(monkeypatch):
    shorten_lists(monkeypatch, to=1)
    links = [factories.link(publisher=name) for name in ("Academy", "Walk Club")]
    article = factories.live_article(slug="fatigue", resources=[(links[0].pk, "")]).article
    yield
    resources = [(link.pk, "") for link in links]
    factories.publish(publishing.save_draft(article=article, by=None, resources=resources).revision)


ACTS = [
    a_letter_becomes_long,
    all_of_a_letter_s_pages_go,
    somebody_with_many_pages_gets_another_name,
    a_link_of_many_gets_another_publisher,
    a_page_uses_one_more_link,
    a_section_s_list_becomes_long,
    a_long_list_becomes_short,
    a_page_of_a_long_list_gets_another_letter,
    a_person_of_many_gets_another_name,
    a_term_is_explained,
    a_menu_is_published,
    a_person_is_saved,
    a_person_gets_another_address,
    a_person_is_archived,
    a_page_of_theirs_is_published,
    a_page_is_published_again,
    a_page_loses_an_author,
    a_page_moves_to_another_section,
    a_page_is_withdrawn_for_another,
    a_page_is_withdrawn,
    a_page_is_gone,
    a_section_is_renamed,
    a_link_is_saved,
    a_link_is_replaced,
    settings_are_saved,
    a_review_is_recorded,
    a_redirect_is_laid,
]


@pytest.mark.parametrize("story", ACTS)
def test_what_an_act_touches_is_what_a_full_bake_would_change(follow, story, monkeypatch):
    factories.live_article(slug="beside", title="Beside")
    act = story(monkeypatch) if signature(story).parameters else story()
    next(act)
    follow()
    before = dated(follow())
    next(act, None)

    tree = follow()

    assert wrong_in(tree) == []
    assert dated(tree) != before


@pytest.mark.prove
@pytest.mark.parametrize("story", ACTS)
def test_a_restored_copy_dates_every_file_alike_after_every_act(
    follow, story, monkeypatch, tmp_path
):
    factories.live_article(slug="beside", title="Beside")
    act = story(monkeypatch) if signature(story).parameters else story()
    next(act)
    follow()
    next(act, None)

    assert dated(until_dated(follow)) == dated(copy_of(tmp_path))


def test_publishing_a_page_bakes_no_page_beside_it(follow):
    for number in range(5):
        factories.live_article(slug=f"beside-{number}")
    follow()

    publication = factories.live_article(slug="fatigue")
    changed = dependencies.Invalidation(
        at=timezone.now(), articles={publication.article_id}, paths={"/symptoms/fatigue/"}
    )

    assert dependencies.affected_by(changed) == [
        "/symptoms/fatigue/",
        "/symptoms/fatigue/short/",
        "/symptoms/",
        "/",
        "/site-index/",
        "/sitemap.xml",
        f"/sitemap-pages-{publication.article_id // SITEMAP_RANGE}.xml",
    ]
