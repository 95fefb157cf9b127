"""What every test can ask for: a browser on the live site, axe, the Nu checker, sessions."""

import os
import shutil

import pytest
from django.conf import settings

from mscoe.startup.prepare import collect_static_files
from tests.browsing import Visit, find_chromium, start_browser
from tests.databases import copy_database, drop_database
from tests.emptying import empty_only_what_has_rows
from tests.judging import axe_violations, nu_messages
from tests.static_files import share_found_files

# The browser's driver keeps an event loop in this thread; the tests' own queries are not async.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
SLOW_FIXTURES = {"browser", "live_server", "nu"}


def pytest_configure(config):
    """Pages name static files as collectstatic wrote them, so tests need them collected too."""
    # Slow on purpose, against whoever guesses: a quarter of a second for each account of a test.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    is_worker = hasattr(config, "workerinput")
    if not is_worker:
        collect_static_files(say=lambda text: None)
    share_found_files(settings.STATIC_ROOT)
    empty_only_what_has_rows()


def pytest_collection_modifyitems(items):
    """What asks for a browser, a live site or Java, and properties with hundreds of examples."""
    for item in items:
        is_property = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        if is_property or not SLOW_FIXTURES.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """One database a worker, made by copying."""
    with django_db_blocker.unblock():
        copy_database()
    yield
    with django_db_blocker.unblock():
        drop_database()


@pytest.fixture
def media_root(settings, tmp_path):
    """An empty media folder of the test's own, to look what was stored; the live server's too."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture(scope="session")
def live_server(request):
    """The site as gunicorn would serve it: static files come from WhiteNoise, hashed and joined."""
    from pytest_django.live_server_helper import LiveServer

    server = LiveServer("127.0.0.1", start=False)
    server.thread.static_handler = lambda application: application
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests of this worker."""
    if not find_chromium():
        pytest.skip("Chromium is not installed (Debian package: chromium).")
    with start_browser() as started:
        yield started


@pytest.fixture
def open_page(browser, live_server):
    """Open pages with a context of their own; the test fails on whatever the browser complained of.

    Options are those of a playwright context: ``open_page(color_scheme="dark")``.
    """
    visits = []

    def open_with(**options):
        visits.append(Visit(browser, live_server.url, **options))
        return visits[-1].page

    yield open_with
    complaints = [complaint for visit in visits for complaint in visit.close()]
    assert complaints == []


@pytest.fixture
def page(open_page):
    return open_page()


@pytest.fixture
def page_without_scripts(open_page):
    return open_page(java_script_enabled=False)


@pytest.fixture
def dark_page(open_page):
    return open_page(color_scheme="dark")


@pytest.fixture
def narrow_page(open_page):
    """320 CSS px wide: 1280 px at a zoom of 400 %."""
    return open_page(viewport={"width": 320, "height": 640})


@pytest.fixture
def sign_in(client, live_server):
    """Give a page the session of a user: ``sign_in(page, user)``."""

    def with_session(page, user):
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": session.key, "value": session.value, "url": live_server.url}]
        )
        return page

    return with_session


@pytest.fixture
def admin_page(page, sign_in, admin_user):
    """A page of the browser with an administrator signed in."""
    return sign_in(page, admin_user)


@pytest.fixture(scope="session")
def axe():
    """``axe(page)`` lists what axe-core finds, a sentence each; ``axe(page, disable=[rule])``."""
    return axe_violations


@pytest.fixture(scope="session")
def nu():
    """``nu({name: html, …})`` lists what the Nu checker says, all documents in one Java process."""
    if not shutil.which("java"):
        pytest.skip("Java is not installed (Debian package: default-jre-headless).")
    return nu_messages
