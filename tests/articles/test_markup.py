"""What authors write, and what readers get."""

from articles.markup import render


def test_a_page_comes_out_as_html_text_headings_and_links():
    rendered = render("# Treatments\n\nRead *this* [study](https://example.org/).\n")

    assert rendered.html == (
        '<h2 id="c-treatments">Treatments</h2>\n'
        '<p>Read <em>this</em> <a href="https://example.org/" class="external" rel="external">study'
        '<span class="visually-hidden"> (external site)</span></a>.</p>\n'
    )
    assert rendered.text == "Treatments\nRead this study."
    assert [(heading.level, heading.id) for heading in rendered.headings] == [(2, "c-treatments")]
    assert [(link.address, link.kind) for link in rendered.links] == [
        ("https://example.org/", "external")
    ]
