"""deploy/nginx.conf with a real nginx: the same table of requests as for the site itself."""

import http.client
import re
import socket
import threading
import time
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

from accessibility.rate_limits.client_address import client_network
from articles.baking.read_counts import Reads
from articles.baking.renderer import headers_for_cdn, headers_of_every_page
from articles.baking.server.wsgi import BakedSite
from bench import own_nginx
from mscoe.environment import ROOT
from tests.articles.baking import request_cases
from tests.articles.baking.request_cases import CASES, FROM_DJANGO, PAGE, UNAVAILABLE
from tests.mscoe.startup.test_run import free_port

pytestmark = pytest.mark.slow

needs_nginx = pytest.mark.skipif(
    not own_nginx.NGINX, reason="nginx is not installed (Debian package: nginx-light)."
)


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        """Nothing on the terminal."""


class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def django(environ, start_response):
    request_id = environ.get("HTTP_X_REQUEST_ID", "")
    headers = [("Content-Type", "text/plain"), ("X-Path", "made"), ("X-Request-ID", request_id)]
    headers.append(("X-Saw-Client", client_network(environ)))
    start_response("200 OK", headers)
    return [FROM_DJANGO]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """nginx in front of the site in front of nothing; (port of nginx, the site's server)."""
    root = tmp_path_factory.mktemp("baked")
    request_cases.write_tree(root)
    server = make_server("127.0.0.1", 0, BakedSite(root, django), Threads, Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = free_port()
    process = start_nginx(tmp_path_factory.mktemp("nginx"), root, port, server.server_port)
    yield port, server
    process.terminate()
    process.wait(10)


def start_nginx(folder, root, port, behind, changed=None):
    configuration = own_nginx.on_one_port(baked=root, folder=folder, port=port, behind=behind)
    for before, after in (changed or {}).items():
        configuration = configuration.replace(before, after)
    process = own_nginx.start(configuration, folder=folder)
    wait_for(port)
    return process


def wait_for(port):
    for _ in range(100):
        try:
            ask(port, "/")
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("nginx did not start.")


def ask(port, path, *, method="GET", headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=90)
    connection.putrequest(method, path, skip_accept_encoding=True)
    for name, value in (headers or {}).items():
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    sent = {name.lower(): value for name, value in response.getheaders()}
    body = response.read()
    connection.close()
    return response.status, sent, body


@needs_nginx
def test_nginx_answers_every_request_as_the_table_says(site):
    port, _ = site

    wrong = {}
    for case in CASES:
        status, headers, body = ask(port, case.path, method=case.method, headers=case.headers)
        problems = list(request_cases.problems(case, status=status, headers=headers, body=body))
        if problems:
            wrong[str(case)] = problems
    assert not wrong, "\n".join(f"{case}: {said}" for case, said in wrong.items())


@needs_nginx
def test_every_request_that_the_site_gets_has_an_id_of_our_own(site):
    port, _ = site

    given = {"X-Request-ID": "from-someone-outside"}
    ids = {ask(port, "/search/", headers=given)[1]["x-request-id"] for _ in range(2)}

    assert len(ids) == 2
    assert all(re.fullmatch("[0-9a-f]{32}", name) for name in ids)


# A path for each location that leads to the site.
LEADS_TO_SITE = [
    "/admin/",
    "/admin/login/",
    "/admin/sign-in/",
    "/search/",
    "/tell-us/",
    "/review/1.x/",
    "/media/images/a.png",
    "/nothing-here/",
    "/sitemap-nothing.xml",
    "/healthz",
]


@needs_nginx
@pytest.mark.parametrize("path", LEADS_TO_SITE)
@pytest.mark.parametrize("name", ["X-Client-Address", "X_Client_Address", "x-client-address"])
def test_nobody_tells_the_site_another_address_than_theirs(path, name, site, settings):
    port, _ = site
    settings.TRUSTED_PROXIES = ["127.0.0.1"]

    saw = ask(port, path, headers={name: "203.0.113.77"})[1]["x-saw-client"]

    assert saw == "127.0.0.1"


@needs_nginx
def test_nginx_names_the_client_to_the_site(site, settings):
    port, _ = site
    settings.TRUSTED_PROXIES = ["127.0.0.1"]

    connection = http.client.HTTPConnection("127.0.0.1", port, source_address=("127.0.0.9", 0))
    connection.request("GET", "/search/")

    assert connection.getresponse().getheader("X-Saw-Client") == "127.0.0.9"


@needs_nginx
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_are_for_balancers_and_not_for_readers_whom_they_send_on(path, site):
    port, _ = site

    assert ask(port, path)[::2] == (200, FROM_DJANGO)
    sent_on = {"X-Forwarded-For": "203.0.113.77"}
    assert ask(port, path, headers=sent_on)[0] == 404


@needs_nginx
def test_what_one_web_server_does_not_take_the_next_one_does(site, tmp_path_factory):
    _, server = site
    folder, port, dead = tmp_path_factory.mktemp("two"), free_port(), free_port()
    configuration = own_nginx.on_one_port(baked=folder, folder=folder, port=port, behind=dead)
    both = f"server 127.0.0.1:{dead}; server 127.0.0.1:{server.server_port};"
    process = own_nginx.start(
        configuration.replace(f"server 127.0.0.1:{dead};", both), folder=folder
    )
    try:
        wait_for(port)
        said = [ask(port, "/admin/", method=method)[0] for method in ["GET", "POST"] * 5]
    finally:
        process.terminate()
        process.wait(10)

    assert said == [200] * 10


@needs_nginx
def test_hundreds_that_send_slowly_keep_no_reader_waiting(site):
    port, _ = site
    head = b"POST /admin/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 90000\r\n"
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(300)]
    for number, connection in enumerate(slow):
        connection.send(head + (b"\r\nX" if number % 2 else b""))

    began = time.monotonic()
    said = [ask(port, path)[0] for path in ["/symptoms/fatigue/", "/search/"] * 5]
    lasted = time.monotonic() - began
    for connection in slow:
        connection.close()

    assert said == [200] * 10
    assert lasted < 5


@needs_nginx
def test_without_the_site_pages_stay_and_the_rest_says_where_help_is(site):
    port, server = site
    server.shutdown()
    server.server_close()

    assert ask(port, "/symptoms/fatigue/")[::2] == (200, PAGE)
    assert ask(port, "/tell-us/thanks/")[::2] == (200, b"thanks")
    assert ask(port, "/favicon.ico")[::2] == (200, request_cases.ICON)
    assert ask(port, "/gone/")[0] == 410
    for old, new in request_cases.REDIRECTS.items():
        status, headers, _ = ask(port, old)
        assert (status, headers["location"]) == (301, new)
    assert ask(port, "/symptoms/fatigue")[0] == 301
    status, headers, body = ask(port, "/search/?q=fatigue")
    assert (status, body, headers["retry-after"]) == (503, UNAVAILABLE, "30")


@needs_nginx
def test_nginx_notes_which_pages_were_read_and_nothing_else(tmp_path):
    root = tmp_path / "baked"
    root.mkdir()
    request_cases.write_tree(root)
    port = free_port()
    # Every request, so that the test need not guess which.
    process = start_nginx(tmp_path, root, port, free_port(), {"20% 1;": "99.99% 1;"})
    for path in ("/symptoms/fatigue/?from=mail", "/search/?q=pain", "/draft/1.secret/", "/a%0ab/"):
        ask(port, path, headers={"Cookie": "a=b", "Accept-Encoding": "br"})
    process.terminate()  # which writes what it holds
    process.wait(10)

    noted = (tmp_path / "nginx.log").read_text().splitlines()
    reads = Reads(tmp_path / "reads", log=tmp_path / "nginx.log")

    assert set(noted) == {"/pages/index.html", "/pages/symptoms/fatigue/index.html.br"}
    assert reads.collect() and set(reads.weights) == {"/", "/symptoms/fatigue/"}
    assert (tmp_path / "nginx.log").read_text() == ""


@needs_nginx
def test_a_cdn_that_is_told_of_changes_may_keep_pages_whoever_serves_them(tmp_path, settings):
    settings.CDN_PURGE_URL = "https://cdn.example/purge"
    root = tmp_path / "baked"
    root.mkdir()
    request_cases.write_tree(root, headers=request_cases.ABOUT | dict(headers_for_cdn()))
    (tmp_path / "cdn_headers.conf").write_text((ROOT / "deploy" / "cdn_headers.conf").read_text())
    port = free_port()
    process = start_nginx(tmp_path, root, port, free_port())
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "wsgi.url_scheme": "http"}
    said = []

    BakedSite(root, django)(environ, lambda *args: said.append(dict(args[1])))
    sent = ask(port, "/")[1]
    process.terminate()
    process.wait(10)

    assert said[0]["CDN-Cache-Control"] == sent["cdn-cache-control"] == settings.CDN_CACHE_CONTROL
    assert said[0]["Cache-Control"] == sent["cache-control"] == "no-cache"


def test_nginx_sends_pages_with_the_headers_that_django_gives_them(settings):
    settings.SECURE_SSL_REDIRECT = settings.HTTPS = True
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 3600
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    text = (ROOT / "deploy" / "baked_headers.conf").read_text()

    sent = dict(re.findall(r'^add_header (\S+) "(.*)" always;$', text, flags=re.MULTILINE))

    assert sent.pop("Vary") == "Accept-Encoding"
    assert in_parts(sent) == in_parts(dict(headers_of_every_page()))


def in_parts(headers):
    """A policy says the same in any order."""
    return {name: sorted(value.split("; ")) for name, value in headers.items()}
