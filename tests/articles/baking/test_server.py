"""The files in front of Django: the whole table of requests, and what happens when Django fails."""

import io
import subprocess
import sys
from urllib.parse import unquote_to_bytes

import pytest

from articles.baking.read_counts import Reads
from articles.baking.server.wsgi import BakedSite
from mscoe.environment import ROOT
from mscoe.staticfiles.root import files_at_root
from tests.articles.baking import request_cases
from tests.articles.baking.request_cases import CASES, FROM_DJANGO, PAGE, UNAVAILABLE


def django(environ, start_response):
    """Whatever is behind the tree."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [FROM_DJANGO]


def failing(environ, start_response):
    start_response("500 Internal Server Error", [])
    return [b"failed"]


def broken(environ, start_response):
    raise OSError("The application is broken.")


@pytest.fixture
def root(tmp_path):
    request_cases.write_tree(tmp_path)
    return tmp_path


def icon_before(application):
    return files_at_root(ROOT / "mscoe" / "static" / "mscoe" / "root", application)


def ask(site, path, *, method="GET", **headers):
    """(status, headers by small letters, body), as gunicorn would ask."""
    path, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
    }
    for name, value in headers.items():
        environ[f"HTTP_{name.upper().replace('-', '_')}"] = value
    said = []
    body = b"".join(site(environ, lambda *args: said.append(args)))
    status, sent = said[-1][:2]
    return int(status.split()[0]), {name.lower(): value for name, value in sent}, body


@pytest.mark.parametrize("before", ["nothing", "simple"])
@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_request_is_answered_as_the_table_says(root, case, before):
    site = BakedSite(root, icon_before(django))
    if before == "simple":  # answers to simple requests are kept
        for encodings in ("", "gzip", "gzip, br"):
            ask(site, case.path, **{"Accept-Encoding": encodings})

    status, headers, body = ask(site, case.path, method=case.method, **case.headers)

    if case.method == "HEAD":
        body = b""  # the web server sends none, whatever it is given
    found = request_cases.problems(case, status=status, headers=headers, body=body)
    assert list(found) == []


def test_without_a_tree_the_application_answers_all(tmp_path):
    assert ask(BakedSite(tmp_path, django), "/symptoms/fatigue/")[2] == FROM_DJANGO


def test_what_leads_to_no_tree_leaves_all_to_the_application(tmp_path):
    (tmp_path / "current").symlink_to("trees/gone")

    assert ask(BakedSite(tmp_path, django), "/symptoms/fatigue/")[2] == FROM_DJANGO


def test_whoever_signed_in_gets_the_last_good_page_when_the_application_fails(root):
    for application in (failing, broken):
        site = BakedSite(root, application)

        assert ask(site, "/symptoms/fatigue/", cookie="sessionid=a")[::2] == (200, PAGE)


def test_when_the_application_breaks_the_crisis_line_is_still_there(root):
    status, headers, body = ask(BakedSite(root, broken), "/search/")

    assert (status, body) == (503, UNAVAILABLE)
    assert headers["retry-after"] == "30"


def test_the_icon_is_there_when_the_application_breaks(root):
    site = BakedSite(root, icon_before(broken))

    assert ask(site, "/favicon.ico")[::2] == (200, request_cases.ICON)


def test_what_is_read_is_counted_by_address_for_the_follower(root):
    (root / "reads").mkdir()
    site, reads = BakedSite(root, django), Reads(root / "reads")
    for path in ("/", "/symptoms/fatigue/?from=mail", "/symptoms/fatigue/", "/nothing/", "/gone/"):
        ask(site, path)
    ask(site, "/", cookie="sessionid=a")

    site.reads.leave()

    assert reads.collect()
    assert reads.weights == {"/symptoms/fatigue/": 2, "/": 1}
    assert list((root / "reads").glob("*.counts")) == []


def test_where_counts_cannot_be_written_pages_are_served_all_the_same(root):
    site = BakedSite(root, django)
    site.reads.due_at = 0

    assert ask(site, "/symptoms/fatigue/")[2] == PAGE


def test_another_tree_is_served_from_the_next_request_on(root):
    site = BakedSite(root, django)
    ask(site, "/")
    new = request_cases.Tree(root / "trees" / "two")
    new.write_about({"headers": [["X-New", "1"]]})
    (root / "new").symlink_to("trees/two")
    (root / "new").rename(root / "current")

    assert ask(site, "/")[2] == FROM_DJANGO


@pytest.mark.parametrize("encodings", ["", "br"])
def test_a_page_that_was_answered_before_is_answered_as_it_is_now(root, encodings):
    site, tree = BakedSite(root, django), request_cases.Tree(root / "trees" / "one")

    def fatigue():
        return ask(site, "/symptoms/fatigue/", **{"Accept-Encoding": encodings})

    first = fatigue()
    assert fatigue() == first
    with request_cases.Batch(tree) as batch:
        later = request_cases.Moment()
        batch.put("/symptoms/fatigue/", request_cases.Outcome("page", b"new"), moment=later)
    assert len(fatigue()[2]) != len(first[2])
    with request_cases.Batch(tree) as batch:
        batch.remove("/symptoms/fatigue/")
    assert fatigue()[2] == FROM_DJANGO


def test_a_better_copy_is_sent_as_soon_as_there_is_one(root):
    site = BakedSite(root, django)
    copy = root / "trees" / "one" / "pages" / "symptoms" / "fatigue" / "index.html.br"
    brotli = copy.read_bytes()
    copy.unlink()
    plain = [ask(site, "/symptoms/fatigue/", **{"Accept-Encoding": "br"})[2] for _ in "12"]

    copy.write_bytes(brotli)

    assert plain == [PAGE, PAGE]
    assert ask(site, "/symptoms/fatigue/", **{"Accept-Encoding": "br"})[2] == brotli


def test_a_site_on_https_sends_its_pages_over_https_only(root):
    tree = request_cases.Tree(root / "trees" / "one")
    tree.write_about({"headers": [], "secure": True, "proxy_header": "HTTP_X_FORWARDED_PROTO"})
    site = BakedSite(root, django)

    assert ask(site, "/symptoms/fatigue/")[2] == FROM_DJANGO  # which redirects
    assert ask(site, "/symptoms/fatigue/", **{"X-Forwarded-Proto": "https"})[2] == PAGE
    assert ask(site, "/symptoms/fatigue/")[2] == FROM_DJANGO  # whatever was answered before


def test_serving_files_needs_nothing_of_django():
    code = (
        "import sys, articles.baking.server.wsgi;"
        "print([n for n in sys.modules if n.startswith('django')])"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)

    assert done.stdout.strip() == "[]", done.stderr
