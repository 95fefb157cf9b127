"""The disk of files, of images and of the database is full, in turn; then there is room again.

Readers get every page meanwhile, editors are told, whatever was acknowledged is kept, and all of it
goes on by itself. Small disks are mounted for it, which root alone may do.
"""

import json
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager, suppress
from io import BytesIO

import pytest
from PIL import Image

from bench import own_nginx
from mscoe.postgres.server import ServerProblem
from tests.prove.own_site import Desk, own_site
from tests.prove.reading import Wanted, readers
from tests.prove.test_killed_web_server import form
from tests.prove.test_slow_connections import served

pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(not own_nginx.NGINX, reason="nginx is not installed."),
    pytest.mark.skipif(os.getuid() != 0, reason="Only root may mount the small disks."),
]
SECONDS = float(os.environ.get("DRILL_SECONDS", "20"))
REQUESTS_A_SECOND = 50
PAGES = [Wanted(f"/symptoms/page-{number}/", has=b"Text. Text.") for number in range(20)]
EDITOR = """
from django.contrib.auth import get_user_model
from articles.models import Article
get_user_model().objects.create_superuser("editor-0", password="a long test password")
answer = list(Article.objects.order_by("pk").values_list("pk", flat=True))
"""
PUBLISH_AGAIN = """
from articles import publishing
from articles.models import Article
article = Article.objects.get(pk={page})
article.body = "Text. Text. {words}."
revision = publishing.save_draft(article=article, by=None).revision
publishing.publish(revision=revision, by=None, reason="Drill", urgent=True)
answer = article.pk
"""


def test_readers_and_editors_outlive_a_full_disk_of_public_pages():
    with own_site() as site, small_disk(site.folder / "baked"), at_work(site) as drill:
        with full(site.folder / "baked"), drill.readers() as found:
            site.python(PUBLISH_AGAIN.format(page=drill.pages[0], words="Kestrel"))
            drill.wait_until_told("disk", "public copies of pages is full")
            time.sleep(SECONDS)
            assert b"Text. Text." in drill.read("/symptoms/page-0/")

        drill.wait_until(lambda: b"Kestrel" in drill.read("/symptoms/page-0/"))
        drill.wait_until(lambda: drill.follower.differences() == "")
        assert drill.follower.process.poll() is None  # the same process went on
        drill.wait_until(lambda: drill.condition("failed_pages")["ok"])
        print(f"\nfiles: {found}")
        assert found.failed == []


def test_no_half_of_an_image_stays_from_a_full_disk_of_images():
    with own_site() as site, small_disk(site.folder / "media"), at_work(site) as drill:
        with full(site.folder / "media"), drill.readers() as found:
            drill.wait_until_told("disk", "images is full")
            told = drill.upload(status=503)
            assert told["error"].startswith("A disk of the site is full")
            assert drill.save(0, "Saved all the same") == 302
        address = drill.upload(status=201)["address"]
        sent = urllib.request.urlopen(site.url + address).read()
        assert Image.open(BytesIO(sent)).convert("RGB").size == (1200, 900)
        assert drill.texts(0) >= {"Saved all the same"}
        print(f"\nimages: {found}")
        assert found.failed == []


def test_no_acknowledged_save_is_lost_to_a_full_disk_of_the_database():
    with own_site(durable=True) as site, database_on_small_disk(site), at_work(site) as drill:
        acknowledged, refused = set(), 0
        with full(site.server.data), drill.readers() as found:
            until = time.monotonic() + SECONDS
            while time.monotonic() < until or not refused:
                words = f"{len(acknowledged)}-{refused} " + "Words of an editor. " * 2000
                status = drill.save(0, words)
                if status == 302:
                    acknowledged.add(words)
                elif status == 503:  # and what was typed is on that page: see save()
                    refused += 1
                tend(site)
                assert time.monotonic() < until + 60
            drill.wait_until(lambda: not drill.condition("database")["ok"])

        drill.wait_until(lambda: drill.goes_on(site, acknowledged))
        drill.wait_until(lambda: drill.condition("database")["ok"])
        assert acknowledged <= drill.texts(0)
        print(f"\ndatabase: {len(acknowledged)} saves kept, {refused} refused in words; {found}")
        assert found.failed == []


# --- the site, an editor and readers ---


@contextmanager
def at_work(site):
    with served(site) as (port, follower):
        yield Drill(site, port, follower)


class Drill:
    def __init__(self, site, port, follower):
        self.site, self.port, self.follower = site, port, follower
        self.pages = site.python(EDITOR)
        self.desk = Desk(site, 0)

    def readers(self):
        return readers(self.port, PAGES, a_second=REQUESTS_A_SECOND)

    def read(self, path):
        return urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20).read()

    def conditions(self):
        try:
            answer = urllib.request.urlopen(f"{self.site.url}/readyz", timeout=30)
        except urllib.error.HTTPError as refusal:
            answer = refusal
        return {one["name"]: one for one in json.load(answer)["checks"]}

    def condition(self, name):
        return self.conditions().get(name, {"ok": False, "words": ""})

    def wait_until_told(self, name, words):
        """To machines, and at the desk on its first page and on the page that is for it."""
        self.wait_until(lambda: words in self.condition(name)["words"])
        for address in ("/admin/", "/admin/status/"):
            assert words in self.desk.ask(address).text, address

    def wait_until(self, is_so, *, seconds=60):
        deadline = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < deadline
            time.sleep(0.5)

    def save(self, number, words):
        """The status; whoever is refused is given back what they typed."""
        at = f"/admin/articles/article/{self.pages[number]}/change/"
        answer = self.desk.post(at, form(words))
        if answer is not None and answer.status == 503:
            assert words.strip() in answer.text
            assert "Your text is still here." in answer.text
        return answer and answer.status

    def goes_on(self, site, acknowledged):
        tend(site)
        words = "There is room again."
        is_saved = self.save(0, words) == 302
        if is_saved:
            acknowledged.add(words)
        return is_saved

    def texts(self, number):
        query = "SELECT body FROM articles_revision WHERE article_id = %s"
        return {body for (body,) in self.site.rows(query, self.pages[number])}

    def upload(self, *, status):
        picture = BytesIO()
        Image.effect_noise((1200, 900), 80).convert("RGB").save(picture, "JPEG")
        self.desk.ask("/admin/")
        token = next(one.value for one in self.desk.cookies if one.name == "csrftoken")
        kind, body = multipart({"alternative_text": "Noise"}, picture.getvalue())
        headers = {"Content-Type": kind, "Accept": "application/json", "X-CSRFToken": token}
        address = f"{self.site.url}/admin/markdown/upload/"
        request = urllib.request.Request(address, body, headers)
        try:
            answer = self.desk.opener.open(request, timeout=30)
        except urllib.error.HTTPError as refusal:
            answer = refusal
        told = json.load(answer)
        assert answer.status == status, told
        return told


def multipart(fields, file):
    mark, parts = "kestrel-mark", []
    for name, value in fields.items():
        parts.append(f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode())
    head = 'Content-Disposition: form-data; name="image"; filename="noise.jpg"\r\n'
    parts.append(f"{head}Content-Type: image/jpeg\r\n\r\n".encode() + file)
    body = b"".join(b"--%s\r\n%s\r\n" % (mark.encode(), part) for part in parts)
    return f"multipart/form-data; boundary={mark}", body + f"--{mark}--\r\n".encode()


def tend(site):
    """As whatever watches over PostgreSQL does: it is started again, when it can be."""
    with suppress(ServerProblem):
        site.server.start_again_if_ended()


# --- small disks ---


@contextmanager
def small_disk(folder, *, megabytes=300):
    folder.mkdir(parents=True, exist_ok=True)
    options = ["-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs"]
    done = subprocess.run(["mount", *options, folder], capture_output=True, text=True)
    if done.returncode != 0:
        pytest.skip(f"A small disk cannot be mounted here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def database_on_small_disk(site):
    """The data that were made already, on a disk of their own."""
    data, aside = site.server.data, site.folder / "aside"
    site.server.stop()
    subprocess.run(["cp", "-a", data, aside], check=True)
    with small_disk(data):
        facts = aside.stat()
        os.chown(data, facts.st_uid, facts.st_gid)
        data.chmod(0o700)
        subprocess.run(["cp", "-a", f"{aside}/.", data], check=True)
        shutil.rmtree(aside)
        site.server.start(with_parent=True)
        try:
            yield
        finally:
            site.server.stop()


@contextmanager
def full(folder):
    """Filled to the last byte while the block runs."""
    ballast = folder / "ballast"
    with open(ballast, "wb", buffering=0) as file:
        for size in (1_000_000, 4096, 1):
            with suppress(OSError):
                while file.write(b"x" * size):
                    continue
    try:
        yield
    finally:
        ballast.unlink()
