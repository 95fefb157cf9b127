import os
from datetime import date
from pathlib import Path

import pytest

from articles.importers.markdown.pages import read_markdown
from articles.importers.reading import pages_in, read_page
from articles.importers.records import ImportedPerson, ImportedResource, UnreadablePage

FRONT = """---
title: "Rest: how much?"
display_title: Rest
description: How to rest
lang: es-US
authors:
  - ada-able
  - name: Bo Baker
    credentials: MD, MSPH
reviewed_by: Cy Cole, RN
date: 2012-09-13 15:37:35 -0400
lastupdate: June 3, 2020
relatedlinks:
  - heading: More
    links:
    - url: /sleep/
      title: Sleep
      description: Sleep well
tags: [rest, sleep]
---
"""


def test_front_matter_is_read_whatever_words_it_uses():
    page = read_markdown(f"{FRONT}\nText.\n", base_url="https://old.example/")

    assert (page.title, page.short_title, page.summary) == (
        "Rest: how much?",
        "Rest",
        "How to rest",
    )
    assert page.language == "es"
    assert page.byline == (ImportedPerson("Ada Able"), ImportedPerson("Bo Baker", "MD, MSPH"))
    assert page.reviewers == (ImportedPerson("Cy Cole", "RN"),)
    assert (page.published_on, page.updated_on) == (date(2012, 9, 13), date(2020, 6, 3))
    assert page.resources == (
        ImportedResource("Sleep", "https://old.example/sleep/", "Sleep well"),
    )
    assert page.extras == {"tags": "rest, sleep"}
    assert page.body == "Text.\n"


AS_IS = [
    "* One\n* Two\n\nSetext\n======\n\n_so_ **it** stays[^1]\n\n[^1]: A note",
    "MS\n: A disease\n\n| a | b |\n| - | - |\n| 1 | 2 |",
    "*[MS]: Multiple sclerosis\n\n::: note\nMS [hola]{lang=es}\n:::",
    "    code <b>\n\n`<b>`",
]


@pytest.mark.parametrize("body", AS_IS)
def test_a_body_without_html_stays_as_it_was_written(body):
    assert read_markdown(f"---\ntitle: Rest\n---\n\n{body}\n").body == f"{body}\n"


CONVERTED = {
    "<div class='intro'>\n\nSome **bold** text\n\n</div>": "Some **bold** text",
    "* One\n\n<br>\n\n<p>Two</p>": "- One\n\nTwo",
    "Text <b>bold</b>[^1]\n\n[^1]: A note": "Text **bold**[^1]\n\n[^1]: A note",
    "<div>\n\n    <p>Indented HTML</p>\n\n</div>": "Indented HTML",
    '<div markdown="1">\nSome **bold** text\n</div>': "Some **bold** text",
    "## Part {#p1}\n\n[go](#p1)": "## Part\n\n[go](#part)",
    "# Rest\n\nText.": "Text.",
    "[go]({{site.baseurl}}/x/)": "[go](/x/)",
    '[go]({{< relref "x.md" >}})': "go",
    "{% include x.html %}\n\nText.": "Text.",
    "{{% notice %}}Take 5 mg.{{% /notice %}}": "Take 5 mg.",
    "{{< dose >}} 5 mg": "5 mg",
    "Text.\n\n[Back to top](#top)": "Text.",
}


@pytest.mark.parametrize("body", CONVERTED)
def test_html_and_marks_of_a_generator_become_markdown(body):
    assert read_markdown(f"---\ntitle: Rest\n---\n\n{body}\n").body == f"{CONVERTED[body]}\n"


def test_what_only_the_old_generator_understands_is_listed():
    page = read_markdown('---\ntitle: Rest\n---\n{% include x %}\n[go]({{< ref "y" >}})\n')

    assert [piece.text for piece in page.boilerplate] == ['{{< ref "y" >}}', "{% include x %}"]


def test_relative_links_become_absolute_where_they_stand():
    page = read_markdown(
        "---\ntitle: Rest\n---\n[a](/a/) [b](b.md) [c](https://c.example) `[d](/d)`\n\n"
        "[e]: /e\n\n[e]\n",
        base_url="https://old.example/x/y",
    )

    assert page.body == (
        "[a](https://old.example/a/) [b](https://old.example/x/b.md) [c](https://c.example) "
        "`[d](/d)`\n\n[e]: https://old.example/e\n\n[e]\n"
    )


HTML_IN_FRONT_MATTER = {
    "The center&#8217;s <em>new</em> guide": "The center’s new guide",
    'Read <a href="/x">this</a> &amp; rest': "Read this & rest",
    "Use <MM/DD> &lt;b&gt; 1 < 2": "Use <MM/DD> <b> 1 < 2",
    '{{< img src="x.png" alt="X" >}} Rest': "Rest",
    'Rest. {{< img src="x.png" al': "Rest.",
}


@pytest.mark.parametrize("said", HTML_IN_FRONT_MATTER)
def test_html_in_front_matter_gives_its_words(said):
    page = read_markdown(f"---\ntitle: '{said}'\nsummary: '{said}'\n---\nText.\n")

    assert (page.title, page.summary) == (HTML_IN_FRONT_MATTER[said],) * 2


IN_HTML = '<blockquote>\n<p><a href="/x/">Rest</a></p>\n<p>{{< img src="a.png" alt="A" >}}</p>\n'


def test_a_generators_picture_inside_html_is_a_picture(tmp_path):
    (tmp_path / "rest.md").write_text(f"---\ntitle: Rest\n---\n{IN_HTML}</blockquote>\n")
    (tmp_path / "a.png").write_bytes(b"a picture")

    page = read_page(tmp_path / "rest.md")

    assert page.body == "> [Rest](/x/)\n>\n> ![A](a.png)\n"
    assert [image.alternative_text for image in page.images] == ["A"]


def test_markdown_right_behind_a_closed_block_is_read_as_markdown():
    page = read_markdown("---\ntitle: Rest\n---\n<blockquote>\nA\n</blockquote>_See_ [b](/b/).\n")

    assert page.body == "> A\n\n*See* [b](/b/).\n"


def test_front_matter_that_is_no_yaml_gives_its_simple_lines():
    page = read_markdown("---\ntitle: Rest: a guide\nmenu: [\n---\nText.\n")

    assert page.title == "Rest: a guide"
    assert page.remarks == (
        "The front matter is not valid YAML (line 2). Only its simple lines were read.",
        "Not imported from the front matter: menu.",
    )


def test_yaml_cannot_make_objects():
    page = read_markdown(
        "---\ntitle: !!python/object/apply:os.getcwd []\n---\nText.\n", name="Rest"
    )

    assert page.title == "!!python/object/apply:os.getcwd []"
    assert page.remarks == (
        "The front matter is not valid YAML (line 2). Only its simple lines were read.",
    )


def test_a_page_without_text_is_refused_in_words():
    with pytest.raises(UnreadablePage) as refusal:
        read_markdown("---\ntitle: Rest\n---\n\n")

    assert str(refusal.value) == "The page has no text after its front matter."


def test_the_kind_of_page_is_known_by_its_name_or_its_first_words(tmp_path):
    html = "<!-- saved --><!DOCTYPE html><html><body><h1>Rest</h1><p>Text.</p></body></html>"
    for name, text in (("a.md", "# Rest\n\nText."), ("b.html", html), ("c.txt", html)):
        (tmp_path / name).write_text(text)

    pages = [read_page(path) for path in pages_in(tmp_path)]

    assert [(page.title, page.body) for page in pages] == [("Rest", "Text.\n")] * 3


def test_only_pages_of_a_folder_are_read_and_hidden_files_are_not(tmp_path):
    for name in ("b.md", "a/c.HTML", ".git/d.md", "e.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")

    assert pages_in(tmp_path) == [tmp_path / "a/c.HTML", tmp_path / "b.md"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "photo.jpg",
            (
                "“.jpg” files cannot be imported. Save the page as HTML, MHTML, Markdown, plain"
                " text or .docx."
            ),
        ),
        ("gone.md", "The file cannot be read: No such file or directory."),
    ],
)
def test_files_that_are_no_pages_are_refused_in_words(tmp_path, name, sentence):
    (tmp_path / "photo.jpg").write_text("x")

    with pytest.raises(UnreadablePage) as refusal:
        read_page(tmp_path / name)

    assert str(refusal.value) == sentence


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "page.md")

    with pytest.raises(UnreadablePage) as refusal:
        read_page(tmp_path / "page.md")

    assert str(refusal.value) == "It is not a readable file."


def test_pictures_are_found_beside_the_page_and_never_outside_the_folder(tmp_path):
    site = tmp_path / "site"
    for name in ("care/nap.jpg", "img/bed.jpg", "../secret.jpg"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(b"x")
    page = site / "care" / "rest.md"
    page.write_text(
        "![a](nap.jpg) ![b](/img/bed.jpg?v=2) ![c](../../secret.jpg) ![d](/../secret.jpg)"
    )

    found = read_page(page, root=site)

    assert [image.file for image in found.images] == [
        (site / "care/nap.jpg").resolve(),
        (site / "img/bed.jpg").resolve(),
    ]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("2019-05-03-fatigue_at-work.md", "Fatigue at work"),
        ("fatigue/index.md", "Fatigue"),
    ],
)
def test_a_page_without_a_title_takes_its_files_name(tmp_path, name, title):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("Text.")

    assert read_page(tmp_path / Path(name)).title == title
