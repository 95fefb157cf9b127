"""What rendering costs: an article of 1,500 words, and text made to be slow.

Usage: python bench/render_time.py. Times are processor time of this thread, the best of many runs
for the article and of one run for the slow families. The exit status says whether any family took
more than the two seconds that are promised.
"""

import sys
from time import thread_time

from articles.markup import Facts, FileFact, TermFact, TooMuch, limits, render

RUNS = 40
MANY = 4000
SECONDS = 2.0
SECTION = """## {number}. Living with fatigue

Fatigue is the symptom that people with **MS** name most often, and the one that others see least.
It is not the tiredness of a bad night. It comes *early in the day*, it comes without warning, and
rest does not always take it away. A nurse of the center can help to find out what makes it worse,
and a [study](https://example.org/studies/{number}) asked which habits help.[^n{number}]

- Keep a diary for a week or two, and look for the hours that are easiest.
- Do the [important things](/living/energy/) first, and leave the rest for another day.
- Stay cool: warm rooms, hot baths and fever make most symptoms worse for a while.

See also the [leaflet](/media/files/leaflet.pdf), which can be printed and put on the fridge.

[^n{number}]: Told by the people who took part, over a year.

"""
FACTS = Facts(
    own_hosts=frozenset({"ms.example"}),
    terms=(
        TermFact("multiple sclerosis", abbreviation="MS"),
        TermFact("magnetic resonance imaging", abbreviation="MRI"),
    ),
    files={"/media/files/leaflet.pdf": FileFact(340_000)},
)
FAMILIES = {
    "![": "![" * MANY,
    "<![": "<![" * MANY,
    "[a](": "[a](" * MANY,
    "[": "[" * 50 * MANY,
    "[[]": "[[]" * 16 * MANY,
    "[^ with a footnote": "[^1]: a\n\n" + "[^" * 24 * MANY,
    "footnotes": "".join(f"[^{n}]: a\n\n[^{n}]\n\n" for n in range(2 * MANY)),
    "mentions of a footnote": "[^1]: a\n\n" + "[^1]" * 12 * MANY,
    "abbreviations": "".join(f"*[A {n}]: b\n" for n in range(200)) + "A x " * 12 * MANY,
    "]{lang=es}": "[" * 24 * MANY + "]{lang=es}" * 2 * MANY,
    "nested quotes": ">" * 49 * MANY,
    "nested lists": "".join("  " * depth + "- a\n" for depth in range(430)),
    "nested lists in a line": "- " * 24 * MANY + "a",
    "nested notices": "::: note\n" * 5 * MANY,
    "nested emphasis": "*a _b " * 400 + "c" + "_*" * 400,
    "stars": "*" * 49 * MANY + "a",
    "*a **b": "*a **b " * 7 * MANY,
    "_a": "_a " * 16 * MANY,
    "**a*": "**a*" * 12 * MANY,
    "runs of backticks": "".join("`" * n + " " for n in range(620)),
    "a table row": "|a" * 8 * MANY + "\n" + "|-" * 8 * MANY + "\n" + "|b" * 8 * MANY,
    "table rows": "|a|b|\n|-|-|\n" + "|c|d|\n" * 8 * MANY,
    "cells left out": "|" + "a|" * 250 + "\n|" + "-|" * 250 + "\n" + "|x\n" * 2 * MANY,
    "tables": "a|b\n-|-\n" * 6 * MANY,
    "reference definitions": "".join(f"[a{n}]: /b\n" for n in range(4 * MANY)),
    "[a]: <": "[a]: <" * 8 * MANY,
    "a long address repeated": "[a]: /" + "u" * 90_000 + "\n\n" + "[a]" * 9 * MANY,
    "list items": "- a\n" * 12 * MANY,
    "two kinds of list items": "- a\n1. b\n" * 5 * MANY,
    "definitions": "a\n: b\n\n" * 7 * MANY,
    "headings": "# a\n" * 12 * MANY,
    "<!--": "<!--" * 12 * MANY,
    "&": "&" * 49 * MANY,
}


def article():
    sections = (SECTION.format(number=number) for number in range(1, 12))
    table = "| Hour | Energy |\n|---|--:|\n" + "| morning | 7 |\n" * 8
    return "".join(sections) + table


def time_of(source, **given):
    started = thread_time()
    try:
        page = render(source, **given)
        answer = f"{len(page.html) // 1000} KB"
    except TooMuch as refusal:
        answer = f"refused: {str(refusal).partition(':')[0].partition('.')[0]}"
    return thread_time() - started, answer


def main():
    source = article()
    best = min(time_of(source, facts=FACTS)[0] for _ in range(RUNS))
    print(f"an article of {len(source.split()):,} words: {1000 * best:.1f} ms")
    slowest = 0.0
    for name, hostile in FAMILIES.items():
        seconds, answer = time_of(hostile[: limits.MAX_SOURCE_BYTES])
        slowest = max(slowest, seconds)
        print(f"{name:26} {len(hostile[: limits.MAX_SOURCE_BYTES]):8,} {seconds:6.2f} s  {answer}")
    print(f"slowest: {slowest:.2f} s of {SECONDS:.0f} s")
    return 1 if slowest > SECONDS else 0


if __name__ == "__main__":
    sys.exit(main())
