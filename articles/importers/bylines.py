"""A by-line as a page prints it → the people it names, each with their credentials.

"Derek McFaul, DO and Rebecca Spain, MD, MSPH" is two people. Commas stand between people, between
a person and their degrees, and inside titles and hospitals' names, so every piece between two
separators is first recognised for what it is, then given to the person before it.
"""

import re
from typing import TypedDict

from articles.importers.credentials import STATES, degree, is_credentials, is_known
from articles.importers.dates import without_dates
from articles.importers.records import ImportedPerson

SUFFIX = re.compile(r"(?:Jr|Sr|Esq)\.?|II|III|IV|2nd|3rd", re.I)
HONORIFIC = re.compile(r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Mx|Miss|Dra|Sra)\b\.?\s+)+", re.I)
PREFIX = re.compile(
    r"\s*(?:(?:medically|clinically|originally|also)\s+)?"
    r"(?:(?P<role>(?:fact[- ]?)?(?:reviewed|checked|edited|verified|approved|revisado|aprobado)"
    r"|reviewer|editor)s?"
    r"|written|authored|contributed|posted|submitted|prepared|published|compiled|story|words|text"
    r"|escrito|redactado|author|contributor|writer|autor|autora|autores)(?:\s*\(s\)|s)?\s*"
    r"(?:\bby\b|\bpor\b|:)\s*:?\s*|\s*(?:by|por)\b\s*:?\s+",
    re.I,
)
SPANISH_PREFIX = re.compile(
    r"\s*(?:por|escrito|redactado|autor|autora|autores|revisado|aprobado)\b", re.I
)
PLACE_OR_POST = re.compile(
    r"\b(?:universit(?:y|ies)|universidad|college|school|hospitals?|clinics?|cent(?:er|re)s?|centro|institutes?"
    r"|departments?|dept|division|foundation|society|associat(?:ion|es)|program|service|network|system"
    r"|administration|agency|office|laborator(?:y|ies)|medicine|medical|neurology|rehabilitation|nursing|health"
    r"|care|va|vamc|vha|nih|staff|team|committee|board|council|group|collaborative|excellence"
    r"|director|chief|chair|professor|fellow|resident|physician|neurologist|psychologist|therapist|pharmacist"
    r"|nurse|coordinator|manager|specialist|scientist|researcher|investigator|consultant|president|dean|lead"
    r"|assistant|associate|instructor|lecturer|head|member)\b",
    re.I,
)
SPACED_DEGREE = re.compile(r"\b(Ph|Psy|Pharm|Ed|Sc|M)\. D\b\.?")
STRONG_SEPARATORS = re.compile(r"\s*(?:[;|\n•·]|\s/\s)\s*(?:(?:and|y)\s)?", re.I)
SEPARATORS = re.compile(r"\s*(?:,\s*)?\b(and|with|et|und)\s\s*|\s*(?:,\s*)?(&)\s*|\s*(,)\s*", re.I)
SPANISH_SEPARATORS = re.compile(r"\s*(?:,\s*)?\b(y|e|and)\s\s*|\s*(?:,\s*)?(&)\s*|\s*(,)\s*", re.I)
ARTICLE = re.compile(r"(?:the|our)\s+", re.I)
ASIDE = re.compile(
    r"\((?:[^()]*(?:@|https?:|link|he/|she/|they/)[^()]*)\)|\S+@\S+|https?://\S+", re.I
)
PARTICLES = {
    "al",
    "bin",
    "da",
    "das",
    "de",
    "del",
    "della",
    "den",
    "der",
    "di",
    "dos",
    "du",
    "el",
    "ibn",
}
PARTICLES |= {"la", "las", "le", "los", "mac", "st", "st.", "ten", "ter", "van", "von", "y", "zu"}
SMALL_WORDS = PARTICLES | {"and", "at", "by", "et", "for", "in", "of", "on", "the", "to", "with"}
LONGEST = 400


class Parts(TypedDict):
    """A person as pieces of a by-line say it; each affiliation with the separator before it."""

    name: str
    credentials: list[str]
    affiliation: list[tuple[str, str]]


def split_byline(text: str) -> list[ImportedPerson]:
    """The people a by-line names, in order."""
    words, _ = without_dates(ASIDE.sub(" ", SPACED_DEGREE.sub(r"\1.D.", text)))
    spanish = bool(SPANISH_PREFIX.match(words))
    groups = [group for group in STRONG_SEPARATORS.split(without_prefix(words)) if group.strip()]
    people: list[Parts] = []
    for group in groups:
        parts = pieces(group, SPANISH_SEPARATORS if spanish else SEPARATORS)
        for separator, piece in given_name_first(parts, is_list=len(groups) > 1):
            add_piece(people, piece, separator)
    return [person_of(person) for person in people]


def without_prefix(text: str) -> str:
    """ "Jane Roe, MD" of "By Jane Roe, MD"."""
    while match := PREFIX.match(text):
        text = text[match.end() :]
    return text


def names_reviewers(text: str) -> bool:
    """Whether the people were said to have reviewed or edited, not written."""
    match = PREFIX.match(text)
    return bool(match and match["role"])


def pieces(text: str, separators: re.Pattern[str]) -> list[tuple[str, str]]:
    """Each piece with the separator before it."""
    found, start, separator = [], 0, ""
    for match in [*separators.finditer(text), None]:
        if piece := trimmed(text[start : match.start() if match else None]):
            found.append((separator, piece))
        if match:
            start, separator = match.end(), next(filter(None, match.groups())).lower()
    return found


def trimmed(piece: str) -> str:
    """Without the marks around it; a full stop stays where it belongs: "Jr.", "M.D.", "John D."."""
    piece = piece.strip(" \t:-–—")
    words = piece.split()
    if not words or is_credentials(words[-1]) or SUFFIX.fullmatch(words[-1]) or len(words[-1]) == 2:
        return piece
    return piece.rstrip(".")


def given_name_first(parts: list[tuple[str, str]], *, is_list: bool) -> list[tuple[str, str]]:
    """ "McFaul, Derek, DO" as "Derek McFaul, DO"; a list of first names stays a list."""
    if len(parts) < 2 or not (is_list or len(parts) > 2):
        return parts
    (_, family), (separator, given), *degrees = parts
    turned = (
        separator == ","
        and len(family.split()) == 1
        and len(given.split()) <= 2
        and is_name(family)
        and is_name(given)
        and not any(is_credentials(piece) or SUFFIX.fullmatch(piece) for piece in (family, given))
        and all(is_credentials(piece) or SUFFIX.fullmatch(piece) for _, piece in degrees)
    )
    return [("", f"{given} {family}"), *degrees] if turned else parts


def add_piece(people: list[Parts], piece: str, separator: str) -> None:
    """Give one piece to the person it belongs to, or let it begin a new one."""
    last = people[-1] if people else None
    if last and SUFFIX.fullmatch(piece):
        last["name"] += f" {piece}"
    elif last and is_credentials(piece) and not (last["affiliation"] and piece in STATES):
        last["credentials"] += [degree(word) for word in piece.split()]
    elif last and continues(last, piece, separator):
        last["affiliation"].append((separator, piece))
    else:
        people.append(new_person(ARTICLE.sub("", piece)))


def continues(last: Parts, piece: str, separator: str) -> bool:
    """Whether the piece says where the last person works, or what as."""
    if " " not in piece and (last["affiliation"] or (separator == "," and last["credentials"])):
        return True  # "Portland", "OR", "Technology": a person is named with two words
    if not PLACE_OR_POST.search(piece):
        return not is_name(HONORIFIC.sub("", piece, count=1))
    return separator == "," or (bool(separator) and bool(last["affiliation"]))


def new_person(piece: str) -> Parts:
    """A person from "Dr. Derek McFaul DO": trailing degrees are taken off the name."""
    words = piece.split()
    credentials: list[str] = []
    while len(words) > 2 and is_known(words[-1]):
        credentials.insert(0, degree(words.pop()))
    return {"name": " ".join(words), "credentials": credentials, "affiliation": []}


def person_of(parts: Parts) -> ImportedPerson:
    name = parts["name"]
    if parts["credentials"]:
        # A title in front says nothing that the degrees behind do not.
        name = HONORIFIC.sub("", name, count=1) if HONORIFIC.match(name) else name
    return ImportedPerson(
        name=" ".join(name.split()),
        credentials=", ".join(parts["credentials"]),
        affiliation=joined(parts["affiliation"]),
    )


def joined(affiliation: list[tuple[str, str]]) -> str:
    text = ""
    for separator, piece in affiliation:
        between = f" {separator} " if separator.isalpha() or separator == "&" else ", "
        text += f"{between if text else ''}{piece}"
    return text


def is_name(piece: str) -> bool:
    """Whether this reads as a person's name: a few words, each with a capital."""
    words = [word for word in piece.split() if word.lower() not in PARTICLES]
    return 1 <= len(words) <= 5 and all(is_name_word(word) for word in words)


def is_name_word(word: str) -> bool:
    return bool(re.fullmatch(r"[^\W\d_][\w.’'\-]*", word)) and (word[0].isupper() or "’" in word)


def looks_like_byline(text: str) -> bool:
    """Whether a short line names its writers: "By …", or people of whom one has a degree."""
    if not text.strip() or len(text) > LONGEST or text.rstrip().endswith((":", "?", "!")):
        return False
    if is_sentence(without_prefix(text)):
        return False
    people = split_byline(text)
    if not people or not all(is_name_or_body(person.name) for person in people):
        return False
    if PREFIX.match(text):
        return True
    return any(person.credentials for person in people) and all(" " in p.name for p in people)


def is_sentence(text: str) -> bool:
    """Whether more words are written small than names, posts and places have."""
    small = re.findall(r"\b[a-zà-ÿ][\w’']*", PLACE_OR_POST.sub(" ", text))
    return sum(word not in SMALL_WORDS for word in small) > 3


def is_name_or_body(name: str) -> bool:
    bare = HONORIFIC.sub("", name, count=1)
    return is_name(bare) or (bool(PLACE_OR_POST.search(bare)) and len(bare.split()) <= 9)
