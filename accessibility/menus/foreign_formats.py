"""Menus as Drupal, WordPress, Hugo and others export them → plain rows of one shape.

A plain row has ``label``, ``address``, ``description``, ``language``, ``id``, ``parent``,
``weight`` and ``items``, as far as they are known, and at most one of three sentences: why it is
left out (``LEFT_OUT``), why it has no address (``WAITS``), or what was done about it (``NOTE``).
"""

import re
from html import unescape
from pathlib import PurePosixPath
from typing import Any

LABELS = ("label", "title", "name", "text", "heading", "link_title", "post_title")
ADDRESSES = (
    *("address", "url", "href", "path", "link", "uri", "to", "permalink", "link_path", "relative"),
)
IDS = ("id", "identifier", "key", "uuid", "db_id", "mlid")
PARENTS = ("parent", "parent_id", "under", "menu_item_parent", "plid", "parent_uuid", "pid")
WEIGHTS = ("weight", "order", "position", "sort", "menu_order")
LANGUAGES = ("language", "lang", "langcode")
DESCRIPTIONS = ("description", "hint", "note", "attr_title", "tooltip")
NO_ADDRESS = "but the file does not give the address"
LEFT_OUT, WAITS, NOTE = "left out", "waits for", "noted"

# What stands in an entry without being one: links of the interface, options, classes.
NO_ENTRIES = frozenset(
    ["_links", "_embedded", "meta", "metadata", "options", "classes", "xfn", "acf", "params"]
    + ["attributes", "customprops", "link_options", "relationships", "links_options"]
)
LISTS = ("items", "children", "child_items", "below", "links", "nav", "submenu", "entries", "pages")
OFF = {"0", "false", "no", "off"}
ON = {"1", "true", "yes", "on"}
SHOWING = ("enabled", "published", "visible", "is_active", "active")
HIDING = ("hidden", "disabled", "draft", "invisible", "is_hidden")
NOT_PUBLIC = {"draft", "trash", "pending", "private", "future", "unpublished", "archived"}
NO_PARENT = {"", "0", "none", "null", "root"}
TAGS = re.compile(r"</?[a-z][^<>]*>", re.I)
IMAGE = re.compile(r"<img\b[^<>]*\balt\s*=\s*[\"']([^\"'<>]*)[\"'][^<>]*>", re.I)
PAGE_OF_DRUPAL = re.compile(
    r"(?:entity:|internal:/|/)?(?P<kind>node|taxonomy/term|user|media)/(?P<id>\d+)/?\Z"
)
MARKDOWN = (".md", ".markdown", ".mdx")


def plain(value: Any) -> Any:
    """The same lists and tables with every entry as a plain row."""
    if isinstance(value, list):
        is_of_pages = any(isinstance(each, dict) for each in value)
        return [
            named_page(each) if is_of_pages and isinstance(each, str) else plain(each)
            for each in value
        ]
    return plain_table(value) if isinstance(value, dict) else value


def plain_table(table: dict[Any, Any]) -> dict[str, Any]:
    named = by_its_only_key(table)
    if named is not None:
        return named
    row = {str(key).lower(): unwrapped(value) for key, value in table.items()}
    inner = row.get("attributes")
    if isinstance(inner, dict) and "type" in row:  # JSON:API
        row = {str(key).lower(): unwrapped(value) for key, value in inner.items()} | {
            "uuid": row.get("id")
        }
    row = {key: value for key, value in row.items() if key not in NO_ENTRIES}
    if not (first(row, LABELS) or address_in(row)):
        return {key: plain(value) for key, value in row.items()}
    return plain_entry(row)


def unwrapped(value: Any) -> Any:
    """ "x" of Drupal's [{"value": "x"}] and of WordPress's {"rendered": "x"}."""
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        keys = set(value[0])
        if keys & {"value", "uri"} and not keys & {"title", "label", "name", "items"} - {"title"}:
            return unwrapped(value[0].get("value", value[0]))
    if isinstance(value, dict) and isinstance(value.get("rendered"), str):
        return value["rendered"]
    return value


def by_its_only_key(table: dict[Any, Any]) -> dict[str, Any] | None:
    """MkDocs writes "Title: page.md" and "Title: [a list]": a table of one key, its label."""
    if len(table) != 1:
        return None
    [(key, value)] = table.items()
    if str(key).lower() in {*LABELS, *ADDRESSES, *LISTS, *DESCRIPTIONS, "menu", "menus", "main"}:
        return None
    if isinstance(value, str) and PurePosixPath(value).suffix.lower() in MARKDOWN:
        return {"label": str(key), "address": of_markdown_file(value)}
    if is_link(table):
        return {"label": str(key), "address": value}
    if isinstance(value, list) and value and all(map(is_of_mkdocs, value)):
        return {"label": str(key), "items": [of_mkdocs(each) for each in value]}
    return None


def named_page(name: str) -> dict[str, Any]:
    """An entry that is only the name of a page, as MkDocs and Docusaurus allow."""
    if PurePosixPath(name).suffix.lower() in MARKDOWN:
        return of_mkdocs(name)
    label = PurePosixPath(name).name.replace("-", " ").replace("_", " ").capitalize()
    return {"label": label, WAITS: f"It links to “{name}” on the old site, {NO_ADDRESS}."}


def is_of_mkdocs(value: Any) -> bool:
    if isinstance(value, str):
        return PurePosixPath(value).suffix.lower() in MARKDOWN
    return isinstance(value, dict) and by_its_only_key(value) is not None


def is_link(table: dict[Any, Any]) -> bool:
    return len(table) == 1 and re.match(r"https?://", str(next(iter(table.values())))) is not None


def of_mkdocs(value: Any) -> dict[str, Any]:
    if isinstance(value, str):
        name = PurePosixPath(value).stem.replace("-", " ").replace("_", " ").capitalize()
        note = f"It had no label, so one was made from its file name, {value}."
        return {"label": name, "address": of_markdown_file(value), NOTE: note}
    return by_its_only_key(value) or {}


def of_markdown_file(path: str) -> str:
    """ "/a/" of "a/index.md", "/a/b/" of "a/b.md"."""
    parts = PurePosixPath(path.lstrip("./")).with_suffix("").parts
    parts = parts[:-1] if parts and parts[-1].lower() in ("index", "readme", "_index") else parts
    return "/" + "".join(f"{part}/" for part in parts)


# --- One entry -----------------------------------------------------------------------------------


def plain_entry(row: dict[str, Any]) -> dict[str, Any]:
    is_of_hugo = "pageref" in row or "identifier" in row
    names = ("name", *LABELS) if is_of_hugo else LABELS
    label = label_words(first(row, names))
    entry: dict[str, Any] = {
        key: plain(value) for key, value in row.items() if isinstance(value, (list, dict))
    }
    entry.pop("link", None) if isinstance(row.get("link"), dict) and uri_of(row) else None
    entry |= {
        "label": label,
        "description": label_words(first(row, DESCRIPTIONS)) or other_title(row, label),
        "language": first(row, LANGUAGES),
        "id": first(row, IDS),
        "parent": parent_of(row),
        "weight": next((row[name] for name in WEIGHTS if name in row), 0),
    }
    entry |= {
        key: row[key] for key in ("state", "status", "column", "slug", "menu_name") if key in row
    }
    entry |= address_of(row)
    if reason := why_off(row):
        entry[LEFT_OUT] = reason
    return entry


def first(row: dict[str, Any], names: tuple[str, ...]) -> str:
    """The first of the named values that is a word or a number."""
    for name in names:
        value = row.get(name)
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
            return " ".join(str(value).split())
    return ""


def label_words(html: str) -> str:
    """A label without the tags and entities of a system that keeps its labels as HTML."""
    words = TAGS.sub(" ", IMAGE.sub(r" \1 ", html)) if "<" in html else html
    return " ".join(unescape(words).split())


def other_title(row: dict[str, Any], label: str) -> str:
    """The words of a title beside the label, which pointers saw and screen readers heard."""
    title = row.get("title")
    said = label_words(title) if isinstance(title, str) else ""
    return said if said.casefold() != label.casefold() else ""


def parent_of(row: dict[str, Any]) -> str:
    said = first(row, PARENTS).removeprefix("menu_link_content:")
    return "" if said.lower() in NO_PARENT else said


def why_off(row: dict[str, Any]) -> str:
    """Why the old site does not show an entry."""
    for name in SHOWING:
        if str(row.get(name, "")).lower() in OFF:
            return "It is turned off on the old site."
    for name in HIDING:
        if str(row.get(name, "")).lower() in ON:
            return "It is turned off on the old site."
    status = str(row.get("status", "")).lower()
    return f"It is not public on the old site ({status})." if status in NOT_PUBLIC else ""


# --- Its address ---------------------------------------------------------------------------------


def uri_of(row: dict[str, Any]) -> str:
    link = row.get("link")
    return first(link, ("uri", "url", "href")) if isinstance(link, dict) else ""


def address_in(row: dict[str, Any]) -> str:
    return first(row, ("pageref", *ADDRESSES))


def address_of(row: dict[str, Any]) -> dict[str, str]:
    """The address as this site writes it, or why there is none."""
    written = uri_of(row) if first(row, LABELS) else ""
    written = written or first(row, ADDRESSES)
    if not written and (page := first(row, ("pageref",))):
        return {"address": of_markdown_file(f"{page}.md" if "." not in page else page)}
    if match := PAGE_OF_DRUPAL.match(written):
        where = f"{match['kind']}/{match['id']}"
        return {
            WAITS: f"It links to “{where}” on the old site, but the file does not give the address."
        }
    scheme, colon, rest = written.partition(":")
    if colon and scheme in OF_DRUPAL:
        return OF_DRUPAL[scheme](rest)
    if written in ("<front>", "<home>"):
        return {"address": "/"}
    if written in ("<nolink>", "<none>", "<button>", "<separator>"):
        return {WAITS: HEADING}
    return {"address": written} if written else {}


HEADING = "It is a heading without a link on the old site."


def of_internal(rest: str) -> dict[str, str]:
    if rest.startswith(("#", "/#")):
        return {"address": rest.lstrip("/")}
    path = re.sub(r"\A/?<front>", "/", rest)
    return {WAITS: HEADING} if "<" in path else {"address": f"/{path.lstrip('/')}"}


def of_route(rest: str) -> dict[str, str]:
    name = rest.split(";")[0]
    if name == "<front>":
        return {"address": "/"}
    if name in ("<nolink>", "<none>", "<button>"):
        return {WAITS: HEADING}
    return {WAITS: f"It links to “{name}”, a part of the old system."}


def of_entity(rest: str) -> dict[str, str]:
    return {WAITS: f"It links to “{rest}” on the old site, {NO_ADDRESS}."}


OF_DRUPAL = {
    "internal": of_internal,
    "base": of_internal,
    "user-path": of_internal,
    "route": of_route,
    "entity": of_entity,
}
