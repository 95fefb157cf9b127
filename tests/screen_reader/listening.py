"""What the Orca screen reader says while keys are pressed in Chromium.

Run by hand: ``python -m tests.screen_reader.listening URL Tab Tab Return Down Escape``
"""

import json
import re
import shutil
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from tests.screen_reader.desktop import Desktop, DidNotStart, end, wait_until

# Orca buffers its own debug file, so that the last words would come late; this is Orca's documented
# place for a person's own Python, and turns the log on a line at a time.
CUSTOMIZATION = """
import orca.debug
import orca.settings
orca.debug.debugFile = open({log!r}, "w", buffering=1)
orca.debug.debugLevel = orca.debug.LEVEL_INFO
orca.debug.eventDebugLevel = orca.debug.LEVEL_OFF
orca.settings.sayAllOnLoad = {reads_on_load}
"""
SPOKEN = re.compile(r"SPEECH OUTPUT: '(.*?)'(?: voice=\w+)?(?: ?None| ?\{.*\})?$", re.MULTILINE)
SILENCE = 0.7  # s, after which nothing more is said about what a key did
REST_AFTER_A_SILENT_KEY = 3  # s
LONGEST_WAIT_FOR_REST = 20  # s
TREE_PRINTER = Path(__file__).with_name("tree.py")
# A page that begins in a field of its own is not named: its field is, and the mode for typing.
PAGE_IS_THERE = re.compile(
    r"SPEECH OUTPUT: '(?:Finished loading|Page has|.* document web|Focus mode)"
)
# Nothing asks whether to keep a password: what asks speaks, and takes the keyboard from the page.
# Chromium has no option for it any more.
PREFERENCES = {"credentials_enable_service": False, "profile": {"password_manager_enabled": False}}
CHROMIUM = (
    "chromium",
    "--no-sandbox",
    "--force-renderer-accessibility",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    "--disable-features=Translate,MediaRouter",
    "--password-store=basic",
    "--remote-debugging-port=0",
    "--window-position=0,0",
)


class Listener:
    """Orca and Chromium on a desktop: ``visit`` a page, ``press`` keys, read what is said."""

    def __init__(self, desktop, *, reads_on_load=True):
        self.desktop = desktop
        self.reads_on_load = reads_on_load
        self.log = desktop.folder / "speech.log"
        self.profile = desktop.folder / "profile"
        self.browsers = []
        self.start_of_visit = 0

    def start(self):
        folder = self.desktop.folder / "data" / "orca"
        folder.mkdir()
        own = CUSTOMIZATION.format(log=str(self.log), reads_on_load=self.reads_on_load)
        (folder / "orca-customizations.py").write_text(own)
        # No speech server at all: Orca logs each utterance before it looks for one.
        self.desktop.environment["SPEECHD_ADDRESS"] = f"unix_socket:{self.desktop.folder}/none"
        self.desktop.spawn("orca", "--disable=braille,key-echo")
        self.wait_for_words(re.compile("Screen reader on"), since=0, timeout=120)

    def visit(self, url, *, width=1280):
        """Open ``url`` in a window without tabs or address bar; what is said while it loads.

        The first Tab in such a window is the first stop of the page.
        """
        position = self.start_of_visit = self.position()
        old, old_pages = self.find_windows(), self.debugger("list")
        self.spawn_chromium(url, width)
        new = wait_until(lambda: self.active_window(besides=old), timeout=120, what="A window")
        for page in old_pages:
            self.debugger(f"close/{page['id']}")
        self.desktop.run(
            "xdotool", "windowsize", "--sync", new, str(width), str(self.desktop.height)
        )
        self.wait_for_words(PAGE_IS_THERE, since=position, timeout=60)
        self.wait_for_silence(1.5)
        return self.said_since(position)

    def leave(self):
        """End the browser and forget what it kept, so that the next visit is someone new.

        A page left open would speak into it: its session ends, and it asks to sign in again.
        """
        for browser in self.browsers:
            end(browser)
        self.browsers = []
        shutil.rmtree(self.profile, ignore_errors=True)

    def spawn_chromium(self, url, width):
        kept = self.profile / "Default" / "Preferences"
        if not kept.exists():
            kept.parent.mkdir(parents=True)
            kept.write_text(json.dumps(PREFERENCES))
        browser = self.desktop.spawn(
            *CHROMIUM,
            f"--user-data-dir={self.profile}",
            f"--window-size={width},{self.desktop.height}",
            f"--app={url}",
        )
        self.browsers.append(browser)

    def debugger(self, command):
        """Ask the browser about its pages; before it has started there are none."""
        port_file = self.profile / "DevToolsActivePort"
        if not port_file.exists():
            return []
        port = port_file.read_text().split()[0]
        with urlopen(f"http://127.0.0.1:{port}/json/{command}", timeout=10) as answer:
            said = answer.read()
        return json.loads(said) if command == "list" else said

    def find_windows(self):
        found = self.desktop.run("xdotool", "search", "--onlyvisible", "--class", "chromium")
        return found.split()

    def active_window(self, *, besides):
        """The new window, once it has the keyboard; a window may be replaced while it starts."""
        for window in set(self.find_windows()) - set(besides):
            self.desktop.run("xdotool", "windowactivate", window)
        active = self.desktop.run("xdotool", "getactivewindow")
        return active if active in self.find_windows() and active not in besides else None

    def press(self, key):
        """Press a key by its X name, such as Tab, shift+Tab, Return or h; what is said then."""
        position = self.position()
        self.desktop.run("xdotool", "key", "--clearmodifiers", key)
        self.wait_for_first_words(since=position)
        self.wait_for_silence()
        return self.said_since(position)

    def type(self, words):
        """Type into the field that has the keyboard; what is said then."""
        position = self.position()
        self.desktop.run("xdotool", "type", "--delay", "30", words)
        self.wait_for_silence()
        return self.said_since(position)

    def hear(self, words, *, since, timeout=60):
        """Wait until ``words`` are said; everything that was said since ``since``."""
        spoken = re.compile(f"SPEECH OUTPUT: '.*{re.escape(words)}")
        self.wait_for_words(spoken, since=since, timeout=timeout)
        self.wait_for_silence()
        return self.said_since(since)

    def tree(self):
        """Every node of the page as Chromium gives it to the desktop, as a dict."""
        lines = self.desktop.run("/usr/bin/python3", str(TREE_PRINTER))
        return [json.loads(line) for line in lines.splitlines()]

    def position(self):
        return self.log.stat().st_size if self.log.exists() else 0

    def text_since(self, position):
        if not self.log.exists():
            return ""
        with self.log.open(errors="replace") as log:
            log.seek(position)
            return log.read()

    def said_since(self, position):
        return [
            words.strip() for words in SPOKEN.findall(self.text_since(position)) if words.strip()
        ]

    def wait_for_words(self, pattern, *, since, timeout):
        try:
            wait_until(
                lambda: pattern.search(self.text_since(since)),
                timeout=timeout,
                what=pattern.pattern,
            )
        except DidNotStart as problem:
            heard = " / ".join(self.said_since(since)) or "(silence)"
            raise DidNotStart(f"{problem}; heard instead: {heard}") from problem

    def wait_for_first_words(self, *, since):
        """Or until the desktop has rested: that is what a key costs that says nothing."""
        wait_for_rest(
            REST_AFTER_A_SILENT_KEY,
            is_at_work=self.desktop.is_at_work,
            is_over=lambda: self.said_since(since),
        )

    def wait_for_silence(self, seconds=SILENCE):
        """Until Orca has logged nothing for so long and no program of the desktop was at work.

        Orca logs more than it says. A busy machine keeps programs waiting, and us with them.
        """
        last = self.position()

        def is_at_work():
            nonlocal last
            before, last = last, self.position()
            return last != before or self.desktop.is_at_work()

        wait_for_rest(seconds, is_at_work=is_at_work)


def wait_for_rest(seconds, *, is_at_work, is_over=lambda: False):
    """Until nothing was at work for so long; what never rests is given up."""
    start = since = time.monotonic()
    while not is_over() and time.monotonic() - since < seconds:
        time.sleep(0.04)
        if is_at_work() and time.monotonic() - start < LONGEST_WAIT_FOR_REST:
            since = time.monotonic()


def main(url, *keys):
    with Desktop() as desktop:
        listener = Listener(desktop)
        listener.start()
        print_step("(load)", listener.visit(url))
        for key in keys:
            print_step(key, listener.press(key))


def print_step(step, said):
    print(f"{step:>12} | {' / '.join(said) or '(silence)'}", flush=True)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except DidNotStart as problem:
        sys.exit(str(problem))
