"""Trees by release: new templates are baked into a new tree, which takes over when it is whole."""

import hashlib
import os
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.urls import reverse

from accessibility.changes.act_lock import EVERY_PAGE, act
from accessibility.models import Change
from articles.baking.files import replace
from articles.baking.tree import Tree

SHOWN = [
    *("SITE_NAME", "CRISIS_LINE", "PATIENT_PORTAL", "SITE_ADDRESS", "TIME_ZONE", "HTTPS"),
    *("CDN_PURGE_URL", "CDN_CACHE_CONTROL"),
]
SOURCES = {".py", ".html", ".mo"}

FileFacts = tuple[int, int, int]  # its number, when it was written (nanoseconds), its bytes


def release() -> str:
    """A name for this code, its templates, static files and what settings put on every page."""
    digest = hashlib.sha256()
    folders = [apps.get_app_config(app).path for app in ("articles", "accessibility")]
    for folder in [*folders, *settings.TEMPLATES[0]["DIRS"]]:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix in SOURCES:
                digest.update(path.read_bytes())
    digest.update(_content_of(Path(settings.STATIC_ROOT) / "staticfiles.json"))
    for name in SHOWN:
        digest.update(repr(getattr(settings, name)).encode())
    return digest.hexdigest()[:16]


def announce(name: str) -> None:
    """Write into the log, once, from when on pages look as this release makes them."""
    if _newest_announced() == _verb(name):
        return
    with act(_verb(name)) as announcement:
        announcement.invalidate(paths=[EVERY_PAGE])


def _newest_announced() -> str | None:
    releases = Change.objects.filter(verb__startswith=_verb("")).order_by("-pk")
    return releases.values_list("verb", flat=True).first()


def _verb(name: str) -> str:
    return f"release {name}"


def _content_of(file: str | Path) -> bytes:
    """What pages show of a file that may be missing."""
    try:
        return Path(file).read_bytes()
    except OSError:
        return b""


class TestRun:
    """The file of the last test run, which the statement reports; it may change at any time."""

    def __init__(self, tree: Tree) -> None:
        self.kept = Path(os.fsdecode(tree.path(b"test-run")))
        self.seen: FileFacts | None = None

    def is_new(self) -> bool:
        """Whether it is another one than the tree was last told of."""
        which = _facts_of(settings.ACCESSIBILITY_TEST_RUN)
        if which == self.seen:
            return False
        self.seen = which
        return self.name() != _content_of(self.kept).decode()

    def name(self) -> str:
        content = _content_of(settings.ACCESSIBILITY_TEST_RUN)
        return hashlib.sha256(content).hexdigest()[:16] if content else ""

    def announce(self) -> None:
        """Write into the log, once for all nodes, from when on the statement reports it."""
        verb = f"test run {self.name()}"
        if not Change.objects.filter(verb=verb).exists():
            with act(verb) as announcement:
                announcement.invalidate(paths=[reverse("accessibility:statement")])
        replace(os.fsencode(self.kept), self.name().encode())


def _facts_of(file: str | Path) -> FileFacts | None:
    try:
        facts = os.stat(file)
    except OSError:
        return None
    return facts.st_ino, facts.st_mtime_ns, facts.st_size


class Trees:
    """All trees of this machine: ``current`` leads to the one that is served."""

    def __init__(self, root: str | Path) -> None:
        self.root = Path(root)

    def of(self, name: str) -> Tree:
        return Tree(self.root / "trees" / name)

    def current(self) -> Tree | None:
        """The tree that is served, or None."""
        try:
            target = os.readlink(self.root / "current")
        except OSError:
            return None
        return Tree(self.root / target)

    def switch_to(self, tree: Tree) -> None:
        """In one step; the tree that was served stays for requests that are under way."""
        before, new = self.current(), self.root / "current.new"
        new.unlink(missing_ok=True)
        os.symlink(os.path.relpath(os.fsdecode(tree.folder), self.root), new)
        os.rename(new, self.root / "current")
        for other in (self.root / "trees").iterdir():
            if Tree(other) not in (tree, before):
                Tree(other).remove()
