"""The site on more than one machine, as docs/operating.md says, from the same configuration."""

import http.client
import subprocess
import sys
import time
from contextlib import contextmanager
from io import BytesIO

import pytest
from PIL import Image

from bench import own_nginx
from mscoe.environment import ROOT
from mscoe.postgres import programs as postgres_programs
from mscoe.postgres.server import Server
from tests.prove.nodes import machines
from tests.prove.own_site import own_site
from tests.prove.test_disk_full import PUBLISH_AGAIN, at_work
from tests.prove.test_rolling_restart import PUBLISH

pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(not own_nginx.NGINX, reason="nginx is not installed."),
]
PAGE = "/symptoms/page-0/"
FIRST_PAGE = """
from articles.models import Article
answer = Article.objects.order_by("pk").first().pk
"""


def ask(host, port, path):
    """(status, headers, bytes)"""
    connection = http.client.HTTPConnection(host, port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body


def publish(site, words):
    page = site.python(FIRST_PAGE)
    site.python(PUBLISH_AGAIN.format(page=page, words=words))
    return time.monotonic()


def seconds_until(is_so, *, since, at_most=30):
    while not is_so():
        assert time.monotonic() - since < at_most
        time.sleep(0.02)
    return time.monotonic() - since


# --- two nodes ---


def test_two_nodes_serve_the_same_and_stand_in_for_each_other():
    with own_site() as site, machines(site, ["a", "b"]) as (a, b):
        site.python(PUBLISH)
        for node, other in ((a, b), (b, a)):
            node.start_follower()
            node.start_web()
            node.start_nginx([other])
        for node in (a, b):
            node.wait_until_ready()
            seconds_until(lambda: is_baked(node), since=time.monotonic(), at_most=60)  # noqa: B023

        assert answers(a) == answers(b)

        began = publish(site, "Kestrel")
        seconds = [
            seconds_until(lambda: b"Kestrel" in ask(n.host, n.port, PAGE)[2], since=began)  # noqa: B023
            for n in (a, b)
        ]
        assert answers(a) == answers(b)

        a.end("web")
        search = [ask(a.host, a.port, "/search/?q=page")[0] for _ in range(20)]
        a.end("follower")
        files = [ask(a.host, a.port, f"/symptoms/page-{number}/")[0] for number in range(20)]
        print(
            f"\nnodes at {a.host} and {b.host}: new words on both {max(seconds):.2f} s after the"
            " command that published them had ended"
        )
        assert set(search) == set(files) == {200}


def is_baked(node):
    """What Django answers has the id of a request; a file has none."""
    return "X-Request-ID" not in ask(node.host, node.port, "/sitemap.xml")[1]


def answers(node):
    """Bytes and tags of what both have to say alike."""
    paths = ["/", "/symptoms/", PAGE, "/site-index/", "/sitemap.xml"]
    found = {path: ask(node.host, node.port, path) for path in paths}
    return {
        path: (status, headers["ETag"], body) for path, (status, headers, body) in found.items()
    }


# --- a copy of the database to read from ---


def test_readers_are_answered_from_a_copy_of_the_database_while_it_is_fresh():
    with own_site(durable=True) as site, copied(site.server) as copy:
        site.python(PUBLISH)
        site.more = {"DATABASE_REPLICA_URL": copy.url, "BAKED_ROOT": str(site.folder / "none")}
        with signs_of_life(site):
            site.start_web()
            seconds_until(lambda: is_used(site, copy), since=time.monotonic())

            fresh = seconds_until(lambda: shows(site, "Kestrel"), since=publish(site, "Kestrel"))

            value(copy, "SELECT pg_wal_replay_pause()")
            behind = seconds_until(lambda: shows(site, "Merlin"), since=publish(site, "Merlin"))
            written = "SELECT count(*) FROM articles_revision WHERE body LIKE '%%Merlin%%'"
            assert (value(copy, written), value(site.server, written)) == (0, 1)
            value(copy, "SELECT pg_wal_replay_resume()")
            seconds_until(lambda: is_used(site, copy), since=time.monotonic())

            copy.stop()
            without = [ask("127.0.0.1", site.port, PAGE)[0] for _ in range(100)]
            assert set(without) == {200}
            copy.start(with_parent=True)
            seconds_until(lambda: is_used(site, copy), since=time.monotonic())
            print(f"\nafter publishing: {fresh:.2f} s; {behind:.2f} s where the copy stood still")


def shows(site, words):
    return words.encode() in ask("127.0.0.1", site.port, PAGE)[2]


def is_used(site, copy):
    """Whether ten pages are read there: what PostgreSQL counts comes a moment later."""
    count = "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"
    before = value(copy, count)
    for _ in range(10):
        assert ask("127.0.0.1", site.port, PAGE)[0] == 200
    time.sleep(1.5)
    ask("127.0.0.1", site.port, PAGE)
    return value(copy, count) >= before + 10


def value(server, query):
    connection = server.connect(server.DATABASE)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = cursor.fetchone()[0]
    connection.close()
    return found


@contextmanager
def copied(server):
    """Another PostgreSQL that follows the first one."""
    copy = Server(server.home.with_name("copy"))
    account = server.account()
    copy.make_home(account)
    programs = postgres_programs.find(server.data, server.home.resolve() / "programs", account)
    options = ["-R", "-X", "stream", "-c", "fast", "-h", str(server.socket_folder)]
    command = programs.command("pg_basebackup", *options, "-U", server.ROLE, "-D", str(copy.data))
    done = postgres_programs.run(command, account)
    assert done.returncode == 0, done.stderr
    copy.enter(with_parent=True)
    try:
        yield copy
    finally:
        copy.leave()


@contextmanager
def signs_of_life(site):
    command = [sys.executable, "manage.py", "follow_schedules", "--keep"]
    process = subprocess.Popen(command, cwd=ROOT, env=site.environment())
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


# --- images in a bucket ---


def test_images_are_kept_in_a_bucket_and_shown_from_it():
    pytest.importorskip("storages", reason="requirements-s3.txt is not installed.")
    server = pytest.importorskip("moto.server", reason="moto[server], an S3 to try, is not there.")
    with own_site() as site, bucket(server, site):
        with at_work(site) as drill:
            address = drill.upload(status=201)["address"]
            again = drill.upload(status=201)["address"]
            status, headers, sent = ask("127.0.0.1", drill.port, address)

        assert status == 200
        assert headers["Cache-Control"].endswith("immutable")
        assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert Image.open(BytesIO(sent)).size == (1200, 900)
        assert address != again
        assert not (site.folder / "media").exists()


@contextmanager
def bucket(server, site):
    import boto3  # beside what is asked for above

    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    running.start()
    address = "http://{}:{}".format(*running.get_host_and_port())
    keys = {"AWS_ACCESS_KEY_ID": "any", "AWS_SECRET_ACCESS_KEY": "any"}
    region = {"AWS_DEFAULT_REGION": "us-east-1"}
    names = {"aws_access_key_id": "any", "aws_secret_access_key": "any"}
    client = boto3.client("s3", endpoint_url=address, region_name="us-east-1", **names)
    client.create_bucket(Bucket="images")
    site.more = keys | region | {"MEDIA_S3_BUCKET": "images", "MEDIA_S3_ENDPOINT": address}
    try:
        yield
    finally:
        running.stop()
