"""The bytes of a saved page are read as a browser shows them, and what is unclear is reported."""

import pytest

from articles.importers.encodings import decoded

WORDS = "It’s “quoted” – café: take ≥ 5 µg at 38 °C."
PLAIN = "It’s “quoted” – café"


def page(words, charset="utf-8"):
    return f'<html><head><meta charset="{charset}"><title>Rest</title></head><p>{words}</p></html>'


def test_utf8_is_read_without_a_word():
    found = decoded(page(WORDS).encode())

    assert (found.text, found.remarks) == (page(WORDS), [])


STRAY = {
    "a quotation mark": (b"Old \x93words\x94", "Old “words”"),
    "an apostrophe": (b"Don\x92t", "Don’t"),
    "a dash": (b"5\x9610 mg", "5–10 mg"),
    "a degree": (b"38 \xb0C", "38 °C"),
    "a micro sign": (b"5 \xb5g", "5 µg"),
    "a letter": (b"caf\xe9 noir", "café noir"),
    "a letter before a quotation mark": (b"the caf\xe9\x94", "the café”"),
    "a fraction": (b"\xbd tablet", "½ tablet"),
    "a comment": (b"<!-- \xa9 2009 -->", "<!-- © 2009 -->"),
    "a hard space": (b"5\xa0mg", "5\xa0mg"),
}


@pytest.mark.parametrize("kind", STRAY)
def test_a_stray_byte_spoils_no_other_letter(kind):
    data, words = STRAY[kind]

    found = decoded(page(WORDS + "|").encode().replace(b"|", b" " + data))

    assert found.text == page(f"{WORDS} {words}")
    [remark] = found.remarks
    assert "read as Windows-1252" in remark


LABELS = ["utf-8", "UTF8", "iso-8859-1", "latin1", "windows-1252", "us-ascii", "utf-16", "x-new"]


@pytest.mark.parametrize("label", LABELS)
def test_windows_bytes_are_read_whatever_the_page_declares(label):
    assert decoded(page(PLAIN, label).encode("cp1252")).text == page(PLAIN, label)


@pytest.mark.parametrize("label", LABELS)
def test_utf8_is_read_whatever_the_page_declares(label):
    data = page(WORDS, label).encode()

    assert decoded(data).text == page(WORDS, label)
    assert decoded(data.replace(b"</p>", b" \x93so\x94</p>")).text == page(f"{WORDS} “so”", label)


DECLARED = {
    "macintosh": ("mac-roman", PLAIN),
    "windows-1251": ("cp1251", "Усталость и жара"),
    "koi8-r": ("koi8-r", "Усталость и жара"),
    "iso-8859-2": ("iso8859-2", "Zmęczenie i gorąco"),
    "iso-8859-7": ("iso8859-7", "Κόπωση και ζέστη"),
    "Shift_JIS": ("cp932", "疲労と暑さ"),
    "gb2312": ("gb18030", "疲劳和炎热"),
    "euc-kr": ("cp949", "피로와 더위"),
    "windows-1258": ("cp1258", "Một"),
}


@pytest.mark.parametrize("label", DECLARED)
def test_a_declared_encoding_is_read(label):
    codec, words = DECLARED[label]
    words = words.encode(codec, "ignore").decode(codec)

    found = decoded(page(words, label).encode(codec))

    assert (found.text, found.remarks) == (page(words, label), [])


def test_an_encoding_that_came_with_the_bytes_counts():
    assert decoded("Zmęczenie".encode("iso8859-2"), declared="ISO-8859-2").text == "Zmęczenie"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_read(codec):
    assert decoded(page(WORDS).encode(codec)).text == page(WORDS)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(codec):
    assert decoded(page(WORDS, "windows-1251").encode(codec)).text == page(WORDS, "windows-1251")


def test_a_mark_in_the_middle_changes_nothing():
    data = page("One|").encode().replace(b"|", b"\xef\xbb\xbf two \xe2\x89\xa5")

    assert decoded(data).text.replace("\ufeff", "") == page("One two ≥")


CUT = {"≥": b"\xe2\x89", "’": b"\xe2\x80", "é": b"\xc3", "😀": b"\xf0\x9f\x98"}


@pytest.mark.parametrize("sign", CUT)
def test_a_last_character_that_was_cut_is_reported_and_spoils_nothing(sign):
    found = decoded(f"{WORDS} Then {sign}".encode()[:-1])

    assert found.text == f"{WORDS} Then \ufffd"
    [remark] = found.remarks
    assert remark == (
        "One character was lost in the file and appear as “�”: “… 5 µg at 38 °C. Then � …”. Compare"
        " the page with the original."
    )
    assert f"{WORDS} Then {sign}".encode()[:-1].endswith(CUT[sign])


def test_a_broken_character_in_the_middle_is_reported_with_its_words():
    found = decoded(page(f"{WORDS} Dose | 5 mg").encode().replace(b"|", b"\xe2\x89"))

    assert found.text == page(f"{WORDS} Dose \ufffd 5 mg")
    assert "Dose \ufffd 5 mg …”. Compare" in found.remarks[0]


def test_characters_that_were_lost_before_the_page_was_saved_are_reported():
    found = decoded(page("Dose \ufffd 5 mg").encode())

    [remark] = found.remarks
    assert remark == (
        "One character was lost in the file and appear as “�”: “… Dose � 5 mg …”. Compare the page"
        " with the original."
    )


def test_control_characters_are_the_windows_signs_that_they_were():
    found = decoded(page("It\x92s \x93so\x94 \x85\n").encode())

    assert found.text == page("It’s “so” …\n")


TWICE = ["It’s “quoted”", "Dose ≥ 5 mg", "38 °C", "café", "5 µg → 6 µg", "½ tablet", "Müdigkeit"]


@pytest.mark.parametrize("words", TWICE)
def test_text_that_was_encoded_twice_is_read_as_it_was_meant_and_reported(words):
    spoilt = bytes(words, "utf-8").decode("cp1252", "surrogateescape")
    spoilt = "".join(chr(ord(c) - 0xDC00) if "\udc80" <= c <= "\udcff" else c for c in spoilt)

    found = decoded(page(spoilt).encode())

    assert found.text == page(words)
    assert "was encoded twice" in found.remarks[0]


def test_text_of_which_a_part_was_encoded_twice_is_left_and_reported():
    found = decoded(page("Sure: ≥ 5. Itâ€™s so.").encode())

    assert found.text == page("Sure: ≥ 5. Itâ€™s so.")
    [remark] = found.remarks
    assert remark == (
        "Characters such as “â€™” were already garbled when the page was saved, in at least 1"
        " places: “… Sure: ≥ 5. Itâ€™s so. …”. Compare it with the original."
    )


@pytest.mark.parametrize("words", ["A “MANHÃ” é", "Ãn “Â”", "São Tomé «lá»", "£5 ± 2", "NAÏVE É"])
def test_right_words_are_not_taken_for_spoilt_ones(words):
    found = decoded(page(words).encode())

    assert (found.text, found.remarks) == (page(words), [])


def test_undeclared_text_of_a_classic_mac_is_known_by_its_apostrophes():
    found = decoded("It’s “quoted” café".encode("mac-roman"))

    assert found.text == "It’s “quoted” café"
    assert "classic Mac" in found.remarks[0]


def test_a_few_zero_bytes_are_dropped():
    assert decoded(page(WORDS).encode() + b"\x00\x00").text == page(WORDS)
