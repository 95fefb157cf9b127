"""Word files as programs write them, and what is sent as one and is none."""

import io
import zipfile

import pytest

from articles.importers.records import UnreadablePage
from articles.importers.word.conversion import read_word
from tests.articles.importers.word_files import (
    bold,
    link,
    note,
    paragraph,
    picture,
    table,
    word_file,
)

DOCUMENT = word_file(
    paragraph("Fatigue", style="Title"),
    paragraph("Rest ", bold("first"), note(1), "; see ", link("the site"), "."),
    paragraph(picture("A bed")),
    paragraph("sit", numbered=2),
    table(["A", "B"], ["1", "2"]),
    footnotes=["Always."],
)


def rewritten(rename=lambda name: name, change=lambda name, content: content):
    """The document with its parts under other names or with other content."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DOCUMENT)) as old, zipfile.ZipFile(buffer, "w") as archive:
        for name in old.namelist():
            archive.writestr(rename(name), change(name, old.read(name)))
    return buffer.getvalue()


def word_online():
    return rewritten(
        lambda name: name.replace("document.xml", "document2.xml"),
        lambda name, content: content.replace(b"word/document.xml", b"word/document2.xml"),
    )


def strict():
    names = [
        (b"http://schemas.openxmlformats.org/wordprocessingml/2006/", b"wordprocessingml/"),
        (b"http://schemas.openxmlformats.org/drawingml/2006/", b"drawingml/"),
        (b"http://schemas.openxmlformats.org/officeDocument/2006/", b"officeDocument/"),
    ]

    def change(name, content):
        for transitional, short in names:
            content = content.replace(transitional, b"http://purl.oclc.org/ooxml/" + short)
        return content

    return rewritten(change=change)


def absolute():
    return rewritten(
        change=lambda name, content: (
            content.replace(b'Target="word/', b'Target="/word/')
            .replace(b'Target="media/', b'Target="/word/media/')
            .replace(b'Target="footnotes', b'Target="/word/footnotes')
        )
    )


def with_macros():
    kind = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    part = b'<Override PartName="/word/document.xml" ContentType="' + kind + b'"/></Types>'
    return rewritten(change=lambda name, content: content.replace(b"</Types>", part))


@pytest.mark.parametrize(
    "content",
    [
        DOCUMENT,
        word_online(),
        strict(),
        absolute(),
        with_macros(),
        rewritten(lambda name: name.replace("/", "\\")),
        rewritten(lambda name: name.replace("word/media/one", "word/Media/One")),
    ],
    ids=["Word", "Word Online", "strict", "absolute", "macros", "backslashes", "other case"],
)
def test_a_document_is_read_however_its_program_lays_it_out(content, tmp_path):
    page = read_word(content, name="", folder=tmp_path)

    assert page.title == "Fatigue"
    assert page.body == (
        "Rest **first**[^footnote-1]; see [the site](https://www.ninds.nih.gov/).\n\n"
        "![A bed](picture-1)\n\n1. sit\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n\n"
        "[^footnote-1]: Always.\n"
    )
    assert page.remarks == ()


# --- What is none -------------------------------------------------------------------------------

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def compound(name):
    """The beginning of an OLE file, and a name as its directory writes it."""
    return COMPOUND + name.encode("utf-16-le") + b"\x00" * 100


def archive(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


OPEN_DOCUMENT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}
TYPES = {"[Content_Types].xml": "<Types/>"}


@pytest.mark.parametrize(
    ("content", "reason", "what_to_do"),
    [
        (compound("EncryptedPackage"), "protected with a password", "delete the password"),
        (compound("WordDocument"), "the older Word format (.doc)", "Save As"),
        (compound("Workbook"), "an Excel workbook", "Copy what readers need"),
        (archive(**OPEN_DOCUMENT), "an OpenDocument text (.odt)", "LibreOffice or Word"),
        (archive(**{"Index/Document.iwa": "x"}), "Apple Pages", "Export To › Word"),
        (archive(**{"Index.zip": "x"}), "Apple Pages", "Export To › Word"),
        (archive(**TYPES, **{"xl/workbook.xml": ""}), "an Excel workbook", "Copy what readers"),
        (archive(**TYPES, **{"ppt/presentation.xml": ""}), "a PowerPoint", "Copy what readers"),
        (archive(**TYPES, **{"word/styles.xml": ""}), "damaged", "repair it"),
        (archive(**TYPES, **{"word/document.xml": "<broken"}), "damaged", "repair it"),
        (archive(**{"notes.txt": "x"}), "not a Word document", "Save As"),
        (b"{\\rtf1\\ansi Words}", "a rich text file (.rtf)", "Save As"),
        (b"%PDF-1.7 words", "This is a PDF", "Send the Word document"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>Words", "a web page (HTML)", "Save As"),
        (b"\n<html xmlns:w='x'><p>Words", "a web page (HTML)", "Save As"),
        (b"MIME-Version: 1.0\nContent-Type: x", "a web page saved as one file", "Save As"),
        (b"\x89PNG\r\n\x1a\n", "a picture", "Send the Word document"),
        (b"Just words.", "not a Word document", "Save As"),
        (b"", "The file is empty", "send it again"),
        (b"\x00" * 4096, "The file is empty", "send it again"),
        (DOCUMENT[: len(DOCUMENT) // 2], "not complete: its end is missing", "Copy or download"),
        (word_file(), "No text was found in the document", "need to type the text"),
    ],
)
def test_what_is_no_word_document_is_called_by_its_name_with_what_to_do(
    content, reason, what_to_do, tmp_path
):
    with pytest.raises(UnreadablePage) as refusal:
        read_word(content, name="", folder=tmp_path)

    said = str(refusal.value)
    assert reason in said
    assert what_to_do in said
    assert not any(word in said for word in ("Error", "zip", "XML syntax", "b'"))
    assert said.endswith((".", ".”"))


def test_a_document_type_is_refused_before_anything_in_it_is_read(tmp_path):
    def change(name, content):
        return b"<!DOCTYPE w>" + content if name == "word/document.xml" else content

    with pytest.raises(UnreadablePage, match="damaged"):
        read_word(rewritten(change=change), name="", folder=tmp_path)


def test_why_a_document_could_not_be_read_is_in_the_log_and_not_in_the_sentence(
    tmp_path, caplog, monkeypatch
):
    def fail(*given):
        raise KeyError("rId7")

    monkeypatch.setattr("articles.importers.word.conversion.normalize", fail)

    with pytest.raises(UnreadablePage) as refusal:
        read_word(DOCUMENT, name="", folder=tmp_path)

    assert "KeyError" not in str(refusal.value)
    assert "KeyError: 'rId7'" in caplog.text
