"""A few of the files that went wrong, imported whole; all of them in tests/prove."""

from pathlib import Path

import pytest

from tests import factories
from tests.articles.importers.incoming_rows import ROWS, try_row

FOLDER = Path(__file__).parent / "incoming"
NAMES = sorted(path.name for path in FOLDER.iterdir() if path.name in ROWS)
pytestmark = pytest.mark.django_db


def test_there_are_files_to_try():
    assert len(NAMES) == 11


@pytest.mark.parametrize("name", NAMES)
def test_a_file_becomes_what_it_must(name, media_root):
    try_row(FOLDER / name, ROWS[name], section=factories.section("incoming"))
