"""What readers, caches and worse may ask of baked pages: one table for both servers.

``expected``: the status and, where they matter, headers; None for a header that may not be there.
``PAGE`` is baked at /symptoms/fatigue/, ``LATER`` is a moment after it, ``TAG`` its own tag.
"""

import gzip
from dataclasses import dataclass, field
from email.utils import formatdate

import brotli

from articles.baking import layout
from articles.baking.tree import Batch, Outcome, Tree
from mscoe.environment import ROOT

PAGE = b"<!doctype html><title>Fatigue</title>" + b"<p>Rest before you are tired.</p>" * 40
GONE = b"<!doctype html><title>Removed</title>"
UNAVAILABLE = b"<!doctype html><title>Something went wrong</title> dial 988"
MADE = 1_700_000_000
DATE = formatdate(MADE, usegmt=True)
EARLIER, LATER = formatdate(MADE - 1, usegmt=True), formatdate(MADE + 1, usegmt=True)
TAG = layout.entity_tag(MADE, len(PAGE))
WEAK = f"W/{TAG}"
HTML = "text/html; charset=utf-8"
ABOUT = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
ELSEWHERE = "https://example.org/ms?part=1#top"
REDIRECTS = {
    "/old/": "/symptoms/fatigue/",
    "/old.asp": "/symptoms/fatigue/",
    "/elsewhere/": ELSEWHERE,
    "/to-home/": "/",
    "/to-accented/": "/s%C3%ADntomas/",
}
FROM_DJANGO = b"made by the application"
ICON = (ROOT / "mscoe" / "static" / "mscoe" / "root" / "favicon.ico").read_bytes()
ICON_HEADERS = {"Content-Type": "image/x-icon", "Cache-Control": "max-age=3600, public"}


@dataclass(frozen=True)
class Case:
    path: str
    status: int
    headers: dict = field(default_factory=dict)
    method: str = "GET"
    expected: dict = field(default_factory=dict)
    body: bytes | None = None
    may_be_refused: bool = False  # nginx knows by itself that nothing lies above the root

    def __str__(self):
        asked = ", ".join(f"{name}: {value}" for name, value in self.headers.items())
        return f"{self.method} {self.path} {asked}".strip()


def page(headers=None, *, path="/symptoms/fatigue/", status=200, **more):
    return Case(path, status, headers=headers or {}, **more)


WHOLE = {"Content-Type": HTML, "ETag": TAG, "Last-Modified": DATE, "Vary": "Accept-Encoding"}
CASES = [
    # --- a page, whole ---
    page(expected={**WHOLE, **ABOUT, "Accept-Ranges": "bytes", "Set-Cookie": None}, body=PAGE),
    page(method="HEAD", expected={**WHOLE, "Content-Length": str(len(PAGE))}, body=b""),
    page(path="/symptoms/fatigue/?utm_source=mail", body=PAGE),
    page(path="/symptoms/fatigue/?", body=PAGE),
    page({"Cookie": "_ga=GA1.2; other=1"}, body=PAGE),
    page(path="/symptoms/f%61tigue/", body=PAGE),
    page(path="/", body=b"home"),
    page(path="/robots.txt", expected={"Content-Type": "text/plain; charset=utf-8"}, body=b"all"),
    page(path="/sitemap.xml", expected={"Content-Type": "application/xml"}, body=b"<urlset/>"),
    page(path="/s%C3%ADntomas/", body=b"accented"),
    # --- encodings ---
    page({"Accept-Encoding": "gzip"}, expected={"Content-Encoding": "gzip"}),
    page({"Accept-Encoding": "gzip, deflate, br"}, expected={"Content-Encoding": "br"}),
    page({"Accept-Encoding": "br;q=0, gzip"}, expected={"Content-Encoding": "gzip"}),
    page({"Accept-Encoding": "br;q=1.0, gzip;q=0.5"}, expected={"Content-Encoding": "br"}),
    page({"Accept-Encoding": "BR"}, expected={"Content-Encoding": "br"}),
    page({"Accept-Encoding": "gzip;q=0.0"}, expected={"Content-Encoding": None}, body=PAGE),
    page({"Accept-Encoding": "identity"}, expected={"Content-Encoding": None}, body=PAGE),
    page({"Accept-Encoding": "brotli, zstd"}, expected={"Content-Encoding": None}, body=PAGE),
    # --- conditions ---
    page({"If-None-Match": TAG}, status=304, expected={"ETag": TAG, **ABOUT}, body=b""),
    page({"If-None-Match": WEAK}, status=304, body=b""),
    page({"If-None-Match": f'"other", {TAG}'}, status=304, body=b""),
    page({"If-None-Match": "*"}, status=304, body=b""),
    page({"If-None-Match": '"other"'}, body=PAGE),
    page({"If-None-Match": TAG}, method="HEAD", status=304, body=b""),
    page({"If-Modified-Since": DATE}, status=304, body=b""),
    page({"If-Modified-Since": LATER}, status=304, body=b""),
    page({"If-Modified-Since": EARLIER}, body=PAGE),
    page({"If-Modified-Since": "yesterday"}, body=PAGE),
    page({"If-Match": '"other"'}, status=412),
    page({"If-Match": TAG}, body=PAGE),
    page({"If-Unmodified-Since": EARLIER}, status=412),
    page({"If-Unmodified-Since": DATE}, body=PAGE),
    # --- ranges ---
    page(
        {"Range": "bytes=0-9"},
        status=206,
        expected={"Content-Range": f"bytes 0-9/{len(PAGE)}", "Content-Length": "10"},
        body=PAGE[:10],
    ),
    page({"Range": "bytes=5-"}, status=206, body=PAGE[5:]),
    page({"Range": "bytes=-5"}, status=206, body=PAGE[-5:]),
    page({"Range": f"bytes=0-{len(PAGE) * 2}"}, status=206, body=PAGE),
    page(
        {"Range": "bytes=999999-"}, status=416, expected={"Content-Range": f"bytes */{len(PAGE)}"}
    ),
    page({"Range": "bytes=x"}, status=416),
    page({"Range": "bytes=0-1,3-4"}, body=PAGE),
    page({"Range": "lines=0-1"}, body=PAGE),
    page({"Range": "bytes=0-9", "If-Range": TAG}, status=206, body=PAGE[:10]),
    page({"Range": "bytes=0-9", "If-Range": '"other"'}, body=PAGE),
    page({"Range": "bytes=0-9", "If-Range": DATE}, status=206, body=PAGE[:10]),
    page({"Range": "bytes=0-9", "If-Range": EARLIER}, body=PAGE),
    page({"Range": "bytes=0-9"}, method="HEAD", status=206, body=b""),
    # --- other addresses ---
    page(path="/symptoms/fatigue", status=301, expected={"Location": "/symptoms/fatigue/"}),
    page(path="/symptoms/fatigue?a=b", status=301, expected={"Location": "/symptoms/fatigue/?a=b"}),
    page(path="/old/", status=301, expected={"Location": "/symptoms/fatigue/", **ABOUT}),
    page(path="/old.asp", status=301, expected={"Location": "/symptoms/fatigue/"}),
    page(path="/old/", method="HEAD", status=301, expected={"Location": "/symptoms/fatigue/"}),
    page(path="/old/?id=3", status=301, expected={"Location": "/symptoms/fatigue/"}),
    page(path="/old/", method="POST", status=405),
    page(path="/elsewhere/", status=301, expected={"Location": ELSEWHERE, **ABOUT}),
    page(path="/to-home/", status=301, expected={"Location": "/"}),
    page(path="/to-accented/", status=301, expected={"Location": "/s%C3%ADntomas/"}),
    page(path="/gone/", status=410, expected={"Content-Type": HTML, **ABOUT}, body=GONE),
    page(path="/gone/", method="HEAD", status=410, body=b""),
    page(path="/gone/", headers={"If-Modified-Since": LATER}, status=410, body=GONE),
    # --- the icon, which no page links and the tree does not hold ---
    page(path="/favicon.ico", expected=ICON_HEADERS, body=ICON),
    page(path="/favicon.ico", method="HEAD", body=b""),
    page({"Cookie": "sessionid=abc"}, path="/favicon.ico", body=ICON),
    page(path="/favicon.ico", method="POST", status=405),
    # --- what only the application knows ---
    page(path="/search/?q=fatigue", body=FROM_DJANGO),
    page(path="/admin/", body=FROM_DJANGO),
    page(path="/nothing/", body=FROM_DJANGO),
    page(path="/nothing", body=FROM_DJANGO),
    page({"Cookie": "a=b; sessionid=abc"}, body=FROM_DJANGO),
    # --- more than reading ---
    page(method="POST", status=405),
    page(method="DELETE", status=405),
    page(path="/search/", method="POST", body=FROM_DJANGO),
    # --- hostile ---
    page(path="/symptoms/../symptoms/fatigue/", body=FROM_DJANGO),
    page(path="/symptoms/%2e%2e/symptoms/fatigue/", body=FROM_DJANGO),
    page(path="/symptoms//fatigue/", body=FROM_DJANGO),
    page(path="/symptoms/./fatigue/", body=FROM_DJANGO),
    page(path="/symptoms/fatigue/index.html", body=FROM_DJANGO),
    page(path="/symptoms/fatigue/index.html.gz", body=FROM_DJANGO),
    page(path="/robots.txt.br", body=FROM_DJANGO),
    page(path="/symptoms/fatigue/%0d%0aSet-Cookie:%20a=b", body=FROM_DJANGO),
    page(path="/symptoms/fatigue%0d%0aX:%20y", body=FROM_DJANGO),
    page(path="/../../about.json", body=FROM_DJANGO, may_be_refused=True),
    page(path="/%2e%2e/about.json", body=FROM_DJANGO, may_be_refused=True),
    page(path="/cursor.json", body=FROM_DJANGO),
    page(path="/old/~", body=FROM_DJANGO),
    page(path="/symptoms/fatigue/%5c..%5c", body=FROM_DJANGO),
    page(path="/" + "a" * 2000 + "/", body=FROM_DJANGO),
    page(path="/" + "a/" * 600, body=FROM_DJANGO),
    page(path="/%ff%fe/", body=FROM_DJANGO),
]


def write_tree(root, *, headers=ABOUT):
    """The tree that CASES ask of, and what leads to it."""
    tree = Tree(root / "trees" / "one")
    tree.write_about({"headers": list(headers.items())})
    made = Moment()
    with Batch(tree) as batch:
        for address, content in {
            "/": b"home",
            "/symptoms/fatigue/": PAGE,
            "/síntomas/": b"accented",
            "/tell-us/thanks/": b"thanks",  # below an address that is never baked
            "/robots.txt": b"all",
            "/sitemap.xml": b"<urlset/>",
        }.items():
            batch.put(address, Outcome("page", content), moment=made)
        batch.put("/gone/", Outcome("gone", GONE), moment=made)
        for old, new in REDIRECTS.items():
            batch.put(old, Outcome("redirect", new.encode()), moment=made)
        batch.put_error(404, b"not found")
        batch.put_error(503, UNAVAILABLE)
    (root / "current").symlink_to("trees/one")
    return tree


class Moment:
    def timestamp(self):
        return float(MADE)


def problems(case, *, status, headers, body):
    """What differs from the table, a sentence each. ``headers`` by small letters."""
    if case.may_be_refused and status == 400:
        return
    if status != case.status:
        yield f"status {status}, not {case.status}"
    for name, value in case.expected.items():
        if headers.get(name.lower()) != value:
            yield f"{name}: {headers.get(name.lower())}, not {value}"
    if case.body is not None and body != case.body:
        yield f"{len(body)} bytes: {body[:60]!r}, not {case.body[:60]!r}"
    if "Content-Encoding" in case.expected and decoded(headers, body) != PAGE:
        yield "the encoded page is not the page"


def decoded(headers, body):
    decode = {"gzip": gzip.decompress, "br": brotli.decompress}
    return decode.get(headers.get("content-encoding"), bytes)(body)
