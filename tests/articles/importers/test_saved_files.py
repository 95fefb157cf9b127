"""Pages saved as one file come in with their pictures and frames."""
# ruff: noqa: E501 (a row of HTML is read best on one line)

import base64
import io
import plistlib

import pytest
from PIL import Image

from articles.importers import UnreadablePage, read_page


def picture():
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(file, "PNG")
    return file.getvalue()


PICTURE = picture()
ENCODED = base64.encodebytes(PICTURE).decode("ascii")
DATA = base64.b64encode(PICTURE).decode("ascii")


def mhtml(page, *parts, headers="", encoding="quoted-printable", charset="; charset=utf-8"):
    """A file as Chromium saves it; ``page`` is already encoded."""
    main = (
        f"Content-Type: text/html{charset}\r\nContent-Transfer-Encoding: {encoding}\r\n"
        f"Content-Location: https://old.example/ms/fatigue.html\r\n\r\n{page}"
    )
    inner = "".join(f"\r\n--B1\r\n{body}\r\n" for body in (main, *parts))
    return (
        f"From: <Saved by Blink>\r\n{headers}Subject: Fatigue\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related; type="text/html"; boundary="B1"\r\n{inner}--B1--\r\n'
    ).encode("latin-1")


def image_part(name):
    return (
        f"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n{name}\r\n\r\n{ENCODED}"
    )


def read(folder, content, name="fatigue.mhtml"):
    path = folder / name
    path.write_bytes(content)
    workplace = folder / "workplace"
    workplace.mkdir()
    return read_page(path, workplace=workplace)


PICTURES = {
    "by its address": (
        '<img src=3D"https://old.example/ms/ramp.png" alt=3D"A ramp">',
        "Content-Location: https://old.example/ms/ramp.png",
    ),
    "by a relative address": (
        '<img src=3D"ramp.png" alt=3D"A ramp">',
        "Content-Location: https://old.example/ms/ramp.png",
    ),
    "by its id": (
        '<img src=3D"cid:ramp@mhtml" alt=3D"A ramp">',
        "Content-ID: <ramp@mhtml>",
    ),
    "as Word names it": (
        '<img src=3D"file:///C:/D42/ramp.png" alt=3D"A ramp">',
        "Content-Location: file:///C:/D42/ramp.png",
    ),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_a_page_saved_as_mhtml_comes_in_with_its_picture(kind, tmp_path):
    image, name = PICTURES[kind]
    html = (
        "<html><head><title>Fatigue | Acme</title></head><body><h1>Fatigue</h1><p>It=E2=80=99s =E2=89=A5 5 mg, and a=\r\n"
        f'fter <a href=3D"rest.html">rest</a>.</p>{image}</body></html>'
    )

    page = read(tmp_path, mhtml(html, image_part(name)))

    assert page.title == "Fatigue"
    assert page.body.startswith(
        "It’s ≥ 5 mg, and after [rest](https://old.example/ms/rest.html).\n\n![A ramp]("
    )
    assert [each.file.read_bytes() for each in page.images] == [PICTURE]


def test_the_encoding_of_a_part_is_its_own(tmp_path):
    html = "<html><body><h1>Fatigue</h1><p>caf=E9 =93so=94</p></body></html>"

    page = read(tmp_path, mhtml(html, charset='; charset="windows-1252"'), "old.mht")

    assert page.body == "café “so”\n"


def test_a_frame_that_was_saved_with_the_page_stands_in_its_place(tmp_path):
    html = '<html><body><h1>Fatigue</h1><p>One.</p><iframe src=3D"cid:f1@x"></iframe><p>Three.</p></body></html>'
    frame = "Content-Type: text/html\r\nContent-ID: <f1@x>\r\n\r\n<p>Two &lt; 3.</p>"

    assert read(tmp_path, mhtml(html, frame)).body == "One.\n\nTwo < 3.\n\nThree.\n"


def test_a_file_without_a_page_is_refused_in_words(tmp_path):
    content = mhtml("x").replace(b"text/html;", b"text/plain;")

    with pytest.raises(UnreadablePage, match="contains no readable page. Save the page again"):
        read(tmp_path, content)


def test_pictures_inside_the_page_come_in_and_fonts_do_not(tmp_path):
    html = (
        "<html><!-- Page saved with SingleFile\n url: https://old.example/ms/fatigue -->"
        "<style>@font-face{src:url(data:font/woff2;base64,d09GMg==)}</style><h1>Fatigue</h1>"
        f'<p>Words <a href="rest">rest</a></p><img alt="A ramp" src=data:image/png;base64,{DATA}>'
        f'<img alt="A door" src="data:image/png;base64,{DATA}">'
    )

    page = read(tmp_path, html.encode(), "fatigue.html")

    assert page.body == (
        "Words [rest](https://old.example/ms/rest)\n\n![A ramp](embedded-1.png)\n\n"
        "![A door](embedded-2.png)\n"
    )
    assert [each.file.read_bytes() for each in page.images] == [PICTURE, PICTURE]


def test_a_markdown_page_keeps_the_pictures_inside_it(tmp_path):
    text = f"---\ntitle: Rest\n---\nWords.\n\n![A ramp](data:image/png;base64,{DATA})\n"

    page = read(tmp_path, text.encode(), "rest.md")

    assert page.body == "Words.\n\n![A ramp](embedded-1.png)\n"
    assert [each.file.read_bytes() for each in page.images] == [PICTURE]


def test_pictures_do_not_count_as_text(tmp_path):
    large = base64.b64encode(PICTURE + bytes(6_000_000)).decode("ascii")
    html = f'<html><h1>Fatigue</h1><p>Words.</p><img alt="A ramp" src="data:image/png;base64,{large}"></html>'

    assert read(tmp_path, html.encode(), "fatigue.html").body.startswith("Words.")


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_web_archive_of_safari_comes_in_with_its_picture(form, tmp_path):
    archive = {
        "WebMainResource": {
            "WebResourceData": "<html><h1>Fatigue</h1><p>It’s so.</p><img src='ramp.png' alt='A ramp'>".encode(),
            "WebResourceURL": "https://old.example/ms/fatigue.html",
            "WebResourceTextEncodingName": "UTF-8",
        },
        "WebSubresources": [
            {
                "WebResourceData": PICTURE,
                "WebResourceMIMEType": "image/png",
                "WebResourceURL": "https://old.example/ms/ramp.png",
            }
        ],
    }

    page = read(tmp_path, plistlib.dumps(archive, fmt=form), "fatigue.webarchive")

    assert page.body == "It’s so.\n\n![A ramp](ramp.png)\n"
    assert [each.file.read_bytes() for each in page.images] == [PICTURE]


def test_pictures_of_a_markdown_page_are_found_with_a_base_address_too(tmp_path):
    (tmp_path / "ramp.png").write_bytes(PICTURE)
    path = tmp_path / "rest.md"
    path.write_text("---\ntitle: Rest\n---\nWords [x](x.md).\n\n![A ramp](ramp.png)\n")

    page = read_page(path, base_url="https://old.example/ms/")

    assert page.body == "Words [x](https://old.example/ms/x.md).\n\n![A ramp](ramp.png)\n"
    assert [each.address for each in page.images] == ["ramp.png"]
