import pytest

from tests.screen_reader.desktop import Desktop, DidNotStart, missing_packages
from tests.screen_reader.listening import Listener


class Hearing:
    """A listener that is started when first needed; a start that fails is tried once more."""

    def __init__(self):
        self.desktop = self.listener = None

    def visit(self, url, *, width):
        """The listener at the start of the page, and what was said while it loaded."""
        try:
            return self.started(), self.listener.visit(url, width=width)
        except DidNotStart:
            self.stop()
            return self.started(), self.listener.visit(url, width=width)

    def started(self):
        if self.listener is None:
            self.desktop = Desktop().__enter__()
            self.listener = Listener(self.desktop)
            self.listener.start()
        return self.listener

    def leave(self):
        if self.listener:
            self.listener.leave()

    def stop(self):
        if self.desktop:
            self.desktop.__exit__()
        self.desktop = self.listener = None


@pytest.fixture(scope="session")
def hearing(django_db_setup, live_server):  # so that the browser is gone before they are
    if missing := missing_packages():
        pytest.skip(f"To listen to Orca, install {' '.join(missing)}.")
    hearing = Hearing()
    yield hearing
    hearing.stop()


@pytest.fixture
def listen(hearing, live_server):
    """``listen(address)`` opens a page with Orca running; ``width`` is the window's."""

    def at(address, *, width=1280):
        url = address if "://" in address else live_server.url + address
        listener, _ = hearing.visit(url, width=width)
        return listener

    yield at
    hearing.leave()
