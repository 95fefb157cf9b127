"""What an author may link to, by the words of its title."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from articles.desk import link_choices
from articles.desk.link_choices import Choice
from tests import factories

pytestmark = pytest.mark.django_db


def found(words, user=None):
    return link_choices.choices(words, user=user or factories.administrator())


def test_live_pages_come_before_drafts_and_links_to_other_sites():
    factories.draft(title="Heat, a draft", slug="heat-draft")
    live = factories.live_article(title="Heat and MS", slug="heat-and-ms")
    factories.link("https://example.org/heat", title="Heat waves", publisher="Example Society")

    assert found("heat") == [
        Choice(live.path, "Heat and MS", f"Live page, {live.path}"),
        Choice("/symptoms/heat-draft/", "Heat, a draft", "Draft: readers cannot open it yet"),
        Choice("https://example.org/heat", "Heat waves", "Another site, Example Society"),
    ]


def test_documents_on_other_sites_are_found_by_what_they_are():
    factories.link("https://example.org/heat", title="Heat waves")
    factories.link("https://example.org/a.pdf", title="Heat", publisher="MSC", kind="document")

    assert found("document heat") == [
        Choice("https://example.org/a.pdf", "Heat", "Document on another site, MSC")
    ]


def test_every_word_must_be_in_the_title_or_the_address():
    factories.live_article(title="Heat and MS", slug="heat-and-ms")

    assert len(found("ms HEAT")) == 1
    assert found("heat cold") == []
    assert found("  ") == []


def test_what_is_in_the_trash_is_not_offered():
    link = factories.link("https://example.org/heat", title="Heat waves")
    link.archived_at = "2026-01-01T00:00Z"
    link.save()

    assert found("heat") == []


def test_nobody_finds_a_draft_that_they_may_not_read():
    factories.draft(title="Heat, a draft", slug="heat-draft")
    author = factories.user(is_staff=True)
    author.user_permissions.set(Permission.objects.filter(codename="add_article"))

    assert found("heat", author) == []


def test_the_editor_gets_them_as_json(client):
    live = factories.live_article(title="Heat and MS", slug="heat-and-ms")
    client.force_login(factories.administrator())

    answer = client.get(reverse("admin:markdown-links"), {"q": "heat"}).json()

    assert answer == {
        "links": [
            {"address": live.path, "title": "Heat and MS", "about": f"Live page, {live.path}"}
        ]
    }
