"""How long the spoken view of a page takes, beside rendering it.

    python -m bench.spoken_time

CPU time of this thread, the best of several runs, for an article of some 1,500 words.
"""

import sys
from time import thread_time

from accessibility.spoken import compare, listed, spoken
from articles.markup import render
from bench.render_time import FACTS, article

RUNS = 7
LIMIT = 0.050  # seconds


def best_of(act) -> float:
    times = []
    for _ in range(RUNS):
        started = thread_time()
        act()
        times.append(thread_time() - started)
    return min(times)


def main() -> int:
    source = article()
    html = render(source, facts=FACTS).html
    acts = {
        "render": lambda: render(source, facts=FACTS),
        "spoken": lambda: spoken(html),
        "listed": lambda: listed(html),
        "compare": lambda: compare(html, html.replace("energy", "strength")),
    }
    print(f"an article of {len(source.split()):,} words, {len(spoken(html)):,} utterances")
    times = {name: best_of(act) for name, act in acts.items()}
    for name, seconds in times.items():
        print(f"{name:8} {1000 * seconds:6.1f} ms")
    return 1 if times["spoken"] > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
