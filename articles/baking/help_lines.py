"""The crisis line and the patient portal beside the baked pages, for when the database is gone."""

import json
import os
from pathlib import Path

from articles.baking import layout

HelpLine = dict[str, str]  # its label and its address
NAMES = {"label", "address"}


def as_file(lines: tuple[HelpLine, HelpLine]) -> bytes:
    return json.dumps(lines, indent=1).encode()


def kept_help_lines(root: str | Path) -> tuple[HelpLine, HelpLine] | None:
    """Both as the tree that is served has them; None without one, or without a sound file."""
    try:
        found = json.loads(Path(root, "current", os.fsdecode(layout.HELP_LINES)).read_bytes())
        crisis_line, patient_portal = ({name: str(line[name]) for name in NAMES} for line in found)
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return crisis_line, patient_portal
