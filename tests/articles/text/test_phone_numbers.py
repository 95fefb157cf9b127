import pytest

from articles.text import phone_numbers

LIFELINE = "1-800-273-8255"


@pytest.mark.parametrize(
    "text",
    [
        *("1-800-273-8255", "(800) 273-8255", "800.273.8255", "+1 800 273 8255", "8002738255"),
        *("tel:+1-800-273-8255", "tel:18002738255", r"\(800\) 273\-8255", "1 (800) 273\u20118255"),
        "Call 800-273-\n8255.",
    ],
)
def test_a_number_is_found_however_it_is_written(text):
    assert phone_numbers.names(text, LIFELINE)
    assert phone_numbers.names(text, "(800) 273-8255")


@pytest.mark.parametrize(
    "text", ["dial 988, then press 1", "**988**", "(988)", "tel:988", "9-8-8", "Call 988."]
)
def test_a_short_number_is_found(text):
    assert phone_numbers.names(text, "988")


@pytest.mark.parametrize(
    "text", ["1988", "9,988", "988-1234", "988.5 mg", "988lifeline.org", "12/988", ""]
)
def test_another_number_is_not_taken_for_it(text):
    assert not phone_numbers.names(text, "988")


def test_no_number_is_found_nowhere():
    assert not phone_numbers.names("988", "")


def test_all_of_a_number_is_found_with_the_mark_before_it():
    assert (
        phone_numbers.pattern_of(LIFELINE).sub("988", r"Call \(800\) 273-8255 now")
        == "Call 988 now"
    )
