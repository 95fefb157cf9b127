"""What the audit of an article of 1,500 words costs, beside rendering it; and of hostile pages.

Usage: python -m bench.audit_time. Processor time of this thread; the best of many runs for the
article, of one run for the slow families. The exit status says whether a promise is broken.
"""

import sys
from time import thread_time

from accessibility.audit.audit import Page, audit, source_lines
from articles.markup import render
from bench.render_time import FACTS, article

RUNS = 20
MOST = 0.050
MOST_HOSTILE = 4.0
MANY = 20_000
FAMILIES = {
    "nested boxes": "<div>" * MANY,
    "nested items": "<ul><li>a" * 2_000,
    "empty paragraphs": "<p></p>" * MANY,
    "list by hand": "<p>- a</p>" * MANY,
    "headings": "<h2>a</h2>" * MANY,
    "links with one name": "".join(f'<a href="/{n}">here</a>' for n in range(MANY)),
    "links in one paragraph": "<p data-line=1>"
    + "".join(f'a <a href="/{n}">b</a>' for n in range(5_000)),
    "one id": '<p id="a">b</p>' * MANY,
    "table rows": "<table>" + "<tr><th>a<td>b" * 5_000,
    "spans": "<table>" + '<tr><td rowspan="1000" colspan="1000">a' * 300,
    "images": '<img src="a.png">' * MANY,
    "capitals": "<p>" + "SHOUTED WORDS " * MANY,
    "one long sentence": "<p>" + "word " * 100_000,
    "many sentences": "<p>" + "Aa bb. " * 50_000,
    "open tag": "<a " * MANY,
    "quotes": "<p a='" * MANY,
    "abbreviations": "<p>" + " ".join(f"A{n}X" for n in range(3_000)),
    "jargon": "<p>" + "prior to " * MANY,
    "brackets": "<a href=a>" + "(" * MANY + ")" * MANY,
    "described": "".join(f'<p id="p{n}" aria-labelledby="p{n + 1}">a' for n in range(3_000)),
    "owned": '<div role="list" aria-owns="' + " ".join(f"i{n}" for n in range(3_000)) + '">'
    + "".join(f'<p id="i{n}" role="listitem">a' for n in range(3_000)),
}  # fmt: skip


def time_of(html):
    started = thread_time()
    found = audit(html, page=Page(is_whole=True), at_lines=source_lines)
    return thread_time() - started, len(found)


def main():
    source = article()
    html = render(source, facts=FACTS, source_lines=True).html
    rendering = min(_cost(lambda: render(source, facts=FACTS)) for _ in range(RUNS))
    auditing = min(_cost(lambda: audit(html, page=Page())) for _ in range(RUNS))
    print(f"an article of {len(source.split()):,} words: rendered in {1000 * rendering:.1f} ms,")
    print(f"  audited in {1000 * auditing:.1f} ms (at most {1000 * MOST:.0f} ms)")
    slowest = 0.0
    for name, hostile in FAMILIES.items():
        seconds, number = time_of(hostile)
        slowest = max(slowest, seconds)
        print(f"{name:24} {len(hostile):8,} {seconds:6.2f} s  {number} findings")
    print(f"slowest: {slowest:.2f} s of {MOST_HOSTILE:.0f} s")
    return 1 if auditing > MOST or slowest > MOST_HOSTILE else 0


def _cost(act):
    started = thread_time()
    act()
    return thread_time() - started


if __name__ == "__main__":
    sys.exit(main())
