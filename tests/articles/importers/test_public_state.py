"""What keeps a page from readers on its old site, in the words of many systems."""

from datetime import UTC, date, datetime

import pytest

from articles.importers.html.pages import read_html
from articles.importers.markdown.pages import read_markdown
from articles.importers.public_limits import reason_hidden
from articles.importers.reading import read_page
from articles.importers.records import ImportedPage

NOON = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)


def reason(front, fence="---"):
    page = read_markdown(
        f"{fence}\ntitle{'=' if fence == '+++' else ':'} 'Rest'\n{front}\n{fence}\nText.\n"
    )
    return reason_hidden(page, now=NOON)


HELD_BACK = [
    "draft: true",
    "Draft: TRUE",
    "DRAFT: yes",
    "draft: 'true'",
    "draft: true # until it is reviewed",
    "isDraft: on",
    "published: false",
    "Published: No",
    "published: off",
    "is_published: 0",
    "publish: no",
    "status: 0",
    "status: draft",
    "Status: Pending review",
    "post_status: private",
    "status: future",
    "status: seedling",
    "status: false",
    "moderation_state: needs_review",
    "moderation_state:\n- value: draft",
    "status:\n- value: false",
    "workflow_state: archived",
    "visibility: private",
    "visible: false",
    "password: swordfish",
    "unlisted: true",
    "archived: 2019-02-01",
    "withdrawn: 2012",
    "_build:\n  render: never",
    "build: {list: never, render: false}",
    "sitemap_exclude: true",
    "sitemap: false",
    "sitemap:\n  disable: true",
    "robots: noindex, nofollow",
    "params:\n  draft: true",
    "permalink: false",
    "tags: [ms, draft]",
    "draft: true\ndraft: false",
    "title: Rest: a guide\ndraft: true",
    "list: [\nseo:\n  draft: true",
    "publishDate: 2031-05-03",
    "publish_on: 1940000000",
    "publish-date: 2026-06-15T23:30:00-05:00",
    "date: 2031-05",
    "date: 3 de mayo de 2031",
    "date: 03/12/2026",
    "pubDate: Sat, 03 May 2031 10:00:00 GMT",
    "publishDate: after the meeting",
    "expiryDate: 2026-06-15",
    "expires: 2020-01-31 08:00",
    "unpublish_on: 1600000000",
    "expirationDate: January 31, 2020",
    "valid_until: 31/12/2025",
    "expires: at the end of the study",
]
PUBLIC = [
    "draft: false",
    "draft: no",
    "published: true",
    "published: 2020-05-03",
    "status: publish",
    "status: 1",
    "Status: Published",
    "moderation_state:\n- value: published",
    "state: Oregon",
    "visibility: public",
    "sitemap:\n  priority: 0.5",
    "build:\n  render: always",
    "robots: index, follow",
    "permalink: /no/",
    "draft:",
    "status: ''",
    "expires: never",
    "expiryDate:",
    "unpublish_on: 0",
    "date: 2026-06-15",
    "publishDate: 2026-06-15T06:00:00Z",
    "created: 1620000000",
    "date: some time in spring",
    "description: This is a draft of nothing",
    "lastmod: 2032-01-01",
    "archived: false",
]


@pytest.mark.parametrize("front", HELD_BACK)
def test_a_page_that_its_site_keeps_from_readers_is_held_back(front):
    assert reason(front)


@pytest.mark.parametrize("front", PUBLIC)
def test_a_page_that_its_site_shows_is_public(front):
    assert reason(front) == ""


def test_the_reason_quotes_what_was_written_but_no_password():
    assert reason("Published: No") == "“Published: No”"
    assert reason("password: swordfish") == "“password: …”"
    assert reason("expiryDate: 2020-01-31") == "“expiryDate”: it ended on January 31, 2020"


OTHER_FORMS = {
    "TOML": '+++\ntitle = "Rest: 1"\ndate = 2021-05-03\ndraft = true\n+++\nText.\n',
    "TOML, a future moment": (
        '+++\ntitle = "Rest: 1"\npublishDate = 2031-05-03T08:00:00Z\n+++\nText.\n'
    ),
    "TOML, in a table": '+++\ntitle = "Rest: 1"\n[params]\ndraft = true\n+++\nText.\n',
    "TOML with a mistake": '+++\ntitle = "Rest: 1"\ntags = [\ndraft = true\n+++\nText.\n',
    "TOML in dashes": '---toml\ntitle = "Rest: 1"\ndraft = true\n---\nText.\n',
    "JSON": '{"title": "Rest: 1",\n "Draft": true}\n\nText.\n',
    "JSON, fenced": ';;;\n{"title": "Rest: 1", "draft": true}\n;;;\nText.\n',
    "JSON in dashes": '---json\n{"title": "Rest: 1", "status": "draft"}\n---\nText.\n',
    "JSON with a mistake": '{\n"title": "Rest: 1",\n"draft": true,\n}\nText.\n',
    "head lines": "Title: Rest: 1\nDate: 2021-05-03\nStatus: draft\n\nText.\n",
    "no closing line": "---\ntitle: 'Rest: 1'\ndraft: true\n\nText.\n",
    "blank lines above": "\n\n---\ntitle: 'Rest: 1'\ndraft: true\n---\nText.\n",
    "a comment above": "<!-- lint -->\n---\ntitle: 'Rest: 1'\ndraft: true\n---\nText.\n",
    "a comment above TOML": '<!-- x\ny -->\n\n+++\ntitle = "Rest: 1"\ndraft = true\n+++\nText.\n',
    "closed by dots": "---\ntitle: 'Rest: 1'\ndraft: true\n...\nText.\n",
}


@pytest.mark.parametrize("form", OTHER_FORMS)
def test_front_matter_of_every_form_is_read(form):
    page = read_markdown(OTHER_FORMS[form])

    assert (page.title, page.body.strip()) == ("Rest: 1", "Text.")
    assert reason_hidden(page, now=NOON)


NOT_FRONT_MATTER = [
    "---\n\nWords between two rules.\n\n---\n\nMore.",
    "{% include x %}\n\nText.",
    "{braces} in a text",
    "Note: this is a text, and no head.",
]


@pytest.mark.parametrize("text", NOT_FRONT_MATTER)
def test_words_at_the_top_are_no_front_matter(text):
    page = read_markdown(text, name="Rest")

    assert (page.title, reason_hidden(page, now=NOON)) == ("Rest", "")
    assert text.split()[-1].strip(".") in page.body
    assert "between" in page.body or "between" not in text


TYPED = {"No": "No", "On": "On", "1.10": "1.10", "2020-01-02": "2020-01-02", "007": "007"}


@pytest.mark.parametrize("typed", TYPED)
def test_values_stay_the_words_that_were_typed(typed):
    page = read_markdown(f"---\ntitle: {typed}\nsummary: {typed}\nlang: no\n---\nText.\n")

    assert (page.title, page.summary, page.language) == (typed, typed, "no")


def test_keys_that_nothing_was_made_of_are_named():
    page = read_markdown("---\ntitle: Rest\nlayout: page\nhero_text: Rest well\n---\nText.\n")

    assert page.remarks == ("Not imported from the front matter: hero_text, layout.",)


def test_keys_about_readers_are_not_named_as_unused():
    page = read_markdown("---\ntitle: Rest\ndraft: 'false'\nexpires: never\n---\nText.\n")

    assert page.remarks == ()


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:expiration_time" content="2020-01-31T00:00:00Z">',
        '<meta property="article:published_time" content="2031-05-03">',
        '<script type="application/ld+json">{"author": "A B", "expires": "2020-01-31"}</script>',
    ],
)
def test_a_saved_page_that_tells_its_limits_is_held_back_too(head):
    page = read_html(f"<html><head>{head}</head><body><h1>Rest</h1><p>Text.</p></body></html>")

    assert reason_hidden(page, now=NOON)


def test_a_key_written_twice_is_reported():
    page = read_markdown("---\ntitle: Rest\ntitle: Sleep\n---\nText.\n")

    assert page.title == "Sleep"
    assert page.remarks == ("“title” appears twice in the front matter. The last one was used.",)


def test_a_folder_of_drafts_and_a_day_in_the_name_hold_a_page_back(tmp_path):
    for name in ("_drafts/rest.md", "2031-05-03-rest.md", "2019-05-03-rest.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("---\ntitle: Rest\n---\nText.\n")

    reasons = {
        path.name: reason_hidden(read_page(path, root=tmp_path), now=NOON)
        for path in sorted(tmp_path.rglob("*.md"))
    }

    assert reasons == {
        "rest.md": "“folder _drafts”",
        "2019-05-03-rest.md": "",
        "2031-05-03-rest.md": (
            "“day in the name 2031-05-03-rest.md”: May 3, 2031 is in the future"
        ),
    }


@pytest.mark.parametrize(
    ("moment", "is_held"),
    [
        (date(2026, 6, 15), False),
        (date(2026, 6, 16), True),
        (datetime(2026, 6, 15, 11, 59, tzinfo=UTC), False),
        (datetime(2026, 6, 15, 12, 1, tzinfo=UTC), True),
        (datetime(2027, 1, 1), True),  # noqa: DTZ001 (front matter often says no zone)
    ],
)
def test_a_page_is_public_from_its_moment_on(moment, is_held):
    page = ImportedPage("Rest", "Text.", public_since=(("date", moment),))

    assert bool(reason_hidden(page, now=NOON)) is is_held
