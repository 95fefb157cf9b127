"""What publishing one page costs on a site of few and of many pages, and what it bakes.

Usage: python -m bench.change_cost [PAGES ...], by default 1000 20000; 100000 takes six minutes.
Costs are processor time, that of PostgreSQL's process included. The same work takes more of it
while others use the processor, so sizes take turns: each has a database of its own, and each turn
is a process. Pages are baked into folders of their own.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import own_site

TURN = "turn"  # what a process of one turn is called with
TURNS = 6
ROUNDS = 10
WARM_UP = 5
AIM = 1.2


def main(sizes):
    with own_site.made() as site:
        databases = {}
        for size in sizes:
            site.add_pages(size)
            databases[size] = site.copy(f"pages_{size}")
        turns = {size: [] for size in sizes}
        for _ in range(TURNS):
            for size, address in databases.items():
                turns[size].append(_turn_of(address))
    known = {size: _told(size, found) for size, found in turns.items()}
    smallest, largest = known[sizes[0]], known[sizes[-1]]
    for what in smallest:
        ratio = largest[what] / smallest[what]
        print(f"{what}: {sizes[-1]:,} pages ÷ {sizes[0]:,} pages = {ratio:.2f} (aim ≤ {AIM})")


def _turn_of(address):
    command = [sys.executable, "-m", "bench.change_cost", TURN]
    environment = os.environ | {"DATABASE_URL": address}
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def _told(size, turns):
    """The medians of all rounds, printed."""
    act, baking, count = (
        statistics.median(each for turn in turns for each in turn[name])
        for name in ("acts", "bakes", "counts")
    )
    print(f"{size:7,} pages: publishing one bakes {count:.0f} of all, such as")
    print("        " + " ".join(turns[-1]["addresses"]))
    for what, cost in (("the act", act), ("baking", baking)):
        print(f"{size:7,} pages: {what} took {cost * 1000:.0f} ms of processor")
    return {"publishing and baking, in processor time": act + baking, "pages that are baked": count}


# --- one turn: a process of its own ---


def take_turn():
    import django

    django.setup()
    with tempfile.TemporaryDirectory(prefix="bench-", dir="/tmp") as folder:
        print(json.dumps(_measure(Path(folder))))


def _measure(folder):
    from articles.baking.tree import Tree

    tree, acts, bakes, counts = Tree(folder / "tree"), [], [], []
    for number, article in enumerate(_some_articles(ROUNDS + WARM_UP)):
        act, changed = _publish(article, f"again {number} {os.getpid()}")
        baking, addresses = _bake(tree, changed)
        if number >= WARM_UP:
            acts.append(act)
            bakes.append(baking)
            counts.append(len(addresses))
    return {"acts": acts, "bakes": bakes, "counts": counts, "addresses": addresses}


def _some_articles(count):
    from articles.models import Article

    copies = Article.objects.filter(slug__contains="-copy-").order_by("pk")
    step = max(copies.count() // count, 1)
    return list(copies[: step * count : step])


def _publish(article, words):
    from django.utils import timezone

    from articles import publishing
    from articles.baking.dependencies import Invalidation

    article.title = f"{article.revisions.first().title.partition(' again')[0]} {words}"
    before = _processor_seconds()
    revision = publishing.save_draft(article=article, by=None).revision
    row = publishing.publish(revision=revision, by=None, reason="bench", urgent=True)
    spent = _processor_seconds() - before
    return spent, Invalidation(at=timezone.now(), articles={article.pk}, paths={row.path})


def _bake(tree, changed):
    from articles.baking import dependencies
    from articles.baking.writer import bake

    before = _processor_seconds()
    addresses = dependencies.affected_by(changed)
    bake(tree, addresses, at=changed.at, durable=False)
    return _processor_seconds() - before, addresses


def _processor_seconds():
    """Of this process and of the one that PostgreSQL has for it."""
    from django.db import connection

    connection.ensure_connection()
    facts = Path(f"/proc/{connection.connection.get_backend_pid()}/schedstat").read_text()
    return time.process_time() + int(facts.split()[0]) / 1e9


if __name__ == "__main__":
    if sys.argv[1:] == [TURN]:
        take_turn()
    else:
        main([int(size) for size in sys.argv[1:]] or [1_000, 20_000])
