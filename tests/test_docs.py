"""What the documents name is there, so that a reader finds it."""

import re
from pathlib import PurePosixPath

import pytest

from mscoe.environment import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
CODE = ("accessibility", "articles", "bench", "bin", "deploy", "docs", "findings", "mscoe", "tests")
QUOTED = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"(?<![\w./~$-])\w[\w.-]*(?:/\w[\w.-]*)*/?(?![\w/*{<$])")
FILE_TYPES = {
    ".py",
    ".md",
    ".html",
    ".js",
    ".css",
    ".conf",
    ".sh",
    ".yaml",
    ".yml",
    ".toml",
    ".sql",
}
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)\s]*)?\)")
MADE_LATER = ("var/", "tls/", "acme/")
IN_EXAMPLES = {"part.css"}


def id_of(document):
    return str(document.relative_to(ROOT))


def named(document):
    """Files by their ending, and folders below another folder, that the text has in backticks."""
    for quoted in QUOTED.findall(document.read_text()):
        for name in PATH.findall(quoted):
            is_folder = name.endswith("/") and "/" in name[:-1]
            if is_folder or PurePosixPath(name).suffix in FILE_TYPES and not name.endswith("/"):
                yield name


def there_is():
    """Every file and folder of the project, with a slash before it; folders end with one."""
    found = [path for path in ROOT.iterdir() if path.is_file()]
    found += [path for folder in CODE for path in [ROOT / folder, *(ROOT / folder).rglob("*")]]
    return [f"/{path.relative_to(ROOT)}{'/' * path.is_dir()}" for path in found]


THERE_IS = there_is()


@pytest.mark.parametrize("document", DOCUMENTS, ids=id_of)
def test_every_file_that_a_document_names_is_there(document):
    missing = {
        name
        for name in named(document)
        if not name.startswith(MADE_LATER)
        and name not in IN_EXAMPLES
        and not any(path.endswith(f"/{name}") for path in THERE_IS)
    }

    assert missing == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=id_of)
def test_every_link_to_another_document_leads_somewhere(document):
    prose = QUOTED.sub("", document.read_text())
    aims = [aim for aim in LINK.findall(prose) if not aim.startswith("/")]

    assert [aim for aim in aims if not (document.parent / aim).exists()] == []


def test_names_are_found_in_the_documents():
    named_in = {document.name: set(named(document)) for document in DOCUMENTS}

    assert "articles/permissions.py" in named_in["architecture.md"]
    assert sum(len(names) for names in named_in.values()) > 100


def test_the_door_to_the_documents_leads_to_each_of_them():
    door = ROOT / "docs" / "README.md"
    aims = {(door.parent / aim).resolve() for aim in LINK.findall(door.read_text())}

    assert {*(ROOT / "docs").rglob("*.md")} - {door} - aims == set()
