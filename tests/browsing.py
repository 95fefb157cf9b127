"""The system's Chromium, and one visit to the site with it."""

import shutil
import time
from contextlib import contextmanager

from django.db import connection
from playwright.sync_api import expect, sync_playwright

# Nothing here is about how long a busy machine takes; a wait that succeeds costs what it takes.
LONGEST_WAIT = 60_000  # ms
expect.set_options(timeout=LONGEST_WAIT)

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever a page asks of another site must fail here as it would on a machine without network.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def find_chromium():
    """The path of the system's Chromium, or None."""
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


@contextmanager
def start_browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


class Visit:
    """A browser context with one page; remembers what the browser complained of."""

    def __init__(self, browser, base_url, **options):
        options.setdefault("viewport", {"width": 1280, "height": 900})
        options.setdefault("locale", "en-US")
        self.base_url = base_url
        self.complaints = []
        self.keeps_words = False
        self.context = browser.new_context(base_url=base_url, **options)
        self.context.set_default_timeout(LONGEST_WAIT)
        self.context.on("console", self.note_console)
        self.context.on("weberror", lambda error: self.note(f"Script error: {error.error}"))
        self.context.on("request", self.note_third_party)
        self.context.on("requestfailed", self.note_failed)
        self.context.on("request", self.note_kept_words)
        self.page = self.context.new_page()

    def close(self):
        """Close the pages and return the complaints."""
        self.context.close()
        if self.keeps_words:
            wait_for_quiet()
        return self.complaints

    def note(self, complaint):
        self.complaints.append(complaint)

    def note_console(self, message):
        if message.type == "error" and not self.is_status_of_page(message):
            self.note(f"Console: {message.text} ({message.location['url']})")

    def is_status_of_page(self, message):
        """A test may visit an error page."""
        return (
            message.text.startswith("Failed to load resource")
            and message.page is not None
            and message.location["url"] == message.page.url
        )

    def note_kept_words(self, request):
        """A form that keeps what is typed goes on asking the site, up to the moment it closes."""
        self.keeps_words |= request.url.endswith(("/autosave/", "/here/"))

    def note_third_party(self, request):
        if not request.url.startswith((self.base_url, "data:", "blob:", "about:")):
            self.note(f"Request to another site: {request.url}")

    def note_failed(self, request):
        # A page that is left while it still loads gives up its requests: nobody's fault.
        if request.failure != "net::ERR_ABORTED":
            self.note(f"Request failed: {request.url} ({request.failure})")


BUSY = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
"""


def wait_for_quiet():
    """Until the live site has answered what a closed page still asked: tests empty the tables."""
    quiet = 0
    deadline = time.monotonic() + 60
    while quiet < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
        with connection.cursor() as cursor:
            cursor.execute(BUSY)
            quiet = 0 if cursor.fetchone()[0] else quiet + 1
