import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import FileSystemStorage

from mscoe.staticfiles.bundles import CannotJoin
from mscoe.staticfiles.storage import JOINED, JoinedStaticFilesStorage

PARTS = {
    "mscoe/css/site.css": '@import "part.css" layer(base);\n',
    "mscoe/css/part.css": 'body { background: url("paper.png"); }\n',
    "mscoe/css/paper.png": "not really",
    "mscoe/css/admin.css": "body { margin: 0; }\n",
    "mscoe/js/site.js": 'import "./menu.js";\n',
    "mscoe/js/menu.js": "globalThis.menu = true;\n",
}


def collect(folder, files):
    """What collectstatic does with ``files``: copies in one folder, then our storage's work."""
    sources = FileSystemStorage(location=folder / "sources")
    collected = JoinedStaticFilesStorage(location=folder / "collected")
    for storage in (sources, collected):
        for name, text in files.items():
            path = Path(storage.path(name))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    results = list(collected.post_process({name: (sources, name) for name in files}))
    assert [result for result in results if isinstance(result[2], Exception)] == []
    return collected


def text_of(storage, name):
    return Path(storage.path(storage.stored_name(name))).read_text()


def test_sources_are_joined_hashed_and_compressed(tmp_path):
    collected = collect(tmp_path, PARTS)

    name = collected.stored_name("mscoe/css/site.css")
    paper = Path(collected.stored_name("mscoe/css/paper.png")).name
    assert re.fullmatch(r"mscoe/css/site\.[0-9a-f]{12}\.css", name)
    assert text_of(collected, "mscoe/css/site.css") == (
        f'@layer base{{body{{background:url("{paper}")}}}}\n'
    )
    assert "globalThis.menu = true;" in text_of(collected, "mscoe/js/site.js")


def test_collecting_again_joins_the_sources_not_the_joined_file(tmp_path):
    collect(tmp_path, PARTS)

    collected = collect(tmp_path, {**PARTS, "mscoe/css/part.css": "body { margin: 1px; }\n"})

    assert text_of(collected, "mscoe/css/site.css") == ("@layer base{body{margin:1px}}\n")


def test_a_changed_part_changes_the_address_of_the_joined_file(tmp_path):
    before = collect(tmp_path / "1", PARTS)
    after = collect(tmp_path / "2", {**PARTS, "mscoe/css/part.css": "body { margin: 1px; }\n"})

    assert before.url("mscoe/css/site.css") != after.url("mscoe/css/site.css")


def test_a_part_that_does_not_exist_is_named(tmp_path):
    files = {name: text for name, text in PARTS.items() if name != "mscoe/css/part.css"}

    with pytest.raises(CannotJoin, match="mscoe/css/part.css"):
        collect(tmp_path, files)


def test_what_other_projects_forgot_to_ship_does_not_stop_collecting(tmp_path):
    theirs = {
        "theirs/a.css": 'body { background: url("forgotten.png"); }\n',
        "theirs/a.js": "let a = 1;\n//# sourceMappingURL=a.js.map\n",
    }

    collected = collect(tmp_path, PARTS | theirs)

    assert text_of(collected, "theirs/a.css") == theirs["theirs/a.css"]


def test_what_we_forgot_to_ship_stops_collecting(tmp_path):
    ours = {"mscoe/css/part.css": 'body { background: url("forgotten.png"); }\n'}

    with pytest.raises(AssertionError, match="forgotten.png"):
        collect(tmp_path, PARTS | ours)


def test_pages_name_the_sources_where_nothing_was_collected(tmp_path):
    empty = JoinedStaticFilesStorage(location=tmp_path)

    assert empty.url("mscoe/css/site.css") == "/static/mscoe/css/site.css"


def test_pages_name_the_sources_in_development(settings):
    settings.DEBUG = True

    assert staticfiles_storage.url("mscoe/css/site.css") == "/static/mscoe/css/site.css"


@pytest.mark.parametrize("name", JOINED)
def test_the_site_is_joined_into_few_files(name):
    assert re.findall(r"^@?import\b.*", text_of(staticfiles_storage, name), re.MULTILINE) == []


@pytest.mark.parametrize(
    ("names", "most"),
    [
        (["mscoe/css/site.css"], 30_000),
        (["mscoe/js/first.js"], 1_024),
        (["mscoe/js/first.js", "mscoe/js/site.js"], 10_000),
        (["mscoe/fonts/atkinson-hyperlegible-next-latin.woff2"], 45_000),
    ],
)
def test_files_keep_to_their_budgets(names, most):
    sizes = [Path(staticfiles_storage.path(staticfiles_storage.stored_name(n))) for n in names]

    assert sum(path.stat().st_size for path in sizes) < most


def test_the_font_comes_with_its_licence():
    licence = Path(finders.find("mscoe/fonts/LICENSE.txt")).read_text()

    assert "SIL Open Font License, Version 1.1" in licence


def test_no_style_sheet_asks_another_site_for_anything():
    sheets = list((settings.BASE_DIR / "mscoe" / "static").rglob("*.css"))
    outside = [sheet.name for sheet in sheets if re.search(r"https?://", sheet.read_text())]

    assert len(sheets) > 20
    assert outside == []
