"""How long each screen of the desk takes among many pages, beside a constant view's: ms.

    python -m bench.desk_speed 100000 1000000

makes so many pages with so many saves in a database of its own, which is thrown away, and asks
for every screen by Django's test client, as an administrator. Without numbers: few enough that it
takes a minute. The median counts; the best tells what of it is the machine's other work.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench import many_pages
from mscoe import environment
from mscoe.postgres.server import Server

PAGES, REVISIONS = 5_000, 50_000
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
AIM = 150  # ms
LIST = "/admin/articles/article/"
FILTERS = {
    "state": ("draft", "live", "changed", "withdrawn", "ended"),
    "approval": (
        "draft",
        "submitted",
        "changes",
        "changed since approval",
        "approved",
        "live",
        "submitted",
        "without-review",
    ),
    "language__exact": ("es",),
    "is_sample__exact": ("1",),
}
SEARCHES = {
    "a word of every page": "fatigue",
    "two such words": "fatigue nurse",
    "a word of few pages": many_pages.RARE,
    "a title": "page 77",
    "a word of none": "zyzzyva",
}
WORKLISTS = (
    "to-publish",
    "to-change",
    "to-approve",
    "to-review",
    "drafts",
    "without-review",
    "review-overdue",
    "review-due",
    "findings",
    "scheduled",
    "expiring",
)


def main():
    pages, revisions = (int(each) for each in sys.argv[1:3] or (PAGES, REVISIONS))
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir="/tmp"))
    folder.chmod(0o755)
    server = Server(folder / "postgres", durable=False)
    environment.make_up_values()
    os.environ["DATABASE_URL"] = server.url
    os.environ["BAKED_ROOT"] = os.devnull
    os.environ["STATIC_ROOT"] = str(folder / "static")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mscoe.settings")
    server.enter(with_parent=True)
    try:
        measure_all(pages, revisions)
    finally:
        server.leave()
        shutil.rmtree(folder, ignore_errors=True)


def measure_all(pages, revisions):
    import django  # once the settings know which database

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    fill(pages, revisions)
    client = someone()
    every = {"a constant view (robots.txt)": lambda: client.get("/robots.txt")} | screens(client)
    slow = {"median": [], "best": []}
    for name, ask in every.items():
        times = measure(ask)
        took = {"median": statistics.median(times), "best": min(times)}
        print(f"{name:44} {took['median']:7.1f} ms, best {took['best']:7.1f}", flush=True)
        for which, found in slow.items():
            found += [name] if took[which] > AIM else []
    for which, found in slow.items():
        print(f"{which} above the aim of ≤ {AIM} ms: {', '.join(found) or 'none'}")


def fill(pages, revisions):
    from django.db import connection, transaction

    began = time.monotonic()
    with transaction.atomic(), connection.cursor() as cursor:
        many_pages.fill(cursor, pages=pages, revisions=revisions)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT count(*) FROM articles_revision")
        (made,) = cursor.fetchone()
    print(f"{pages:,} pages and {made:,} revisions in {time.monotonic() - began:.0f} s")


def someone():
    from django.contrib.auth import get_user_model
    from django.test import Client

    user = get_user_model().objects.create_user("bench", is_staff=True, is_superuser=True)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    return client


def screens(client):
    """What is asked, by what it is called."""
    from urllib.parse import urlencode

    from articles.models import Article

    first = Article.objects.order_by("pk").first().pk  # the one with the long history
    some = first + 50

    def got(address, **query):
        return lambda: client.get(f"{address}?{urlencode(query)}")

    found = {
        "the first page of the desk": got("/admin/"),
        "list of pages": got(LIST),
        "list of pages, page 20": got(LIST, p=20),
        "list of pages, by title": got(LIST, o=1),
    }
    found |= {f"search, {name}": got(LIST, q=words) for name, words in SEARCHES.items()}
    for name, values in FILTERS.items():
        found |= {
            f"filter, {name.split('_')[0]}: {one}": got(LIST, **{name: one}) for one in values
        }
    section = Article.objects.get(pk=some).section_id
    found |= {
        "filter, one section": got(LIST, section__id__exact=section),
        "form of a page": got(f"{LIST}{some}/change/"),
        "save a page": lambda: save(client, f"{LIST}{some}/change/"),
        f"form of a page with {many_pages.MANY_SAVES} saves": got(f"{LIST}{first}/change/"),
        "its history": got(f"{LIST}{first}/history/"),
        "its history, the last page": got(f"{LIST}{first}/history/", page=26),
        "scheduled and expiring": got(f"{LIST}scheduled/"),
    }
    found |= {f"worklist: {slug}": got(f"/admin/worklists/{slug}/") for slug in WORKLISTS}
    for name in ("section", "person", "link", "image"):
        found[f"list, {name}"] = got(f"/admin/articles/{name}/")
    found["trash"] = got("/admin/trash/")
    found["settings"] = got("/admin/articles/sitesettings/1/change/")
    return found


def save(client, address):
    """Another text, in the form as it stands; only the sending counts."""
    from articles.models import Article

    page = Article.objects.get(pk=address.split("/")[-3])
    names = ("title", "summary", "language")
    data = {name: getattr(page, name) for name in names} | {"owner": page.owner_id}
    data |= {"body": f"{page.body}\n\nSaved at {time.time()}."}
    data |= {"seen_revision": page.latest_revision().number}
    for rows in ("authors", "resources"):
        data |= {f"{rows}-TOTAL_FORMS": 0, f"{rows}-INITIAL_FORMS": 0}
    began = time.perf_counter()
    answer = client.post(address, data)
    took = time.perf_counter() - began
    if answer.status_code != 302:
        raise SystemExit(f"The page was not saved: {answer.status_code}.")
    return took


def measure(ask):
    """The milliseconds of some rounds, after one that does not count."""
    times = []
    for _ in range(ROUNDS + 1):
        began = time.perf_counter()
        answer = ask()
        times.append(answer if isinstance(answer, float) else time.perf_counter() - began)
        if not isinstance(answer, float) and answer.status_code != 200:
            raise SystemExit(f"{answer.request['PATH_INFO']} answered {answer.status_code}.")
    return [1000 * each for each in times[1:]]


if __name__ == "__main__":
    main()
