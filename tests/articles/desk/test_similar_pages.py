"""What someone who begins a page is told of pages with similar titles."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from articles import publishing
from articles.desk.similar_pages import SimilarPage, similar_pages
from tests import factories
from tests.articles.desk.test_admin import save, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    author = factories.user(is_staff=True)
    author.groups.add(Group.objects.get(name="Author"))
    return author


def change(revision):
    return reverse("admin:articles_article_change", args=[revision.article_id])


def test_live_pages_and_ones_own_drafts_are_named(author):
    live = factories.live_article(title="Living with fatigue", slug="fatigue")
    draft = factories.draft(title="Fatigue in MS", owner=author, by=author)
    factories.live_article(title="Heat", slug="heat")

    found = similar_pages("Fatigue", user=author)

    assert found == [
        SimilarPage("Fatigue in MS", "draft", change(draft)),
        SimilarPage("Living with fatigue", "live", live.path),
    ]


def test_a_draft_that_someone_may_not_read_is_not_named(author):
    draft = factories.draft(title="Fatigue")
    live = factories.live_article(title="Heat waves", slug="heat").article
    live.title = "Fatigue by day"
    publishing.save_draft(article=live, by=None)

    assert similar_pages("Fatigue by day", user=author) == []
    assert similar_pages("Fatigue", user=factories.administrator())[-1] == (
        SimilarPage("Fatigue", "draft", change(draft))
    )


def test_what_is_in_the_trash_is_not_named(author):
    draft = factories.draft(title="Fatigue", owner=author, by=author)
    draft.article.archived_at = "2026-01-01T00:00Z"
    draft.article.save()

    assert similar_pages("Fatigue", user=author) == []


def test_marks_of_a_query_in_a_title_are_words_like_others(author):
    assert similar_pages("Fatigue' | !('heat & :*", user=author) == []


def test_the_form_asks_for_them_and_a_save_names_them(author):
    live = factories.live_article(title="Living with fatigue", slug="fatigue")
    desk = signed_in(author)
    asked = desk.get(reverse("admin:articles_article_similar_titles"), {"title": "Fatigue"})
    assert [page["title"] for page in asked.json()["pages"]] == ["Living with fatigue"]

    save(desk, title="Fatigue")

    saved = desk.get(reverse("admin:index"))
    assert "Pages with similar titles exist" in saved.text
    assert f'<a href="{live.path}">Living with fatigue</a> (live)' in saved.text
