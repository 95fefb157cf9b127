"""The desk among many pages: what PostgreSQL keeps for its lists, counting, queries."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import connection
from django.utils import timezone

from accessibility.menus import acts as menu_acts
from accessibility.models import Message
from articles import publishing
from articles.desk import pagination
from articles.models import Article, DeskEntry, DeskWords, Image, SiteSettings
from articles.models import article as article_module
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"
AS_THE_TABLES_SAY = """
SELECT article.id, newest.id, coalesce(newest.sha, ''),
    articles_is_approved(article.id, newest.sha),
    EXISTS (
        SELECT FROM articles_approval AS approval JOIN articles_revision AS revision
        ON revision.id = approval.revision_id WHERE revision.article_id = article.id
    ),
    articles_reviewed_until(article.id)
FROM articles_article AS article LEFT JOIN LATERAL (
    SELECT id, sha FROM articles_revision WHERE article_id = article.id
    ORDER BY number DESC LIMIT 1
) AS newest ON true ORDER BY article.id
"""
FACTS = ("article", "newest", "sha", "is_approved", "was_approved", "reviewed_until")


@pytest.fixture
def desk(client):
    client.force_login(factories.administrator())
    return client


def edit(revision, body):
    article = revision.article
    article.body = body
    return publishing.save_draft(article=article, by=None)


def kept():
    return list(DeskEntry.objects.order_by("article").values_list(*FACTS))


def as_the_tables_say():
    with connection.cursor() as cursor:
        cursor.execute(AS_THE_TABLES_SAY)
        return cursor.fetchall()


# --- what PostgreSQL keeps ---


def test_a_desk_entry_says_what_the_tables_say_through_the_life_of_a_page():
    Article.objects.create(title="Without a revision")
    revision = factories.draft(body="The first text.")
    facts = [kept()]
    factories.approve(revision)
    facts.append(kept())
    factories.publish(revision)
    review(revision.article, due_in=90)
    edited = edit(revision, "Another text.")
    facts.append(kept())
    publishing.set_review_date(article=revision.article, due_on=in_days(30), by=None)
    edit(edited, "The first text.")
    facts.append(kept())

    assert kept() == as_the_tables_say()
    assert [rows[1][3:] for rows in facts] == [
        (False, False, None),
        (True, True, None),
        (False, True, in_days(90)),
        (True, True, in_days(30)),
    ]


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def review(article, *, due_in):
    publishing.record_review(
        article=article,
        person=factories.person(),
        reviewed_on=in_days(-5),
        due_on=in_days(due_in),
        by=None,
    )


@pytest.mark.parametrize("most", [0, 1000])
@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("fatigue", True),
        ("FATI", True),
        ("tigue", False),
        ("fatigue relapses", True),
        ("fatigue tablets", False),
        ("/treatments/relapses/", True),
        ("'); DROP", False),
        ("¿?", False),
        ("qué", True),
    ],
)
def test_pages_are_found_by_the_beginnings_of_their_words(words, is_found, most, monkeypatch):
    monkeypatch.setattr(article_module, "MOST_BY_KEY", most)
    body = "**Fatigue** comes: [see](/treatments/relapses/#top). ¿Qué es?"
    page = factories.draft(title="A page", body=body).article
    factories.draft(title="Another", body="Other words.")

    assert list(Article.objects.with_words(words)) == ([page] if is_found else [])


def test_words_are_those_of_the_working_copy_after_every_save():
    revision = factories.draft(body="First.")
    edit(revision, "Second.")

    assert list(Article.objects.with_words("first")) == []
    assert list(Article.objects.with_words("second")) == [revision.article]
    assert DeskWords.objects.count() == 1


def test_a_text_of_many_words_can_be_saved():
    body = " ".join(f"word{number}" for number in range(60_000))

    Article.objects.create(title="Long", body=body)

    assert Article.objects.with_words("word1").exists()


# --- counting ---


@pytest.fixture
def at_most_two(monkeypatch):
    monkeypatch.setattr(pagination, "MOST", 2)


def test_a_list_says_what_it_leaves_out(desk, at_most_two, monkeypatch):
    monkeypatch.setattr(pagination, "about", lambda model: "")  # PostgreSQL may never have counted
    for number in range(3):
        factories.draft(title=f"Fatigue {number}")

    whole = desk.get(LIST)
    found = desk.get(f"{LIST}?q=fatigue").text
    few = desk.get(f"{LIST}?q=2").text

    assert "The first 2 of more than 2 pages. Search, filter or sort" in " ".join(
        whole.text.split()
    )
    assert len(whole.context["cl"].result_list) == 2 == whole.context["cl"].result_count
    assert "The first 2 of more than 2 pages" in " ".join(found.split())
    assert "more than 2 results" in found
    assert " 1 page " in f" {' '.join(few.split())} ".replace("</p>", " ")


@pytest.mark.parametrize(
    ("asked", "is_told"), [("", False), ("?q=fatigue", True), ("?state=live", True)]
)
def test_results_are_told_where_something_was_looked_for(desk, asked, is_told):
    factories.live_article(title="Fatigue")

    page = desk.get(LIST + asked).text

    assert ("1 result " in page and "show all" in page) == is_told


def test_of_a_large_table_postgresql_is_believed(desk, at_most_two):
    for _ in range(4):
        factories.draft()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_article")

    assert pagination.about(Article) == "about 4"
    assert "The first 2 of about 4 pages" in " ".join(desk.get(LIST).text.split())


def test_what_waits_is_counted_as_far_as_it_is_quick(desk, at_most_two):
    for _ in range(3):
        factories.live_article()

    first = desk.get("/admin/").text
    whole = desk.get("/admin/worklists/without-review/").text

    assert '<span class="worklist-count">more than 2</span>' in first
    assert "The first 2 of more than 2. Download the list to see all of them." in whole


def test_filters_offer_the_sections_of_pages_in_their_order(desk):
    for slug, position in (("last", 9), ("first", 1), ("empty", 5)):
        section = factories.section(slug, position=position)
        if slug != "empty":
            factories.draft(section=section)

    (found,) = (
        each for each in desk.get(LIST).context["cl"].filter_specs if each.title == "section"
    )

    assert [name for _, name in found.lookup_choices] == ["First", "Last"]


# --- queries ---


def make_image(number):
    Image.objects.create(file=f"images/{number}.png", width=1, height=1, is_decorative=True)


LISTS = {
    "articles/article": (8, lambda number: factories.draft(by=factories.user())),
    "articles/section": (6, lambda number: factories.section(f"section-{number}")),
    "articles/person": (6, lambda number: factories.person()),
    "articles/link": (7, lambda number: factories.link()),
    "articles/image": (10, make_image),
    "auth/user": (8, lambda number: factories.user()),
    "auth/group": (6, lambda number: Group.objects.create(name=f"Group {number}")),
    "accessibility/menu": (
        10,
        lambda number: menu_acts.save_menu(slug=f"m-{number}", name="M", items=[]),
    ),
    "accessibility/term": (6, lambda number: factories.term(f"word {number}")),
    "accessibility/message": (
        6,
        lambda number: Message.objects.create(text="Small letters", at=timezone.now()),
    ),
}


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("name", LISTS)
def test_every_list_takes_as_many_queries_for_30_rows_as_for_one(
    name, count, desk, media_root, django_assert_num_queries
):
    queries, make = LISTS[name]
    for number in range(count):
        make(number)
    desk.get("/admin/")  # what is known for ever is known now

    with django_assert_num_queries(queries):
        answer = desk.get(f"/admin/{name}/")

    assert answer.status_code == 200


def test_every_list_of_the_desk_has_a_row_above():
    lists = {
        f"{model._meta.app_label}/{model._meta.model_name}"
        for model in admin.site._registry
        if model is not SiteSettings  # one form
    }

    assert set(LISTS) == lists


@pytest.mark.parametrize("count", [1, 30])
def test_the_settings_form_offers_pages_in_as_many_queries_for_30_as_for_one(
    count, desk, django_assert_num_queries
):
    factories.site_settings()
    for number in range(count):
        factories.live_article(title=f"Rest & sleep {number}", slug=f"page-{number}")
    address = "/admin/articles/sitesettings/1/change/"
    desk.get(address)  # what is known for ever is known now

    with django_assert_num_queries(11):
        form = desk.get(address).text

    offered = '<option value="/symptoms/page-0/">Rest &amp; sleep 0</option>'
    assert form.count(offered) == form.count("<datalist") == 2
    assert form.count("<option") == 2 * count
