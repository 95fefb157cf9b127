"""Where the file of an address is in a tree: the one thing that writer and server share.

Pure, and in bytes, as file systems and requests have it. The names are injective: no address can
reach the file of another, nor a compressed copy by its own name.
"""

from typing import TypedDict

PAGES = b"pages"
GONE = b"gone"
REDIRECTS = b"redirects"
MOVED = b"moved"
TARGETS = b"targets"
ERRORS = b"errors"
HELP_LINES = ERRORS + b"/help-lines.json"
COPIES = {"br": b".br", "gzip": b".gz"}
TYPES = {
    b".html": "text/html; charset=utf-8",
    b".txt": "text/plain; charset=utf-8",
    b".xml": "application/xml",
}
LONGEST = 1000
LONGEST_NAME = 255  # bytes of a part of a path, for most file systems


class About(TypedDict):
    """What is true of all files of a tree, as its ``about.json`` keeps it."""

    headers: list[list[str]]  # name and value of each that every page is sent with
    secure: bool  # whether pages are for requests over HTTPS alone
    proxy_header: str  # what a proxy says of that, by its name in WSGI; "" where none does


def is_plain(address: bytes) -> bool:
    """Whether a file may be looked for at all: no way up, nothing hidden, nothing empty."""
    return (
        address.startswith(b"/")
        and b"//" not in address
        and b"/." not in address
        and b"\0" not in address
        and len(address) < LONGEST
    )


def page_file(address: bytes) -> bytes | None:
    """The file of a page below the tree; None where an address of that form is never one."""
    if address.endswith(b"/"):
        return PAGES + address + b"index.html"
    if address.endswith((b".xml", b".txt")):
        return PAGES + address
    return None


def gone_file(address: bytes) -> bytes:
    return GONE + address + b"~"


def redirect_file(address: bytes) -> bytes:
    return REDIRECTS + address + b"~"


def moved_link(address: bytes) -> bytes:
    """A symbolic link to ``target_folder``: nginx can read where a link leads, but no file."""
    return MOVED + address + b"~"


def target_folder(target: bytes) -> bytes | None:
    """A folder whose name says where a redirect leads; None where no name can say it.

    "/a/b/" is "targets/path/a/b/~", "https://c.example/d" is "targets/https/c.example/d~".
    """
    scheme, is_url, rest = target.partition(b"://")
    if not is_url:
        scheme, rest = b"path", target.removeprefix(b"/")
    parts = (rest + b"~").split(b"/")
    is_sayable = target.startswith((b"/", b"https://", b"http://")) and target.isascii()
    if not is_sayable or any(part in (b"", b".", b"..") for part in parts):
        return None
    is_short = len(target) < LONGEST and max(map(len, parts)) <= LONGEST_NAME
    is_whole = all(sign > 32 and sign != 127 for sign in target)
    return b"/".join([TARGETS, scheme, *parts]) if is_short and is_whole else None


def error_file(status: int) -> bytes:
    return ERRORS + b"/%d.html" % status


def files_of(address: bytes) -> list[bytes]:
    """Every file that the address may have, without compressed copies."""
    page = page_file(address)
    return [*([page] if page else []), gone_file(address), redirect_file(address)]


def address_of(file: bytes) -> bytes | None:
    """The address a file answers; None for copies, error pages and what is none of ours."""
    folder, _, rest = file.partition(b"/")
    rest = b"/" + rest
    if folder == PAGES and rest.endswith(b"/index.html"):
        return rest.removesuffix(b"index.html")
    if folder == PAGES and rest.endswith((b".xml", b".txt")):
        return rest
    if folder in (GONE, REDIRECTS) and rest.endswith(b"~"):
        return rest.removesuffix(b"~")
    return None


def content_type(file: bytes) -> str:
    """The type of a page's file; files without an ending that we know are pages."""
    dot = file.rfind(b".")
    return TYPES.get(file[dot:], TYPES[b".html"])


def entity_tag(mtime: int, size: int) -> str:
    """As nginx makes it, so that a page has one tag no matter which server sends it."""
    return f'"{mtime:x}-{size:x}"'
