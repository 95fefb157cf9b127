"""Release after release takes over, each with a migration, and no reader notices.

The steps are those of bin/upgrade, with processes in the place of containers: migrate, start new
web servers beside the old, lead nginx over, end the old, then the follower.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from itertools import chain, repeat

import pytest

from bench import own_nginx
from mscoe.environment import ROOT
from tests.mscoe.startup.test_run import free_port
from tests.prove.own_site import own_site
from tests.prove.reading import Wanted, readers
from tests.prove.test_baking_killed import Follower

pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(not own_nginx.NGINX, reason="nginx is not installed."),
]
RELEASES = int(os.environ.get("DRILL_RELEASES", "10"))
REQUESTS_A_SECOND = 100
CODE = ("mscoe", "articles", "accessibility", "deploy")
MIGRATION = """
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", {before!r})]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE articles_article ADD COLUMN drill_{number} integer NULL;"
            "ALTER TABLE articles_publication ADD COLUMN drill_{number} integer NULL"
        )
    ]
"""
PUBLISH = """
from articles import publishing
from articles.models import Article, Section
section = publishing.save_section(section=Section(slug="symptoms", name="Symptoms"), by=None).row
for number in range(20):
    article = Article(title=f"Page {number}", section=section, summary="S.", body="Text. " * 300)
    revision = publishing.save_draft(article=article, by=None).revision
    publishing.publish(revision=revision, by=None, reason="Drill", urgent=True)
answer = True
"""
# Whoever may be signed in gets a page from Django, which says so by an id of the request.
UNBAKED = {"headers": {"Cookie": "sessionid=kestrel"}, "told": "X-Request-ID"}


def wanted():
    """Of a hundred: eighty pages from files, ten from Django, five searches, five sign-ins."""
    pages = [f"/symptoms/page-{number}/" for number in range(20)]
    baked = [Wanted(page, has=b"Text. Text.") for page in pages]
    unbaked = [Wanted(page, has=b"Text. Text.", **UNBAKED) for page in pages[:5]]
    rest = [Wanted("/search/?q=page", has=b"Page 1"), Wanted("/admin/login/", has=b"csrf")]
    return list(chain.from_iterable(repeat([*baked, *rest, *baked, *unbaked], 2)))


def test_ten_releases_take_over_without_a_failed_request():
    with own_site() as site:
        site.python(PUBLISH)
        follower = Follower(site)
        rolling = Rolling(site)
        try:
            follower.until_true()
            rolling.begin()
            with readers(rolling.port, wanted(), a_second=REQUESTS_A_SECOND) as found:
                time.sleep(2)
                for number in range(1, RELEASES + 1):
                    rolling.upgrade(number)
                    follower.kill()
                    follower.start()
                time.sleep(2)
        finally:
            rolling.end()
            follower.kill()

        print(f"\n{RELEASES} releases: {found}")
        assert found.failed == []
        assert len(found.seconds) > REQUESTS_A_SECOND * found.lasted * 0.95
        columns = "SELECT count(*) FROM information_schema.columns WHERE column_name LIKE 'drill%%'"
        assert site.rows(columns) == [(2 * RELEASES,)]


class Rolling:
    """nginx before web servers that are replaced: see bin/upgrade."""

    def __init__(self, site):
        self.site = site
        self.port = free_port()
        self.folder = site.folder / "nginx"
        self.servers = self.folder / "site_servers.conf"
        self.nginx = self.web = None
        self.newest = sorted(path.stem for path in (ROOT / "articles/migrations").glob("0*"))[-1]

    def begin(self):
        self.folder.mkdir()
        self.web, port = self.start_web(ROOT)
        self.servers.write_text(f"server 127.0.0.1:{port};\n")
        configuration = own_nginx.on_one_port(
            baked=self.site.folder / "baked", folder=self.folder, port=self.port, behind=port
        )
        written = f"server 127.0.0.1:{port};"
        assert written in configuration
        configuration = configuration.replace(written, f"include {self.servers};")
        self.nginx = own_nginx.start(configuration, folder=self.folder, workers=2)
        wait_until(self.port, "/healthz", status=200)

    def start_web(self, release):
        port = free_port()
        gunicorn = ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "mscoe.wsgi"]
        environment = self.site.environment() | {"BIND": f"127.0.0.1:{port}"}
        with open(self.site.folder / "web.log", "ab") as log:
            process = subprocess.Popen(
                [sys.executable, *gunicorn], cwd=release, env=environment, stderr=log
            )
        return process, port

    def upgrade(self, number):
        release = self.make_release(number)
        if number == 1:
            self.assert_nobody_is_sent_to_it_before_the_migration(release)
        self.migrate(release)
        new, port = self.start_web(release)
        wait_until(port, "/readyz", status=200)
        self.lead_to(port)
        time.sleep(3)
        self.web.terminate()
        self.web.wait(45)
        self.web = new

    def make_release(self, number):
        """This code, with a migration more than the release before."""
        release = self.site.folder / f"release-{number}"
        before = self.site.folder / f"release-{number - 1}" if number > 1 else ROOT
        for name in CODE:
            shutil.copytree(before / name, release / name)
        shutil.copy2(ROOT / "manage.py", release)
        text = MIGRATION.format(before=self.newest, number=number)
        self.newest = f"9{number:03}_drill"
        (release / "articles" / "migrations" / f"{self.newest}.py").write_text(text)
        return release

    def migrate(self, release):
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        environment = self.site.environment() | {"PGOPTIONS": "-c lock_timeout=5s"}
        subprocess.run(command, cwd=release, env=environment, check=True)

    def assert_nobody_is_sent_to_it_before_the_migration(self, release):
        process, port = self.start_web(release)
        wait_until(port, "/readyz", status=503)
        process.terminate()
        process.wait(45)

    def lead_to(self, port):
        self.servers.write_text(f"server 127.0.0.1:{port};\n")
        self.nginx.send_signal(signal.SIGHUP)

    def end(self):
        for process in (self.nginx, self.web):
            if process is not None:
                process.terminate()
                process.wait(45)


def wait_until(port, path, *, status, host="127.0.0.1"):
    deadline, said = time.monotonic() + 60, None
    while time.monotonic() < deadline:
        try:
            said = urllib.request.urlopen(f"http://{host}:{port}{path}", timeout=10).status
        except urllib.error.HTTPError as refusal:
            said = refusal.code
        except OSError as problem:
            said = str(problem)
        if said == status:
            return
        time.sleep(0.1)
    raise AssertionError(f"{path} answers {said}.")
