"""A site as a folder of Markdown, YAML and pictures → plain values, checked.

``exporting.py`` writes such folders; docs/importing.md tells their form. Nothing here is believed:
YAML is only data, names may not lead out of the folder, sizes are bounded. Knows no database.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

LARGEST_TEXT = 5_000_000  # bytes of one YAML or Markdown file
LARGEST_PICTURE = 50_000_000  # bytes
LISTS = ("sections", "people", "links", "images", "menus", "redirects")
PICTURE_NAME = re.compile(r"images/[\w-][\w.-]*")
PAGE = re.compile(r"---\n(?P<facts>.*?\n)---\n\n?(?P<body>.*)", re.S)
NEEDED = {
    "sections": ("slug", "name"),
    "people": ("slug", "name"),
    "links": ("address",),
    "images": ("file",),
    "menus": ("slug",),
    "redirects": ("path", "target_url"),
}


class UnreadableFolder(Exception):
    """A sentence that names the file and what is wrong with it."""


@dataclass(frozen=True)
class FolderPage:
    """One page file. ``facts``: its front matter; ``name``: the file, for messages."""

    name: str
    facts: dict
    body: str

    @property
    def path(self):
        section, slug = self.facts.get("section", ""), self.facts.get("slug", "")
        return f"/{section}/{slug}/" if section and slug else ""


@dataclass(frozen=True)
class SiteFolder:
    """Everything a site folder says. ``live`` pages come before ``drafts``."""

    settings: dict
    lists: dict[str, list[dict]]
    live: list[FolderPage] = field(default_factory=list)
    drafts: list[FolderPage] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)


def read_site_folder(folder):
    """Read and check the whole folder; raises UnreadableFolder before anything is written."""
    folder = Path(folder).resolve()
    if not (folder / "site.yaml").is_file():
        raise UnreadableFolder(f"{folder} is no site folder: it holds no site.yaml.")
    lists = {name: _rows(folder, name) for name in LISTS}
    pages = [_page(folder, path) for path in sorted((folder / "pages").rglob("*.md"))]
    return SiteFolder(
        settings=_mapping(_yaml(folder, folder / "site.yaml"), "site.yaml"),
        lists=lists,
        live=[page for page in pages if not page.name.endswith(".draft.md")],
        drafts=[page for page in pages if page.name.endswith(".draft.md")],
        pictures=_pictures(folder, lists["images"]),
    )


def _rows(folder, name):
    path = folder / f"{name}.yaml"
    rows = _yaml(folder, path) if path.exists() else []
    if not isinstance(rows or [], list):
        raise UnreadableFolder(f"{path.name} should hold a list.")
    for number, row in enumerate(rows or [], start=1):
        where = f"{path.name}, entry {number}"
        for key in NEEDED[name]:
            if not _mapping(row, where).get(key):
                raise UnreadableFolder(f"{where} has no {key}.")
    return rows or []


def _mapping(values, where):
    if not isinstance(values, dict):
        raise UnreadableFolder(f"{where} should hold names and values.")
    return values


def _page(folder, path):
    name = str(path.relative_to(folder))
    match = PAGE.fullmatch(_text(folder, path))
    if not match:
        raise UnreadableFolder(f"{name} does not begin with front matter between two lines of ---.")
    facts = _mapping(_parsed(match["facts"], name), name)
    if not name.endswith(".draft.md"):
        facts.setdefault("section", path.parent.name)
        facts.setdefault("slug", path.stem)
    for key in ("published_on", "updated_on"):
        if facts.get(key) is not None and type(facts[key]) is not date:
            raise UnreadableFolder(f"{name}: {key} should be a day such as 2026-10-12.")
    return FolderPage(name, facts, match["body"])


def _yaml(folder, path):
    return _parsed(_text(folder, path), path.name)


def _parsed(text, name):
    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f" near line {mark.line + 1}" if mark else ""
        raise UnreadableFolder(f"{name} is not valid YAML{where}.") from problem


def _text(folder, path):
    try:
        return _bytes(folder, path, limit=LARGEST_TEXT).decode("utf-8")
    except UnicodeDecodeError as problem:
        raise UnreadableFolder(f"{path.name} is not UTF-8 text.") from problem


def _pictures(folder, images):
    names = [row["file"] for row in images]
    names += [source["file"] for row in images for source in row.get("sources") or []]
    for name in names:
        if not PICTURE_NAME.fullmatch(str(name)):
            raise UnreadableFolder(f"images.yaml: “{name}” is no file name below images/.")
    return {name: _bytes(folder, folder / name, limit=LARGEST_PICTURE) for name in names}


def _bytes(folder, path, *, limit):
    real = path.resolve()
    name = path.relative_to(folder)
    if not real.is_relative_to(folder):
        raise UnreadableFolder(f"{name} leads out of the folder.")
    try:
        if real.stat().st_size > limit:
            raise UnreadableFolder(f"{name} is larger than {limit / 1_000_000:.0f} MB.")
        return real.read_bytes()
    except OSError as problem:
        raise UnreadableFolder(f"{name} cannot be read: {problem.strerror}.") from problem
