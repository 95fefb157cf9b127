"""A Word document sent at the desk becomes a draft, and its sender is told what became of it."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles import publishing
from articles.models import Article, Event, Image, Person
from articles.publishing.approval.state import undescribed_pictures
from articles.publishing.errors import NotReadyToPublish
from articles.roles import make_roles
from tests import factories
from tests.articles.importers.word_files import paragraph, picture, word_file

pytestmark = pytest.mark.django_db

ADDRESS = reverse("admin:index") + "articles/article/from-word/"


@pytest.fixture
def author(client):
    make_roles()
    someone = factories.user(is_staff=True, first_name="Rosa", last_name="Example")
    someone.groups.add(Group.objects.get(name="Author"))
    client.force_login(someone)
    return someone


def send(client, *blocks, name="Leaflet.docx", content=None, **fields):
    document = SimpleUploadedFile(name, word_file(*blocks) if content is None else content)
    return client.post(ADDRESS, {"document": document, **fields})


def test_a_word_document_becomes_a_draft_of_whoever_sent_it(client, author, media_root):
    section = factories.section("living-well")

    response = send(
        client,
        paragraph("Fatigue in MS", style="Title"),
        paragraph("Rest before you are tired, and plan the day."),
        section=section.pk,
    )

    article = Article.objects.get()
    assert response.url == reverse("admin:articles_article_word_report", args=[article.pk])
    assert (article.title, article.owner, article.section) == ("Fatigue in MS", author, section)
    assert article.body == "Rest before you are tired, and plan the day."
    assert article.path == "/living-well/fatigue-in-ms/"
    assert [revision.made_by for revision in article.revisions.all()] == [author]
    assert article.publications.count() == 0


def test_a_picture_without_a_description_is_asked_for_and_blocks_publishing(
    client, author, media_root
):
    response = send(
        client, paragraph("Heat", style="Title"), paragraph(picture()), paragraph("Words.")
    )

    image, article = Image.objects.get(), Article.objects.get()
    assert (image.alternative_text, image.is_decorative) == ("", False)
    shown = client.get(response.url)
    assert list(shown.context["pictures"]) == [image]
    assert reverse("admin:articles_article_describe", args=[article.pk]) in shown.content.decode()
    with pytest.raises(NotReadyToPublish) as refusal:
        publishing.publish(
            revision=article.latest_revision(), by=author, reason="Heat wave", urgent=True
        )
    assert "pictures" in dict(refusal.value.problems)


def test_a_picture_with_a_description_is_not_asked_for(client, author, media_root):
    send(client, paragraph("Heat", style="Title"), paragraph(picture("A fan on a table")))

    assert Image.objects.get().alternative_text == "A fan on a table"
    assert undescribed_pictures(Article.objects.get().latest_revision()) == []


def test_what_could_not_be_carried_is_listed(client, author, media_root):
    response = send(
        client,
        paragraph("Heat", style="Title"),
        paragraph("Words.", '<w:r><w:commentReference w:id="1"/></w:r>'),
    )

    shown = client.get(response.url).content.decode()
    assert "Comments were left out. Write them as remarks on the page." in shown
    assert Event.objects.get(verb="imported").data["source"] == "Leaflet"


def test_an_author_makes_no_new_people_by_sending_a_document(client, author, media_root):
    factories.person("Vera Known")

    send(
        client,
        paragraph("Heat", style="Title"),
        paragraph("By Vera Known, MD and Walt Unknown, PhD"),
        paragraph("Heat makes many symptoms worse for a while."),
    )

    article = Article.objects.get()
    assert [person.name for person in Person.objects.all()] == ["Vera Known"]
    assert [line.person.name for line in article.byline.all()] == ["Vera Known"]
    assert any("Walt Unknown" in each for each in article.events.get().data["remarks"])


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old Word", "older Word format (.doc)"),
        ("empty.docx", b"", "The file is empty"),
        ("page.docx", b"<html>no document</html>", "This is a web page (HTML)"),
    ],
)
def test_what_is_no_word_document_is_refused_and_nothing_is_made(
    client, author, name, content, sentence
):
    section = factories.section("living-well")

    response = send(client, name=name, content=content, section=section.pk)

    assert sentence in response.content.decode()
    assert response.context["form"]["section"].value() == str(section.pk)
    assert Article.objects.count() == Event.objects.filter(verb="imported").count() == 0


def test_a_document_that_is_too_large_is_refused_before_it_is_read(client, author):
    response = send(client, name="large.docx", content=b"x" * 20_000_001)

    assert "larger than 20 MB" in response.content.decode()


def test_nothing_stays_of_a_document_that_fails_half_way(client, author, media_root, monkeypatch):
    """The page, its picture and its event go together or not at all."""

    def fail(**facts):
        raise RuntimeError

    monkeypatch.setattr("articles.publishing.note_import", fail)

    with pytest.raises(RuntimeError):
        send(client, paragraph("Heat", style="Title"), paragraph(picture()))

    assert Article.objects.count() == Image.objects.count() == Event.objects.count() == 0


def test_an_address_in_use_is_said_and_stays_a_draft(client, author, media_root):
    factories.live_article(section=factories.section("living-well"), slug="heat")

    response = send(
        client,
        paragraph("Heat", style="Title"),
        paragraph("Words."),
        section=factories.section("living-well").pk,
    )

    shown = client.get(response.url).content.decode()
    assert "/living-well/heat/ is already in use" in shown


def test_whoever_may_not_write_cannot_send_a_document(client):
    make_roles()
    auditor = factories.user(is_staff=True)
    auditor.groups.add(Group.objects.get(name="Auditor"))
    client.force_login(auditor)

    assert client.get(ADDRESS).status_code == 403
    assert send(client, paragraph("Heat", style="Title")).status_code == 403
    assert Article.objects.count() == 0


def test_the_report_is_only_for_those_who_may_read_the_page(client, author, media_root):
    report = send(client, paragraph("Heat", style="Title"), paragraph("Words.")).url
    other = factories.user(is_staff=True)
    other.groups.add(Group.objects.get(name="Author"))

    client.force_login(other)

    assert client.get(report).status_code == 403


def test_the_report_lists_hidden_words_first_under_a_name_of_their_own(client, author, media_root):
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>INTERNAL: call back</w:t></w:r>"

    response = send(
        client,
        paragraph("Heat", style="Title"),
        paragraph("Heat makes many symptoms worse for a while.", hidden),
        paragraph("Return to top"),
    )

    shown = client.get(response.url)
    assert list(shown.context["left_out"].items()) == [
        ("hidden text", ["INTERNAL: call back"]),
        ("link to the page's top", ["Return to top"]),
    ]
    assert "<h3>Hidden text</h3>" in shown.content.decode()
    assert "INTERNAL" not in Article.objects.get().body


def test_a_report_without_anything_to_say_says_so(client, author):
    article = factories.draft(by=author, owner=author).article
    publishing.note_import(article=article, by=author, source="Heat", remarks=[], left_out=[])

    shown = client.get(reverse("admin:articles_article_word_report", args=[article.pk]))

    assert "The whole document is on the page." in shown.content.decode()
