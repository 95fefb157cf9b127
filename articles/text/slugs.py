"""The readable last part of an address, made from a title in any of the scripts that Latin letters
can spell.

Latin, Greek and Cyrillic letters are spelled out; figures stay apart, so that "0.5 µg" never reads
"05-mg". What cannot be spelled (Chinese, Arabic …) gives no address: an editor chooses one.
"""

import re
import unicodedata

LONGEST = 100
MOST = 0.5
LATIN = {
    "đ": "d",
    "ð": "d",
    "ß": "ss",
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
    "ł": "l",
    "þ": "th",
    "ħ": "h",
    "ı": "i",
    "ŋ": "ng",
    "ŧ": "t",
    "ə": "e",
    "ĸ": "k",
    "ſ": "s",
    "ƒ": "f",
    "ɓ": "b",
    "ɗ": "d",
    "ƙ": "k",
    "ɛ": "e",
    "ɔ": "o",
    "ŉ": "n",
    "’": "",
    "'": "",
    "ʻ": "",
    "ʼ": "",
}
# After ELOT 743 and BGN/PCGN, without accents.
GREEK = {
    "ου": "ou",
    "α": "a",
    "β": "v",
    "γ": "g",
    "δ": "d",
    "ε": "e",
    "ζ": "z",
    "η": "i",
    "θ": "th",
    "ι": "i",
    "κ": "k",
    "λ": "l",
    "μ": "m",
    "ν": "n",
    "ξ": "x",
    "ο": "o",
    "π": "p",
    "ρ": "r",
    "σ": "s",
    "ς": "s",
    "τ": "t",
    "υ": "y",
    "φ": "f",
    "χ": "ch",
    "ψ": "ps",
    "ω": "o",
}
CYRILLIC = {
    "а": "a",
    "б": "b",
    "в": "v",
    "г": "g",
    "ґ": "g",
    "д": "d",
    "ђ": "dj",
    "е": "e",
    "є": "ye",
    "ж": "zh",
    "з": "z",
    "ѕ": "dz",
    "и": "i",
    "і": "i",
    "ј": "j",
    "к": "k",
    "л": "l",
    "љ": "lj",
    "м": "m",
    "н": "n",
    "њ": "nj",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "s",
    "т": "t",
    "ћ": "c",
    "у": "u",
    "ф": "f",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "џ": "dz",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ы": "y",
    "ь": "",
    "э": "e",
    "ю": "yu",
    "я": "ya",
}
SPELLED = {**LATIN, **GREEK, **CYRILLIC}
LETTER_NAMES = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ζ": "zeta",
    "η": "eta",
    "θ": "theta",
    "ι": "iota",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "ν": "nu",
    "ξ": "xi",
    "ο": "omicron",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
    "υ": "upsilon",
    "φ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
}
# A letter by itself is a name, as in "interferon β"; before a unit µ is "micro".
MICRO = re.compile(r"[µμ](?=(?:g|l|L|m|mol|kat|Sv|s)\b)")
LONE_GREEK = re.compile(r"(?<![Ͱ-Ͽ])([α-ωµ])(?![Ͱ-Ͽ])")
RAISED = re.compile(r"(?<=\d)[⁰¹²³⁴⁵⁶⁷⁸⁹₀-₉⁻]+|(?<=\d)(?=[¼-¾⅐-⅞])")
BETWEEN_FIGURES = re.compile(r"(?<=\d)[.,⁄](?=\d)")
SPELLABLE = re.compile("|".join(sorted(map(re.escape, SPELLED), key=len, reverse=True)))


def address_part(title: str) -> str:
    """The title as lower-case words of a to z and figures between hyphens, 100 characters at most.

    Empty where most of its letters cannot be spelled so.
    """
    spelled = spelled_out(title)
    letters = [letter for letter in spelled if letter.isalpha()]
    kept = sum(1 for letter in letters if letter.isascii())
    if letters and kept < MOST * len(letters):
        return ""
    words = re.findall(r"[a-z0-9]+", spelled)
    return shortened("-".join(words))


def spelled_out(title: str) -> str:
    text = MICRO.sub("mc", unicodedata.normalize("NFC", title))
    text = RAISED.sub(lambda match: f" {match[0]}", text).lower()
    text = LONE_GREEK.sub(lambda match: LETTER_NAMES["μ" if match[1] == "µ" else match[1]], text)
    text = BETWEEN_FIGURES.sub("-", unicodedata.normalize("NFKD", text))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return SPELLABLE.sub(lambda match: SPELLED[match[0]], text)


def shortened(words: str) -> str:
    """Cut between words, unless one word is longer than an address may be."""
    if len(words) <= LONGEST:
        return words
    return words[: LONGEST + 1].rsplit("-", 1)[0][:LONGEST]
