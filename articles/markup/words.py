"""The few words the pipeline itself puts on a page, in the languages pages are written in."""

from dataclasses import dataclass

from accessibility import hints


@dataclass(frozen=True)
class Words:
    external_site: str
    note: str
    warning: str
    keypoints: str
    table: str
    footnote: str
    footnotes: str
    back_to: str


ENGLISH = Words(
    external_site=hints.EXTERNAL_SITE,
    note="Note",
    warning="Warning",
    keypoints="Key points",
    table="Table",
    footnote="Footnote",
    footnotes="Footnotes",
    back_to="Back to the text, footnote",
)
SPANISH = Words(
    external_site="sitio externo",
    note="Nota",
    warning="Advertencia",
    keypoints="Puntos clave",
    table="Tabla",
    footnote="Nota al pie",
    footnotes="Notas al pie",
    back_to="Volver al texto, nota al pie",
)
WORDS = {"en": ENGLISH, "es": SPANISH}


def words_in(language: str) -> Words:
    return WORDS.get(language.split("-")[0].lower(), ENGLISH)
