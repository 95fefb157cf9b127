"""Follower, web server and database are killed while pages and menus are published at the desk."""

import gzip
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Event, Lock

import brotli
import pytest

from articles.baking import layout
from articles.baking.release import Trees
from articles.baking.tree import UNFINISHED
from mscoe.environment import ROOT
from tests.prove.own_site import Desk, make_pages, own_site
from tests.prove.test_killed_web_server import form

pytestmark = pytest.mark.prove
KILLS = int(os.environ.get("DRILL_KILLS", "60"))
KILLS_BETWEEN_LOOKS = 50
DECODE = {b"": bytes, b".br": brotli.decompress, b".gz": gzip.decompress}
SECONDS_TO_BE_TRUE = 5
EDITORS = 3
HIDDEN = re.compile(r'type="hidden" name="(revision|live)" value="(\d*)"')
MAKE_MENU = """
from accessibility import menus
from articles.models import Section
address = "/accessibility-statement/"
items = [{"label": "Statement", "address": address}]
menu = menus.save_menu(slug="main", name="Main", items=items)
menus.publish_menu(menu, by=None)
answer = Section.objects.get().pk, menu.pk
"""


def test_no_kill_leaves_a_torn_file_or_a_page_that_is_not_true():
    with own_site(durable=True) as site:
        pages, (section, menu) = make_pages(site, EDITORS), site.python(MAKE_MENU)
        site.start_web()
        follower = Follower(site)
        follower.until_true()
        editors = [
            Editor(Desk(site, number), page=page, section=section, menu=menu)
            for number, page in enumerate(pages)
        ]
        with ThreadPoolExecutor(EDITORS) as pool:
            lives = [pool.submit(editor.live) for editor in editors]
            try:
                killed = kill_while_edited(site, follower, editors)
            finally:
                Editor.over.set()
                follower.kill()
            acts = sum((life.result() for life in lives), Counter())
        assert not list((site.folder / "baked").glob(f"trees/*/{UNFINISHED.decode()}/*"))
        assert set(acts) == {"publish", "withdraw", "menu"}  # each of the three was at work
        print(f"\nkilled {dict(killed)}; acknowledged {dict(acts)}")


def kill_while_edited(site, follower, editors):
    """Who was killed how often; now and then the editors pause and every file has to be true."""
    chance, killed = random.Random(7), Counter()
    while killed.total() < KILLS:
        for _ in range(min(KILLS_BETWEEN_LOOKS, KILLS - killed.total())):
            time.sleep(chance.uniform(0.1, 0.8))
            whom = chance.choices(["follower", "web", "database"], weights=[6, 3, 1])[0]
            kill(whom, site, follower)
            killed[whom] += 1
        with ExitStack() as still:
            for editor in editors:
                still.enter_context(editor.at_work)
            follower.kill()
            follower.start()
            time.sleep(SECONDS_TO_BE_TRUE - 1)  # the look itself takes a second to begin
            assert follower.differences() == ""
        print(f"\n{killed.total()} kills, and every file is true", end="", flush=True)
    return killed


def kill(whom, site, follower):
    if whom == "web":
        site.kill_web()
        site.start_web()
    elif whom == "database":
        site.kill_database()
        site.server.start_again_if_ended()
    else:
        follower.kill()
        assert torn_files(site) == []
        follower.start()


def torn_files(site):
    """Files that end in their middle. A copy may be missing: it is taken away before its page."""
    tree = Trees(site.folder / "baked").current()
    return [
        file + suffix
        for file in tree.files()
        for suffix, decode in DECODE.items()
        if (written := tree.read(file + suffix)) is not None
        and is_torn(written, decode=decode, is_page=is_page(file))
    ]


def is_torn(written, *, decode, is_page):
    try:
        content = decode(written)
    except (brotli.error, OSError, EOFError):
        return True
    return not content or (is_page and not content.rstrip().endswith(b"</html>"))


def is_page(file):
    return file.endswith(b".html") or file.startswith(layout.GONE)


class Editor:
    """Someone who publishes, withdraws and rearranges until it is over."""

    over = Event()

    def __init__(self, desk, *, page, section, menu):
        self.desk, self.page, self.section, self.menu = desk, page, section, menu
        self.chance = random.Random(page)
        self.at_work = Lock()

    def live(self):
        """How many acts of each kind the site said it had done."""
        done, acts = Counter(), [self.publish, self.publish, self.withdraw, self.change_menu]
        while not self.over.is_set():
            act = self.chance.choice(acts)
            with self.at_work:
                answer = act()
            if answer is not None and answer.status == 302:
                done[act.__name__.removeprefix("change_")] += 1
            time.sleep(0.05)
        return done

    def publish(self):
        at = f"/admin/articles/article/{self.page}"
        written = form(f"Text {self.chance.random()}. " * 50)
        written |= {"section": self.section, "slug": f"page-{self.page}"}
        self.desk.post(f"{at}/change/", written)
        asked = self.desk.ask(f"{at}/publish/")
        seen = dict(HIDDEN.findall(asked.text)) if asked else {}
        return self.desk.post(f"{at}/publish/", seen | {"urgent": "yes", "urgent-reason": "Drill"})

    def withdraw(self):
        how = {"reason": "Drill", "found": self.chance.choice(["gone", "notice"])}
        return self.desk.post(f"/admin/articles/article/{self.page}/withdraw/", how)

    def change_menu(self):
        at = f"/admin/accessibility/menu/{self.menu}"
        entry = {"label": f"Entry {self.chance.random()}", "address": "/accessibility-statement/"}
        self.desk.post(f"{at}/items/add/", entry | {"description": "", "language": "", "seen": ""})
        return self.desk.post(f"{at}/publish/", {"note": ""})


class Follower:
    """``bake_site --follow`` of a site, again and again."""

    def __init__(self, site):
        self.site = site
        self.start()

    def start(self):
        self.process = self.manage("bake_site", "--follow", "--workers", "1")

    def manage(self, *arguments, stdout=subprocess.DEVNULL, **options):
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.site.environment(),
            stdout=stdout,
            **options,
        )

    def python(self, code):
        return self.manage("shell", "-v", "0", "-c", code)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def differences(self):
        """What ``--check`` says of files that are not as a fresh rendering makes them."""
        pipe = subprocess.PIPE
        check = self.manage("bake_site", "--check", stdout=pipe, stderr=subprocess.STDOUT)
        said, _ = check.communicate()
        return "" if check.returncode == 0 else said.decode()

    def until_true(self):
        """Seconds until every file is as a fresh rendering makes it."""
        began = time.monotonic()
        while self.differences():
            assert time.monotonic() - began < 120
            time.sleep(0.5)
        return time.monotonic() - began
