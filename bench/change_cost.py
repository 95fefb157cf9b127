"""What publishing one page costs on a site of few and of many pages, and what it bakes.

Usage: python -m bench.change_cost [PAGES ...], by default 1000 20000; 100000 takes four minutes.
Costs are processor time, that of PostgreSQL's process included, so that what else the machine does
counts little. Pages are baked into a folder of their own.
"""

import statistics
import sys
import time
from pathlib import Path

from bench import own_site

SIZES = [int(size) for size in sys.argv[1:]] or [1_000, 20_000]
ROUNDS = 25
WARM_UP = 5
AIM = 1.2


def main():
    with own_site.made() as site:
        known = {}
        for size in SIZES:
            site.add_pages(size)
            known[size] = _measure(site.folder, size)
    smallest, largest = known[SIZES[0]], known[SIZES[-1]]
    for what in smallest:
        ratio = largest[what] / smallest[what]
        print(f"{what}: {SIZES[-1]:,} pages ÷ {SIZES[0]:,} pages = {ratio:.2f} (aim ≤ {AIM})")


def _measure(folder, size):
    from articles.baking.tree import Tree

    tree, acts, bakes, counts = Tree(folder / f"tree-{size}"), [], [], []
    for number, article in enumerate(_some_articles(ROUNDS + WARM_UP)):
        act, touch = _publish(article, f"again {number}")
        baking, addresses = _bake(tree, touch)
        if number >= WARM_UP:
            acts.append(act)
            bakes.append(baking)
            counts.append(len(addresses))
    print(f"{size:7,} pages: publishing one bakes {statistics.median(counts):.0f} of all, such as")
    print("        " + " ".join(addresses))
    for what, costs in (("the act", acts), ("baking", bakes)):
        print(f"{size:7,} pages: {what} took {statistics.median(costs) * 1000:.0f} ms of processor")
    return {
        "publishing and baking, in processor time": statistics.median(acts)
        + statistics.median(bakes),
        "pages that are baked": statistics.median(counts),
    }


def _some_articles(count):
    from articles.models import Article

    copies = Article.objects.filter(slug__contains="-copy-").order_by("pk")
    step = max(copies.count() // count, 1)
    return list(copies[: step * count : step])


def _publish(article, words):
    from django.utils import timezone

    from articles import publishing
    from articles.baking.touching import Touch

    article.title = f"{article.revisions.first().title.partition(' again')[0]} {words}"
    before = _processor_seconds()
    revision = publishing.save_draft(article=article, by=None)
    row = publishing.publish(revision=revision, by=None, reason="bench", urgent=True)
    spent = _processor_seconds() - before
    return spent, Touch(at=timezone.now(), articles={article.pk}, paths={row.path})


def _bake(tree, touch):
    from articles.baking import touching
    from articles.baking.writing import bake

    before = _processor_seconds()
    addresses = touching.touched_by(touch)
    bake(tree, addresses, at=touch.at, durable=False)
    return _processor_seconds() - before, addresses


def _processor_seconds():
    """Of this process and of the one that PostgreSQL has for it."""
    from django.db import connection

    connection.ensure_connection()
    facts = Path(f"/proc/{connection.connection.get_backend_pid()}/schedstat").read_text()
    return time.process_time() + int(facts.split()[0]) / 1e9


if __name__ == "__main__":
    main()
