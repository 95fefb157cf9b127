"""How long the live preview of some 1,500 words takes in the browser, from the last key on.

The form of a page stands open in Chromium; a letter is typed at the end of its text, and what
counts is the time until the preview with that letter has been painted. The pause in which the
editor waits for more letters is told apart. A database and a site of its own, thrown away.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.render_time import article
from bench.served_site import free_port, wait_for
from mscoe import environment
from mscoe.postgres.server import Server
from tests.browsing import CHROMIUM_OPTIONS, find_chromium

KEYS = int(os.environ.get("BENCH_KEYS", "25"))
AIM = 100  # ms
MAKE_PAGE = """
from django.contrib.auth import get_user_model
from django.test import Client
from articles import publishing
from articles.models import Article
from bench.render_time import article
user = get_user_model().objects.create_superuser("bench", password="x")
page = Article(title="A long page", summary="S.", body=article())
publishing.save_draft(article=page, by=user)
client = Client()
client.force_login(user)
print(page.pk, client.cookies["sessionid"].value)
"""
# Marks each key, and the frame in which what became of it is painted.
WATCH = """() => {
    const frame = document.querySelector("iframe");
    const place = frame.contentDocument.querySelector("[data-preview=text]");
    window.painted = null;
    document.querySelector("textarea[name=body]").addEventListener("input", () => {
        window.typed = performance.now();
    });
    new MutationObserver(() => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => { window.painted = performance.now(); };
        channel.port2.postMessage(null);
    })).observe(place, { childList: true });
}"""
TAKEN = "() => window.painted && window.painted > window.typed && window.painted - window.typed"
PAUSE = "() => Number(document.querySelector('textarea[name=body]').dataset.markdownxLatency)"
IS_SHOWN = "document.querySelector('iframe').contentDocument.querySelector('[data-preview=text] p')"


def main():
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir="/tmp"))
    folder.chmod(0o755)
    server = Server(folder / "postgres", durable=False)
    environment.make_up_values()
    os.environ |= {
        "DATABASE_URL": server.url,
        "BAKED_ROOT": os.devnull,
        "STATIC_ROOT": str(folder / "static"),
        "MEDIA_ROOT": str(folder / "media"),
        "DJANGO_SETTINGS_MODULE": "mscoe.settings",
    }
    server.enter(with_parent=True)
    try:
        measure_on_own_site()
    finally:
        server.leave()
        shutil.rmtree(folder, ignore_errors=True)


def measure_on_own_site():
    manage("migrate", "--verbosity", "0")
    manage("collectstatic", "--no-input", "--verbosity", "0")
    key, session = manage("shell", "-v", "0", "-c", MAKE_PAGE).split()[-2:]
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
    process = subprocess.Popen([*command, "--bind", f"127.0.0.1:{port}", "mscoe.wsgi"])
    try:
        site = wait_for(f"http://127.0.0.1:{port}")
        times = measure(f"{site}/admin/articles/article/{key}/change/", site, session)
    finally:
        process.terminate()
        process.wait(10)
    report(*times)


def measure(address, site, session):
    """(milliseconds of each key, the editor's pause)."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_OPTIONS)
        # Playwright asks by "eval", which the site forbids.
        context = browser.new_context(bypass_csp=True)
        context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
        page = context.new_page()
        page.goto(address)
        page.wait_for_function(IS_SHOWN)
        page.evaluate(WATCH)
        page.locator("textarea[name=body]").press("Control+End")
        times = [time_of_key(page) for _ in range(KEYS + 1)]
        pause = page.evaluate(PAUSE)
        browser.close()
    return times[1:], pause


def time_of_key(page):
    page.keyboard.type("a")
    return page.wait_for_function(TAKEN).json_value()


def report(times, pause):
    whole = statistics.median(times)
    print(
        f"{len(article().split()):,} words, {len(times)} keys; from the key to the paint, median:"
    )
    print(f"  {whole:4.0f} ms in whole, of which the editor waits {pause} ms for more keys")
    print(f"  {whole - pause:4.0f} ms without the wait (aim ≤ {AIM})")


def manage(*arguments):
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
