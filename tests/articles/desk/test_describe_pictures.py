"""A picture that nobody described keeps its page back until someone has said what it shows."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from PIL import Image as Picture

from articles import images, publishing
from articles.models import Image, Publication
from articles.publishing.approval.state import missing_for_publishing
from articles.roles import make_roles
from tests import factories
from tests.articles.images.test_images import encoded

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    make_roles()
    someone = factories.user(is_staff=True)
    someone.groups.add(Group.objects.get(name="Author"))
    client.force_login(someone)
    return someone


def prepared(colour=(13, 59, 79)):
    return images.prepare(encoded(Picture.new("RGB", (40, 30), colour)))


def undescribed(colour=(13, 59, 79)):
    return publishing.add_image(prepared=prepared(colour), by=None)


def draft_with(*pictures, owner, words=""):
    body = "\n\n".join(f"![{words}]({picture.address})" for picture in pictures)
    return factories.draft(body=f"Words.\n\n{body}", owner=owner, by=owner)


def address_of(article):
    return reverse("admin:articles_article_describe", args=[article.pk])


def missing(revision):
    return [name for name, _ in missing_for_publishing(revision)]


def test_the_form_the_submission_and_the_publishing_screen_lead_to_where_it_is_mended(
    client, media_root
):
    client.force_login(factories.administrator())
    article = draft_with(undescribed(), owner=None).article

    for screen in ("change", "submit", "publish"):
        shown = client.get(reverse(f"admin:articles_article_{screen}", args=[article.pk]))
        assert f'href="{address_of(article)}"' in shown.content.decode(), screen


def test_words_at_the_place_of_use_are_enough(author, media_root):
    revision = draft_with(undescribed(), owner=author, words="A fan on a table")

    assert missing(revision) == []


def test_an_author_describes_one_picture_and_marks_another_as_decorative(
    client, author, media_root
):
    fan, line = undescribed(), undescribed((200, 0, 0))
    article = draft_with(fan, line, owner=author).article

    client.post(
        address_of(article),
        {
            f"picture-{fan.pk}-alternative_text": "A fan on a table",
            f"picture-{line.pk}-is_decorative": "on",
        },
    )

    latest = article.latest_revision()
    assert missing(latest) == []
    assert 'alt="A fan on a table"' in latest.renderings.get().rendered.html
    assert [(i.alternative_text, i.is_decorative) for i in Image.objects.order_by("pk")] == [
        ("A fan on a table", False),
        ("", True),
    ]


def test_what_is_left_empty_is_asked_again(client, author, media_root):
    fan, line = undescribed(), undescribed((200, 0, 0))
    article = draft_with(fan, line, owner=author).article

    response = client.post(
        address_of(article), {f"picture-{fan.pk}-alternative_text": "A fan"}, follow=True
    )

    assert [form.instance for form in response.context["forms"]] == [line]
    assert missing(article.latest_revision()) == ["pictures"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Describe at least one picture"),
        ({"alternative_text": "A fan", "is_decorative": "on"}, "not both"),
    ],
)
def test_nothing_said_and_two_things_said_are_asked_again(
    client, author, media_root, said, sentence
):
    fan = undescribed()
    article = draft_with(fan, owner=author).article
    sent = {f"picture-{fan.pk}-{name}": value for name, value in said.items()}

    response = client.post(address_of(article), sent)

    assert sentence in response.content.decode()
    assert Image.objects.get().is_undescribed


def test_what_somebody_described_meanwhile_is_taken_over_and_not_overwritten(
    client, author, media_root
):
    fan = undescribed()
    article = draft_with(fan, owner=author).article
    fan.alternative_text = "A blue fan"
    publishing.save_image(image=fan, by=None)

    assert "Someone has described this picture" in client.get(address_of(article)).content.decode()
    client.post(address_of(article), {f"picture-{fan.pk}-alternative_text": "Another"})

    assert Image.objects.get().alternative_text == "A blue fan"
    assert missing(article.latest_revision()) == []


def test_a_picture_sent_anew_brings_the_words_that_were_missing(media_root):
    undescribed()

    publishing.add_image(prepared=prepared(), by=None, alternative_text="A fan")

    assert Image.objects.get().alternative_text == "A fan"


def test_an_imported_page_whose_picture_says_nothing_stays_a_draft(tmp_path, media_root):
    picture = tmp_path / "fan.png"
    picture.write_bytes(encoded(Picture.new("RGB", (40, 30))))
    text = "<p>Heat makes many symptoms worse for a while, so plan the day.</p>"
    for name, alt in (("unsaid", ""), ("decorative", 'alt=""')):
        page = f"<main><h1>Heat {name}</h1>{text}<p><img src='fan.png' {alt}></p></main>"
        (tmp_path / f"{name}.html").write_text(f"<html><body>{page}</body></html>")
        factories.section("symptoms")
        call_command(
            "import_page", str(tmp_path / f"{name}.html"), section="symptoms", publish=True
        )
        picture.write_bytes(encoded(Picture.new("RGB", (40, 30), (9, 9, 9))))

    assert [row.revision.title for row in Publication.objects.pages()] == ["Heat decorative"]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "This picture has no description. Say what it shows"),
        (2, "These pictures have no description. Say what each one shows"),
    ],
)
def test_the_screen_counts_the_pictures_and_a_box_to_tick_has_no_colon(
    client, author, count, words
):
    pictures = [undescribed((number, 0, 0)) for number in range(count)]
    article = draft_with(*pictures, owner=author).article

    shown = client.get(address_of(article)).text

    assert words in shown
    assert shown.count(">It is decorative</label>") == count
