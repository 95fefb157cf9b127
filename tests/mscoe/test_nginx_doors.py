"""deploy/nginx.conf with a real nginx: headers once and everywhere, and only names of ours."""

import http.client
import re
import threading
from collections import Counter
from wsgiref.simple_server import make_server

import pytest

from articles.baking.host_names import write_names
from articles.baking.server.wsgi import BakedSite
from bench import own_nginx
from mscoe.environment import ROOT
from tests.articles.baking import request_cases
from tests.articles.baking.request_cases import CASES, PAGE
from tests.mscoe.startup.test_run import free_port
from tests.mscoe.test_nginx import Quiet, Threads, needs_nginx, wait_for

pytestmark = needs_nginx
NAMES = ["ms.example.org", ".example.net", "127.0.0.1"]
SAFE = {
    "strict-transport-security": "max-age=31536000; includeSubDomains; preload",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
}
HEADERS = re.findall(
    r'^add_header (\S+) "(.*)" always;$',
    (ROOT / "deploy" / "baked_headers.conf").read_text(),
    flags=re.MULTILINE,
)


def django(environ, start_response):
    """Answers as Django does: with the headers of every page, to its own names, by HTTPS alone."""
    host = environ["HTTP_HOST"]
    if host not in ("ms.example.org", "127.0.0.1"):
        start_response("421 Misdirected Request", HEADERS)
    elif environ["HTTP_X_FORWARDED_PROTO"] == "http" and environ["SERVER_NAME"] == "only-https":
        start_response("301 Moved", [*HEADERS, ("Location", f"https://{host}/")])
    else:
        start_response("200 OK", [*HEADERS, ("Content-Type", "text/plain")])
    return [b"made by the application"]


def django_by_https_alone(environ, start_response):
    return django(environ | {"SERVER_NAME": "only-https"}, start_response)


class Nginx:
    """Both servers of the file on ports of this machine, without a certificate."""

    def __init__(self, folder, *, application=django):
        self.root = folder / "baked"
        self.root.mkdir()
        self.upstream = make_server("127.0.0.1", 0, application, Threads, Quiet)
        threading.Thread(target=self.upstream.serve_forever, daemon=True).start()
        self.plain, self.port = free_port(), free_port()
        for name in ("media", "acme"):
            (folder / name).mkdir()
        self.folder = folder

    def start(self):
        configuration = own_nginx.on_two_ports(
            baked=self.root,
            folder=self.folder,
            plain=self.plain,
            port=self.port,
            behind=self.upstream.server_port,
        )
        self.process = own_nginx.start(configuration, folder=self.folder)
        wait_for(self.port)

    def ask(self, path, *, host="ms.example.org", plain=False, method="GET", body=b"", **headers):
        """(status, all header lines, body)."""
        port = self.plain if plain else self.port
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=90)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        if body:
            headers["Content-Length"] = str(len(body))
        for name, value in ({"Host": host} | headers).items():
            connection.putheader(name, value)
        connection.endheaders(body)
        response = connection.getresponse()
        sent = [(name.lower(), value) for name, value in response.getheaders()]
        content = response.read()
        connection.close()
        return response.status, sent, content

    def stop(self):
        self.process.terminate()
        self.process.wait(10)
        self.upstream.shutdown()
        self.upstream.server_close()


@pytest.fixture(scope="module")
def nginx(tmp_path_factory):
    """With baked pages, and the site behind it."""
    nginx = Nginx(tmp_path_factory.mktemp("doors"))
    request_cases.write_tree(nginx.root, headers=dict(HEADERS))
    nginx.upstream.set_app(BakedSite(nginx.root, django))
    write_names(nginx.root, NAMES)
    nginx.start()
    yield nginx
    nginx.stop()


def test_no_answer_has_a_header_twice(nginx):
    twice = {}
    for case in CASES:
        _, sent, _ = nginx.ask(case.path, method=case.method, **case.headers)
        counts = Counter(name for name, _ in sent)
        if found := [name for name, count in counts.items() if count > 1]:
            twice[str(case)] = found

    assert twice == {}


def large(nginx):
    return nginx.ask("/search/", method="POST", body=b"x" * 1_100_000)


def hasty(nginx):
    answers = [nginx.ask("/admin/login/") for _ in range(40)]
    return next(answer for answer in answers if answer[0] == 429)


@pytest.mark.parametrize(
    ("status", "ask"),
    [
        (200, lambda nginx: nginx.ask("/static/mscoe/css/tokens.css")),
        (404, lambda nginx: nginx.ask("/static/none.css")),
        (200, lambda nginx: nginx.ask("/media/images/a1b2.png")),
        (200, lambda nginx: nginx.ask("/media/images/none.png")),  # the site may have it
        (404, lambda nginx: nginx.ask("/media/none")),
        (200, lambda nginx: nginx.ask("/favicon.ico")),
        (200, lambda nginx: nginx.ask("/symptoms/fatigue/")),
        (304, lambda nginx: nginx.ask("/symptoms/fatigue/", **{"If-None-Match": "*"})),
        (301, lambda nginx: nginx.ask("/symptoms/fatigue")),
        (301, lambda nginx: nginx.ask("/old/")),
        (410, lambda nginx: nginx.ask("/gone/")),
        (200, lambda nginx: nginx.ask("/search/")),
        (200, lambda nginx: nginx.ask("/admin/")),
        (404, lambda nginx: nginx.ask("/healthz", **{"X-Forwarded-For": "203.0.113.7"})),
        (413, large),
        (429, hasty),
        (421, lambda nginx: nginx.ask("/", host="elsewhere.example.com")),
    ],
)
def test_every_answer_says_once_how_safe_it_is_to_be_kept(nginx, status, ask):
    (nginx.folder / "media" / "images").mkdir(exist_ok=True)
    (nginx.folder / "media" / "images" / "a1b2.png").write_bytes(b"\x89PNG")

    answered, sent, _ = ask(nginx)

    assert answered == status
    assert sorted((name, value) for name, value in sent if name in SAFE) == sorted(SAFE.items())


@pytest.mark.parametrize(
    "host",
    [
        "elsewhere.example.com",
        "ms.example.org.elsewhere.example.com",
        "xms.example.org",
        "example.org",
        "203.0.113.7",
        "localhost",
    ],
)
@pytest.mark.parametrize("path", ["/", "/symptoms/fatigue/", "/search/", "/old/", "/static/x.css"])
def test_a_name_that_is_not_ours_is_neither_answered_nor_sent_to_itself(nginx, host, path):
    for plain in (True, False):
        status, sent, body = nginx.ask(path, host=host, plain=plain)
        assert status == 421
        assert "location" not in dict(sent)
        assert PAGE not in body


@pytest.mark.parametrize(
    "host",
    [
        "ms.example.org",
        "MS.Example.ORG",
        "ms.example.org:443",
        "ms.example.org.",
        "example.net",
        "www.example.net",
        "a.b.example.net",
    ],
)
def test_names_of_ours_are_answered_and_led_to_https(nginx, host):
    status, sent, _ = nginx.ask("/symptoms/fatigue/?q=1", host=host, plain=True)

    assert nginx.ask("/symptoms/fatigue/", host=host)[0] == 200
    name = host.lower().removesuffix(":443").removesuffix(".")
    assert (status, dict(sent)["location"]) == (308, f"https://{name}/symptoms/fatigue/?q=1")


def test_balancers_ask_by_any_name_and_never_without_https(nginx):
    assert nginx.ask("/readyz", host="10.0.0.7")[0] == 421  # of the application here, not of nginx
    assert nginx.ask("/readyz", host="127.0.0.1")[::2] == (200, b"made by the application")
    assert nginx.ask("/readyz", plain=True)[0] == 404


def test_whoever_renews_the_certificate_finds_the_file_by_http(nginx):
    folder = nginx.folder / "acme" / ".well-known" / "acme-challenge"
    folder.mkdir(parents=True)
    (folder / "token").write_text("proof")

    status, sent, body = nginx.ask("/.well-known/acme-challenge/token", plain=True)

    assert (status, body) == (200, b"proof")
    assert ("content-type", "text/plain") in sent
    assert nginx.ask("/.well-known/acme-challenge/none", plain=True)[0] == 404


def test_until_a_follower_has_written_the_names_down_the_site_decides(tmp_path):
    nginx = Nginx(tmp_path, application=django_by_https_alone)
    nginx.start()
    try:
        ours = nginx.ask("/search/?q=1", plain=True)
        other = nginx.ask("/search/?q=1", host="elsewhere.example.com", plain=True)
    finally:
        nginx.stop()

    assert (ours[0], dict(ours[1])["location"]) == (308, "https://ms.example.org/search/?q=1")
    assert (other[0], "location" in dict(other[1])) == (421, False)
