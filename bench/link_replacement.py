"""Seconds to put another address in a link's place on 5,000 live pages, as one act.

The pages are made in a database of their own, which is thrown away: texts of about 300 words, each
approved and live, with the link once in the text and once in the list below it. ``BENCH_PAGES``
names another number.
"""

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from mscoe import environment
from mscoe.postgres.server import Server

PAGES = int(os.environ.get("BENCH_PAGES", "5000"))
OLD, NEW = "https://example.org/guideline", "https://example.org/guideline-of-this-year"
PARAGRAPH = "Rest before you are tired, and plan the day around what matters to you most. " * 4
PARAGRAPHS = 5


def main():
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir="/tmp"))
    folder.chmod(0o755)
    server = Server(folder / "postgres", durable=False)
    environment.make_up_values()
    os.environ["DATABASE_URL"] = server.url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mscoe.settings")
    server.enter(with_parent=True)
    try:
        _measure()
    finally:
        server.leave()
        shutil.rmtree(folder, ignore_errors=True)


def _measure():
    import django  # once the settings know which database

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    link = _make_pages()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    _replace(link)
    connection.close()


def _make_pages():
    from django.contrib.auth import get_user_model
    from django.db import transaction

    from articles import publishing
    from articles.models import Article, Link, Section

    section = publishing.save_section(
        section=Section(slug="symptoms", name="Symptoms"), by=None
    ).row
    link = publishing.save_link(link=Link(address=OLD, title="A guideline"), by=None).row
    reader = get_user_model().objects.create_user("reader")
    body = "\n\n".join(f"## Part {number}\n\n{PARAGRAPH}" for number in range(PARAGRAPHS))
    began = time.monotonic()
    for start in range(0, PAGES, 100):
        with transaction.atomic():
            for number in range(start, min(start + 100, PAGES)):
                article = Article(
                    title=f"Page {number}",
                    slug=f"page-{number}",
                    section=section,
                    summary="What helps.",
                    body=f"{body}\n\nRead [the guideline]({OLD}) on page {number}.",
                )
                revision = publishing.save_draft(
                    article=article, by=None, resources=[(link.pk, "")]
                ).revision
                submission = publishing.submit(
                    revision=revision, by=None, changed="All", reviewer=reader
                )
                publishing.decide(submission=submission, verdict="approved", by=reader)
                publishing.publish(revision=revision, by=None)
        print(f"\r{start + 100} of {PAGES} pages made", end="", file=sys.stderr, flush=True)
    print(f"\r{PAGES:,} live pages made in {time.monotonic() - began:.0f} s   ")
    return link


def _replace(link):
    from articles import publishing

    began, cpu = time.monotonic(), time.process_time()
    pages = publishing.replace_link(link=link, address=NEW, by=None)
    took, used = time.monotonic() - began, time.process_time() - cpu
    print(
        f"{len(pages):,} pages: {took:.2f} s, of which {used:.2f} s CPU of the site's own process"
    )


if __name__ == "__main__":
    main()
