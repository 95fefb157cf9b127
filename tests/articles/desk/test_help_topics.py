"""The help at the desk: complete, held to its own rules, and led to from what the audit finds."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from accessibility.audit.audit import RULES, Page, audit
from articles import markup
from articles.desk import help_topics
from tests import factories

# What no author can write: the sanitiser takes it out, or the site's templates make it.
OF_TEMPLATES_AND_IMPORTS = (
    "aria-",
    "attribute-",
    "audio-",
    "button-",
    "colour-",
    "contrast",
    "decorative-exposed",
    "drawing-",
    "field-",
    "frame-",
    "id-doubled",
    "image-button-",
    "label-in-name",
    "menu-item-",
    "object-",
    "sound-",
    "summary-",
    "table-headers-attribute",
    "video-",
)


@pytest.mark.parametrize("topic", help_topics.topics(), ids=lambda topic: topic.slug)
def test_the_help_is_itself_accessible(topic):
    found = audit(topic.html, page=Page())

    assert [(one.rule, one.excerpt) for one in found] == []


def test_every_rule_an_author_can_break_is_explained():
    rules = {
        rule.name
        for rule in RULES
        if not rule.whole_pages and not rule.name.startswith(OF_TEMPLATES_AND_IMPORTS)
    }

    assert (rules | set(markup.DOUBTS)) - set(help_topics.PLACES) == set()


@pytest.mark.parametrize("rule", help_topics.PLACES)
def test_what_explains_a_rule_is_where_the_finding_leads(rule):
    assert rule in {rule.name for rule in RULES} | set(markup.DOUBTS)
    slug, anchor = help_topics.place_of(rule)

    headings = markup.render(help_topics.topic(slug).source).headings
    assert anchor in {heading.id for heading in headings}


def test_every_field_that_can_be_filled_in_says_what_it_is_for():
    forms = help_topics.forms(admin.site)

    silent = [field.anchor for form in forms for field in form.fields if not field.help.strip()]

    assert [form.title for form in forms if form.anchor == "article"] == ["Page"]
    assert silent == []


@pytest.mark.django_db
def test_the_help_is_one_click_away_on_every_screen_of_the_desk():
    client = Client()
    client.force_login(factories.user(is_staff=True))

    assert f'href="{reverse("admin:help")}"' in client.get(reverse("admin:preferences")).text
    assert "All fields at the desk" in client.get(reverse("admin:help")).text
    assert "Say where it goes" in client.get(reverse("admin:help-topic", args=["links"])).text
    assert client.get(reverse("admin:help-topic", args=["nothing"])).status_code == 404
