"""The table of ATAG 2.0 is whole, and every test it names exists."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROW = re.compile(
    r"^\| ([AB]\.\d\.\d\.\d) [^|]+\| (A|AA|A, AA) \| ([^|]+) \| `(test_\w+)` \|$", re.M
)
PART_A, PART_B = 24, 28  # criteria of levels A and AA


def rows():
    return ROW.findall((ROOT / "docs" / "atag.md").read_text(encoding="utf-8"))


def test_all_criteria_of_levels_a_and_aa_are_answered_once():
    criteria = [row[0] for row in rows()]

    assert len(set(criteria)) == len(criteria) == PART_A + PART_B
    assert sum(criterion.startswith("A") for criterion in criteria) == PART_A


def test_every_test_that_the_table_names_exists():
    written = {
        name
        for file in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.M)
    }

    assert {row[3] for row in rows()} - written == set()
