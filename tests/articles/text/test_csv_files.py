import csv
import io

import pytest

from articles.text.csv_files import as_csv, as_text

SIGNS = {
    "plain": "= + - @",
    "full width": "\uff1d \uff0b \uff0d \uff20",
    "small": "\ufe66 \ufe62 \ufe63 \ufe6b",
    "raised": "\u207c \u207a \u207b",
    "lowered": "\u208c \u208a \u208b",
    "minus": "\u2212",
    "crossed out": "=\u0338 \u2260",
}
UNSEEN = {
    "nothing": "",
    "byte order mark": "\ufeff",
    "zero width space": "\u200b",
    "word joiner": "\u2060",
    "soft hyphen": "\u00ad",
    "direction marks": "\u200e\u202e\u2066",
    "no-break space": "\u00a0",
    "ideographic space": "\u3000",
    "line separator": "\u2028",
    "control characters": "\x01\x1f\x7f\x85",
    "joiner and selector": "\u034f\ufe0f",
    "Hangul fillers": "\u3164\uffa0\u115f",
    "empty braille cell": "\u2800",
    "spaces and tabs": " \t \r\n ",
}


@pytest.mark.parametrize("unseen", UNSEEN.values(), ids=UNSEEN)
@pytest.mark.parametrize("signs", SIGNS.values(), ids=SIGNS)
def test_what_begins_like_a_formula_behind_whatever_nobody_sees_is_a_text(signs, unseen):
    cells = [f"{unseen}{sign}1+1" for sign in signs.split()]

    assert [as_text(cell) for cell in cells] == [f"'{cell}" for cell in cells]


@pytest.mark.parametrize("cell", ["\tFatigue", "\rFatigue", "\nFatigue"])
def test_a_cell_that_begins_a_new_one_is_a_text(cell):
    assert as_text(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell",
    [
        "",
        " ",
        "\u200b",
        "Fatigue",
        "A = B",
        "5 mg",
        "½ tablet",
        "“Quoted”",
        "’s",
        "¿Qué es?",
        "a@b.c",
    ],
)
def test_other_words_stay_as_they_are(cell):
    assert as_text(cell) == cell


@pytest.mark.parametrize("number", [0, -3, 2.5, None])
def test_numbers_stay_numbers(number):
    assert as_text(number) == number


def test_a_file_is_read_again_as_it_was_written():
    rows = [["Title", "Count"], ['Say "no", twice;\nthen rest', 3], ["Señal ≥ 5", -1]]

    file = as_csv(rows)

    assert file.startswith("\ufeff".encode())
    read = list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))
    assert read == [[str(cell) for cell in row] for row in rows]
