"""WSGI: pages from the baked tree, in front of whatever makes the rest.

What is answered depends on the path, the headers and the tree alone, as in deploy/nginx.conf; one
table of requests holds both to it: tests/articles/baking/request_cases.py. Nothing of Django is
needed.
"""

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol
from wsgiref.types import WSGIEnvironment

from articles.baking import layout
from articles.baking.server import http_conditions as conditions
from articles.baking.server.read_counter import ReadsCount

SESSION_COOKIE = "sessionid="  # only who signed in has one: they see their own work at once
REASONS = {
    200: "200 OK",
    206: "206 Partial Content",
    301: "301 Moved Permanently",
    304: "304 Not Modified",
    405: "405 Method Not Allowed",
    410: "410 Gone",
    412: "412 Precondition Failed",
    416: "416 Range Not Satisfiable",
    503: "503 Service Unavailable",
}
MOST_REMEMBERED = 16_000_000  # bytes in each process
READ = (200, 304)  # a page was read, be it out of the browser's memory
LAST_RESORT = b"The site cannot answer just now. Please try again in a minute."

Headers = list[tuple[str, str]]
Answer = tuple[int, Headers, bytes]  # status, headers, content
Which = tuple[int, int, int]  # what tells a file from another: number, change time (ns), size
File = tuple[bytes, int]  # content, mtime (seconds)
Copy = tuple[bytes, int, str]  # the same, and how the content is encoded


class StartResponse(Protocol):
    """As WSGI has it, without the ``write`` of old, which nothing here asks for."""

    def __call__(self, status: str, headers: Headers, /) -> object: ...


Application = Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]


class BakedSite:
    """``application`` answers what the tree below ``root`` does not hold."""

    def __init__(self, root: str | Path, application: Application) -> None:
        self.current = os.path.join(os.fsencode(root), b"current")
        self.reads = ReadsCount(os.path.join(os.fsencode(root), b"reads"))
        self.application = application
        self.tree = Tree(None)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        baked = self.tree.again(environ)
        if baked is None:
            tree = self.current_tree()
            if tree is None:
                return self.application(environ, start_response)
            baked = None if is_desk(environ) else find(tree, environ)
            if baked is None:
                return self.ask_application(tree, environ, start_response)
        if SESSION_COOKIE in environ.get("HTTP_COOKIE", ""):
            return self.fresh_or(baked, environ, start_response)
        if baked[0] in READ:
            self.reads.add(environ["PATH_INFO"].encode("latin-1"))
        return send(baked, start_response)

    def current_tree(self) -> "Tree | None":
        """What ``current`` leads to now: a whole tree, or None."""
        try:
            target = os.readlink(self.current)
            if target != self.tree.target:
                folder = os.path.join(os.path.dirname(self.current), target)
                self.tree = Tree(target, folder, current=self.current)
        except (OSError, ValueError):
            return None
        return self.tree

    def ask_application(
        self, tree: "Tree", environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        try:
            return self.application(environ, start_response)
        except Exception:
            return send(unavailable(tree), start_response)

    def fresh_or(
        self, baked: Answer, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """What the application says now; the last good page if it says that it cannot."""
        said: list[tuple[str, Headers]] = []

        def hold(status: str, headers: Headers, exc_info: object = None) -> None:
            said[:] = [(status, headers)]

        try:
            body = self.application(environ, hold)
            status, headers = said[0]
            if status < "500":
                start_response(status, headers)
                return body
        except Exception:
            return send(baked, start_response)
        getattr(body, "close", lambda: None)()
        return send(baked, start_response)


class Tree:
    """A folder of baked files and the headers that all of them are sent with."""

    def __init__(self, target: bytes | None, folder: bytes = b"", *, current: bytes = b"") -> None:
        self.target = target
        self.current = current + b"/"
        self.folder = folder + b"/"
        about: layout.About = {"headers": [], "secure": False, "proxy_header": ""}
        if target is not None:
            with open(self.folder + b"about.json") as file:
                about |= json.load(file)
        self.headers = [(name, value) for name, value in about["headers"]]
        self.is_secure = about["secure"]
        self.proxy_header = about["proxy_header"]
        self.remembered: dict[bytes, tuple[Which, File]] = {}
        self.size = 0
        # By path and accepted encodings.
        self.answers: dict[tuple[str, tuple[str, ...]], tuple[bytes, Which, Answer]] = {}

    def read(self, file: bytes) -> File | None:
        """(content, mtime) of a file, or None. One that is as it was need not be opened again."""
        try:
            facts = os.stat(self.folder + file)
        except (OSError, ValueError):
            return None
        which = facts.st_ino, facts.st_ctime_ns, facts.st_size
        known = self.remembered.get(file)
        if known is None or known[0] != which:
            known = self.read_anew(file)
        return known and known[1]

    def read_anew(self, file: bytes) -> tuple[Which, File] | None:
        """From the disk, with facts of the very file that was opened."""
        try:
            number = os.open(self.folder + file, os.O_RDONLY)
        except OSError:
            return None
        try:
            facts = os.fstat(number)
            content = read_all(number, facts.st_size)
        except IsADirectoryError:
            return None
        finally:
            os.close(number)
        which = facts.st_ino, facts.st_ctime_ns, facts.st_size
        known = which, (content, int(facts.st_mtime))
        self.remember(file, known)
        return known

    def remember(self, file: bytes, known: tuple[Which, File]) -> None:
        """Until there is too much of it: then from the beginning."""
        self.size += len(known[1][0])
        if self.size > MOST_REMEMBERED:
            self.remembered, self.answers, self.size = {}, {}, len(known[1][0])
        self.remembered[file] = known

    def read_copy(self, file: bytes, accepted: Iterable[str]) -> Copy | None:
        """(content, mtime, encoding) of the best copy that the reader takes, or None."""
        for encoding in accepted:
            if found := self.read(file + layout.COPIES[encoding]):
                return *found, encoding
        found = self.read(file)
        return found and (*found, "")

    def keep(
        self,
        environ: WSGIEnvironment,
        file: bytes,
        accepted: tuple[str, ...],
        encoding: str,
        answer: Answer,
    ) -> None:
        """The answer to a plain request, unless a better copy of the page may appear."""
        if answer[0] == 200 and is_simple(environ) and accepted[:1] == (encoding,)[: len(encoding)]:
            file += layout.COPIES.get(encoding, b"")
            which = self.remembered[file][0]
            self.answers[environ["PATH_INFO"], accepted] = self.current + file, which, answer

    def again(self, environ: WSGIEnvironment) -> Answer | None:
        """The answer that was kept, or None if all is to be looked at.

        It holds while ``current`` leads to the very file that was sent; in no other tree is it.
        """
        accepted = conditions.accepted_encodings(environ.get("HTTP_ACCEPT_ENCODING", ""))
        kept = self.answers.get((environ["PATH_INFO"], accepted))
        if kept is None or not is_simple(environ) or not may_have_pages(self, environ):
            return None
        file, which, (status, headers, content) = kept
        try:
            facts = os.stat(file)
        except OSError:
            return None
        if (facts.st_ino, facts.st_ctime_ns, facts.st_size) != which:
            return None
        return status, [*headers], content


def read_all(number: int, size: int) -> bytes:
    content = os.read(number, size)
    while len(content) < size and (more := os.read(number, size - len(content))):
        content += more
    return content


def is_desk(environ: WSGIEnvironment) -> bool:
    return environ["PATH_INFO"].startswith("/admin/")


def find(tree: Tree, environ: WSGIEnvironment) -> Answer | None:
    """(status, headers, content) as the tree answers, or None where it does not."""
    address = environ["PATH_INFO"].encode("latin-1")
    if not layout.is_plain(address) or not may_have_pages(tree, environ):
        return None
    accepted = conditions.accepted_encodings(environ.get("HTTP_ACCEPT_ENCODING", ""))
    file = layout.page_file(address)
    if file and (found := tree.read_copy(file, accepted)):
        answer = answer_page(tree, environ, file, found)
        tree.keep(environ, file, accepted, found[2], answer)
        return answer
    if found := tree.read_copy(layout.gone_file(address), accepted):
        return only_reading(environ) or answer_gone(tree, found)
    if redirect := tree.read(layout.redirect_file(address)):
        return only_reading(environ) or moved(tree, redirect[0].decode())
    page = layout.page_file(address + b"/") if file is None else None
    if page and os.path.isfile(tree.folder + page):
        return only_reading(environ) or moved(tree, with_slash(environ))
    return None


def is_simple(environ: WSGIEnvironment) -> bool:
    """Whether nothing but the page is asked for: no part of it, no condition."""
    return environ["REQUEST_METHOD"] == "GET" and not (
        "HTTP_RANGE" in environ
        or "HTTP_IF_NONE_MATCH" in environ
        or "HTTP_IF_MODIFIED_SINCE" in environ
        or "HTTP_IF_MATCH" in environ
        or "HTTP_IF_UNMODIFIED_SINCE" in environ
    )


def may_have_pages(tree: Tree, environ: WSGIEnvironment) -> bool:
    return not tree.is_secure or came_securely(tree, environ)


def came_securely(tree: Tree, environ: WSGIEnvironment) -> bool:
    proxied = bool(tree.proxy_header) and environ.get(tree.proxy_header) == "https"
    return proxied or environ.get("wsgi.url_scheme") == "https"


def only_reading(environ: WSGIEnvironment) -> Answer | None:
    """A refusal, for a request that would do more with a page than read it."""
    if environ["REQUEST_METHOD"] in ("GET", "HEAD"):
        return None
    return 405, [("Allow", "GET, HEAD"), ("Content-Length", "0")], b""


def answer_page(tree: Tree, environ: WSGIEnvironment, file: bytes, found: Copy) -> Answer:
    content, mtime, encoding = found
    if refused := only_reading(environ):
        return refused
    tag = layout.entity_tag(mtime, len(content))
    date = conditions.http_date(mtime)
    headers = [*tree.headers, ("ETag", tag), ("Last-Modified", date), ("Vary", "Accept-Encoding")]
    status = conditions.status_for(environ, tag, mtime)
    if status == 304:
        return 304, headers, b""
    if status == 412:
        return 412, [*tree.headers, ("Content-Length", "0")], b""
    headers.append(("Content-Type", layout.content_type(file)))
    headers.append(("Accept-Ranges", "bytes"))
    if encoding:
        headers.append(("Content-Encoding", encoding))
    if "HTTP_RANGE" in environ and conditions.range_applies(environ, tag, mtime):
        return answer_range(environ, headers, content)
    return whole(environ, 200, headers, content)


def answer_range(environ: WSGIEnvironment, headers: Headers, content: bytes) -> Answer:
    wanted = conditions.wanted_range(environ["HTTP_RANGE"], len(content))
    if wanted is None:
        return whole(environ, 200, headers, content)
    if wanted is conditions.UNSATISFIABLE:
        return 416, [("Content-Range", f"bytes */{len(content)}"), ("Content-Length", "0")], b""
    first, last = wanted
    headers.append(("Content-Range", f"bytes {first}-{last}/{len(content)}"))
    return whole(environ, 206, headers, content[first : last + 1])


def whole(environ: WSGIEnvironment, status: int, headers: Headers, content: bytes) -> Answer:
    headers.append(("Content-Length", str(len(content))))
    return status, headers, b"" if environ["REQUEST_METHOD"] == "HEAD" else content


def answer_gone(tree: Tree, found: Copy) -> Answer:
    content, _, encoding = found
    headers = [*tree.headers, ("Content-Type", layout.TYPES[b".html"]), ("Vary", "Accept-Encoding")]
    if encoding:
        headers.append(("Content-Encoding", encoding))
    return 410, [*headers, ("Content-Length", str(len(content)))], content


def moved(tree: Tree, target: str) -> Answer:
    return 301, [*tree.headers, ("Location", target), ("Content-Length", "0")], b""


def with_slash(environ: WSGIEnvironment) -> str:
    """The address as it was written, so that nothing decoded gets into a header."""
    query = environ.get("QUERY_STRING", "")
    return f"{conditions.quoted(environ['PATH_INFO'])}/" + (f"?{query}" if query else "")


def unavailable(tree: Tree) -> Answer:
    found = tree.read(layout.error_file(503))
    content = found[0] if found else LAST_RESORT
    kind = layout.TYPES[b".html"] if found else layout.TYPES[b".txt"]
    headers = [*tree.headers, ("Content-Type", kind), ("Retry-After", "30")]
    return 503, [*headers, ("Content-Length", str(len(content)))], content


def send(answer: Answer, start_response: StartResponse) -> list[bytes]:
    status, headers, content = answer
    start_response(REASONS[status], headers)
    return [content]
