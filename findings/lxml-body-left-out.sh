#!/usr/bin/env bash
# HTML lets authors leave out <body>. Guess: a parser that puts markup right begins the body before
# the first element that does not belong in a head, whichever that is, as html5lib and browsers do.
# Seen with lxml 6.1.3 (libxml2 2.14): it does so before <p> or <h1>, but not before <main>,
# <section> or <header>. They become part of the head, so that a reader of the body has no words,
# or only those after the section.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    lxml==6.1.3 beautifulsoup4==4.15.0 html5lib==1.1

"$folder/venv/bin/python" - <<'PYTHON'
from bs4 import BeautifulSoup

PAGES = {
    "p": "<!doctype html><title>Rest</title><p>Take 5 mg.</p><p>Then rest.</p>",
    "main": "<!doctype html><title>Rest</title><main><p>Take 5 mg.</p><p>Then rest.</p></main>",
    "section": "<!doctype html><title>Rest</title>"
    "<section><p>Take 5 mg.</p></section><p>Then rest.</p>",
}


def words_of_body(html, parser):
    body = BeautifulSoup(html, parser).body
    return body.get_text(" ") if body else None


seen = {
    name: (words_of_body(html, "html5lib"), words_of_body(html, "lxml"))
    for name, html in PAGES.items()
}
for name, (html5lib, lxml) in seen.items():
    print(f"{name}: html5lib {html5lib!r}, lxml {lxml!r}")
assert seen == {
    "p": ("Take 5 mg. Then rest.", "Take 5 mg. Then rest."),
    "main": ("Take 5 mg. Then rest.", None),
    "section": ("Take 5 mg. Then rest.", "Then rest."),
}
print("As found: lxml puts main and section into the head.")
PYTHON
