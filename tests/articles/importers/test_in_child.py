"""Files are read apart from the site, within limits, and refused in a sentence."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image as Picture

from articles import images, sandbox
from articles.importers import in_child
from articles.importers.html import document
from articles.importers.html.pages import read_html
from articles.importers.import_pages import files_in, import_files
from articles.importers.reading import read_page
from articles.importers.records import ImportedImage, ImportedPage, UnreadablePage
from articles.importers.word.conversion import read_word
from articles.importers.word.package import MOST_UNPACKED
from articles.importers.word.size import MOST_PARAGRAPHS, Unpacked, refuse_too_long
from articles.importers.writing import Wishes
from articles.models import Article, Image
from tests.articles.importers.test_word_drafts import ADDRESS, author  # noqa: F401
from tests.articles.importers.word_files import NAMESPACES, paragraph, picture, table, word_file

REST = "Rest before you are tired, and plan the day around what matters most to you."


def read(tmp_path, *blocks, **parts):
    return in_child.read_word(word_file(*blocks, **parts), name="Leaflet", folder=tmp_path)


def pages(count):
    """That many KB of plain sentences, as paragraphs."""
    return [paragraph(REST * 13) for _ in range(count)]


# --- what is too long is refused while it is counted ---


def boxed(words):
    """A text box as Word writes it: in today's form, and in an older one for older readers."""
    inside = paragraph(words)
    return (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
        f'markup-compatibility/2006"><mc:Choice Requires="wps">{inside}</mc:Choice>'
        f"<mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


TOO_LONG = {
    "prose": (lambda: word_file(*pages(220)), "more than 200 KB of text"),
    "many short paragraphs": (lambda: word_file(*[paragraph("x")] * 10_001), "10,000 paragraphs"),
    "empty paragraphs": (lambda: word_file(*["<w:p/>"] * 10_001), "10,000 paragraphs"),
    "one paragraph": (lambda: word_file(paragraph(*[REST] * 3_000)), "more than 200 KB of text"),
    "tables": (
        lambda: word_file(*[table(*[["5 mg", "daily", "weekly", "10 mg"]] * 50)] * 51),
        "10,000 paragraphs and table cells",
    ),
    "footnotes": (
        lambda: word_file(paragraph("Words."), footnotes=[REST * 30] * 90),
        "more than 200 KB of text",
    ),
    "letters of two bytes": (lambda: word_file(*[paragraph("é" * 1000)] * 101), "200 KB of text"),
    "text boxes": (lambda: word_file(*[boxed(REST * 30)] * 90), "more than 200 KB of text"),
    "layout without words": (
        lambda: word_file(paragraph('<w:r><w:rPr><w:lang w:val="en-US"/></w:rPr></w:r>' * 720_000)),
        "larger than 20 MB|more than 40 MB",
    ),
}


@pytest.mark.parametrize("kind", TOO_LONG)
def test_a_document_too_long_for_a_page_is_refused_and_says_so(kind, tmp_path):
    make, sentence = TOO_LONG[kind]

    with pytest.raises(UnreadablePage, match=sentence):
        read_word(make(), name="Leaflet", folder=tmp_path)


def test_a_document_too_long_is_refused_before_anything_of_it_is_converted(tmp_path, monkeypatch):
    for step in ("normalize", "converted"):
        monkeypatch.setattr(
            f"articles.importers.word.conversion.{step}", lambda *_: pytest.fail("converted")
        )

    with pytest.raises(UnreadablePage, match="too long for one page"):
        read_word(word_file(*pages(220)), name="Leaflet", folder=tmp_path)


def test_only_as_much_of_a_document_is_unpacked_as_it_takes_to_refuse_it():
    taken = []

    def chunks():
        yield f"<w:document {NAMESPACES}><w:body>".encode()
        for number in range(1000):
            taken.append(number)
            yield paragraph(REST * 130).encode()

    with pytest.raises(UnreadablePage):
        refuse_too_long(chunks())

    assert 15 < len(taken) < 25


@pytest.mark.parametrize(
    "blocks",
    [
        pages(150),
        [boxed(REST * 20)] * 110,
        [paragraph("x")] * 2_000,
    ],
)
def test_a_long_document_that_a_page_has_room_for_is_not_refused(blocks):
    refuse_too_long(iter([word_xml(blocks)]))


def word_xml(blocks):
    return f"<w:document {NAMESPACES}><w:body>{''.join(blocks)}</w:body></w:document>".encode()


def test_a_document_s_limit_of_paragraphs_is_exact():
    refuse_too_long(iter([word_xml(["<w:p/>"] * MOST_PARAGRAPHS)]))

    with pytest.raises(UnreadablePage):
        refuse_too_long(iter([word_xml(["<w:p/>"] * (MOST_PARAGRAPHS + 1))]))


# --- sizes are counted, not believed ---


def with_false_size(size):
    """An archive whose directory says another size of its only part than it has."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("part", b"x" * 300_000)
        archive.infolist()[0].file_size = size
    return zipfile.ZipFile(io.BytesIO(buffer.getvalue()))


def test_what_is_unpacked_is_counted_over_all_parts():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("one", "two", "three"):
            archive.writestr(name, b"x" * 100_000)
    unpacked = Unpacked(zipfile.ZipFile(buffer), most=250_000)

    assert len(unpacked.read("one")) == len(unpacked.read("two")) == 100_000
    with pytest.raises(UnreadablePage, match="unpacks to more than"):
        unpacked.read("three")


def test_a_size_that_is_said_too_large_keeps_nothing_out():
    content = word_file(paragraph("Heat", style="Title"), paragraph(REST))
    archive = zipfile.ZipFile(io.BytesIO(content))
    archive.infolist()[-1].file_size = MOST_UNPACKED * 2
    assert Unpacked(archive, most=1_000_000).read("word/document.xml")


def test_no_more_is_unpacked_than_a_part_is_said_to_have():
    with pytest.raises(zipfile.BadZipFile):
        Unpacked(with_false_size(10), most=1_000_000).read("part")


# --- apart ---


def test_a_document_is_read_apart_with_its_pictures(tmp_path):
    page = read(tmp_path, paragraph("Heat", style="Title"), paragraph(REST, picture("A fan")))

    assert (page.title, page.images[0].alternative_text) == ("Heat", "A fan")
    assert Picture.open(page.images[0].file).size == (40, 30)


def test_what_is_no_document_says_why(tmp_path):
    with pytest.raises(UnreadablePage, match="This is a PDF"):
        in_child.read_word(b"%PDF-1.7", name="Leaflet", folder=tmp_path)


def test_a_document_past_a_limit_is_refused_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(in_child, "LIMITS", sandbox.Limits(memory=40 * 2**20))

    with pytest.raises(UnreadablePage, match="^This document is too large to convert"):
        read(tmp_path, *pages(100))


@pytest.mark.django_db
def test_a_document_that_stops_the_converter_leaves_nothing_behind(
    client,
    author,  # noqa: F811
    media_root,
    monkeypatch,
):
    monkeypatch.setattr(in_child, "LIMITS", sandbox.Limits(memory=40 * 2**20))
    sent = SimpleUploadedFile("Leaflet.docx", word_file(*pages(100)))

    response = client.post(ADDRESS, {"document": sent})

    assert response.status_code == 200
    assert "This document is too large to convert" in response.content.decode()
    assert Article.objects.count() == Image.objects.count() == 0


LINK = '<li><a href="https://www.nationalmssociety.org/{0}">Link {0}</a></li>'
LONG_PAGES = {
    "links": ("<ul>" + "".join(map(LINK.format, range(5_000))) + "</ul>", "200 KB of text"),
    "prose": (f"<p>{REST * 13}</p>" * 220, "200 KB of text"),
    "cells": ("<table>" + "<tr><td>5<td>6</tr>" * 14_000 + "</table>", "40,000 parts"),
    "empty parts": ("<p></p>" * 40_001, "40,000 parts"),
}


@pytest.mark.parametrize("kind", LONG_PAGES)
def test_a_saved_page_too_long_for_a_page_is_refused_before_it_is_built(kind, monkeypatch):
    body, sentence = LONG_PAGES[kind]
    monkeypatch.setattr(document, "BeautifulSoup", lambda *_: pytest.fail("built"))

    with pytest.raises(UnreadablePage, match=sentence):
        read_html(f"<html><body><main><h1>Heat</h1>{body}</main></body></html>")


def test_only_what_can_be_the_page_s_own_is_counted():
    around = "<nav><ul>" + "".join(map(LINK.format, range(5_000))) + "</ul></nav>"
    scripts = f"<script>{'x = 1;' * 50_000}</script><style>{'p {}' * 60_000}</style>"

    page = read_html(
        f"<html><head>{scripts}</head><body>{around}<main><h1>Heat</h1><p>{REST}</p></main>"
        f"<footer>{REST * 3_000}</footer></body></html>"
    )

    assert (page.title, page.body) == ("Heat", f"{REST}\n")


@pytest.mark.parametrize("name", ["long.md", "long.txt"])
def test_long_markdown_and_text_is_refused(name, tmp_path):
    (tmp_path / name).write_text(f"# Heat\n\n{REST}\n\n" * 3_000)

    with pytest.raises(UnreadablePage, match="too long for one page"):
        read_page(tmp_path / name)


@pytest.mark.django_db
def test_a_page_that_stops_the_converter_stops_no_other(tmp_path, monkeypatch):
    (tmp_path / "one.html").write_text(f"<main><h1>One</h1><p>{REST}</p></main>")
    (tmp_path / "two.html").write_text(f"<main><h1>Two</h1><p>{REST * 2700}</p></main>")
    (tmp_path / "three.md").write_text(f"# Three\n\n{REST}\n")

    done = list(import_files(files_in([tmp_path]), wishes=Wishes(), base_url="", site_names=()))

    assert {each.name: each.status for each in done} == {
        "one.html": "created",
        "two.html": "failed",
        "three.md": "created",
    }
    assert "The page is too long" in next(each.sentence for each in done if each.sentence)


# --- pictures of a page ---


@pytest.fixture
def files(tmp_path):
    def picture_file(name, color="teal"):
        Picture.new("RGB", (9, 9), color).save(tmp_path / name, "PNG")
        return tmp_path / name

    return picture_file


def page_with(*files):
    shown = tuple(ImportedImage(f"picture-{n}", file=file) for n, file in enumerate(files))
    return ImportedPage(title="Heat", body=REST, images=shown)


def test_each_file_is_prepared_once_however_often_it_is_shown(files, monkeypatch):
    asked, prepare_files = [], images.prepare_files
    monkeypatch.setattr(
        images, "prepare_files", lambda files: asked.extend(files) or prepare_files(files)
    )
    one, two = files("one.png"), files("two.png", "navy")
    page = page_with(one, two, one)

    pictures = in_child.Pictures(page)

    first, _, again = (pictures.of(image) for image in page.images)
    assert (first, asked) == (again, [one, two])


def test_a_picture_that_cannot_be_prepared_says_why(files, tmp_path):
    (tmp_path / "two.png").write_bytes(b"no picture")
    page = page_with(files("one.png"), tmp_path / "two.png", tmp_path / "three.png")

    pictures = in_child.Pictures(page)

    assert pictures.of(page.images[0]).largest.width == 9
    for image, reason in zip(page.images[1:], ["not a picture", "No such file"], strict=True):
        with pytest.raises(images.ImageRefused, match=reason):
            pictures.of(image)


def test_pictures_that_would_take_too_long_are_left_to_the_editor(files, monkeypatch):
    monkeypatch.setattr(in_child, "SECONDS_FOR_PICTURES", -1)
    monkeypatch.setattr(images, "prepare_files", lambda files: None)
    page = page_with(files("one.png"))

    with pytest.raises(images.ImageRefused, match="Add this one on the page"):
        in_child.Pictures(page).of(page.images[0])


def test_pictures_too_many_for_one_child_are_prepared_one_by_one(files, monkeypatch):
    monkeypatch.setattr(images, "prepare_files", lambda files: None)
    page = page_with(files("one.png"), files("two.png", "navy"))

    pictures = in_child.Pictures(page)

    assert [pictures.of(image).largest.width for image in page.images] == [9, 9]


@pytest.mark.django_db
def test_no_act_waits_for_a_picture_to_be_decoded(
    client,
    author,  # noqa: F811
    media_root,
    monkeypatch,
):
    locks, prepare_files = [], images.prepare_files

    def prepared(files):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks"
                " WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
            )
            locks.append(cursor.fetchone()[0])
        return prepare_files(files)

    monkeypatch.setattr(images, "prepare_files", prepared)
    blocks = paragraph("By Vera Known, MD"), paragraph(REST), paragraph(picture("A fan"))
    content = word_file(paragraph("Heat", style="Title"), *blocks)

    client.post(ADDRESS, {"document": SimpleUploadedFile("Leaflet.docx", content)})

    assert Image.objects.count() == 1
    assert locks == [0]
