"""Comments for colleagues never reach a page, and the marks of note-taking programs become ours."""

import pytest

from articles.importers.markdown.pages import read_markdown

COMMENTS = {
    "HTML": "<!-- patient J. D. -->",
    "HTML, several lines": "<!--\npatient\n\nJ. D.\n-->",
    "HTML, three dashes": "<!--- patient J. D. --->",
    "Liquid": "{% comment %}patient J. D.{% endcomment %}",
    "Liquid, trimmed": "{%- comment -%}\npatient\n{%- endcomment -%}",
    "Liquid, never shown": "{% if false %}patient{% endif %}",
    "Hugo": "{{/* patient J. D. */}}",
    "Hugo, trimmed": "{{- /* patient\n J. D. */ -}}",
    "Hugo shortcode": "{{< comment >}}patient{{< /comment >}}",
    "Hugo shortcode in Markdown": "{{% private %}}patient{{% /private %}}",
    "Jinja": "{# patient J. D. #}",
    "MDX": "{/* patient J. D. */}",
    "Obsidian": "%% patient J. D. %%",
    "Obsidian, several lines": "%%\npatient\n%%",
    "a link's definition": "[//]: # (patient J. D.)",
    "a definition in quotation marks": '[//]: # "patient J. D."',
    "a definition over two lines": "[//]: # (patient\nJ. D.)",
    "a named definition": "[comment]: <> (patient (J. D.))",
    "a definition without brackets": "[//]: # patient J. D.",
    "kramdown": "{::comment}\npatient\n{:/comment}",
    "ERB": "<%# patient %>",
    "without an end": "\n\n<!-- patient J. D.",
}


@pytest.mark.parametrize("kind", COMMENTS)
def test_a_comment_never_reaches_the_page_and_is_listed(kind):
    after = "" if kind == "without an end" else "\nTake 5 mg."
    page = read_markdown(f"---\ntitle: Rest\n---\nRest first.\n{COMMENTS[kind]}{after}\n")

    assert "patient" not in page.body
    assert page.body.split() == ["Rest", "first.", *after.split()]
    [piece] = page.boilerplate
    assert (piece.kind, "patient" in piece.text) == ("comment", True)


NOT_COMMENTS = {
    "code": "`<!-- shown -->`",
    "a fence": "```\n{# shown #}\n<!-- shown -->\n```",
    "a fence without an end": "```\n<!-- shown -->",
    "percentages": "50%% and 60%% of them",
    "an arrow": "a <-- b --> c",
    "an empty comment": "<!--> shown <!-- -->",
    "heading ids": "## One {#one}\n\n## Two {#two}\n\nshown",
    "two dashes": "<-- shown",
    "a definition": "[guide]: https://example.org/ (A guide)\n\n[guide]",
}


@pytest.mark.parametrize("kind", NOT_COMMENTS)
def test_what_only_looks_like_a_comment_stays(kind):
    page = read_markdown(f"---\ntitle: Rest\n---\n{NOT_COMMENTS[kind]}\n")

    assert page.boilerplate == ()
    shown = ("shown", "60%%", "c\n", "[guide]")
    assert any(word in page.body for word in shown)


def test_marks_without_words_are_not_listed():
    page = read_markdown("---\ntitle: Rest\n---\nOne.\n\n<!--more-->\n\nTwo.\n")

    assert (page.body, page.boilerplate) == ("One.\n\n\n\nTwo.\n", ())


OUR_MARKS = {
    "See [[Cooling|cool down]].": "See cool down.",
    "See [[Cooling]] and [[Heat#Why heat|why]].": "See Cooling and why.",
    "==marked== and 5 == 5": "marked and 5 == 5",
    "- [ ] to do\n- [x] done\n* [X] done": "- ☐ to do\n- ☑ done\n* ☑ done",
    "> [!warning] Stop\n> the drug": "> **Warning: Stop**\n>\n> the drug",
    "> [!NOTE]\n> Rest first.": "> **Note**\n>\n> Rest first.",
    "> [!tip]- **Rest**\n> first": "> **Tip: Rest**\n>\n> first",
    "`[[a|b]]` and [[1]] and [[x](/y)]": "`[[a|b]]` and [[1]] and [[x](/y)]",
}


@pytest.mark.parametrize("body", OUR_MARKS)
def test_marks_of_note_taking_programs_become_ours(body):
    page = read_markdown(f"---\ntitle: Rest\n---\n{body}\n")

    assert page.body == f"{OUR_MARKS[body]}\n"


def test_what_such_marks_lose_is_reported():
    page = read_markdown("---\ntitle: Rest\n---\n[[Heat]] ![[Cold]] ==so== :smile: $$x^2$$\n")

    assert [(piece.kind, piece.text) for piece in page.boilerplate] == [
        ("page shown within this one", "Cold"),
        ("link of the old system", "Heat"),
    ]
    assert page.remarks == (
        "The highlighting was dropped: “so”.",
        "An emoji code appears as it was typed: “:smile:”.",
        "A formula appears as it was typed: “$$x^2$$”.",
    )


def test_a_picture_embedded_in_a_note_comes_in(tmp_path):
    file = tmp_path / "ramp.png"
    page = read_markdown(
        "---\ntitle: Rest\n---\n![[ramp.png|A ramp]]\n\n![[ramp.png|300]]\n",
        find_image=lambda address: file if address == "ramp.png" else None,
    )

    assert "![A ramp](ramp.png)" in page.body
    assert [(image.file, image.is_decorative) for image in page.images] == [(file, False)]
