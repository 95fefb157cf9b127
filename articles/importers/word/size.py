"""How much a Word document holds, counted while its parts are unpacked and before they are read.

A document that is too long for a page is refused here, at a fraction of what converting it takes.
What a file says of its own sizes is not believed.
"""

import zipfile
from collections.abc import Iterable, Iterator

from lxml import etree

from articles.importers.records import UnreadablePage
from articles.markup.limits import MAX_SOURCE_BYTES

CHUNK = 64_000
MOST_OF_TEXT_PART = 40_000_000  # bytes of XML; a page's worth of words has a tenth of it
MOST_PARAGRAPHS = 10_000
COUNTED = ("{*}t", "{*}p", "{*}Fallback")
TOO_LONG = (
    f"The document is too long for one page: it has more than {MAX_SOURCE_BYTES // 1000} KB of text"
    " (about 30,000 words). Split it into several documents."
)
TOO_MANY_PARAGRAPHS = (
    f"The document is too long for one page: it has more than {MOST_PARAGRAPHS:,} paragraphs and"
    " table cells. Split it into several documents."
)
TOO_MUCH_MARKUP = (
    f"The document is too large: its text and layout unpack to more than"
    f" {MOST_OF_TEXT_PART // 1_000_000} MB. Copy its text into a new document, and send that."
)


class Unpacked:
    """Parts of an archive, their bytes counted together as they are inflated."""

    def __init__(self, archive: zipfile.ZipFile, *, most: int) -> None:
        self.archive = archive
        self.most = most
        self.size = 0

    def read(self, name: str) -> bytes:
        """All of a part. Raises UnreadablePage."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        with self.archive.open(name) as part:
            while chunk := part.read(CHUNK):
                self.size += len(chunk)
                if self.size > self.most:
                    raise UnreadablePage(
                        f"The Word document unpacks to more than {self.most // 1_000_000} MB,"
                        " which is too large. Make its pictures smaller."
                    )
                yield chunk


def refuse_too_long(chunks: Iterator[bytes]) -> None:
    """Refuse a text part that no page has room for; what is no XML is left to who reads it."""
    counter = Counter()
    parser = etree.XMLPullParser(
        events=("start", "end"), tag=COUNTED, resolve_entities=False, no_network=True
    )
    size = 0
    try:
        for chunk in chunks:
            size += len(chunk)
            if size > MOST_OF_TEXT_PART:
                raise UnreadablePage(TOO_MUCH_MARKUP)
            parser.feed(chunk)
            counter.count(parser.read_events())
    except etree.XMLSyntaxError:
        return


class Counter:
    """Bytes of text and paragraphs; of two forms of one thing the second is passed over."""

    def __init__(self) -> None:
        self.text = self.paragraphs = self.fallbacks = 0

    def count(self, events: Iterable[tuple[str, etree._Element]]) -> None:
        for event, element in events:
            name = element.tag.rpartition("}")[2]
            if name == "Fallback":
                self.fallbacks += 1 if event == "start" else -1
            elif event == "end" and not self.fallbacks:
                self.add(name, element)
        if self.paragraphs > MOST_PARAGRAPHS:
            raise UnreadablePage(TOO_MANY_PARAGRAPHS)
        if self.text > MAX_SOURCE_BYTES:
            raise UnreadablePage(TOO_LONG)

    def add(self, name: str, element: etree._Element) -> None:
        if name == "t":
            self.text += len((element.text or "").encode())
        else:
            self.paragraphs += 1
            element.clear()
