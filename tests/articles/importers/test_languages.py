"""The language of an imported page is told by its words, or by its mark; never in silence."""

import pytest

from articles.importers.html.pages import read_html
from articles.importers.languages import detect_language, language_of
from articles.importers.markdown.pages import read_markdown
from articles.importers.text.pages import read_text
from articles.importers.word.conversion import read_word
from tests.articles.importers.word_files import NAMESPACES, paragraph, word_file

PASSAGES = {
    "en": "Fatigue is common in MS. Rest before you are tired, and plan your day with your team.",
    "es": "La fatiga es frecuente. Descanse antes de cansarse y planee el día con su equipo.",
    "fr": "La fatigue est fréquente et elle peut gêner la vie de tous les jours. Reposez-vous.",
    "de": "Die Müdigkeit ist häufig und der Alltag wird damit schwer. Bitte sprechen Sie mit uns.",
    "pt": "A fadiga é comum e pode ser muito difícil. Descanse antes de ficar cansado, por favor.",
    "it": "La stanchezza è comune e può essere molto difficile. Si riposi prima di essere stanco.",
    "nl": "Vermoeidheid komt veel voor bij MS. Rust voordat je moe bent en maak een plan met ons.",
    "vi": "Mệt mỏi là một triệu chứng phổ biến và bạn có thể nghỉ ngơi trước khi mệt.",
    "tl": "Ang pagod ay karaniwan sa mga taong may MS. Magpahinga ka bago ka mapagod.",
    "ht": "Fatig se yon bagay ki komen nan MS. Repoze ou anvan ou fatige, epi pale ak ekip ou a.",
    "pl": "Zmęczenie jest częste i nie jest to wina chorego. Odpocznij, zanim się zmęczysz.",
    "sv": "Trötthet är vanligt och det är inte ditt fel. Vila innan du blir trött och planera.",
    "tr": "Yorgunluk çok sık görülür ve bu bir suç değil. Yorulmadan önce dinlenin ve plan yapın.",
    "ro": "Oboseala este frecventă și nu este vina dumneavoastră. Odihniți-vă înainte să fie greu.",
    "so": "Daalka waa wax caadi ah oo ku dhaca dadka MS. Naso ka hor inta aadan daalin.",
    "ru": "Усталость встречается часто. Отдыхайте до того, как устанете.",
    "uk": "Втома трапляється часто. Відпочивайте, перш ніж втомитеся, і плануйте свій день.",
    "zh": "疲劳很常见。请在感到疲倦之前休息，并与您的团队一起安排一天。",
    "ja": "疲労はよく見られます。疲れる前に休み、一日の計画を立ててください。",
    "ko": "피로는 흔합니다. 피곤해지기 전에 쉬고 하루를 계획하세요.",
    "ar": "التعب شائع. استرح قبل أن تتعب وخطط ليومك مع فريقك.",
    "fa": "خستگی شایع است. پیش از آنکه خسته شوید استراحت کنید و روز خود را برنامه‌ریزی کنید.",
    "hi": "थकान आम है। थकने से पहले आराम करें और अपने दिन की योजना बनाएं।",
}


@pytest.mark.parametrize(("language", "text"), PASSAGES.items())
def test_a_passage_tells_its_language(language, text):
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Call 911",
        "MS, EDSS 6.5",
        "αβγ 5 µg",
        "Natalizumab 300 mg",
        "Dr. Rosa Example",
        "no",
        "La fatiga",
    ],
)
def test_short_texts_are_not_judged(text):
    assert language_of(text) == ""


@pytest.mark.parametrize("pair", [("en", "de"), ("es", "pt")])
def test_a_text_of_two_languages_is_not_judged(pair):
    assert language_of(" ".join(PASSAGES[each] for each in pair)) == ""


def words(language):
    return PASSAGES[language]


@pytest.mark.parametrize("language", ["de", "fr", "es", "vi"])
def test_every_way_in_tells_the_language_by_the_words(language, tmp_path):
    text = words(language)
    pages = [
        read_html(f"<html><body><main><h1>T</h1><p>{text}</p></main></body></html>"),
        read_markdown(f"---\ntitle: T\n---\n\n{text}\n"),
        read_text(f"T\n\n{text}\n"),
        read_word(word_file(paragraph(text)), name="T", folder=tmp_path),
    ]

    assert [page.language for page in pages] == [language] * 4
    assert not any(page.language_is_assumed for page in pages)


def test_english_that_is_assumed_is_said_to_be(tmp_path):
    pages = [
        read_html("<main><h1>T</h1><p>Rest.</p></main>"),
        read_markdown("---\ntitle: T\n---\n\nRest.\n"),
        read_text("T\n\nRest.\n"),
        read_word(word_file(paragraph("Rest.")), name="T", folder=tmp_path),
    ]

    assert [(page.language, page.language_is_assumed) for page in pages] == [("en", True)] * 4


def test_the_mark_decides_where_the_words_do_not():
    assert detect_language("Siesta: 20 min.", marked="es").tag == "es"


def test_words_that_surely_say_otherwise_win_over_the_mark_and_it_is_reported():
    long = " ".join([words("es")] * 3)

    settled = detect_language(long, marked="en")

    assert settled.tag == "es"
    assert settled.remarks == (
        "It is marked as English, but its text is Spanish. It was imported as Spanish.",
    )
    assert detect_language(words("es"), marked="en").tag == "en"  # too few to be sure


# --- Word's own marks ---------------------------------------------------------------------------


def marked(text, language, more=""):
    properties = f'<w:lang w:val="{language}"{more}/>'
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def defaults(language):
    properties = f'<w:rPrDefault><w:rPr><w:lang w:val="{language}"/></w:rPr></w:rPrDefault>'
    part = f"<w:styles {NAMESPACES}><w:docDefaults>{properties}</w:docDefaults></w:styles>"
    return {"word/styles.xml": part}


@pytest.fixture
def read(tmp_path):
    def reading(*blocks, **parts):
        return read_word(word_file(*blocks, **parts), name="Leaflet", folder=tmp_path)

    return reading


def test_a_passage_that_word_marks_as_another_language_is_marked(read):
    page = read(paragraph("We say ", marked("¿Cómo está usted hoy?", "es-ES")))

    assert page.body == "We say [¿Cómo está usted hoy?]{lang=es}\n"


def test_runs_of_one_passage_are_marked_together(read):
    page = read(
        paragraph(words("en")),
        paragraph(
            "We say ", marked("¿Cómo está", "es-ES"), marked(" usted hoy?", "es-MX"), " here"
        ),
    )

    assert page.body.endswith("We say [¿Cómo está usted hoy?]{lang=es} here\n")


@pytest.mark.parametrize(
    "run",
    [
        marked("Rest before you are tired.", "es-ES"),  # typed with a Spanish keyboard
        marked("5 mg", "es-ES"),
        marked("Rest.", "en-GB"),
        marked("Natalizumab 300 mg", ""),
    ],
)
def test_a_mark_that_the_words_contradict_or_that_tells_nothing_is_not_taken(read, run):
    assert "{lang" not in read(paragraph(words("en")), paragraph(run)).body


def test_a_short_document_is_in_the_language_that_it_is_marked_as(read):
    page = read(paragraph("Siesta: 20 min."), extra=defaults("es-ES"))

    assert (page.language, page.language_is_assumed) == ("es", False)


def test_the_words_of_a_document_win_over_its_default(read):
    page = read(paragraph(" ".join([words("es")] * 3)), extra=defaults("en-US"))

    assert page.language == "es"
    assert any("marked as English, but its text is Spanish" in said for said in page.remarks)


def test_paragraphs_in_a_language_that_the_site_does_not_offer_name_it(read):
    german = [paragraph(words("de"))] * 3

    page = read(*german, paragraph("Rest.", style="Heading2"), paragraph(words("en")))

    assert page.language == "de"
    assert page.body.count(f"[{words('de')}]{{lang=de}}") == 3
    assert page.body.endswith(f"\n\n{words('en')}\n")
