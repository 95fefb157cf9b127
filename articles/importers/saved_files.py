"""What a browser saves as one file: MHTML, Safari's web archive, HTML with its pictures inside.

The page and its pictures are parted: pictures are written to a folder, and the page names them by
the names of their files there.
"""

import base64
import binascii
import plistlib
import re
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import Message
from html import escape
from pathlib import Path
from urllib.parse import urljoin

from articles.importers.decoding import decode_page
from articles.importers.records import UnreadablePage

MOST_BYTES = 30_000_000  # with the pictures
MOST_PICTURES = 500
MIME_HEAD = re.compile(rb"^(?:mime-version|content-type: *multipart/related)\b", re.I | re.M)
HTML_KINDS = ("text/html", "application/xhtml+xml")
DATA = re.compile(
    rb"data:(?P<kind>[\w.+-]+/[\w.+-]+)(?:;[\w=.+-]+)*?;base64,(?P<data>[A-Za-z0-9+/=%]*)", re.I
)
FRAME = re.compile(r"(<iframe\b[^>]*?)\bsrc\s*=\s*([\"'])(?P<address>.*?)\2", re.I | re.S)
SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/jpg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/bmp": ".bmp",
    "image/tiff": ".tif",
    "image/svg+xml": ".svg",
    "image/x-icon": ".ico",
    "image/vnd.microsoft.icon": ".ico",
}
NO_PAGE = "The file contains no readable page. Save the page again as “Webpage, complete”."


@dataclass
class SavedFile:
    """A page's bytes, how they say they are encoded, where it was, and its pictures by address."""

    content: bytes
    declared: str = ""
    address: str = ""
    title: str = ""
    is_html: bool = False
    pictures: dict[str, Path] = field(default_factory=dict)
    frames: dict[str, str] = field(default_factory=dict)

    def picture(self, address: str) -> Path | None:
        return self.pictures.get(address) or self.pictures.get(urljoin(self.address, address))

    def with_frames(self, text: str) -> str:
        """The page with the frames that were saved with it in their places."""

        def opened_frame(match: re.Match[str]) -> str:
            inner = self.frames.get(match["address"])
            return f'{match[1]}srcdoc="{escape(inner)}"' if inner else match[0]

        return FRAME.sub(opened_frame, text) if self.frames else text


def opened(content: bytes, *, folder: Path | None) -> SavedFile:
    """The page in a saved file. ``folder``, an empty one, takes its pictures; without one they are
    missing. Raises UnreadablePage.
    """
    if content.startswith(b"bplist00") or b"WebMainResource" in content[:2000]:
        saved = from_webarchive(content, folder)
    elif MIME_HEAD.search(content[:2000]) and b"<html" not in content[:200].lower():
        saved = from_mhtml(content, folder)
    else:
        saved = SavedFile(content)
    saved.content = without_data(saved, folder)
    return saved


# --- MHTML ---------------------------------------------------------------------------------------


def from_mhtml(content: bytes, folder: Path | None) -> SavedFile:
    """Parts of RFC 2557: the first page is the file's own, others are frames."""
    message = message_from_bytes(content, policy=policy.compat32)
    parts = [part for part in message.walk() if not part.is_multipart()]
    pages = [part for part in parts if part.get_content_type() in HTML_KINDS]
    start = message.get_param("start")
    main = next((part for part in pages if start and part.get("Content-ID") == start), None)
    main = main or next(iter(pages), None)
    if main is None:
        raise UnreadablePage(NO_PAGE)
    address = str(message.get("Snapshot-Content-Location") or main.get("Content-Location") or "")
    saved = SavedFile(bytes_in(main), str(main.get_content_charset() or ""), is_html=True)
    saved.address = address if address.startswith(("http://", "https://")) else ""
    for part in parts:
        if part.get_content_maintype() == "image":
            file = written(bytes_in(part), part.get_content_type(), folder, saved)
            saved.pictures.update({name: file for name in names_of(part) if file})
        elif part in pages and part is not main:
            inner = decode_page(bytes_in(part), declared=str(part.get_content_charset() or ""))
            saved.frames.update(dict.fromkeys(names_of(part), inner.text))
    return saved


def bytes_in(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def names_of(part: Message) -> list[str]:
    """How a page names one of its parts: by its address, or by "cid:" and its id."""
    location, identifier = part.get("Content-Location"), part.get("Content-ID")
    names = [str(location).strip()] if location else []
    return names + ([f"cid:{str(identifier).strip().strip('<>')}"] if identifier else [])


# --- Safari --------------------------------------------------------------------------------------


def from_webarchive(content: bytes, folder: Path | None) -> SavedFile:
    try:
        archive = plistlib.loads(content)
        main = archive["WebMainResource"]
        saved = SavedFile(bytes(main["WebResourceData"]), is_html=True)
    except (plistlib.InvalidFileException, ValueError, KeyError, TypeError, IndexError) as problem:
        raise UnreadablePage(NO_PAGE) from problem
    saved.declared = str(main.get("WebResourceTextEncodingName") or "")
    address = str(main.get("WebResourceURL") or "")
    saved.address = address if address.startswith(("http://", "https://")) else ""
    for part in archive.get("WebSubresources") or []:
        kind, data = str(part.get("WebResourceMIMEType")), part.get("WebResourceData")
        is_picture = kind.startswith("image/") and isinstance(data, bytes)
        if is_picture and (file := written(data, kind, folder, saved)):
            saved.pictures[str(part.get("WebResourceURL"))] = file
    return saved


# --- Pictures within the page --------------------------------------------------------------------


def without_data(saved: SavedFile, folder: Path | None) -> bytes:
    """The page with a file's name for each picture embedded as base64; fonts go."""

    def taken_out(match: re.Match[bytes]) -> bytes:
        kind = match["kind"].decode("ascii").lower()
        if not kind.startswith("image/"):
            return b""
        name = f"embedded-{len(saved.pictures) + 1}{SUFFIXES.get(kind, '.bin')}"
        data = decoded_base64(match["data"])
        if data and (file := written(data, kind, folder, saved)):
            saved.pictures[name] = file
        return name.encode("ascii")

    return DATA.sub(taken_out, saved.content)


def decoded_base64(data: bytes) -> bytes:
    data = data.replace(b"%2B", b"+").replace(b"%2F", b"/").replace(b"%3D", b"=").rstrip(b"=")
    try:
        return base64.b64decode(data + b"=" * (-len(data) % 4))
    except (binascii.Error, ValueError):
        return b""


def written(data: bytes, kind: str, folder: Path | None, saved: SavedFile) -> Path | None:
    """The file of a picture; none without a folder, or past a number that no page holds."""
    if folder is None or not data or len(saved.pictures) >= MOST_PICTURES:
        return None
    file = folder / f"picture-{len(saved.pictures) + 1}{SUFFIXES.get(kind.lower(), '.bin')}"
    file.write_bytes(data)
    return file
