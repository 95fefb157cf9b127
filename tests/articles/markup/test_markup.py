"""What authors write, and what readers get."""

import pytest

from articles.markup import Facts, FileFact, ImageFact, LinkFound, TermFact, render

OWN = Facts(own_hosts=frozenset({"ms.example"}))
PHOTO = "/media/images/ramp.jpg"
PDF = '<span class="link-facts"> (PDF)</span>'
EXTERNAL = '<span class="visually-hidden"> (external site)</span>'


def html(source, **facts):
    return render(source, facts=Facts(**facts)).html


def paragraph(source, **facts):
    """The one paragraph that the source makes, without its tags."""
    rendered = html(source, **facts)
    assert rendered.startswith("<p>") and rendered.endswith("</p>\n") and rendered.count("<p>") == 1
    return rendered.removeprefix("<p>").removesuffix("</p>\n")


def photo(**known):
    return {PHOTO: ImageFact(width=800, height=600, **known)}


def test_a_page_comes_out_as_html_text_headings_and_links():
    rendered = render("# Care\n\nRead *this* [study](https://example.org/).\n")

    assert rendered.html == (
        '<h2 id="c-care">Care</h2>\n'
        '<p>Read <em>this</em> <a href="https://example.org/" class="external" rel="external">'
        f"study{EXTERNAL}</a>.</p>\n"
    )
    assert rendered.text == "Care\nRead this study."
    assert [(heading.level, heading.text, heading.id) for heading in rendered.headings] == [
        (2, "Care", "c-care")
    ]
    assert rendered.links == (LinkFound("https://example.org/", "study", "external"),)


# Headings


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ([1, 2, 3], [2, 3, 4]),
        ([2, 3, 2], [2, 3, 2]),
        ([4, 4], [2, 2]),
        ([1, 4, 2], [2, 3, 3]),
        ([3, 2, 1], [2, 2, 2]),
        ([1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 6]),
        ([2, 4, 6, 3], [2, 3, 4, 3]),
    ],
)
def test_headings_start_at_h2_and_leave_no_gaps(typed, shown):
    source = "\n\n".join(f"{'#' * level} Heading {level}" for level in typed)

    assert [heading.level for heading in render(source).headings] == shown


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("# Signs & *symptoms*", ["c-signs-symptoms"]),
        ("# Síntomas más comunes", ["c-sintomas-mas-comunes"]),
        ("# 治疗", ["c-治疗"]),
        ("# Care\n# Care\n# Care 2", ["c-care", "c-care-2", "c-care-2-2"]),
        ("# !!!", ["c-section"]),
        ("# " + "long " * 30, ["c-" + "-".join(["long"] * 12)]),
        ("# Note[^1]\n\n[^1]: x", ["c-note"]),
    ],
)
def test_heading_ids_are_made_of_the_words(typed, ids):
    assert [heading.id for heading in render(typed).headings] == ids


def test_a_heading_without_words_is_dropped():
    assert html("#\n\ntext") == "<p>text</p>\n"


@pytest.mark.parametrize("typed", ["#side-effects", "#Side%20effects", "#c-side-effects"])
def test_a_link_finds_the_heading_that_its_author_means(typed):
    assert '<a href="#c-side-effects">' in html(f"# Side effects\n\n[down]({typed})")


# Abbreviations


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("HSCT and HSCT", "<abbr>HSCT</abbr> (stem cell transplant) and HSCT"),
        ("(HSCT)", "(<abbr>HSCT</abbr>: stem cell transplant)"),
        ("Stem cell transplant (HSCT)", "Stem cell transplant (<abbr>HSCT</abbr>)"),
        ("HSCT (stem cell transplant)", "<abbr>HSCT</abbr> (stem cell transplant)"),
        ("aHSCT, HSCTx, hsct", "aHSCT, HSCTx, hsct"),
        ("HSCTs", "<abbr>HSCT</abbr>s (stem cell transplant)"),
        ("Stem cell transplants (HSCTs)", "Stem cell transplants (<abbr>HSCT</abbr>s)"),
        ("*Stem cell transplant* (HSCT)", "<em>Stem cell transplant</em> (<abbr>HSCT</abbr>)"),
        ("HSCT (Stem cell transplants)", "<abbr>HSCT</abbr> (Stem cell transplants)"),
        ("HSCT-like", "<abbr>HSCT</abbr>-like (HSCT: stem cell transplant)"),
        ("HSCT-like, HSCT", "HSCT-like, <abbr>HSCT</abbr> (stem cell transplant)"),
        ("HSCT’s use.", "<abbr>HSCT</abbr>’s (HSCT: stem cell transplant) use."),
        ("The\nHSCT", "The\n<abbr>HSCT</abbr> (stem cell transplant)"),
        ("`HSCT`", "<code>HSCT</code>"),
        ("**HSCT**", "<strong><abbr>HSCT</abbr> (stem cell transplant)</strong>"),
    ],
)
def test_an_abbreviation_is_explained_where_it_first_stands(source, shown):
    assert paragraph(f"{source}\n\n*[HSCT]: stem cell transplant") == shown


@pytest.mark.parametrize(
    "source",
    [
        "The National MS Society helps.",
        "the MS Center of Excellence",
        "BEAT-MS is a trial.",
        "the VA **MS** Center",
        "[an MS clinic](/a/)",
        "[The MS clinic](https://example.org/){lang=en}",
        "www.example.org/MS",
        "[la EM o MS]{lang=es}",
        "`MS`",
        "a file, MS.pdf",
    ],
)
def test_a_name_a_link_and_another_language_keep_their_words(source):
    """The first use in ordinary words is explained; without one, none is."""
    defined = "\n\n*[MS]: multiple sclerosis"

    alone, followed = html(source + defined), html(f"{source}\n\nWhat MS is.{defined}")

    assert "multiple sclerosis" not in alone and "<abbr>" not in alone
    assert followed == alone + "<p>What <abbr>MS</abbr> (multiple sclerosis) is.</p>\n"


def test_the_words_of_the_author_explain_an_abbreviation_in_a_link_as_well():
    source = "[Multiple sclerosis (MS)](/ms/) and MS\n\n*[MS]: multiple sclerosis"

    assert paragraph(source) == '<a href="/ms/">Multiple sclerosis (MS)</a> and MS'


def test_an_abbreviation_is_explained_in_running_text_rather_than_in_a_heading():
    rendered = render("# MRI\n\nAn MRI scan.\n\n*[MRI]: magnetic resonance imaging")

    assert rendered.html == (
        '<h2 id="c-mri">MRI</h2>\n<p>An <abbr>MRI</abbr> (magnetic resonance imaging) scan.</p>\n'
    )
    assert rendered.headings[0].text == "MRI"


def test_an_abbreviation_that_stands_only_in_a_heading_is_explained_there():
    rendered = render("# MRI\n\n*[MRI]: magnetic resonance imaging")

    assert rendered.html == '<h2 id="c-mri">MRI (magnetic resonance imaging)</h2>\n'


def test_abbreviations_are_not_marked_where_a_screen_reader_would_say_them_in_pieces():
    source = "A [link on MRI](/a/).\n\nMRI\n: A scan, the MRI.\n\n*[MRI]: a scan of the brain"

    assert html(source) == (
        '<p>A <a href="/a/">link on MRI</a>.</p>\n'
        "<dl>\n<dt>MRI (a scan of the brain)</dt>\n<dd>A scan, the MRI.</dd>\n</dl>\n"
    )


def test_the_longest_abbreviation_that_fits_is_taken():
    source = "MS CoE and MS\n\n*[MS]: multiple sclerosis\n*[MS CoE]: center of excellence"

    assert paragraph(source) == (
        "<abbr>MS CoE</abbr> (center of excellence) and <abbr>MS</abbr> (multiple sclerosis)"
    )


def test_the_glossary_explains_what_the_author_did_not():
    terms = (
        TermFact("magnetic resonance imaging", abbreviation="MRI"),
        TermFact("from the glossary", abbreviation="MS"),
    )

    shown = paragraph("MRI, MS\n*[MS]: multiple sclerosis", terms=terms)

    assert shown == (
        "<abbr>MRI</abbr> (magnetic resonance imaging), <abbr>MS</abbr> (multiple sclerosis)"
    )


MYELIN = TermFact("myelin", other_spellings=("myelin sheath",), address="/glossary/#myelin")
MRI = TermFact("magnetic resonance imaging", abbreviation="MRI", address="/glossary/#mri")


def meaning(text, address="/glossary/#myelin", word="meaning"):
    hidden = f'<span class="visually-hidden"> ({word})</span>'
    return f'<a class="term" href="{address}">{text}{hidden}</a>'


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Myelin, myelin", f"{meaning('Myelin')}, myelin"),
        ("The myelin sheath", f"The {meaning('myelin sheath')}"),
        ("remyelinate, myelin-like, pro-myelin", "remyelinate, myelin-like, pro-myelin"),
        ("`myelin`", "<code>myelin</code>"),
        ("[on myelin](/a/), myelin", f'<a href="/a/">on myelin</a>, {meaning("myelin")}'),
        ("[myelin]{lang=es} myelin", f'<span lang="es">myelin</span> {meaning("myelin")}'),
        ("**myelin**", f"<strong>{meaning('myelin')}</strong>"),
    ],
)
def test_the_first_use_of_a_term_leads_to_its_meaning(source, shown):
    assert paragraph(source, terms=(MYELIN,)) == shown


def test_an_abbreviation_of_the_glossary_is_written_out_and_leads_to_its_meaning():
    written_out = meaning("magnetic resonance imaging", "/glossary/#mri")

    assert paragraph("An MRI, an MRI", terms=(MRI,)) == (
        f"An <abbr>MRI</abbr> ({written_out}), an MRI"
    )
    assert paragraph("Magnetic resonance imaging (MRI)", terms=(MRI,)) == (
        f"{meaning('Magnetic resonance imaging', '/glossary/#mri')} (<abbr>MRI</abbr>)"
    )


def test_headings_table_heads_and_captions_keep_their_own_words():
    source = "# Myelin\n\nTable: Myelin\n\n| Myelin |\n|---|\n| myelin |"

    shown = html(source, terms=(MYELIN,))

    assert shown.count('class="term"') == 1
    assert f"<td>{meaning('myelin')}</td>" in shown


def test_a_term_that_is_only_for_the_search_is_not_explained_on_pages():
    everyday = TermFact("pain", address="/glossary/#pain", is_explained=False)

    assert paragraph("pain", terms=(everyday,)) == "pain"


def test_a_meaning_is_offered_in_the_words_of_the_page_and_is_no_link_of_the_author():
    rendered = render("La myelin", facts=Facts(terms=(MYELIN,), language="es"))

    assert rendered.html == f"<p>La {meaning('myelin', word='significado')}</p>\n"
    assert rendered.text == "La myelin"
    assert rendered.links == ()


def test_an_explanation_is_part_of_the_text_that_is_searched():
    assert render("MRI\n\n*[MRI]: imaging").text == "MRI (imaging)"


# Languages


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Say [hola *tú*]{lang=es}", 'Say <span lang="es">hola <em>tú</em></span>'),
        ('Say [hola]{lang="es-MX"}', 'Say <span lang="es-MX">hola</span>'),
        ("[سلام]{lang=ar} (hello)", '<span lang="ar" dir="rtl">سلام</span> (hello)'),
        ("[hola]{lang=e}", "[hola]{lang=e}"),
        ("[hola]{class=x}", "[hola]{class=x}"),
        ("[hola]{lang=es onclick=x}", "[hola]{lang=es onclick=x}"),
        ("[]{lang=es}", "[]{lang=es}"),
        ("[a]{lang=es} [b]", '<span lang="es">a</span> [b]'),
        ("\\[a]{lang=es}", "[a]{lang=es}"),
    ],
)
def test_a_passage_in_another_language_is_marked(source, shown):
    assert paragraph(source) == shown


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("[Hola *tú*]{lang=es}", '<p lang="es">Hola <em>tú</em></p>'),
        ("“[¿Qué?]{lang=es}” – [¿Cómo?]{lang=es}!", '<p lang="es">“¿Qué?” – ¿Cómo?!</p>'),
        ("**[Hola]{lang=es}**", '<p lang="es"><strong>Hola</strong></p>'),
        ("[سلام]{lang=ar}", '<p lang="ar" dir="rtl">سلام</p>'),
        ("[Uno [deux]{lang=fr}]{lang=es}", '<p lang="es">Uno <span lang="fr">deux</span></p>'),
        (
            "[Uno]{lang=es} [deux]{lang=fr}",
            '<p><span lang="es">Uno</span> <span lang="fr">deux</span></p>',
        ),
        ("[Uno]{lang=es} 2", '<p><span lang="es">Uno</span> 2</p>'),
        ("[Uno]{lang=es} `x`", '<p><span lang="es">Uno</span> <code>x</code></p>'),
        ("## [Síntomas]{lang=es}", '<h2 id="c-sintomas" lang="es">Síntomas</h2>'),
        ("> [Hola]{lang=es}", '<blockquote>\n<p lang="es">Hola</p>\n</blockquote>'),
        ("- [Hola]{lang=es}\n- Hello", '<ul>\n<li lang="es">Hola</li>\n<li>Hello</li>\n</ul>'),
        ("- [Hola]{lang=es}\n\n- B", '<ul>\n<li>\n<p lang="es">Hola</p>\n</li>\n<li>\n<p>B</p>'),
        (
            "- [Hola]{lang=es}\n  1. Hello\n  2. [Adiós]{lang=es}",
            '<li lang="es">Hola\n<ol lang="en">\n<li>Hello</li>\n<li lang="es">Adiós</li>\n</ol>',
        ),
        (
            "- [سلام]{lang=ar}\n  - Hello",
            '<li lang="ar" dir="rtl">سلام\n<ul lang="en" dir="ltr">\n<li>Hello</li>',
        ),
        ("[Dolor]{lang=es}\n: Pain", '<dt lang="es">Dolor</dt>\n<dd>Pain</dd>'),
        ("Pain\n: [Dolor]{lang=es}", '<dd lang="es">Dolor</dd>'),
        ("| A |\n|---|\n| [Sí]{lang=es} |", '<td lang="es">Sí</td>'),
        ("| [Sí]{lang=es} |\n|---|\n| A |", '<th scope="col" lang="es">Sí</th>'),
        (
            "Table: [Sí]{lang=es}\n\n| A |\n|---|\n| B |",
            '<caption id="c-table-1" lang="es">Sí</caption>',
        ),
        (
            "- [Guía](/guia/){lang=es}",
            (
                '<li lang="es"><a href="/guia/" hreflang="es">Guía'
                '<span class="link-facts" lang="en"> (in Spanish)</span></a></li>'
            ),
        ),
    ],
)
def test_a_block_of_one_passage_carries_its_language_itself(source, shown):
    """Chromium 156 keeps the language of blocks in a PDF, and not that of passages in them."""
    assert shown in html(source)


def test_the_list_of_headings_knows_their_languages():
    headings = render("# [Síntomas]{lang=es}\n\n# Symptoms").headings

    assert [(each.text, each.lang) for each in headings] == [("Síntomas", "es"), ("Symptoms", "")]


def test_a_link_says_that_it_leads_to_another_language():
    rendered = render("[guía](/guia/){lang=es} and [Spanish guide](/guia/){hreflang=es}.")

    assert rendered.html == (
        '<p><a href="/guia/" hreflang="es" lang="es">guía'
        '<span class="link-facts" lang="en"> (in Spanish)</span></a> and '
        '<a href="/guia/" hreflang="es">Spanish guide'
        '<span class="link-facts"> (in Spanish)</span></a>.</p>\n'
    )
    assert rendered.text == "guía and Spanish guide."
    assert [link.lang for link in rendered.links] == ["es", "es"]


def test_the_words_we_add_are_in_the_language_of_the_page():
    source = "[estudio](https://example.org/){hreflang=en}\n\n::: warning\nCuidado.\n:::"

    assert html(source, language="es-US") == (
        '<p><a href="https://example.org/" hreflang="en" class="external" rel="external">estudio'
        '<span class="link-facts"> (en inglés)</span>'
        '<span class="visually-hidden"> (sitio externo)</span></a></p>\n'
        '<div class="notice warning" role="note">\n'
        "<p><strong>Advertencia</strong></p>\n<p>Cuidado.</p>\n</div>\n"
    )


def test_words_we_add_inside_a_passage_in_another_language_are_marked_as_ours():
    assert '<span class="visually-hidden" lang="en"> (external site)</span>' in html(
        "[vea [el estudio](https://example.org/)]{lang=es}"
    )


# Links


@pytest.mark.parametrize(
    ("source", "shown", "address", "kind"),
    [
        ("[a](/care/)", '<a href="/care/">a</a>', "/care/", "internal"),
        ("[a](care/?q=1#x)", '<a href="care/?q=1#x">a</a>', "care/?q=1#x", "internal"),
        ("[a](https://ms.example/care/)", '<a href="/care/">a</a>', "/care/", "internal"),
        ("[a](//MS.example)", '<a href="/">a</a>', "/", "internal"),
        ("[a](https://ms.example//x)", '<a href="/x">a</a>', "/x", "internal"),
        ("[a](mailto:x@y.z)", '<a href="mailto:x@y.z">a</a>', "mailto:x@y.z", "mail"),
        ("[988](tel:988)", '<a href="tel:988">988</a>', "tel:988", "phone"),
        (
            "[a](/m/a.pdf)",
            '<a href="/m/a.pdf">a<span class="link-facts"> (PDF, 1.2 MB)</span></a>',
            "/m/a.pdf",
            "file",
        ),
        (
            "[a](https://ms.example/m/b.docx)",
            '<a href="/m/b.docx">a<span class="link-facts"> (Word)</span></a>',
            "/m/b.docx",
            "file",
        ),
        (
            "[a](//e.org/a.pdf)",
            f'<a href="//e.org/a.pdf" class="external" rel="external">a{PDF}{EXTERNAL}</a>',
            "//e.org/a.pdf",
            "external",
        ),
    ],
)
def test_links_are_told_apart_and_marked(source, shown, address, kind):
    facts = Facts(OWN.own_hosts, files={"/m/a.pdf": FileFact(1_234_567)})

    rendered = render(source, facts=facts)

    assert rendered.html == f"<p>{shown}</p>\n"
    assert [(link.address, link.kind) for link in rendered.links] == [(address, kind)]


@pytest.mark.parametrize(
    "source",
    [
        "[a](javascript:alert(1))",
        "[a](data:text/html,x)",
        "[a](ftp://example.org/)",
        "[a](JaVaScRiPt:x)",
        "<vbscript:x>",
        "[a](http://[bad)",
        "[a](https://example.org:123456/)",
        "[a](https://xn--a.example/)",
        "[a](http:)",
    ],
)
def test_addresses_that_may_not_be_linked_stay_text(source):
    rendered = render(source)

    assert rendered.text == source
    assert rendered.links == ()
    assert "<a" not in rendered.html


def test_a_link_without_words_shows_its_address():
    rendered = render("[](/care/)")

    assert rendered.html == '<p><a href="/care/">/care/</a></p>\n'
    assert rendered.links[0].text == "/care/"
    assert rendered.text == "/care/"


def test_a_linked_image_is_named_by_its_alternative_text():
    assert render(f"see [![Ramp]({PHOTO})](/care/)").links == (
        LinkFound("/care/", "Ramp", "internal"),
    )


# Images


def test_an_image_alone_in_its_paragraph_becomes_a_figure():
    known = photo(
        alternative_text="From the library",
        caption="The ramp",
        credit="Photo: A. Sample",
        sources=(("/media/images/ramp-400.jpg", 400), (PHOTO, 800)),
    )

    assert html(f"![]({PHOTO})", images=known) == (
        f'<figure><img src="{PHOTO}" alt="From the library" width="800" height="600" '
        f'srcset="/media/images/ramp-400.jpg 400w, {PHOTO} 800w" '
        'sizes="(min-width: 46rem) 42rem, 100vw" loading="lazy" decoding="async">'
        '<figcaption>The ramp <span class="credit">Photo: A. Sample</span></figcaption>\n'
        "</figure>\n"
    )


@pytest.mark.parametrize(
    ("source", "known", "alt"),
    [
        (f"![Typed]({PHOTO})", {"alternative_text": "Kept"}, ' alt="Typed"'),
        (f"![]({PHOTO})", {"alternative_text": "Kept"}, ' alt="Kept"'),
        (f"![]({PHOTO})", {"is_decorative": True, "alternative_text": "Kept"}, ' alt=""'),
        (f"![Typed]({PHOTO})", {"is_decorative": True}, ' alt="Typed"'),
        (f"![]({PHOTO})", {}, ""),
    ],
)
def test_the_alternative_text_is_typed_or_kept_or_left_out(source, known, alt):
    shown = html(source, images=photo(**known))

    assert shown == (
        f'<figure><img src="{PHOTO}"{alt} width="800" height="600" loading="lazy" '
        'decoding="async"></figure>\n'
    )


def test_a_title_becomes_the_caption():
    assert html(f'![Ramp]({PHOTO} "On Main St.")', images=photo(caption="Kept")) == (
        f'<figure><img src="{PHOTO}" alt="Ramp" width="800" height="600" loading="lazy" '
        'decoding="async"><figcaption>On Main St.</figcaption>\n</figure>\n'
    )


def test_a_linked_image_alone_in_its_paragraph_is_a_figure_too():
    assert html(f"[![Ramp]({PHOTO})](/care/)") == (
        f'<figure><a href="/care/"><img src="{PHOTO}" alt="Ramp"></a></figure>\n'
    )


def test_an_image_among_words_stays_in_its_paragraph():
    assert paragraph(f"A ![ramp]({PHOTO}) here") == f'A <img src="{PHOTO}" alt="ramp"> here'


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (
            "![Scan](https://e.org/a.png)",
            f'<a href="https://e.org/a.png" class="external" rel="external">Scan{EXTERNAL}</a>',
        ),
        ("![](local/a.png)", '<a href="local/a.png">a.png</a>'),
        ("![x](/media/../secret.png)", '<a href="/media/../secret.png">x</a>'),
        ("![x](/media/%2e%2e/secret.png)", '<a href="/media/%2e%2e/secret.png">x</a>'),
        ("[![Scan](https://e.org/a.png)](/care/)", '<a href="/care/">Scan</a>'),
        ("![x]()", "x"),
    ],
)
def test_an_image_that_is_not_ours_becomes_a_link_with_its_words(source, shown):
    assert paragraph(source) == shown


def test_an_image_on_our_own_host_is_ours():
    assert paragraph(f"a ![b](https://ms.example{PHOTO})", own_hosts=OWN.own_hosts) == (
        f'a <img src="{PHOTO}" alt="b">'
    )


# Tables

TABLE = "| Drug | Dose |\n|:-----|-----:|\n| A | 1 |\n"
CELLS = (
    '<thead>\n<tr>\n<th scope="col" class="align-left">Drug</th>\n'
    '<th scope="col" class="align-right">Dose</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n'
    '<td class="align-left">A</td>\n<td class="align-right">1</td>\n</tr>\n</tbody>\n</table>\n'
    "</div>\n"
)
CAPTIONED = (
    '<div class="table-scroll" role="region" tabindex="0" aria-labelledby="c-table-1">\n'
    f'<table>\n<caption id="c-table-1">Doses in <em>mg</em></caption>\n{CELLS}'
)


@pytest.mark.parametrize(
    "source",
    [
        f"Table: Doses in *mg*\n\n{TABLE}",
        f"Table: Doses in *mg*\n{TABLE}",
        f"{TABLE}\nTable: Doses in *mg*",
        f"{TABLE}Table: Doses in *mg*",
        f"Tabla: Doses in *mg*\n\n{TABLE}",
    ],
)
def test_a_table_takes_the_caption_beside_it(source):
    assert html(source) == CAPTIONED


def test_a_table_without_a_caption_has_a_numbered_name():
    assert html(TABLE) == (
        '<div class="table-scroll" role="region" tabindex="0" aria-label="Table 1">\n'
        f"<table>\n{CELLS}"
    )


def test_of_two_tables_each_takes_its_own_caption():
    captions_first = f"Table: One\n\n{TABLE}\nTable: Two\n\n{TABLE}"
    captions_last = f"{TABLE}\nTable: One\n\n{TABLE}\nTable: Two\n"

    for source in (captions_first, captions_last):
        assert render(source).text == "One\nDrug\nDose\nA\n1\nTwo\nDrug\nDose\nA\n1"


def test_a_caption_without_a_table_stays_a_paragraph():
    assert html("Table: none here\n\ntext") == "<p>Table: none here</p>\n<p>text</p>\n"


def test_bold_first_cells_head_their_rows():
    shown = html("| | Dose |\n|-|-|\n| **A** | 1 |\n| **B** | 2 |")

    assert "<td></td>\n" in shown
    assert shown.count('<th scope="row">') == 2
    assert shown.count('<th scope="col">') == 1


def test_one_bold_first_cell_heads_nothing():
    assert 'scope="row"' not in html("| X | Dose |\n|-|-|\n| **A** | 1 |\n| B | 2 |")


# Notices


def notice(kind, label, content):
    role = "" if kind == "keypoints" else ' role="note"'
    return (
        f'<div class="notice {kind}"{role}>\n<p><strong>{label}</strong></p>\n{content}\n</div>\n'
    )


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("::: note\nRest.\n:::", notice("note", "Note", "<p>Rest.</p>")),
        (
            "::: warning Do <not> stop\nAsk *first*.\n:::",
            notice("warning", "Warning: Do &lt;not&gt; stop", "<p>Ask <em>first</em>.</p>"),
        ),
        (
            "::: keypoints\n- Rest\n:::",
            notice("keypoints", "Key points", "<ul>\n<li>Rest</li>\n</ul>"),
        ),
        ("::: banner\nx\n:::", "<p>::: banner\nx\n:::</p>\n"),
        ("::: notebook\nx\n:::", "<p>::: notebook\nx\n:::</p>\n"),
    ],
)
def test_notices_say_in_words_what_they_are(source, shown):
    assert html(source) == shown


# Footnotes


def test_footnotes_are_linked_both_ways_and_stand_at_the_end():
    assert html("Two[^b] and one.[^a]\n\n[^a]: First.\n\n[^b]: Second.\n\nLast.") == (
        '<p>Two<sup class="footnote-reference"><a href="#c-footnote-1" '
        'id="c-footnote-1-reference"><span class="visually-hidden">Footnote </span>1</a></sup> '
        'and one.<sup class="footnote-reference"><a href="#c-footnote-2" '
        'id="c-footnote-2-reference"><span class="visually-hidden">Footnote </span>2</a></sup>'
        '</p>\n<p>Last.</p>\n<section class="footnotes" aria-label="Footnotes">\n<ol>\n'
        '<li id="c-footnote-1">\n<p>Second. <a href="#c-footnote-1-reference" '
        'class="footnote-back" aria-label="Back to the text, footnote 1">↩︎</a></p>\n</li>\n'
        '<li id="c-footnote-2">\n<p>First. <a href="#c-footnote-2-reference" '
        'class="footnote-back" aria-label="Back to the text, footnote 2">↩︎</a></p>\n</li>\n'
        "</ol>\n</section>\n"
    )


def test_each_reference_to_one_note_has_its_own_way_back():
    shown = html("a[^1] b[^1]\n\n[^1]: Note.")

    assert shown.count("<li ") == 1
    assert '<a href="#c-footnote-1-reference" class="footnote-back"' in shown
    assert 'aria-label="Back to the text, footnote 1, 2"' in shown
    assert 'id="c-footnote-1-reference-2"' in shown


def test_the_text_holds_notes_but_not_their_numbers():
    assert render("Fact[^1] here.\n\n[^1]: Its *source*.").text == "Fact here.\nIts source."


@pytest.mark.parametrize(
    "source",
    [
        "text\n\n[^1]: lost",
        "text[^1]\n\n[^1]: kept\n\n[^1]: lost",
        "text\n\n[^1]: outer\n\n    [^2]: lost",
        "text\n\n[^1]: [^1]\n\n[^2]: lost",
    ],
)
def test_a_note_that_nothing_refers_to_is_not_lost(source):
    rendered = render(source)

    assert "<p>lost</p>\n</li>" in rendered.html
    assert rendered.text.endswith("lost")


def test_a_note_may_end_in_a_list_and_mention_another_note():
    shown = html("a[^1]\n\n[^1]: Listed[^2]\n\n    - item\n\n[^2]: Second.")

    assert shown.index("Listed") < shown.index("Second.")
    assert "</ul>\n<p><a href=" in shown


def test_links_do_not_nest_so_a_link_with_a_reference_inside_is_none():
    shown = html("[study[^1]](/care/)\n\n[^1]: Note.")

    assert shown.startswith('<p>[study<sup class="footnote-reference">')
    assert "](/care/)</p>" in shown


def test_a_reference_without_a_note_stays_text():
    assert paragraph("what[^9] now") == "what[^9] now"


def test_a_heading_named_like_a_footnote_keeps_its_id():
    rendered = render("# Footnote 1\n\na[^1]\n\n[^1]: Note.")

    assert rendered.headings[0].id == "c-footnote-1"
    assert '<a href="#c-footnote-1-2" id="c-footnote-1-reference">' in rendered.html


# The rest of the syntax


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("~~old~~", "<s>old</s>"),
        ("H<sub>2</sub>O, 10<SUP>9</SUP>", "H<sub>2</sub>O, 10<sup>9</sup>"),
        ("a<br>b<br/>c", "a<br>\nb<br>\nc"),
        ("<sub>*a*</sub> <sup class=x>", "<sub><em>a</em></sub> &lt;sup class=x&gt;"),
        ("10<sup>[9](/refs/)</sup>/L", '10<sup><a href="/refs/">9</a></sup>/L'),
        (
            "5 mg<sup>\\*</sup> **25<sup>6*</sup> mg**",
            "5 mg<sup>*</sup> <strong>25<sup>6*</sup> mg</strong>",
        ),
        ("e<sup>x<sub>1</sub></sup>", "e<sup>x<sub>1</sub></sup>"),
        ("~~500 mg<sup>2</sup>~~ 250", "<s>500 mg<sup>2</sup></s> 250"),
        ("[10<sup>[9](/refs/)</sup>/L](/labs/)", '<a href="/labs/">10<sup>9</sup>/L</a>'),
        (
            "<sup>2<sub>3</sup> and <sup></sup> <sup>4",
            "<sup>2&lt;sub&gt;3</sup> and &lt;sup&gt;&lt;/sup&gt; &lt;sup&gt;4",
        ),
        (
            "\\<sup>9</sup> `<sup>` 10<sup>9</sup>",
            "&lt;sup&gt;9&lt;/sup&gt; <code>&lt;sup&gt;</code> 10<sup>9</sup>",
        ),
        ("<b>x</b> &lt; <!-- y -->", "&lt;b&gt;x&lt;/b&gt; &lt; &lt;!-- y --&gt;"),
    ],
)
def test_small_marks(source, shown):
    assert paragraph(source) == shown


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("below 10<sup>9</sup>/L", "below 10⁹/L"),
        ("10<sup>−6</sup>, 10<sup>-6</sup>", "10⁻⁶, 10⁻⁶"),
        ("H<sub>2</sub>O and B<sub>12</sub>", "H₂O and B₁₂"),
        ("the 5<sup>th</sup> V<sub>max</sub>", "the 5th Vmax"),
        ("in 2019<sup>[4](/x/),5</sup> and 2020<sup>6–8</sup>", "in 2019⁴,⁵ and 2020⁶–⁸"),
        ("25<sup>6\\*</sup> mg", "25⁶* mg"),
        ("10<sup>0.5</sup> 2<sup>n+1</sup> 2<sup>2<sup>3</sup></sup>", "10^(0.5) 2^(n+1) 2^(2³)"),
        ("Ca<sup>2+</sup> CO<sub>3</sub><sup>2-</sup>", "Ca²⁺ CO₃²⁻"),
        ("![10<sup>9</sup> cells](/media/a.jpg)", "10⁹ cells"),
    ],
)
def test_a_raised_figure_is_never_one_with_the_number_before_it_in_plain_text(source, words):
    page = render(f"# {source}\n\n{source}")

    assert page.text.splitlines() == [words, words]
    assert page.headings[0].text == words


def test_a_link_s_text_keeps_raised_figures_apart():
    (link,) = render("[below 10<sup>9</sup>/L](/labs/)").links

    assert link.text == "below 10⁹/L"


def test_definition_lists():
    assert html("Relapse\n: New symptoms\n: for a day or more") == (
        "<dl>\n<dt>Relapse</dt>\n<dd>New symptoms</dd>\n<dd>for a day or more</dd>\n</dl>\n"
    )


def test_blocks_know_their_source_lines_when_a_preview_asks():
    source = "# Care\n\ntext\n\n- item\n\n```\ncode\n```\n"

    assert render(source, source_lines=True).html == (
        '<h2 id="c-care" data-line="0">Care</h2>\n<p data-line="2">text</p>\n'
        '<ul data-line="4">\n<li data-line="4">item</li>\n</ul>\n'
        '<pre><code data-line="6">code\n</code></pre>\n'
    )
    assert "data-line" not in render(source).html


def test_the_text_has_a_line_for_each_block():
    source = (
        "# Care\n\none\ntwo\n\n- *item*\n\n`code`\n\n    pre\n\n![Ramp](/media/a.jpg)\n\na<br>b"
    )

    assert render(source).text == "Care\none two\nitem\ncode\npre\nRamp\na\nb"
