"""What the words of a link tell: which of them name no place, and where two links lead."""

import re
from functools import lru_cache
from posixpath import normpath
from urllib.parse import SplitResult, unquote, urlsplit

from accessibility.hints import FILE_KINDS
from accessibility.names.texts import tokens

# Words that lead nowhere by themselves. Each is a whole link.
VAGUE = """
    click, click here, click this, here, go here, tap here, press here, see here, right here,
    this, that, this link, this page, this site, this website, this article, this document,
    link, a link, the link, links, page, website, site, web page, webpage, source, go, go there,
    go to page, more, more here, see more, read more, learn more, find out more, show more, view
    more, more info, more information, more details, further information, further details,
    further reading, read on, read this, continue, continue reading, details, see details, view
    details, view, see, open, start, download, download here, download now, info, information,
    full text, next page, previous page, visit, visit site, visit website, visit page, check it
    out, check this out, learn, read, get started, sign up here, register here, watch, watch
    now, listen, play, yes, no, ok, submit, view all, see all, all, other, others, and more,
    here you go, the following, following link, at this link, via this link, on this page, on
    this site, click for more, click to view, click on this link, click the link, aquí, aqui,
    haga clic aquí, haz clic aquí, clic aquí, pulse aquí, más, más información, leer más, lea
    más, ver más, saber más, conocer más, siga leyendo, seguir leyendo, este enlace, esta
    página, enlace, página, sitio, sitio web, descargar, detalles, ver, continuar, información
"""
VAGUE_LINKS = frozenset(" ".join(words.split()) for words in VAGUE.split(","))
# Words for a kind of file. They tell the reader something, but not of what.
FILE_WORDS = """
    html, pdf, epub, kindle, mobi, plain text, txt, word, docx, doc, rtf, odt, excel, xlsx, csv,
    xml, json, zip, mp3, mp4, powerpoint, pptx, ppt, pdf version, html version, word version,
    text version
"""
KINDS_OF_FILE = frozenset(" ".join(words.split()) for words in FILE_WORDS.split(","))
# Words for a kind of page. Alone in a paragraph they do not tell which one.
KINDS_OF_PAGE = tokens("""
    article attachment audio blog book booklet brochure chapter conference course document event
    file flyer form guide guideline guidelines handbook handout homepage interview leaflet list
    manual meeting module news newsletter page pamphlet paper podcast post presentation project
    publication recording report resource resources results seminar session slides story study
    summary table talk text toolkit topic training transcript tutorial video webinar workshop
""")
HINTS = re.compile(r"\s*\([^()]*\)\s*$")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
# What only tells the other site where a reader came from.
TRACKING = re.compile(r"(?:utm_|_ga=|fbclid=|gclid=)", re.IGNORECASE)
SIZE = re.compile(r"\b\d[\d.,]*\s*(?:bytes?|[kmg]i?b)\b", re.IGNORECASE)


def without_hints(words: str) -> str:
    """A link's words without what follows them in parentheses, such as "(PDF, 1.2 MB)"."""
    while found := HINTS.search(words):
        if not words[: found.start()].strip():
            break
        words = words[: found.start()]
    return words


def plain(words: str) -> str:
    """A link's own words without capitals and without marks at either end."""
    words = without_hints(words)
    return " ".join(words.casefold().split()).strip(" .…,;:!?»«›‹→>-–—[](){}\"'“”‘’")


def is_vague(words: str) -> bool:
    return plain(words) in VAGUE_LINKS


def is_kind_of_file(words: str) -> bool:
    return plain(words) in KINDS_OF_FILE


def is_bare_address(words: str) -> bool:
    return ADDRESS.fullmatch(plain(words)) is not None


def names_file_kind(words: str, kind: str) -> bool:
    names = {kind.casefold()} | {end[1:] for end, each in FILE_KINDS.items() if each == kind}
    return any(re.search(rf"\b{re.escape(name)}\b", words.casefold()) for name in names)


def names_size(words: str) -> bool:
    return SIZE.search(words) is not None


@lru_cache(maxsize=4096)
def place(address: str) -> str:
    """One spelling for all addresses that surely answer with the same page."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    except ValueError:
        return address.strip()
    scheme = "" if parts.scheme in ("http", "https") else parts.scheme
    query = "&".join(one for one in parts.query.split("&") if not TRACKING.match(one))
    return f"{scheme}//{host}{port}{_path(parts)}?{query}#{parts.fragment}"


def _path(parts: SplitResult) -> str:
    path = INDEX.sub("/", unquote(parts.path))
    trimmed = normpath(path).lstrip("/") if path.strip("/") else ""
    return f"/{trimmed}" if parts.netloc or path.startswith("/") else trimmed
