import pytest

from accessibility import hints


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://example.org/a.pdf", "PDF"),
        ("/media/a.PDF?download=1#page=2", "PDF"),
        ("/media/plan.docx", "Word"),
        ("/treatments/", ""),
        ("https://example.org/", ""),
        ("https://example.org/v1.2", ""),
        ("tel:988", ""),
        ("http://[a.pdf", ""),
    ],
)
def test_the_kind_of_a_file_comes_from_its_address(address, kind):
    assert hints.file_kind(address) == kind


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (None, "PDF"),
        (0, "PDF, 1 KB"),
        (1_499, "PDF, 1 KB"),
        (999_499, "PDF, 999 KB"),
        (999_500, "PDF, 1.0 MB"),
        (1_234_567, "PDF, 1.2 MB"),
    ],
)
def test_the_size_of_a_file_is_said_as_people_read_it(size, words):
    assert hints.file_hint("/media/a.pdf", size=size) == words


def test_a_page_has_no_file_hint():
    assert hints.file_hint("/treatments/", size=1_000_000) == ""


@pytest.mark.parametrize(
    ("lang", "words"), [("es", "in Spanish"), ("es-MX", "in Spanish"), ("xx", ""), ("", "")]
)
def test_the_language_of_a_page_is_said_in_english(lang, words):
    assert hints.language_hint(lang) == words
