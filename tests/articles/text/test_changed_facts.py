import pytest

from articles.text.changed_facts import AddressChanged, Line, LineChanged, corrected, mentions

OLD = Line("1-800-273-8255", "1", "tel:18002738255")
NEW = Line("988", "1", "tel:988")
MOVED = [LineChanged(OLD, NEW)]
PORTAL = [AddressChanged("https://www.myhealth.va.gov/", "https://eauth.va.gov/mhv/")]


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("Call 1-800-273-8255, then press 1.", "Call 988, then press 1."),
        ("Call (800) 273-8255.", "Call 988."),
        ("Call [800.273.8255](tel:+1-800-273-8255).", "Call [988](tel:988)."),
        ("Text [us](sms:18002738255)", "Text [us](sms:988)"),
        ("Call 800-273-8256 or 273-8255.", "Call 800-273-8256 or 273-8255."),
    ],
)
def test_a_number_is_replaced_however_it_is_written(text, now):
    assert corrected(text, MOVED) == now


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("Dial 988, then press 1.", "Dial 988, then press 2."),
        ("Dial [988, then press 1](tel:988).", "Dial [988, then press 2](tel:988)."),
        ("Dial [988](tel:988), then press 1.", "Dial [988](tel:988), then press 2."),
        ("Marque el 988 y oprima el 1.", "Marque el 988 y oprima el 2."),
        ("Dial 988, press 3 for Spanish.", "Dial 988, press 3 for Spanish."),
        ("Press 1 to go on.", "Press 1 to go on."),
    ],
)
def test_what_to_press_is_replaced_after_the_number_alone(text, now):
    assert corrected(text, [LineChanged(NEW, Line("988", "2", "tel:988"))]) == now


def test_nothing_is_pressed_where_nothing_is_to_be_pressed_any_more():
    changes = [LineChanged(NEW, Line("911", "", "tel:911"))]

    assert corrected("Dial 988, then press 1.", changes) == "Dial 911."
    assert corrected("([988](tel:988), then press 1)", changes) == "([911](tel:911))"


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("[Portal](https://www.myhealth.va.gov/)", "[Portal](https://eauth.va.gov/mhv/)"),
        ("See https://www.myhealth.va.gov.", "See https://eauth.va.gov/mhv/."),
        ("See www.myhealth.va.gov, too", "See eauth.va.gov/mhv, too"),
        ("http://www.myhealth.va.gov/", "https://eauth.va.gov/mhv/"),
        ("https://not-www.myhealth.va.gov/", "https://not-www.myhealth.va.gov/"),
        ("https://www.myhealth.va.government/", "https://www.myhealth.va.government/"),
    ],
)
def test_an_address_is_replaced_with_and_without_its_scheme(text, now):
    assert corrected(text, PORTAL) == now


def test_another_page_below_an_old_address_is_left_to_people():
    text = "[Refill](https://www.myhealth.va.gov/refill)."

    (found,) = mentions(text, PORTAL)

    assert (found.found, found.now) == ("https://www.myhealth.va.gov/refill", None)
    assert corrected(text, PORTAL) == text


def test_a_line_without_a_number_now_is_left_to_people():
    changes = [LineChanged(NEW, Line("", "", "https://example.org/chat"))]

    (found,) = mentions("Dial 988 now", changes)

    assert (found.before, found.found, found.now, found.after) == ("Dial ", "988", None, " now")


def test_what_is_true_is_no_mention():
    assert list(mentions("Dial 988, then press 1.", MOVED)) == []
