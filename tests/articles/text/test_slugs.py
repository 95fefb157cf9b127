import pytest

from articles.text.slugs import address_part

PARTS = {
    "Living with Fatigue": "living-with-fatigue",
    "Mệt mỏi – Điều trị": "met-moi-dieu-tri",
    "Müdigkeit & Straße": "mudigkeit-strasse",
    "Kræft, øl og smør": "kraeft-ol-og-smor",
    "Łódź i żółć": "lodz-i-zolc",
    "İstanbul’da ışık": "istanbulda-isik",
    "Þór og Ægir": "thor-og-aegir",
    "Cœur et œuvre": "coeur-et-oeuvre",
    "¿Qué es la EM?": "que-es-la-em",
    "C++ / “quotes” … 100%": "c-quotes-100",
    "Don’t wait": "dont-wait",
    "Усталость и жара": "ustalost-i-zhara",
    "Щоденна їжа": "shchodenna-izha",
    "Κόπωση και ζέστη": "koposi-kai-zesti",
    "Θεραπεία του πόνου": "therapeia-tou-ponou",
    "Interferon β and TNF-α": "interferon-beta-and-tnf-alpha",
    "0.5 mg and 2,5 ml": "0-5-mg-and-2-5-ml",
    "30 µg, 5 μL": "30-mcg-5-mcl",
    "10⁹/L and B₁₂": "10-9-l-and-b12",
    "1½ tablets": "1-1-2-tablets",
    "Rest–and/or sleep": "rest-and-or-sleep",
    "日本語の頁": "",
    "حالة": "",
    "多发性硬化 MS": "",
    "피로": "",
    "!?": "",
}


@pytest.mark.parametrize("title", PARTS)
def test_a_title_becomes_a_readable_address(title):
    assert address_part(title) == PARTS[title]


def test_a_long_title_is_cut_between_words():
    part = address_part("fatigue " * 30)

    assert len(part) <= 100
    assert part.endswith("fatigue")
    assert address_part("x" * 300) == "x" * 100
