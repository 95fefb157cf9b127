"""Every request has an id; logs and metrics never tell who read or looked for what."""

import io
import json
import logging

import pytest
from django.test import RequestFactory
from prometheus_client import REGISTRY

from mscoe.middleware import request_id
from mscoe.monitoring import logs, metrics
from tests import factories

pytestmark = pytest.mark.django_db
WORD, ADDRESS = "kestrelquarry", "203.0.113.77"


@pytest.mark.parametrize(
    ("given", "is_taken"),
    [
        ("0123456789abcdef0123456789abcdef", True),
        ("a" * 65, False),
        ("short", False),
        ("evil\u0022}{level:x0123", False),
        ("", False),
    ],
)
def test_a_sane_id_is_taken_over_and_any_other_made_anew(given, is_taken, client):
    answered = client.get("/search/", headers={"X-Request-ID": given}).headers["X-Request-ID"]

    assert (answered == given) is is_taken
    assert request_id.SANE.fullmatch(answered)


@pytest.fixture
def lines():
    """What the site's own loggers wrote, as production writes it."""
    written = []

    class Keep(logging.Handler):
        def emit(self, record):
            written.append(self.format(record))

    keep = Keep()
    keep.setFormatter(logs.Json())
    loggers = [logging.getLogger(name) for name in ("", "django")]
    for logger in loggers:
        logger.addHandler(keep)
    yield written
    for logger in loggers:
        logger.removeHandler(keep)


@pytest.fixture
def written():
    """What stderr got, by the handler that production has."""
    handler = next(iter(logging.getLogger("django").handlers))
    stream = io.StringIO()
    before = handler.setStream(stream)
    yield stream
    handler.setStream(before)


def test_a_refused_request_is_one_line_of_the_log(written, client):
    client.force_login(factories.user(is_staff=True))

    refused = client.get("/admin/articles/article/")
    address = "/admin/articles/article/?updated_at__year=0"
    client.force_login(factories.administrator())
    bad = client.get(address)

    assert (refused.status_code, bad.status_code) == (403, 400)
    lines = written.getvalue().splitlines()
    assert len(lines) == 2
    assert not any("Traceback" in line or "exception" in line for line in lines)
    assert "Forbidden" in lines[0]


def test_a_fault_of_the_site_keeps_its_traceback(written, client, monkeypatch):
    client.raise_request_exception = False

    def break_down(*args, **kwargs):
        raise ValueError("broken")

    monkeypatch.setattr("articles.search.search", break_down)

    assert client.get("/search/", {"q": "rest"}).status_code == 500
    assert "Traceback" in written.getvalue()


def test_no_line_holds_what_a_reader_looked_for_or_their_address(lines, client, monkeypatch):
    client.raise_request_exception = False

    def break_down(text, *args, **kwargs):
        logging.getLogger("articles").warning("Looked for %s from %s", text, ADDRESS)
        raise ValueError(f"bad word: {text}")

    monkeypatch.setattr("articles.search.search", break_down)
    answer = client.get(f"/search/?q={WORD}", REMOTE_ADDR=ADDRESS)

    assert answer.status_code == 500
    assert len(lines) == 2
    assert not [line for line in lines if WORD in line.lower() or ADDRESS in line]
    said, failed = map(json.loads, lines)
    assert said["request_id"] == failed["request_id"] == answer.headers["X-Request-ID"]
    assert "ValueError" in failed["exception"]
    assert failed["message"] == "Internal Server Error: /search/"


@pytest.mark.parametrize("name", ["REMOTE_ADDR", "HTTP_X_CLIENT_ADDRESS"])
def test_text_lines_are_as_quiet(name, rf):
    request = rf.get("/search/", {"q": WORD}, **{name: ADDRESS})
    record = logging.makeLogRecord(
        {"msg": f"{WORD.upper()} from {ADDRESS}", "levelname": "WARNING", "request": request}
    )

    assert logs.Text().format(record).endswith("… from …")


def test_words_that_a_reader_sent_in_a_form_are_cut_out_too():
    request = RequestFactory().post("/tell-us/", {"text": f"It is {WORD}."})

    assert logs.redacted(f"Refused: {WORD}", request) == "Refused: …"


def test_requests_are_counted_by_route_and_never_by_address(client):
    factories.live_article(slug="kestrelpage")
    before = total()

    client.get("/symptoms/kestrelpage/")
    client.get(f"/search/?q={WORD}")
    client.get("/kestrel/nowhere/at/all/")

    assert total() == before + 3
    labels = [
        sample.labels
        for one in REGISTRY.collect()
        for sample in one.samples
        if one.name[:5] == "site_"
    ]
    assert {"articles:search"} <= {known.get("route") for known in labels}
    assert "kestrel" not in repr(labels)


def total():
    [known] = metrics.REQUESTS.collect()
    return sum(sample.value for sample in known.samples if sample.name.endswith("_total"))


@pytest.mark.parametrize("host", ["elsewhere.example.com", "testserver.example.com", "203.0.113.7"])
@pytest.mark.parametrize("address", ["/", "/nowhere", "/static/none.css", "/admin/"])
def test_a_name_that_is_not_ours_is_misdirected_and_led_nowhere(client, host, address):
    answer = client.get(address, headers={"host": host})

    assert (answer.status_code, answer.get("Location")) == (421, None)
    assert "does not use the name" in answer.text
    assert host not in answer.text


@pytest.mark.parametrize("address", ["/", "/nowhere/", "/admin/login/", "/favicon.ico"])
def test_no_other_site_may_build_an_answer_into_its_own(client, address):
    answer = client.get(address)

    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
