"""Which language a text is in: told by its own words, for want of them by what it is marked as.

The common words of each language come from the audit's rules; a word that several languages share
counts for each of them in part. Short texts are not judged.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from accessibility.audit.rules.language_words import SCRIPTS, WORDS, agree, script_of
from accessibility.audit.rules.words import words_in
from accessibility.hints import LANGUAGE_NAMES

DEFAULT = "en"
ENOUGH = 2.5
SURE = 8
LETTERS_ENOUGH = 8  # of a script of its own: fewer may be signs, such as α and µ
AHEAD = 1.6  # how many times the best score is that of the next language
JUDGED = 40_000  # characters
# Languages that patients here are written to in, beside those that the audit tells apart.
MORE = {
    "ht": "nan pou ak yon ki pa sa gen li yo nou te ap moun tout lè kapab fè men oswa tankou se ou",
    "tl": "ka ikaw kayo mo ko bago taong dahil iyong ni kung gamot pag din rin lang nang",
    "so": "waa iyo ka ku in ay uu oo la si waxaa aad ama haddii kale dadka leh wax kaa soo",
    "ro": "și este sunt care pentru din cu nu mai sau dacă poate să fi la pe de ce după fără prin",
    "tr": "ve bir bu için ile olarak daha çok olan gibi veya en da de ne mi değil kadar sonra her",
    "da": "og er det at en den til med som på ikke for af har kan de vi du jeg skal eller efter",
    "nb": "og er det at en den til med som på ikke for av har kan de vi du jeg skal eller etter",
    "fi": "ja on ei se että oli tai kun myös voi hän ovat joka mutta kuin niin sekä ole jos",
    "id": "yang dan di untuk dengan ini itu dari pada tidak dapat akan atau adalah anda ke jika",
    "cs": "je na se že to jako by ale pro při který nebo jsou byl tak od až jsem bude být",
    "hu": "az és nem hogy egy is meg csak volt mint vagy ha de van ez minden után már kell",
}
COMMON = {language: words for language, words in WORDS.items() if language != "la"}
for language, words in MORE.items():
    COMMON[language] = COMMON.get(language, frozenset()) | frozenset(words.split())
# Letters that tell languages of one script apart.
LETTERS = [
    ("ru", "uk", re.compile("[іїєґ]", re.I)),
    ("ru", "sr", re.compile("[ђћљњџ]", re.I)),
    ("ar", "ur", re.compile("[ٹڈڑںے]")),
    ("ar", "fa", re.compile("[پچژگ]")),
]
KANA = re.compile("[\u3041-\u30ff]")
CONTRADICTED = "It is marked as {}, but its text is {}. It was imported as {}."


def language_of(text: str) -> str:
    """The language that a text's own words tell; empty where they are too few or unclear."""
    found = script_of(text[:JUDGED])
    if found and len(SCRIPTS[found].findall(text)) >= LETTERS_ENOUGH:
        return of_script(found, text[:JUDGED])
    scores = sorted(scores_of(text).items(), key=lambda each: each[1], reverse=True)
    best, points = scores[0] if scores else ("", 0)
    following = scores[1][1] if len(scores) > 1 else 0
    return best if points >= ENOUGH and points >= AHEAD * following else ""


def of_script(language: str, text: str) -> str:
    if language == "zh" and len(KANA.findall(text)) > len(text) / 20:
        return "ja"
    for shared, other, letters in LETTERS:
        if shared == language and len(letters.findall(text)) > len(text) / 100:
            return other
    return language


def scores_of(text: str) -> defaultdict[str, float]:
    """How much of a text each language has as its common words."""
    scores: defaultdict[str, float] = defaultdict(float)
    for word, times in Counter(words_in(text[:JUDGED].casefold())).items():
        for language in LANGUAGES_OF.get(word, ()):
            scores[language] += times / len(LANGUAGES_OF[word])
    return scores


def by_word() -> dict[str, list[str]]:
    found = defaultdict(list)
    for language, words in COMMON.items():
        for word in words:
            found[word].append(language)
    return dict(found)


LANGUAGES_OF = by_word()


@dataclass(frozen=True)
class DetectedLanguage:
    """The language of a document, and what to tell about how it was settled."""

    tag: str
    remarks: tuple[str, ...] = ()
    is_assumed: bool = False


def detect_language(text: str, *, marked: str = "") -> DetectedLanguage:
    """The language of a document by its words and by what it calls itself, a tag or nothing."""
    found = language_of(text)
    if not found:
        return DetectedLanguage(marked or DEFAULT, is_assumed=not marked)
    if not marked or agree(found, marked):
        return DetectedLanguage(marked or found)
    if scores_of(text)[found] < SURE and not script_of(text):
        return DetectedLanguage(marked)
    names = map(name_of, (marked, found, found))
    return DetectedLanguage(found, (CONTRADICTED.format(*names),))


def name_of(language: str) -> str:
    return LANGUAGE_NAMES.get(language) or f"the language “{language}”"


def contradicts(text: str, *, marked: str, rather: str) -> bool:
    """Whether the words of a passage are rather in one language than in the one it is marked as."""
    script = script_of(text)
    if script:
        return not agree(script, marked)
    scores = scores_of(text)
    return scores[rather] > scores[marked]


def is_in(text: str, language: str) -> bool:
    """Whether a passage of a document may be in the document's language."""
    if script_of(text):
        return agree(script_of(text), language)
    return language not in SCRIPTS and not contradicts(text, marked=language, rather=DEFAULT)


def language_tag(value: object, *, default: str) -> str:
    """ "es" of "es-MX" or "ES"; the default for anything that is no language tag."""
    match = re.match(r"\s*([a-z]{2,3})(?:[-_][\w-]+)?\s*$", str(value or ""), re.I)
    return match[1].lower() if match else default
