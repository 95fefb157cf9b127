"""Every file of ../shared/cases/incoming becomes what its README says: one row a file."""

import io

import pytest
from django.utils import timezone
from PIL import Image as Picture

from accessibility.menus.files import read_menus
from articles import images
from articles.models import Publication
from articles.search import search
from mscoe.environment import ROOT
from tests import factories
from tests.articles.importers.incoming_rows import ROWS, try_row

FOLDER = ROOT.parent / "shared" / "cases" / "incoming"
pytestmark = [
    pytest.mark.prove,
    pytest.mark.django_db,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="There is no folder ../shared."),
]
MENUS = {
    "n01-drupal-links.json": (
        [("Group", "", ["Home"]), ("Symptoms", "/symptoms", ["Fatigue"])],
        (5, 4, 1),
    ),
    "n02-wordpress-nav.json": ([("Symptoms", "/symptoms/", ["Fatigue & heat"])], (3, 2, 1)),
    "n04-hugo-menu.yaml": ([("Symptoms", "/symptoms/", ["Fatigue"])], (2, 2, 0)),
    "n05-norway.yaml": (
        [
            ("No", "/no/", []),
            ("On", "/on/", []),
            ("1.10", "/v/", []),
            ("988", "tel:988", []),
            ("2020-01-02", "/d/", []),
            ("Two words", "/t/", []),
        ],
        (6, 6, 0),
    ),
    "n08-loop.json": ([("A", "/a/", []), ("B", "/b/", []), ("C", "/c/", [])], (3, 3, 0)),
    "n09-instructions.yaml": ([("Symptoms", "/symptoms/", ["Fatigue"])], (2, 2, 0)),
}
PICTURES = {"i01-tall-20x17000.png", "ramp.png"}


def test_every_file_has_its_row():
    assert {path.name for path in FOLDER.iterdir()} == {*ROWS, *MENUS, *PICTURES}


@pytest.mark.parametrize("name", ROWS)
def test_a_file_becomes_what_it_must(name, media_root):
    try_row(FOLDER / name, ROWS[name], section=factories.section("incoming"))


@pytest.mark.parametrize("name", MENUS)
def test_a_menu_has_every_entry_in_its_place_or_reported(name):
    tree, counts = MENUS[name]

    text = (FOLDER / name).read_text(encoding="utf-8")
    reading = read_menus(text, name=name, old_site="https://old.example")

    [menu] = reading.menus
    assert [
        (node["label"], node["address"], [each["label"] for each in node["items"]])
        for node in menu.tree
    ] == tree
    assert (reading.found, reading.taken, reading.left_out) == counts
    assert name != "n08-loop.json" or len(reading.remarks) == 3


def test_a_very_tall_picture_is_usable_or_refused_in_a_sentence():
    content = (FOLDER / "i01-tall-20x17000.png").read_bytes()

    try:
        prepared = images.prepare(content)
    except images.ImageRefused as refusal:
        assert any(figure.isdigit() for figure in str(refusal))
    else:
        sizes = [Picture.open(io.BytesIO(file.content)).size for file in prepared.all_files]
        assert max(height for _, height in sizes) <= 16_383  # the most that WebP holds
        assert min(width for width, _ in sizes) > 0


def test_the_page_with_soft_hyphens_is_found_by_its_whole_word(media_root):
    try_row(
        FOLDER / "s01-entities-shy.html",
        ROWS["s01-entities-shy.html"],
        section=factories.section("incoming"),
    )

    for words in ("zantheliumdrug", "quorbital", "quorb\u00adital"):
        assert [hit.path for hit in search(words, at=timezone.now())] == [
            Publication.objects.get().path
        ]


def test_the_ramp_is_a_picture():
    assert Picture.open(FOLDER / "ramp.png").format == "PNG"
