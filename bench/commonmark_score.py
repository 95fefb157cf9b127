"""How many examples of the CommonMark specification come out as the specification says.

Usage: python bench/commonmark_score.py [commonmark-0.31.2.json]

Rendered by the site's parser and sanitiser with the site's own rules off. Left out by policy are
examples with raw HTML, which stays text here, and examples whose expected output the allow-list
would change. Of the rest every one must match; the exit status says whether it did.
"""

import json
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


class Normalised(HTMLParser):
    """HTML as a list of events: attributes sorted, white space collapsed outside ``pre``."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.events = []
        self.preformatted = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.preformatted += tag == "pre"
        self.events.append(("start", tag, sorted(attrs)))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        self.preformatted -= tag == "pre"
        self.events.append(("end", tag))

    def handle_data(self, data):
        text = data if self.preformatted else " ".join(data.split())
        if text:
            self.events.append(("text", text))


def events(html):
    return Normalised(html).events


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


def main():
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SPECIFICATION
    examples = json.loads(path.read_text(encoding="utf-8"))
    verdicts = defaultdict(list)
    for example in examples:
        verdicts[verdict(example)].append(example["example"])
    for name in ("raw HTML", "changed by the allow-list"):
        print(f"left out, {name}: {len(verdicts[name])}  {verdicts[name]}")
    right, wrong = len(verdicts["as expected"]), verdicts["different"]
    print(f"as expected: {right} of {right + len(wrong)} ({len(examples)} in all)")
    for number in wrong:
        print(f"different: {number}")
    return 1 if wrong or not right else 0


if __name__ == "__main__":
    sys.exit(main())
