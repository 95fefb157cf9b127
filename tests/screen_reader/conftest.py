import pytest

from tests.screen_reader.desktop import Desktop, DidNotStart, missing_packages
from tests.screen_reader.listening import Listener


class Hearing:
    """A listener that is started when first needed; a start that fails is tried once more.

    ``reads_on_load``: whether Orca begins to read each page as it comes, its setting of that name.
    """

    def __init__(self, *, reads_on_load=True):
        self.desktop = self.listener = None
        self.reads_on_load = reads_on_load

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
            self.listener = Listener(self.desktop, reads_on_load=self.reads_on_load)
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
    yield from heard()


@pytest.fixture(scope="session")
def hearing_at_the_desk(django_db_setup, live_server):
    """Nothing waits for a voice here, so Orca would read a whole form before it takes a key."""
    yield from heard(reads_on_load=False)


def heard(**options):
    if missing := missing_packages():
        pytest.skip(f"To listen to Orca, install {' '.join(missing)}.")
    hearing = Hearing(**options)
    yield hearing
    hearing.stop()


@pytest.fixture
def listen(hearing, live_server):
    """``listen(address)`` opens a page with Orca running; ``width`` is the window's."""
    yield from listening(hearing, live_server)


@pytest.fixture
def listen_at_the_desk(hearing_at_the_desk, live_server):
    yield from listening(hearing_at_the_desk, live_server)


def listening(hearing, live_server):
    def at(address, *, width=1280):
        url = address if "://" in address else live_server.url + address
        listener, _ = hearing.visit(url, width=width)
        return listener

    yield at
    hearing.leave()
