"""What a follower does beside baking: counting reads, packing better, telling a CDN."""

import datetime
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli
import pytest
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.baking import layout
from articles.baking.cdn import TOO_MANY, Purging
from articles.baking.compression import ToPack
from articles.baking.follower import Follower
from articles.baking.full_build import Everything
from articles.baking.prebuild import Prepared
from articles.baking.read_counts import Reads
from articles.baking.status import current_progress
from articles.baking.tree import BEST, Batch, Outcome, Tree
from tests import factories

DAY = 24 * 3600


@pytest.fixture
def root(settings, tmp_path):
    settings.BAKED_ROOT = tmp_path / "baked"
    return settings.BAKED_ROOT


def catch_up(follower):
    while follower.turn():
        pass


# --- reads ---


def test_what_was_read_yesterday_counts_half(tmp_path):
    reads = Reads(tmp_path)
    (tmp_path / "1.counts").write_text("8 /old/\n")
    reads.collect()
    reads.at -= DAY
    (tmp_path / "2.counts").write_text("5 /new/\nnonsense\n3 no address\n")
    reads.collect()

    assert reads.first(["/other/", "/old/", "/new/"]) == ["/new/", "/old/", "/other/"]
    assert Reads(tmp_path).weights == {"/new/": 5, "/old/": pytest.approx(4, abs=0.1)}


def test_counts_that_cannot_be_read_are_no_counts(tmp_path):
    (tmp_path / "kept.json").write_text("[1]")

    assert Reads(tmp_path).weights == {}


@pytest.mark.django_db
def test_a_change_of_every_page_begins_with_what_is_read_most(root):
    for name in ("a", "b", "c"):
        factories.live_article(slug=name)
    reads = Reads(root / "reads")
    (root / "reads" / "1.counts").write_text("9 /symptoms/b/\n2 /symptoms/c/\n7 /nothing/\n")
    reads.collect()

    everything = Everything(Tree(root / "tree"), at=timezone.now(), first=reads.first)

    assert next(everything.chunks)[:3] == ["/symptoms/b/", "/symptoms/c/", "/"]


@pytest.mark.django_db
def test_what_is_read_most_has_a_new_menu_before_the_others_are_begun(root):
    for name in ("a", "b"):
        factories.live_article(slug=name)
    follower = Follower(root)
    catch_up(follower)
    (root / "reads" / "1.counts").write_text("9 /symptoms/b/\n")
    factories.site_settings(site_name="Another name")
    follower.baker.begin_everything = lambda *, at: None
    follower.turn()
    follower.stop()

    files = [
        follower.baker.tree.read(layout.page_file(b"/symptoms/%s/" % name)) for name in (b"a", b"b")
    ]
    assert [b"Another name" in file for file in files] == [False, True]


# --- packing ---


def test_what_waits_to_be_packed_better_is_known_after_a_restart(tmp_path):
    tree, now = Tree(tmp_path), timezone.now()
    with Batch(tree) as batch:
        for address in ("/a/", "/b/"):
            batch.put(address, Outcome("page", address.encode() * 999), moment=now)
    to_pack = ToPack(tree)
    to_pack.add(["/a/", "/b/", "/gone-since/"])
    to_pack.pack_next()

    again = ToPack(Tree(tmp_path))
    assert again
    while again:
        again.pack_next()

    for address in (b"/a/", b"/b/"):
        file = layout.page_file(address)
        best = brotli.compress(address * 999, quality=BEST["br"])
        assert tree.read(file + b".br") == best
        assert tree.mtime(file + b".br") == tree.mtime(file)
    assert not ToPack(Tree(tmp_path))


# --- the statement's test run ---


@pytest.mark.django_db
def test_the_statement_tells_of_a_test_run_while_the_follower_runs(root, settings, tmp_path):
    settings.ACCESSIBILITY_TEST_RUN = str(tmp_path / "run.json")
    follower = Follower(root)
    catch_up(follower)
    file = layout.page_file(reverse("accessibility:statement").encode())
    assert b"4711" not in follower.baker.tree.read(file).replace(b",", b"")

    run = {"on": "2026-11-25", "passed": 4711, "failed": 0, "skipped": 0, "groups": {}}
    (tmp_path / "run.json").write_text(json.dumps(run))
    catch_up(follower)
    follower.stop()

    assert b"4711" in follower.baker.tree.read(file).replace(b",", b"")


# --- a CDN ---


class Cdn(BaseHTTPRequestHandler):
    def do_POST(self):
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.heard.append((self.headers["Authorization"], said))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *args):
        """Nothing on the terminal."""


@pytest.fixture
def cdn():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Cdn)
    server.heard, server.status = [], 200
    server.url = f"http://127.0.0.1:{server.server_port}/purge"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def until(condition):
    deadline = time.monotonic() + 90
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.django_db
def test_a_cdn_is_told_what_changed_once_it_is_out(root, settings, cdn):
    settings.CDN_PURGE_URL, settings.CDN_PURGE_TOKEN = cdn.url, "a token"
    settings.SITE_ADDRESS = "https://ms.example"
    article = factories.live_article(slug="fatigue").article
    follower = Follower(root)
    catch_up(follower)
    until(lambda: cdn.heard and not follower.baker.cdn.pending())
    assert ("Bearer a token", {"purge_everything": True}) in cdn.heard

    cdn.heard.clear()
    publishing.withdraw(article=article, by=None, reason="Wrong")
    catch_up(follower)
    until(lambda: not follower.baker.cdn.pending())
    follower.stop()

    told = {address for _, said in cdn.heard for address in said["files"]}
    assert {"https://ms.example/symptoms/fatigue/", "https://ms.example/symptoms/"} <= told
    about = json.loads(follower.baker.tree.read(b"about.json"))
    assert ["CDN-Cache-Control", settings.CDN_CACHE_CONTROL] in about["headers"]


@pytest.mark.django_db
def test_a_cdn_is_told_what_began_or_ended_while_the_database_was_away(root, settings, cdn):
    settings.CDN_PURGE_URL = cdn.url
    factories.live_article(slug="fatigue")
    follower = Follower(root)
    catch_up(follower)
    until(lambda: not follower.baker.cdn.pending())
    cdn.heard.clear()

    earlier = timezone.now() - datetime.timedelta(seconds=5)
    follower.prepared.moments = [
        Prepared(earlier, {"/symptoms/fatigue/": Outcome("gone", b"gone")})
    ]
    follower.put_prepared_in_place()
    until(lambda: not follower.baker.cdn.pending())
    follower.stop()

    assert cdn.heard[0][1] == {"files": [f"{settings.SITE_ADDRESS}/symptoms/fatigue/"]}


@pytest.mark.django_db
def test_a_cdn_that_does_not_hear_is_told_again_and_stops_no_baking(root, settings, cdn):
    settings.CDN_PURGE_URL = cdn.url
    cdn.status = 503
    follower = Follower(root)
    catch_up(follower)
    until(lambda: follower.baker.cdn.problem)
    factories.live_article(slug="fatigue", title="Fatigue")
    catch_up(follower)

    assert b"Fatigue" in follower.baker.tree.read(layout.page_file(b"/symptoms/fatigue/"))
    assert "could not be told" in current_progress().cdn_problem
    cdn.status = 200
    until(lambda: not follower.baker.cdn.pending() and not follower.baker.cdn.problem)
    follower.stop()


def test_what_a_cdn_was_not_told_is_told_after_a_restart(tmp_path, cdn):
    cdn.status = 500
    before = Purging(tmp_path, url=cdn.url, token="", site="https://ms.example")
    before.add(["/a/", "/síntomas/"])
    until(lambda: before.problem)
    before.stop()
    cdn.status = 200
    cdn.heard.clear()

    after = Purging(tmp_path, url=cdn.url, token="", site="https://ms.example")
    until(lambda: not after.pending())

    assert [said for _, said in cdn.heard] == [
        {"files": ["https://ms.example/a/", "https://ms.example/s%C3%ADntomas/"]}
    ]
    cdn.heard.clear()
    after.add([f"/{number}/" for number in range(TOO_MANY + 1)])
    until(lambda: not after.pending())
    after.stop()
    assert [said for _, said in cdn.heard] == [{"purge_everything": True}]
