"""Follower and database are killed again and again while pages are published and withdrawn."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from articles.baking.tree import UNFINISHED
from mscoe.environment import ROOT
from tests.prove.own_site import own_site

pytestmark = pytest.mark.prove
KILLS = int(os.environ.get("DRILL_KILLS", "60"))
EDITING = """
import random, time
from accessibility import menus
from articles import publishing
from articles.models import Article, Publication, Section, SiteSettings
from django.utils import timezone
from django.db import InterfaceError, OperationalError, connection
section = Section.objects.filter(slug="symptoms").first() or publishing.save_section(
    section=Section(slug="symptoms", name="Symptoms"), by=None)
chance, answer, end = random.Random({seed}), 0, time.monotonic() + {seconds}
while time.monotonic() < end:
    try:
        slug = f"page-{{chance.randrange(12)}}"
        known = Article.objects.filter(slug=slug, section=section).first()
        article = known or Article(slug=slug, section=section, summary="S.")
        article.title, article.body = f"Title {{answer}}", f"Text {{chance.random()}}. " * 50
        what = chance.choice(["publish", "publish", "publish", "withdraw", "everything"])
        live = Publication.objects.live(at=timezone.now()).pages().filter(article=known)
        if what == "withdraw" and known and live.exists():
            publishing.withdraw(article=known, by=None, reason="Drill", gone=chance.random() < .5)
        elif what == "everything":
            settings = SiteSettings.current()
            settings.site_name = f"Site {{answer}}"
            publishing.save_settings(settings=settings, by=None)
        else:
            revision = publishing.save_draft(article=article, by=None)
            publishing.publish(revision=revision, by=None, reason="Drill", urgent=True)
        answer += 1
    except (OperationalError, InterfaceError):
        connection.close()
        time.sleep(.2)
    except publishing.Refused:
        pass
"""


def test_no_kill_leaves_a_torn_file_or_a_page_that_is_not_true():
    with own_site() as site:
        follower = Follower(site)
        try:
            kills = kill_while_edited(site, follower)
            assert follower.until_true() < 60
        finally:
            follower.kill()
        assert list((site.folder / "baked").glob(f"trees/*/{UNFINISHED.decode()}/*")) == []
        print(f"\n{kills} kills")


def kill_while_edited(site, follower):
    """The follower again and again, every tenth time the database too; returns how often."""
    editor = follower.python(EDITING.format(seed=1, seconds=KILLS))
    chance, kills = random.Random(7), 0
    while editor.poll() is None:
        time.sleep(chance.uniform(0.2, 1.5))
        follower.kill()
        kills += 1
        if kills % 10 == 0:
            for process in site.processes_of_database():
                os.kill(process, signal.SIGKILL)
            site.server.start_again_if_ended()
        follower.start()
    assert editor.returncode == 0
    return kills


class Follower:
    """``bake_site --follow`` of a site, again and again."""

    def __init__(self, site):
        self.site = site
        self.start()

    def start(self):
        self.process = self.manage("bake_site", "--follow", "--workers", "1")

    def manage(self, *arguments, **options):
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.site.environment(),
            stdout=subprocess.DEVNULL,
            **options,
        )

    def python(self, code):
        return self.manage("shell", "-v", "0", "-c", code)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def until_true(self):
        """Seconds until every file is as a fresh rendering makes it."""
        began = time.monotonic()
        while self.manage("bake_site", "--check", stderr=subprocess.DEVNULL).wait() != 0:
            assert time.monotonic() - began < 120
            time.sleep(0.5)
        return time.monotonic() - began
