"""HTML that a program put on the clipboard → Markdown for the place where it is pasted.

Unlike a page it has no title, by-line or menu to find: everything that was copied is text.
"""

import re

from bs4 import Tag

from articles.importers import marks
from articles.importers.addresses import absolute
from articles.importers.html import clipboard
from articles.importers.html.document import parsed
from articles.importers.html.flow import Flow
from articles.importers.html.markdown import markdown_of
from articles.importers.html.pages import abbreviation_lines, without_idle_rules
from articles.importers.html.parts import resolve_parts
from articles.importers.records import Pasted


def read_fragment(html: str, *, language: str = "en", first_note: int = 1) -> Pasted:
    """What was copied, as Markdown for a text in ``language``.

    ``first_note``: the number that the first footnote gets, past those of the text it goes into.
    Raises UnreadablePage for what is too long or too deeply nested for a page.
    """
    if not html.strip():
        return Pasted("")
    copied = clipboard.plain(html, first_note=first_note)
    remarks = [*copied.remarks]
    body = converted(copied.html, language, remarks)
    notes = {name: converted(note, language, remarks) for name, note in copied.notes.items()}
    written = [body, *(definition(name, text) for name, text in notes.items() if text)]
    text = "\n\n".join(filter(None, written))
    named = marks.NOTE.sub(lambda mark: reference(marks.name_of_note(mark), notes), text)
    return Pasted(named, tuple(dict.fromkeys(remarks)))


def converted(html: str, language: str, remarks: list[str]) -> str:
    soup, about = parsed(html)
    remarks += about.remarks
    main: Tag = soup.body or soup
    resolve_parts(main)
    flow = Flow(language=language, address_of=absolute, image_of=lambda image: None)
    blocks = without_idle_rules(flow.blocks(main))
    lines = abbreviation_lines(flow.abbreviations)
    return "\n\n".join(filter(None, [markdown_of(blocks, remarks).strip(), *lines]))


def reference(name: str, notes: dict[str, str]) -> str:
    return f"[^{name}]" if notes.get(name) else ""


def definition(name: str, text: str) -> str:
    """A note's paragraphs after its first are indented."""
    return f"[^{name}]: " + re.sub(r"\n(?=[^\n])", "\n    ", text)
