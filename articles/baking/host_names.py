"""The names that the site answers to, as empty files that nginx asks for before it answers.

So ALLOWED_HOSTS alone decides, for pages that nginx sends without the site too. ``.example.org``
stands for the name and whatever ends in it, as in Django.
"""

import os
from collections.abc import Iterable
from pathlib import Path

FOLDER = "names"


def write_names(root: str | Path, names: Iterable[str]) -> None:
    """Let the folder hold these names and no other; none where any name may ask."""
    folder = Path(root) / FOLDER
    wanted = {file for name in names for file in _files_of(name.lower())}
    if "*" in wanted or not wanted:
        wanted = set()
    for name in wanted:
        folder.mkdir(exist_ok=True)
        (folder / name).touch()
    if folder.exists():
        for file in set(os.listdir(folder)) - wanted:
            (folder / file).unlink()
    if not wanted and folder.exists():
        folder.rmdir()


def _files_of(name: str) -> list[str]:
    return [name, name[1:]] if name.startswith(".") else [name]
