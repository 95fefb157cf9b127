"""How many examples of the CommonMark specification come out as the specification says.

Usage: python bench/commonmark_score.py [commonmark-0.31.2.json]

Rendered by the site's parser and sanitiser with the site's own rules off. Left out by policy are
examples with raw HTML, which stays text here, and examples whose expected output the allow-list
would change. Of the rest every one must match; the exit status says whether it did.
"""

import json
import re
import sys
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path

from markdown_it import MarkdownIt

from articles.markup import render_commonmark
from articles.markup.sanitising import clean

SPECIFICATION = Path("../shared/spec/commonmark-0.31.2.json")
RAW_HTML = {"html_block", "html_inline"}
REFERENCE = MarkdownIt("commonmark")


BLOCKS = re.compile(r"blockquote|br|d[dlt]|h[1-6r]|li|ol|p|pre|t(able|body|d|h|head|r)|ul")


class Events(HTMLParser):
    """HTML as a list of events: attributes sorted, character references read as characters."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.found = []
        self.is_preformatted = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.is_preformatted |= tag == "pre"
        self.found.append(("start", tag, sorted(attrs)))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        self.is_preformatted &= tag != "pre"
        self.found.append(("end", tag))

    def handle_data(self, data):
        kind = "preformatted" if self.is_preformatted else "text"
        self.found.append((kind, data if self.is_preformatted else re.sub(r"\s+", " ", data)))


def beside_block(event):
    return event[0] in ("start", "end") and BLOCKS.fullmatch(event[1]) is not None


def events(html):
    """White space counts within a line of text, not beside the tags of blocks."""
    found = [("end", "p"), *Events(html).found, ("start", "p")]
    trimmed = []
    for before, event, after in zip(found, found[1:], found[2:], strict=False):
        if event[0] == "text":
            text = event[1]
            text = text.lstrip() if beside_block(before) else text
            event = ("text", text.rstrip() if beside_block(after) else text)
        trimmed.append(event)
    return [event for event in trimmed if event != ("text", "")]


def has_raw_html(tokens):
    return any(token.type in RAW_HTML or has_raw_html(token.children or []) for token in tokens)


def verdict(example):
    if has_raw_html(REFERENCE.parse(example["markdown"])):
        return "raw HTML"
    if events(clean(example["html"])) != events(example["html"]):
        return "changed by the allow-list"
    if events(render_commonmark(example["markdown"])) == events(example["html"]):
        return "as expected"
    return "different"


def verdicts_on(examples):
    """The numbers of the examples by verdict."""
    verdicts = defaultdict(list)
    for example in examples:
        verdicts[verdict(example)].append(example["example"])
    return verdicts


def main():
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SPECIFICATION
    if not path.exists():
        print(f"Not measured: there is no {path}. Name the specification's examples as argument.")
        return 0
    examples = json.loads(path.read_text(encoding="utf-8"))
    verdicts = verdicts_on(examples)
    for name in ("raw HTML", "changed by the allow-list"):
        print(f"left out, {name}: {len(verdicts[name])}  {verdicts[name]}")
    right, wrong = len(verdicts["as expected"]), verdicts["different"]
    print(f"as expected: {right} of {right + len(wrong)} ({len(examples)} in all)")
    for number in wrong:
        print(f"different: {number}")
    return 1 if wrong or not right else 0


if __name__ == "__main__":
    sys.exit(main())
