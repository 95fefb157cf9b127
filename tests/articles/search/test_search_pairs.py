"""What someone types, and a text that must be found by it, or must not."""

import pytest
from django.db import connection
from django.utils import timezone

from articles import search
from articles.models import Article, SearchEntry
from tests import factories

pytestmark = pytest.mark.django_db

FOUND = [
    # Hyphens of every kind, and none.
    ("stem-cell", "Stem cell therapy is being studied."),
    ("stem cell", "Stem-cell therapy is being studied."),
    ("stem‑cell", "Stem cell therapy."),
    ("stem cell", "Stem‑cell therapy."),
    ("stem–cell", "Stem cell therapy."),
    ("stem−cell", "Stem‐cell therapy."),
    ("stemcell", "Stem-cell therapy."),
    ("stem-cell", "Stemcell therapy."),
    ("follow-up", "A follow up in May."),
    ("followup", "A follow-up in May."),
    ("T2-weighted", "T2 weighted pictures."),
    ("t2 weighted", "T2‑weighted pictures."),
    ("relapsing-remitting", "Relapsing–remitting MS."),
    ("relapsing remitting", "Relapsing-remitting MS."),
    ("non-steroidal", "Nonsteroidal medicines."),
    ("COVID19", "A COVID-19 vaccine."),
    ("COVID-19", "A COVID19 vaccine."),
    ("covid 19", "A COVID‑19 vaccine."),
    ("B-12", "Vitamin B12 helps."),
    ("B12", "Vitamin B-12 helps."),
    ("IL-6", "IL6 was measured."),
    ("anti-CD20", "An anti‑CD20 antibody."),
    ("antiCD20", "An anti-CD20 antibody."),
    ("CD20", "An anti-CD20 antibody."),
    ("HLA-DRB1*15:01", "The HLA-DRB1*15:01 allele."),
    ("DRB1*15:01", "HLA-DRB1*15:01 raises the risk."),
    ("drb1", "HLA-DRB1*15:01 raises the risk."),
    ("CYP2C9", "CYP2C9*2/*3 is rare."),
    ("up-to-date", "An up to date list."),
    ("uptodate", "An up-to-date list."),
    # Numbers.
    ("5-10", "Take 5–10 mg."),
    ("5–10 mg", "Take 5-10 mg."),
    ("10 mg", "Take 5-10 mg."),
    ("5 mg", "Take 5−10 mg, then 5 mg."),
    ("5−10", "Take 5 - 10 mg."),
    ("1000", "Take 1,000 mg."),
    ("1,000", "Take 1000 mg."),
    ("1,000 mg", "Take 1\u202f000 mg."),
    ("1,000,000", "One in 1000000 people."),
    ("12,500", "About 12,500 people."),
    ("5mg", "Take 5 mg."),
    ("5 mg", "Take 5mg."),
    ("0.5 mg", "Take 0.5mg."),
    ("0.5", "Take .5 mg."),
    ("0,5", "Take 0.5 mg."),
    ("7.5", "Below 7.5 %."),
    ("10⁹", "More than 10⁹/L."),
    ("10^9", "More than 10⁹/L."),
    ("1/2", "Take ½ tablet."),
    ("½", "Take 1/2 tablet."),
    ("120/80", "A pressure of 120/80."),
    ("m2", "Per m²."),
    ("H2O", "H₂O is water."),
    ("2nd", "The 2nd dose."),
    ("-5", "At -5 degrees."),
    ("−5 degrees", "At −5 degrees."),
    ("12.05.2026", "On 12.05.2026 it began."),
    # Slashes, signs and what PostgreSQL takes for tags, files and hosts.
    ("bladder", "Bladder/bowel problems."),
    ("bowel", "Bladder/bowel problems."),
    ("bladder/bowel", "Bladder and bowel problems."),
    ("bladder/bowel", "Bladder/bowel problems."),
    ("mg/kg", "Given as mg/kg of weight."),
    ("uln", "From <LLN to 2.5 × ULN or >3."),
    ("LLN", "From <LLN to >3 × ULN."),
    ("<LLN", "From <LLN to >3 × ULN."),
    (">3", "From <LLN to >3 × ULN."),
    ("compare", "If a<b and compare them c>d."),
    ("example.org", "See example.org for more."),
    ("org", "See example.org for more."),
    ("rosa@example.org", "Write to rosa@example.org."),
    ("guide.pdf", "The guide.pdf is long."),
    ("R&D", "Our R&D team."),
    # Accents and letters.
    ("sjogren", "Sjögren syndrome."),
    ("Sjögren", "Sjogren syndrome."),
    ("sjögren's", "Sjögren syndrome."),
    ("sjogren", "Sjögren’s syndrome."),
    ("Sjo\u0308gren", "Sjögren syndrome."),
    ("guillain barre", "Guillain–Barré syndrome."),
    ("Guillain-Barré", "Guillain-Barre syndrome."),
    ("naive", "Naïve cells."),
    ("Nguyen", "Dr. Nguyễn works here."),
    ("Lodz", "The Łódź scale."),
    ("hauptstrasse", "Hauptstraße 1."),
    ("obrien", "Dr. O’Brien works here."),
    ("O'Brien", "Dr. O’Brien works here."),
    ("lhermitte", "Lhermitte’s sign."),
    ("Lhermitte's sign", "Lhermitte’s sign."),
    ("fibrosis", "ﬁbrosis of the lung."),
    ("plasmapheresis", "Plasmapheresis helps."),
    ("plasma\u00adpheresis", "Plasmapheresis helps."),
    ("ＭＳ", "MS nurses."),
    ("µg", "Take 50 μg."),
    # Operators.
    ("heat - fatigue", "Heat brings fatigue."),
    ("heat – fatigue", "Heat brings fatigue."),
    ("heat - ", "Heat brings fatigue."),
    ("heat -cold", "Heat brings fatigue."),
    ("cold or heat", "Heat brings fatigue."),
    ("cold OR heat", "Heat brings fatigue."),
    ('"brings fatigue"', "Heat brings fatigue."),
    ("“brings fatigue”", "Heat brings fatigue."),
    ('"stem-cell therapy"', "Stem cell therapy."),
    ("(fatigue)", "Heat brings fatigue."),
    ("fatigue?", "Heat brings fatigue."),
    ("what is fatigue", "Fatigue is common: what helps."),
    ("treated relapses", "Treating a relapse."),
]
NOT_FOUND = [
    ("510", "Take 5-10 mg."),
    ("109", "More than 10⁹/L."),
    ("10", "Take 1,010 mg."),
    ("000", "Take 1,000 mg."),
    ("50", "Take 0.5 mg."),
    ("5000", "In 5 000s."),
    ("stem-cell", "The cell has a stem."),
    ("stemcell", "The cell of a stem cell."),
    ("heat -fatigue", "Heat brings fatigue."),
    ('heat -"brings fatigue"', "Heat brings fatigue."),
    ("cold fatigue", "Heat brings fatigue."),
    ('"fatigue brings"', "Heat brings fatigue."),
    ("B12", "Vitamin B, 12 tablets."),
    ("120/80", "80 people, 120 doses."),
    ("DRB1*15:01", "HLA-DRB1*01:15 and 1501."),
    ("2.5", "2 of 5 people."),
    ("25", "About 2.5 mg."),
    ("bladder/bowel", "The bladder alone."),
]
SPANISH = [
    ("mujer", "mujeres"),
    ("niño", "niños"),
    ("nino", "niños"),
    ("enfermedad", "enfermedades"),
    ("ojo", "ojos"),
    ("pie", "pies"),
    ("síntoma", "síntomas"),
    ("sintoma", "síntomas"),
    ("lesión", "lesiones"),
    ("lesion", "lesiones"),
    ("medicación", "medicaciones"),
    ("luz", "luces"),
    ("mes", "meses"),
    ("vez", "veces"),
    ("madre", "madres"),
    ("dolor", "dolores"),
    ("mano", "manos"),
    ("hospital", "hospitales"),
    ("interés", "intereses"),
    ("país", "países"),
    ("joven", "jóvenes"),
    ("examen", "exámenes"),
    ("dulce", "dulces"),
    ("bebé", "bebés"),
    ("doctora", "doctoras"),
    ("pastilla", "pastillas"),
    ("riñón", "riñones"),
    ("pulmón", "pulmones"),
    ("nariz", "narices"),
    ("brote", "brotes"),
]
NOT_IN_SPANISH = [("pie", "piedras"), ("mano", "manual"), ("ojo", "hojas")]


def is_found(query, text, **fields):
    page = factories.live_article(title="Page", summary="About it.", body=text, **fields)
    return [one.revision_id for one in search.search(query, at=timezone.now())] == [
        page.revision_id
    ]


@pytest.mark.parametrize(("query", "text"), FOUND)
def test_a_page_is_found(query, text):
    assert is_found(query, text)


@pytest.mark.parametrize(("query", "text"), NOT_FOUND)
def test_a_page_that_says_something_else_is_not_found(query, text):
    assert not is_found(query, text)


@pytest.mark.parametrize(("one", "several"), SPANISH)
def test_spanish_words_are_found_in_one_and_in_several(one, several):
    assert is_found(one, f"Para {several} aquí.", language="es")
    Article.objects.get()
    assert is_found_again(several, f"Para {one} aquí.")


def is_found_again(query, text):
    """A second page, found beside or without the first."""
    page = factories.live_article(title="Otra", summary="Sobre eso.", body=text, language="es")
    found = [one.revision_id for one in search.search(query, at=timezone.now())]
    return page.revision_id in found


@pytest.mark.parametrize(("query", "word"), NOT_IN_SPANISH)
def test_spanish_words_that_only_begin_alike_are_not_found(query, word):
    assert not is_found(query, f"Para {word} aquí.", language="es")


WORDS_AT_THE_DESK = [
    (query, text)
    for query, text in FOUND
    if not any(mark in query for mark in ('"', "“", " or ", " OR ", " -", "relapses", "what is"))
    and (query, text) not in {("stem-cell", "Stemcell therapy.")}
]
# The desk looks for beginnings of words side by side, wherever they stand, and joins none.
ONLY_FOR_READERS = {
    "COVID-19": "COVID19",
    "B-12": "B12",
    "IL-6": "IL6",
    "non-steroidal": "Nonsteroidal",
}


@pytest.mark.parametrize(("query", "text"), WORDS_AT_THE_DESK)
def test_the_desk_finds_a_page_by_the_same_words(query, text):
    factories.draft(title="Page", summary="About it.", body=text)

    found = Article.objects.with_words(query).exists()

    assert found or ONLY_FOR_READERS.get(query, "no page") in text


@pytest.mark.parametrize(
    ("query", "text"), [pair for pair in NOT_FOUND[:6] if pair[0] not in ("10", "50")]
)
def test_the_desk_does_not_fuse_figures_either(query, text):
    factories.draft(title="Page", summary="About it.", body=text)

    assert not Article.objects.with_words(query).exists()


def shown(query, text, **fields):
    factories.live_article(title="Page", summary="About it.", body=text, **fields)
    [found] = search.search(query, at=timezone.now())
    return search.excerpt_parts(found.indexed_text, found.excerpt)


@pytest.mark.parametrize(
    ("query", "text", "matched"),
    [
        ("uln", "From <LLN to 2.5 × ULN or >3 of it.", ["ULN"]),
        ("sjogren", "Sjögren’s syndrome dries eyes.", ["Sjögren’s"]),
        ("1000", "Take 1,000 mg a day.", ["1,000"]),
        ("stem cell", "About stem‑cell therapy.", ["stem", "cell"]),
        ("10^9", "More than 10⁹/L of them.", ["10⁹"]),
        ("½", "Take ½ tablet now.", ["½"]),
        ("5mg", "Take 5 mg now.", ["5 mg"]),
    ],
)
def test_an_excerpt_shows_the_words_of_the_page_letter_for_letter(query, text, matched):
    parts = shown(query, text)

    assert "".join(said for said, _ in parts) == text
    assert [said for said, is_match in parts if is_match] == matched


def test_spanish_words_are_marked_in_an_excerpt():
    assert ("mujeres", True) in shown("mujer", "Para mujeres aquí.", language="es")


def test_a_long_page_is_shown_where_the_words_stand():
    filler = "Words that say nothing of it at all. " * 40
    text = f"{filler}Heat can bring fatigue. {filler}A fan helps in heat. {filler}"

    parts = shown("fatigue fan", text.strip())

    said = "".join(each for each, _ in parts)
    assert [each for each, is_match in parts if is_match] == ["fatigue", "fan"]
    assert all(piece.strip() in text for piece in said.replace("…", "|").split("|"))
    assert len(said.split()) < 60


def test_pages_indexed_by_an_earlier_release_are_indexed_again():
    factories.live_article(title="Page", body="Sjögren syndrome.")
    SearchEntry.objects.update(version=0, folded="", vector="'old'")

    assert search.needs_indexing()
    assert search.index_again() == 1

    assert not search.needs_indexing()
    assert len(search.search("sjogren", at=timezone.now())) == 1


def test_an_entry_that_was_not_indexed_again_yet_still_has_an_excerpt():
    factories.live_article(title="Page", body="Sjögren syndrome.")
    SearchEntry.objects.update(folded="")

    [found] = search.search("sjogren", at=timezone.now())

    assert search.excerpt_parts(found.indexed_text, found.excerpt) == [("Sjögren syndrome.", False)]


def test_a_search_reads_the_index_of_words():
    factories.live_article(title="Page", body="Sjögren syndrome.")
    with connection.cursor() as cursor:
        for way in ("seqscan", "indexscan", "indexonlyscan", "nestloop"):  # quicker for one page
            cursor.execute(f"SET LOCAL enable_{way} = off")

    plan = search.search("sjogren", at=timezone.now(), otherwise=["sicca"]).explain()

    assert plan.count("Bitmap Index Scan on search_vector") == 3  # one for each configuration


def test_a_search_is_one_query(django_assert_num_queries):
    for number in range(3):
        factories.live_article(title=f"Page {number}", body="Sjögren syndrome.")

    with django_assert_num_queries(1):
        found = list(search.search("sjogren", at=timezone.now()))
        parts = [search.excerpt_parts(one.indexed_text, one.excerpt) for one in found]

    assert [part[0] for part in parts] == [("Sjögren", True)] * 3
