"""The few words the pipeline itself puts on a page, in the languages pages are written in."""

from collections.abc import Callable
from dataclasses import dataclass

from accessibility import hints


@dataclass(frozen=True)
class Words:
    """``in_language`` gives, by language, what to say of a link to a page in that language."""

    language: str
    external_site: str
    note: str
    warning: str
    keypoints: str
    table: str
    footnote: str
    footnotes: str
    back_to: str
    meaning: str
    in_language: Callable[[str], str]


IN_LANGUAGE_ES = {
    "ar": "en árabe",
    "de": "en alemán",
    "en": "en inglés",
    "es": "en español",
    "fr": "en francés",
    "it": "en italiano",
    "ko": "en coreano",
    "pt": "en portugués",
    "ru": "en ruso",
    "tl": "en tagalo",
    "vi": "en vietnamita",
    "zh": "en chino",
}


def primary(language: str) -> str:
    """ "es" of "es-MX"."""
    return language.split("-")[0].lower()


ENGLISH = Words(
    language="en",
    external_site=hints.EXTERNAL_SITE,
    note="Note",
    warning="Warning",
    keypoints="Key points",
    table="Table",
    footnote="Footnote",
    footnotes="Footnotes",
    back_to="Back to the text, footnote",
    meaning="meaning",
    in_language=hints.language_hint,
)
SPANISH = Words(
    language="es",
    external_site="sitio externo",
    note="Nota",
    warning="Advertencia",
    keypoints="Puntos clave",
    table="Tabla",
    footnote="Nota al pie",
    footnotes="Notas al pie",
    back_to="Volver al texto, nota al pie",
    meaning="significado",
    in_language=lambda lang: IN_LANGUAGE_ES.get(primary(lang), ""),
)
WORDS = {"en": ENGLISH, "es": SPANISH}


def words_in(language: str) -> Words:
    return WORDS.get(primary(language), ENGLISH)
