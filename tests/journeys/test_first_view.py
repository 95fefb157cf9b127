"""The first view of an article, as a browser without anything in its cache gets it.

Beside what the page needs, the browser asks for the icon, once for all pages of the site: its
bytes count, the asking does not.
"""

import threading

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application

from articles.baking.follower import Follower
from articles.baking.server.wsgi import BakedSite
from tests import factories
from tests.browsing import Visit

pytestmark = pytest.mark.django_db
MOST_BYTES, MOST_REQUESTS = 100_000, 5
FONT_ALONE = 0.05  # of the screen, as browsers measure shifts; what readers notice is 0.1
SCREENS = {
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3},
    "desktop": {"viewport": {"width": 1280, "height": 800}},
}
PARAGRAPH = "Fatigue comes and goes; a plan for the day helps you to rest before you are tired. "
BODY = "\n\n".join(f"## Part {number}\n\n{PARAGRAPH * 12}" for number in range(8))
SHIFTS = """() => new Promise((answer) => {
    let sum = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) sum += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => answer(sum), 300);
})"""
BLOCKING = """() => performance.getEntriesByType("resource")
    .filter((entry) => entry.renderBlockingStatus === "blocking")
    .map((entry) => entry.name.replace(/.*\\/(\\w+)\\.\\w+\\.(\\w+)$/, "$1.$2")).sort()"""


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def site(settings, tmp_path):
    """A baked article and its address, served from the files."""
    settings.BAKED_ROOT = tmp_path / "baked"
    publication = factories.live_article(body=BODY)
    follower = Follower(settings.BAKED_ROOT)
    while follower.turn():
        pass
    follower.stop()
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(BakedSite(settings.BAKED_ROOT, get_wsgi_application()))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", publication.path
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("screen", SCREENS)
def test_the_first_view_of_an_article_is_small_and_stands_still(screen, site, browser):
    address, path = site
    visit = Visit(browser, address, **SCREENS[screen])
    network = visit.page.context.new_cdp_session(visit.page)
    asked, sizes = [], []
    network.on("Network.requestWillBeSent", lambda sent: asked.append(sent["request"]["url"]))
    network.on("Network.loadingFinished", lambda got: sizes.append(got["encodedDataLength"]))
    network.send("Network.enable")

    visit.page.goto(address + path, wait_until="networkidle")
    visit.page.evaluate("document.fonts.ready")

    # On a busy machine the font may come after the first paint, and a line or two breaks elsewhere.
    assert visit.page.evaluate(SHIFTS) < FONT_ALONE
    assert visit.page.evaluate(BLOCKING) == ["first.js", "site.css"]
    needed = [each for each in asked if "/img/mark." not in each]
    assert len(needed) <= MOST_REQUESTS, asked
    assert len(asked) <= len(needed) + 1
    assert any(".woff2" in each for each in asked)
    assert len(sizes) == len(asked)
    assert sum(sizes) <= MOST_BYTES
    assert visit.close() == []
    print(f"{screen}: {sum(sizes):,.0f} bytes in {len(asked)} requests")
