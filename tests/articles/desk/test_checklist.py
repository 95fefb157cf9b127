import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.desk import checklist
from articles.desk.checklist import Facts, Line
from articles.models import Revision
from articles.publishing.errors import AddressTaken
from tests import factories


def revision(**fields):
    dull = {
        "title": "Rest",
        "summary": "What rest does for people who live with MS.",
        "body": "Rest.",
        "byline": [{"name": "Rosa Example"}],
    }
    return Revision(**dull | fields)


def sentences(**facts):
    facts.setdefault("revision", revision())
    return [line.sentence for line in checklist.lines(Facts(**facts))]


def test_a_page_that_lacks_nothing_has_no_lines():
    assert sentences() == []


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"is_approved": False}, "No one has approved this revision."),
        ({"problems": (("title", "Give it a title."),)}, "Give it a title."),
        ({"revision": revision(title="x" * 71, short_title="x")}, "The title has 71 characters"),
        ({"revision": revision(title="x" * 41)}, "Add a short title that fits menus"),
        ({"revision": revision(summary="Rest.")}, "The summary is very short"),
        ({"revision": revision(byline=[])}, "The page has no author."),
        ({"revision": revision(body="![](https://a.example/b.png)")}, "has no alternative text"),
        ({"has_reviewer": False}, "The page has no clinical reviewer"),
        ({"untitled_links": ("https://a.example/",)}, "has no title: https://a.example/"),
        ({"menus": ()}, "The page is not in any menu"),
        ({"open_remarks": 1}, "One comment is not resolved."),
        ({"open_remarks": 2}, "2 comments are not resolved."),
        ({"time_words": ("currently",)}, "These phrases may go out of date: “currently”."),
    ],
)
def test_each_rule_has_its_line(facts, sentence):
    (said,) = sentences(**facts)

    assert sentence in said


def test_our_own_images_are_described_where_they_are_kept():
    image = {"address": "/media/images/a.png"}

    assert sentences(revision=revision(body="![](/media/images/a.png)", images=[image])) == []


def test_what_blocks_comes_first():
    found = checklist.lines(Facts(revision=revision(), menus=(), is_approved=False))

    assert [line.blocks for line in found] == [True, False]


@pytest.mark.django_db
def test_what_blocks_is_what_the_act_refuses():
    taken = factories.live_article(title="The holder")
    second = factories.draft(section=taken.section, slug=taken.revision.slug, title="Second")
    facts = checklist.facts_of(second, at=timezone.now())

    blocking = [line for line in checklist.lines(facts) if line.blocks]

    assert [line.place for line in blocking] == ["submit", "slug"]
    factories.approve(second)
    with pytest.raises(AddressTaken) as refusal:
        publishing.publish(revision=second, by=None)
    assert Line(True, str(refusal.value), "slug") in blocking


@pytest.mark.django_db
def test_the_facts_are_those_of_the_page():
    link = factories.link(title="")
    page = factories.draft(body="A trial is currently under way.", resources=[(link.pk, "")])
    publishing.remark(revision=page, text="So.", by=None)

    facts = checklist.facts_of(page, at=timezone.now())

    assert (facts.is_approved, facts.has_reviewer, facts.open_remarks) == (False, False, 1)
    assert "currently" in facts.time_words
    assert (len(facts.untitled_links), facts.menus, facts.holder) == (1, (), None)


@pytest.mark.django_db
def test_each_line_leads_to_a_place_that_is_there(client):
    publisher = factories.user(is_staff=True)
    publisher.groups.add(Group.objects.get(name="Publisher"))
    client.force_login(publisher)
    link = factories.link(title="")
    bare = factories.draft(title="", slug="", summary="", body="", section=None)
    fuller = factories.draft(
        title="x" * 80,
        summary="Short.",
        body="![](https://a.example/b.png) A trial is currently under way.",
        resources=[(link.pk, "")],
    )
    publishing.remark(revision=fuller, text="So.", by=None)
    places = set()

    for article in (bare.article, fuller.article):
        screen = client.get(reverse("admin:articles_article_publish", args=[article.pk])).text
        listed = screen[screen.index('<ul class="checklist">') :].partition("</ul>")[0]
        places.update(re.findall(r'<a href="([^"]*)"', listed))

    assert len(places) > 10
    for address, _, place in (one.partition("#") for one in places):
        shown = client.get(address)
        assert shown.status_code == 200, address
        assert not place or f'id="{place}"' in shown.text, place
