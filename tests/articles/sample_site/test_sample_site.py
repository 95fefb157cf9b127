"""The sample site as text: complete, sourced, plain, and without a dead end."""

import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml
from PIL import Image

from accessibility.audit.audit import Page, audit
from articles.markup import Facts, ImageFact, render

FOLDER = Path(__file__).resolve().parents[3] / "articles" / "sample_site"
PAGES = sorted((FOLDER / "pages").glob("*/*.md"))
FIELDS = [
    "title", "short_title", "summary", "language", "people", "resources",
    "sample", "published_on", "updated_on",
]  # fmt: skip
REVIEWED = ["clinical_reviewer", "reviews"]
SECTIONS = ["about-ms", "symptoms", "treatments", "living-well", "for-clinicians", "find-care"]
FIXED_ADDRESSES = {
    "/resources/", "/search/", "/site-index/", "/glossary/", "/comfort/", "/keyboard-help/",
    "/accessibility-statement/", "/tell-us/",
}  # fmt: skip
RESERVED = {
    "people", "resources", "search", "site-index", "glossary", "comfort", "keyboard-help",
    "accessibility-statement", "tell-us", "admin", "static", "media",
}  # fmt: skip
WRITTEN_BEFORE = date(2026, 11, 22)
INVENTED_NAMES = {"Example", "Specimen", "Placeholder", "Template", "Exemplar", "Ejemplo"}

LINK = re.compile(r"(?<!!)\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<address>[^\s()]+)\)")
FIGURE = re.compile(r"!\[(?P<alternative_text>[^\]]*)\]\((?P<file>[^\s()]+)\)")
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
SENTENCE_END = re.compile(r"[.!?:](?:[\"”»)]|\*\*)*(?=\s|$)")

each_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)


@cache
def rows(name):
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def front_matter(path):
    return yaml.safe_load(path.read_text(encoding="utf-8").split("---\n", 2)[1])


@cache
def body(path):
    return path.read_text(encoding="utf-8").split("---\n", 2)[2]


def address_of(path):
    return f"/{path.parent.name}/{path.stem}/"


def known_addresses():
    return {address_of(path) for path in PAGES} | {f"/{slug}/" for slug in SECTIONS}


def linked_from(path):
    return [match["address"] for match in LINK.finditer(body(path))]


def menu(slug):
    return next(row for row in rows("menus") if row["slug"] == slug)


def menu_items():
    for row in rows("menus"):
        for item in row["items"]:
            yield item
            yield from item.get("items", [])


def prose(path):
    """Paragraphs, list items and definitions, without the marks of Markdown."""
    text = re.sub(r"^(#|\||Table: |:::|!\[|\*\[|\[\^).*$", "", body(path), flags=re.MULTILINE)
    text = LINK.sub(lambda match: match["text"], text)
    text = re.sub(r"^(- |\d+\. |: )", "\n", text, flags=re.MULTILINE)
    text = re.sub(r"[*\[\]]|\{lang=\w+\}|\^\w+", "", text)
    return [" ".join(block.split()) for block in re.split(r"\n\s*\n", text) if block.strip()]


def sentences(path):
    found = [part.strip() for block in prose(path) for part in SENTENCE_END.split(block)]
    return [sentence for sentence in found if len(sentence.split()) > 2]


def syllables(word):
    vowels = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith("le") and vowels > 1
    return max(1, vowels - silent)


def reading_grade(path):
    """The Flesch-Kincaid grade: a rough guard against pages that grow hard to read."""
    found = sentences(path)
    words = [word for sentence in found for word in re.findall(r"[A-Za-z']+", sentence)]
    return 0.39 * len(words) / len(found) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_the_folder_holds_a_real_centers_worth_of_pages():
    assert [row["slug"] for row in rows("sections")] == SECTIONS
    assert Counter(path.parent.name for path in PAGES) == {
        "about-ms": 4, "symptoms": 4, "treatments": 4, "living-well": 4,
        "for-clinicians": 3, "find-care": 3,
    }  # fmt: skip


def test_no_section_takes_a_reserved_first_part():
    assert RESERVED.isdisjoint(SECTIONS)


def test_site_settings_are_complete_and_feature_pages_that_exist():
    site = rows("site")

    assert set(site) == {
        "site_name", "home_title", "home_introduction", "about", "disclaimer", "contact",
        "featured",
    }  # fmt: skip
    assert all(site.values())
    assert set(site["featured"]) <= {address_of(path) for path in PAGES}


@each_page
def test_front_matter_is_complete_and_within_the_limits_of_the_form(path):
    matter = front_matter(path)

    assert [name for name in matter if name not in REVIEWED] == FIELDS
    assert all(matter.values())
    assert matter["sample"] is True
    assert len(matter["title"]) <= 80
    assert len(matter["short_title"]) <= 40
    assert 60 <= len(matter["summary"]) <= 200
    assert date(2026, 1, 1) <= matter["published_on"] <= matter["updated_on"] < WRITTEN_BEFORE
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem)


def test_some_pages_were_reviewed_by_somebody_else_than_their_authors_and_one_is_overdue():
    reviewed = [matter for matter in map(front_matter, PAGES) if "reviews" in matter]

    assert len(reviewed) >= 6
    for matter in reviewed:
        [review] = matter["reviews"]
        assert set(review) == {"person", "reviewed_on", "due_on"}
        assert review["person"] == matter["clinical_reviewer"]
        assert review["person"] not in {person["slug"] for person in matter["people"]}
        assert matter["updated_on"] <= review["reviewed_on"] < WRITTEN_BEFORE
    assert sum(matter["reviews"][0]["due_on"] < WRITTEN_BEFORE for matter in reviewed) == 1


def test_no_two_pages_share_a_title_or_a_summary():
    for field in ["title", "short_title", "summary"]:
        used = Counter(front_matter(path)[field].lower() for path in PAGES)
        assert used.most_common(1)[0][1] == 1


@each_page
def test_each_page_names_its_sources(path):
    resources = front_matter(path)["resources"]
    addresses = [resource["address"] for resource in resources]

    assert len(addresses) >= 2
    assert len(set(addresses)) == len(addresses)
    assert set(addresses) <= {row["address"] for row in rows("links")}
    assert all(0 < len(resource["note"]) <= 120 for resource in resources)


def test_links_are_complete_distinct_and_all_in_use():
    listed = [row["address"] for row in rows("links")]
    used = {resource["address"] for path in PAGES for resource in front_matter(path)["resources"]}

    assert sorted(listed) == sorted(used)
    for row in rows("links"):
        assert row["address"].startswith("https://")
        assert row["title"] and len(row["title"]) <= 120
        assert row["publisher"] and len(row["publisher"]) <= 120
        assert row["kind"] in {"page", "study", "guideline", "document", "organization"}
        assert row["language"] in {"en", "es"}


@each_page
def test_every_link_in_the_text_leads_somewhere(path):
    allowed = known_addresses() | {row["address"] for row in rows("links")} | {"tel:988"}

    assert set(linked_from(path)) <= allowed - {address_of(path)}


@each_page
def test_readers_can_walk_on_from_every_page(path):
    assert any(address.startswith("/") for address in linked_from(path))


@each_page
def test_link_texts_tell_where_they_lead(path):
    texts = [match["text"].lower() for match in LINK.finditer(body(path))]

    assert not {"here", "click here", "this page", "more", "read more", "link"} & set(texts)


def test_every_page_can_be_reached_from_the_main_menu():
    top = menu("main")["items"]
    below = [item["address"] for section in top for item in section["items"]]

    assert [item["address"] for item in top] == [f"/{slug}/" for slug in SECTIONS]
    assert sorted(below) == [address_of(path) for path in PAGES]
    assert all(3 <= len(section["items"]) <= 5 for section in top)


def test_menu_entries_lead_somewhere_and_stay_short():
    portal = "https://www.myhealth.va.gov/"

    for item in menu_items():
        assert item["address"] in known_addresses() | FIXED_ADDRESSES | {"tel:988", portal}
        assert 0 < len(item["label"]) <= 50
        assert len(item["description"]) <= 100
        assert item["description"].lower() != item["label"].lower()


def test_menu_entries_say_when_their_page_is_in_another_language():
    spoken = {address_of(path): front_matter(path)["language"] for path in PAGES}
    for item in menu_items():
        language = spoken.get(item["address"], "en")
        assert item["language"] == ("" if language == "en" else language)


def test_the_crisis_line_comes_first_and_the_footer_is_whole():
    quick = menu("quick-links")["items"]

    assert [(item["label"], item["address"]) for item in quick] == [
        ("Veterans Crisis Line: dial 988, then press 1", "tel:988"),
        ("My HealtheVet patient portal", "https://www.myhealth.va.gov/"),
        ("Find an MS clinic", "/find-care/find-a-clinic/"),
        ("Español", "/about-ms/que-es-la-esclerosis-multiple/"),
    ]
    assert [item["address"] for item in menu("footer")["items"]] == [
        "/site-index/", "/resources/", "/glossary/", "/keyboard-help/",
        "/accessibility-statement/",
    ]  # fmt: skip


def test_only_the_main_menu_has_a_keyboard_hint():
    assert {row["slug"]: row["keyboard_hint"] for row in rows("menus")} == {
        "main": "Enter opens a menu, Down Arrow or Tab goes into it, Escape closes it.",
        "quick-links": "",
        "footer": "",
    }


def test_the_authors_are_plainly_invented():
    for person in rows("people"):
        assert person["name"].split()[-1] in INVENTED_NAMES
        assert "invented" in person["biography"]
        assert person["affiliation"] == "Sample MS Center, Exampleville"
        assert person["credentials"]


def test_every_by_line_names_a_known_person_and_nobody_is_idle():
    known = {person["slug"] for person in rows("people")}
    by_lines = [[person["slug"] for person in front_matter(path)["people"]] for path in PAGES]

    assert all(len(set(names)) == len(names) for names in by_lines)
    assert {name for names in by_lines for name in names} == known


@each_page
def test_headings_begin_at_the_second_level_and_skip_none(path):
    levels = [len(marks) for marks, _ in HEADING.findall(body(path))]
    texts = [text.lower() for _, text in HEADING.findall(body(path))]

    assert levels[0] == 2
    assert levels.count(2) >= 4
    assert all(2 <= after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
    assert len(set(texts)) == len(texts)


@each_page
def test_sentences_and_paragraphs_stay_short(path):
    longest = max(sentences(path), key=lambda sentence: len(sentence.split()))
    longest_block = max(prose(path), key=lambda block: len(block.split()))

    assert len(longest.split()) <= 36, longest
    assert len(longest_block.split()) <= 75, longest_block


@pytest.mark.parametrize(
    "path", [path for path in PAGES if front_matter(path)["language"] == "en"], ids=lambda p: p.stem
)
def test_pages_read_at_the_level_of_their_readers(path):
    most = 10 if path.parent.name == "for-clinicians" else 7

    assert reading_grade(path) <= most


@each_page
def test_no_page_gives_a_dose(path):
    assert not re.search(r"\d\s?(mg|mcg|µg|milligrams?|micrograms?|IU)\b", body(path))


@pytest.mark.parametrize(
    "path", [path for path in PAGES if path.parent.name == "symptoms"], ids=lambda path: path.stem
)
def test_every_symptom_page_says_when_to_call(path):
    headings = [text for _, text in HEADING.findall(body(path))]

    assert [text for text in headings if text.startswith("When to call")]


@each_page
def test_blocks_are_closed_and_tables_have_captions(path):
    lines = body(path).splitlines()
    fences = [line for line in lines if line.startswith(":::")]
    table_starts = [
        number
        for number, line in enumerate(lines)
        if line.startswith("|") and not lines[number - 1].startswith("|")
    ]

    assert fences[1::2] == [":::"] * (len(fences) // 2)
    assert set(fences[0::2]) <= {"::: note", "::: warning", "::: keypoints"}
    assert all(lines[number - 2].startswith("Table: ") for number in table_starts)


def test_the_glossary_is_plain_sourced_and_without_two_meanings_for_one_spelling():
    terms = rows("glossary")
    spellings = Counter(
        (spelling.casefold(), row.get("language", "en"))
        for row in terms
        for spelling in {
            row["name"],
            row.get("abbreviation") or row["name"],
            *row.get("other_spellings", []),
            *row.get("misspellings", []),
        }
    )

    assert len(terms) >= 20
    assert [row["name"] for row in terms if not row["source_address"].startswith("https://")] == []
    assert [row["name"] for row in terms if not row["source_title"]] == []
    assert [row["name"] for row in terms if len(row["plain_words"].split()) > 45] == []
    assert [spelling for spelling, count in spellings.items() if count > 1] == []


def test_the_samples_show_what_the_markdown_can_do():
    everything = "\n".join(body(path) for path in PAGES)

    for mark in ["\n: ", "\n| ", "[^", "\n*[", "::: note", "::: warning", "{lang=es}", "!["]:
        assert mark in everything


@each_page
def test_every_page_has_key_points_for_its_short_view(path):
    assert body(path).count("::: keypoints") >= 1


def test_pictures_are_described_small_and_all_in_use():
    listed = {row["file"]: row for row in rows("images")}
    figures = [match for path in PAGES for match in FIGURE.finditer(body(path))]

    assert {figure["file"] for figure in figures} == set(listed)
    assert {f"images/{file.name}" for file in (FOLDER / "images").iterdir()} == set(listed)
    for figure in figures:
        row = listed[figure["file"]]
        assert figure["alternative_text"] == row["alternative_text"]
        assert 0 < len(row["alternative_text"]) <= 300
        assert row["decorative"] is False and row["caption"] and row["credit"]


@pytest.mark.parametrize("row", rows("images"), ids=lambda row: row["file"])
def test_picture_files_open_and_stay_light(row):
    file = FOLDER / row["file"]

    with Image.open(file) as picture:
        picture.verify()
        assert picture.format == "PNG"
        assert picture.width >= 1000
    assert file.stat().st_size <= 60_000


def test_one_page_is_spanish_and_an_english_page_speaks_it_for_a_moment():
    spanish = [path.stem for path in PAGES if front_matter(path)["language"] == "es"]

    assert spanish == ["que-es-la-esclerosis-multiple"]
    assert "]{lang=es}" in body(FOLDER / "pages" / "find-care" / "find-a-clinic.md")


def facts_of(path):
    pictures = {
        row["file"]: ImageFact(
            width=1000,
            height=800,
            alternative_text=row["alternative_text"],
            is_decorative=False,
            caption=row["caption"],
            credit=row["credit"],
            sources=(),
        )
        for row in rows("images")
    }
    return Facts(images=pictures, language=front_matter(path)["language"])


@each_page
def test_pages_render_without_a_mark_left_over(path):
    rendered = render(body(path), facts=facts_of(path))

    assert not re.findall(r":::|\{lang|\[\^|Table:|\*\*|\]\(|\*\[", rendered.text)
    assert rendered.html.count("<figure>") == len(FIGURE.findall(body(path)))
    assert {link.address for link in rendered.links} >= set(linked_from(path))


@each_page
def test_the_audit_finds_nothing_that_would_keep_a_page_back(path):
    page = Page(language=front_matter(path)["language"])
    html = render(body(path), facts=facts_of(path)).html

    assert [each.message for each in audit(html, page=page) if each.is_error] == []
