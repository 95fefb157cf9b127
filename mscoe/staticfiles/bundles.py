"""Style sheets and ES modules joined into one file each: text in, text out.

The sources stay separate, one concern a file, and work unjoined in the browser. Only what they
use of the two languages is understood; anything else is refused by name, never guessed.
"""

import posixpath
import re
from collections.abc import Callable

Read = Callable[[str], str]

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s*\n\s*")
# A line end or a space that only people need; in selectors and values every other space may count.
SPACE_AROUND = re.compile(r"\s+(?=\{)|(?<=[{};,])\n|(?<=[{;])\s+(?=[\w-]+: )|;?\s*(?=\})")
SPACE_AFTER_NAME = re.compile(r"(?<=[{;])([\w-]+): ")
STYLE_IMPORT = re.compile(r'@import "(?P<address>[^"]+)"(?: layer\((?P<layer>[\w-]+)\))?;')
STYLE_ADDRESS = re.compile(r'url\("(?!/|#|data:|https?:)(?P<address>[^"]+)"\)')

MODULE_IMPORT = re.compile(
    r'^import (?:\{ (?P<names>[\w, ]+) \} from )?"(?P<address>\.[^"]+)";$', re.MULTILINE
)
MODULE_EXPORT = re.compile(
    r"^export (?P<kind>async function|function|const|class) (?P<name>\w+)", re.MULTILINE
)
MODULE_STATEMENT = re.compile(r"^\s*(?:import|export)\b.*$", re.MULTILINE)
LINE_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
INDENTATION = re.compile(r"^ +", re.MULTILINE)


class CannotJoin(Exception):
    """A source uses something that joining does not understand."""


def join_styles(name: str, read: Read) -> str:
    """The style sheet ``name`` with what it imports in place, each in its layer."""
    joined = inline_imports(name, read, folder=posixpath.dirname(name))
    if "@import" in joined:
        raise CannotJoin(f'{name}: write imports as @import "part.css" layer(name);')
    lines = SPACE.sub("\n", joined).strip()
    return SPACE_AFTER_NAME.sub(r"\1:", SPACE_AROUND.sub("", lines)) + "\n"


def inline_imports(name: str, read: Read, *, folder: str) -> str:
    def inline(match: re.Match[str]) -> str:
        part = inline_imports(resolve(name, match["address"]), read, folder=folder)
        return f"@layer {match['layer']} {{\n{part}\n}}" if match["layer"] else part

    def rebase(match: re.Match[str]) -> str:
        return f'url("{posixpath.relpath(resolve(name, match["address"]), folder)}")'

    source = STYLE_ADDRESS.sub(rebase, COMMENT.sub("", read(name)))
    return STYLE_IMPORT.sub(inline, source)


def join_modules(name: str, read: Read) -> str:
    """The module ``name`` after everything it imports, each evaluated once and in its own scope."""
    joined: dict[str, str] = {}
    add_module(name, read, joined, importers=())
    return "".join(joined.values())


def add_module(
    name: str, read: Read, joined: dict[str, str], *, importers: tuple[str, ...]
) -> None:
    if name in importers:
        raise CannotJoin(f"{name} imports itself by way of {importers[-1]}.")
    if name in joined:
        return

    def take(match: re.Match[str]) -> str:
        imported = resolve(name, match["address"])
        add_module(imported, read, joined, importers=(*importers, name))
        return f"const {{ {match['names']} }} = {constant(imported)};" if match["names"] else ""

    body = MODULE_IMPORT.sub(take, LINE_COMMENT.sub("", read(name)))
    exports = [match["name"] for match in MODULE_EXPORT.finditer(body)]
    body = MODULE_EXPORT.sub(r"\g<kind> \g<name>", body)
    if left := MODULE_STATEMENT.search(body):
        raise CannotJoin(f"{name}: cannot bundle “{left[0].strip()}”.")
    # Where backticks hold more than a line, every space may count.
    if not any(line.count("`") % 2 for line in body.splitlines()):
        body = INDENTATION.sub("", body)
    returned = f"return {{ {', '.join(exports)} }};\n" if exports else ""
    joined[name] = f"const {constant(name)} = (() => {{\n{body.strip()}\n{returned}}})();\n"


def constant(name: str) -> str:
    """A JavaScript name for what a module exports, different for every module."""
    return "module_" + re.sub(r"\W", lambda match: f"${ord(match[0])}", name)


def resolve(name: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
