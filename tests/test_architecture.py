"""Rules that hold for the whole code and every page, cheap enough to ask each time."""

import ast
import importlib.util
import re
import subprocess
import sys
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import URLPattern, get_resolver, reverse

from accessibility.audit.audit import Page, audit
from mscoe.environment import ROOT

CODE = ("mscoe", "articles", "accessibility")
DRAWERS = {"utils.py", "helpers.py", "common.py", "services.py", "managers.py"}
# Text in, text out: these know no database, no request and no settings.
PURE = [
    "articles/markup",
    "articles/text",
    "accessibility/audit",
    "accessibility/hints.py",
    "accessibility/names",
    "accessibility/spoken",
]
IMPURE = ("django.db", "django.http", "django.conf", "django.shortcuts", "django.core.cache")


def python_files(*folders):
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    assert found
    return found


# --- code ---


def test_imports_go_one_way_only():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout
    assert "Contracts: 6 kept, 0 broken." in done.stdout


def layered_packages():
    """Each package with layers of its own → the modules that its layers name."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    return {
        package: set(re.findall(r"[a-z_]+", " ".join(contract["layers"])))
        for contract in contracts["contracts"]
        for package in contract.get("containers", [])
    }


@pytest.mark.parametrize("package", layered_packages())
def test_every_module_has_its_place_in_the_contract(package):
    named = layered_packages()[package]
    modules = {
        path.stem
        for path in (ROOT / package.replace(".", "/")).iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }

    assert modules - named - {"__init__", "apps", "migrations"} == set()
    assert named - modules == set()


@pytest.mark.parametrize(("package", "most"), [("articles", 8), ("accessibility", 6)])
def test_few_modules_lie_loose_in_an_app(package, most):
    loose = {path.name for path in (ROOT / package).glob("*.py")} - {"__init__.py"}

    assert len(loose) <= most


@pytest.mark.parametrize("place", PURE)
def test_pure_text_code_knows_no_database_request_or_setting(place):
    path = ROOT / place
    files = python_files(place) if path.is_dir() else [path]

    impure = [
        f"{file.relative_to(ROOT)}: {name}"
        for file in files
        for name in imported_names(file)
        if name.startswith(IMPURE)
    ]
    assert impure == []


def imported_names(file):
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_html_is_shown_as_it_is_in_one_place_alone():
    trusting = re.compile(r"\|\s*safe\b|\bautoescape off\b|\bmark_safe\b|\bSafeString\b")
    files = [
        path for app in CODE for path in (ROOT / app).rglob("*") if path.suffix in {".html", ".py"}
    ]
    found = [str(path.relative_to(ROOT)) for path in files if trusting.search(path.read_text())]

    assert found == ["articles/templates/articles/_prose.html"]


IMPORT_IN_A_STRING = re.compile(
    r"^\s*from ((?:mscoe|articles|accessibility)[\w.]*) import ([\w, ]+)$", re.MULTILINE
)


def imports_in_strings():
    """(file, module, name) of code that drills and benches hand to other processes as text."""
    for file in python_files("tests", "bench"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for module, names in IMPORT_IN_A_STRING.findall(node.value):
                    for name in names.split(","):
                        yield file, module, name.split(" as ")[0].strip()


def test_what_code_in_strings_imports_exists():
    missing = [
        f"{file.relative_to(ROOT)}: {module}.{name}"
        for file, module, name in imports_in_strings()
        if not hasattr(importlib.import_module(module), name)
        and importlib.util.find_spec(f"{module}.{name}") is None
    ]

    # The measurement of an older release names what that release has.
    assert [one for one in missing if not one.startswith("bench/conversion_cost.py")] == []


def test_no_file_is_a_drawer_for_whatever_has_no_name():
    assert [path for path in python_files(*CODE, "tests") if path.name in DRAWERS] == []


def test_no_function_is_too_long_to_see_at_once():
    sizes = {
        f"{file.relative_to(ROOT)}:{node.name}": node.end_lineno - node.lineno + 1
        for file in python_files(*CODE)
        if file.parent.name != "migrations"
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef)
    }

    assert {name: size for name, size in sizes.items() if size > 50} == {}
    assert sorted(sizes.values())[len(sizes) // 2] <= 8
    assert sorted(sizes.values())[len(sizes) * 9 // 10] <= 25


@pytest.mark.django_db
def test_no_change_of_a_model_waits_for_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_locks_carry_hashes_and_no_host(lock):
    text = (ROOT / lock).read_text()
    pinned = re.findall(r"^([a-z0-9._-]+)==", text, flags=re.MULTILINE | re.IGNORECASE)

    assert len(pinned) > 10
    assert "://" not in text
    assert re.findall(r"^--(?!hash)", text, flags=re.MULTILINE) == []
    blocks = re.split(r"^(?=\S+==)", text, flags=re.MULTILINE)
    assert [block for block in blocks if "==" in block and "--hash=sha256:" not in block] == []


def test_what_was_chosen_has_its_reason_beside_it():
    for name in ("requirements.in", "requirements-dev.in"):
        lines = (ROOT / name).read_text().splitlines()
        chosen = [line for line in lines if line and not line.startswith(("#", "-r"))]
        assert chosen
        assert [line for line in chosen if "#" not in line] == []


# --- pages ---


class Outline(HTMLParser):
    """What every page must have, and what none may."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.inline = [], []
        self.open_main = False
        self.headings_in_main = 0
        self.language = None
        self.first_link = None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append(tag)
        self.note_inline(tag, attributes)
        if tag == "html":
            self.language = attributes.get("lang")
        elif tag == "main":
            self.open_main = True
        elif tag == "h1":
            self.headings_in_main += self.open_main
        elif tag == "a" and self.first_link is None:
            self.first_link = attributes.get("href")

    def handle_endtag(self, tag):
        if tag == "main":
            self.open_main = False

    def note_inline(self, tag, attributes):
        is_data = attributes.get("type") in ("application/json", "application/ld+json")
        if tag == "style" or (tag == "script" and "src" not in attributes and not is_data):
            self.inline.append(tag)
        self.inline += [name for name in attributes if name == "style" or name.startswith("on")]


def public_names(resolver=None, namespace=""):
    """Names of all patterns without arguments, however deeply included; the desk has its own."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            if entry.name and not entry.pattern.regex.groups and not entry.pattern.converters:
                yield f"{namespace}{entry.name}"
        elif entry.namespace != "admin":
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from public_names(entry, inner)


NAMES = sorted(set(public_names()))


def test_the_walk_over_the_addresses_found_them():
    assert {"articles:home", "articles:search", "accessibility:keyboard-help"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.django_db
def test_every_page_has_one_h1_in_main_a_language_and_a_skip_link(client, name):
    response = client.get(reverse(name))

    assert response.status_code == 200
    if not response.headers["Content-Type"].startswith("text/html"):
        return
    outline = Outline(response.content.decode())
    assert (outline.tags.count("h1"), outline.headings_in_main) == (1, 1)
    assert outline.tags.count("main") == 1
    assert outline.language
    assert outline.first_link == "#main"
    assert outline.inline == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.django_db
def test_every_page_passes_the_audit(client, name):
    response = client.get(reverse(name))

    if response.headers["Content-Type"].startswith("text/html"):
        found = audit(response.content.decode(), page=Page(is_whole=True))
        assert [(each.rule, each.excerpt) for each in found] == []
