"""A site as a folder of Markdown, YAML and pictures → plain values, checked.

``exporting.py`` writes such folders; docs/importing.md tells their form. Nothing here is believed:
YAML is only data, names may not lead out of the folder, sizes are bounded. Knows no database.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from articles.importers.site.values import Row, UnreadableFolder, Value, mapping

LARGEST_TEXT = 5_000_000  # bytes of one YAML or Markdown file
LARGEST_PICTURE = 50_000_000  # bytes
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST_YAML = 40
LISTS = ("sections", "people", "links", "images", "menus", "redirects", "glossary")
PICTURE_NAME = re.compile(r"images/[\w-][\w.-]*")
ADDRESS_PART = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MENU_SLUG = re.compile(r"[A-Za-z0-9_-]{1,50}")
PAGE = re.compile(r"---\r?\n(?P<facts>.*?\n)---\r?\n(?:\r?\n)?(?P<body>.*)", re.S)
NEEDED = {
    "sections": ("slug", "name"),
    "people": ("slug", "name"),
    "links": ("address",),
    "images": ("file",),
    "menus": ("slug",),
    "redirects": ("path", "target_url"),
    "glossary": ("name", "plain_words"),
}


class Pictures:
    """The folder's picture files, each read only when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __getitem__(self, name: str) -> bytes:
        return _bytes(self.folder, self.folder / name, limit=LARGEST_PICTURE)


@dataclass(frozen=True)
class FolderPage:
    """One page file. ``facts``: its front matter; ``name``: the file, for messages."""

    name: str
    facts: Row
    body: str

    @property
    def path(self) -> str:
        section, slug = self.facts.get("section", ""), self.facts.get("slug", "")
        return f"/{section}/{slug}/" if section and slug else ""


@dataclass(frozen=True)
class SiteFolder:
    """Everything a site folder says. ``live`` pages come before ``drafts``."""

    settings: Row
    lists: dict[str, list[Row]]
    live: list[FolderPage]
    drafts: list[FolderPage]
    pictures: Pictures


def read_site_folder(folder: str | Path) -> SiteFolder:
    """Read and check the whole folder; raises UnreadableFolder before anything is written."""
    folder = Path(folder).resolve()
    if not (folder / "site.yaml").is_file():
        raise UnreadableFolder(f"{folder} is not a site folder: it has no site.yaml.")
    lists = {name: _rows(folder, name) for name in LISTS}
    pages = [_page(folder, path) for path in sorted((folder / "pages").rglob("*.md"))]
    return SiteFolder(
        settings=mapping(_yaml(folder, folder / "site.yaml"), "site.yaml"),
        lists=lists,
        live=[page for page in pages if not page.name.endswith(".draft.md")],
        drafts=[page for page in pages if page.name.endswith(".draft.md")],
        pictures=_pictures(folder, lists["images"]),
    )


def _rows(folder: Path, name: str) -> list[Row]:
    path = folder / f"{name}.yaml"
    rows = _yaml(folder, path) if path.exists() else []
    if not isinstance(rows or [], list):
        raise UnreadableFolder(f"{path.name} must contain a list.")
    checked: list[Row] = []
    for number, row in enumerate(rows or [], start=1):
        where = f"{path.name}, entry {number}"
        checked.append(mapping(row, where))
        for key in NEEDED[name]:
            if not checked[-1].get(key):
                raise UnreadableFolder(f"{where} has no {key}.")
        if name == "menus" and not MENU_SLUG.fullmatch(checked[-1]["slug"]):
            raise UnreadableFolder(
                f"{where}: “{checked[-1]['slug']}” is not a valid slug. Use up to 50 letters,"
                " digits, hyphens and underscores, such as “quick-links”."
            )
    _refuse_twins(path.name, NEEDED[name][0], checked)
    return checked


def _refuse_twins(file: str, key: str, rows: list[Row]) -> None:
    """One of two entries with one name would be left out without a word."""
    first: dict[str, int] = {}
    for number, row in enumerate(rows, start=1):
        if first.setdefault(row[key], number) != number:
            raise UnreadableFolder(
                f"{file}, entry {number}: the {key} “{row[key]}” is already used in entry"
                f" {first[row[key]]}. Give each entry its own, or merge the entries."
            )


def _page(folder: Path, path: Path) -> FolderPage:
    name = str(path.relative_to(folder))
    match = PAGE.fullmatch(_text(folder, path))
    if not match:
        raise UnreadableFolder(f"{name} does not start with front matter between two lines of ---.")
    facts = mapping(_parsed(match["facts"], name), name)
    if not name.endswith(".draft.md"):
        facts.setdefault("section", path.parent.name)
        facts.setdefault("slug", path.stem)
    for key in ("section", "slug"):
        if facts.get(key) and not ADDRESS_PART.fullmatch(facts[key]):
            raise UnreadableFolder(
                f"{name}: “{facts[key]}” cannot be part of an address. Use lowercase letters,"
                " digits and single hyphens, such as “living-well”."
            )
    return FolderPage(name, facts, match["body"])


def _yaml(folder: Path, path: Path) -> Value:
    return _parsed(_text(folder, path), path.name)


def _parsed(text: str, name: str) -> Value:
    try:
        _refuse_traps(text, name)
        return yaml.load(text, Loader=LOADER)
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f" near line {mark.line + 1}" if mark else ""
        raise UnreadableFolder(f"{name} is not valid YAML{where}.") from problem


def _refuse_traps(text: str, name: str) -> None:
    """Aliases, by which a few lines unfold into millions, and nesting without end."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST_YAML:
            raise UnreadableFolder(f"{name} is nested too deeply.")
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1
            raise UnreadableFolder(f"{name}, line {line}: aliases (*{event.anchor}) are not used.")


def _text(folder: Path, path: Path) -> str:
    try:
        return _bytes(folder, path, limit=LARGEST_TEXT).decode("utf-8")
    except UnicodeDecodeError as problem:
        name = path.relative_to(folder)
        raise UnreadableFolder(f"{name} is not UTF-8 text.") from problem


def _pictures(folder: Path, images: list[Row]) -> Pictures:
    """The files that images.yaml names, after a look at each: that it is there, and its size."""
    names = [row["file"] for row in images]
    names += [source["file"] for row in images for source in row.get("sources") or []]
    for name in names:
        if not PICTURE_NAME.fullmatch(name):
            raise UnreadableFolder(f"images.yaml: “{name}” is not a file name in images/.")
        _checked(folder, folder / name, limit=LARGEST_PICTURE)
    return Pictures(folder)


def _bytes(folder: Path, path: Path, *, limit: int) -> bytes:
    try:
        return _checked(folder, path, limit=limit).read_bytes()
    except OSError as problem:
        raise _unreadable(folder, path, problem) from problem


def _checked(folder: Path, path: Path, *, limit: int) -> Path:
    """The real file, if it is in the folder and is no larger than it should be."""
    try:
        real, name = path.resolve(), path.relative_to(folder)
        if not real.is_relative_to(folder):
            raise UnreadableFolder(f"{name} points outside the folder.")
        if real.exists() and not real.is_file():
            raise UnreadableFolder(f"{name} is not a file.")
        if real.stat().st_size > limit:
            raise UnreadableFolder(f"{name} is larger than {limit / 1_000_000:.0f} MB.")
    except OSError as problem:
        raise _unreadable(folder, path, problem) from problem
    return real


def _unreadable(folder: Path, path: Path, problem: OSError) -> UnreadableFolder:
    return UnreadableFolder(f"{path.relative_to(folder)} cannot be read: {problem.strerror}.")
