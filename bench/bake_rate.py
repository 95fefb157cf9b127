"""Baking: pages a second, the follower's memory, and how long after "Publish" a file is there.

Sites of several sizes (``BENCH_PAGES``, parted by commas) are made in a database and a folder of
their own, which are thrown away. Pages are copies of the samples, in PostgreSQL, at new addresses.
"""

import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mscoe import environment
from mscoe.postgres_server import Server

SIZES = [int(size) for size in os.environ.get("BENCH_PAGES", "1000,5000").split(",")]
PUBLICATIONS = 30
# Lists are split by how titles begin: each copy gets a word of its own before its title.
WORD = "initcap(left(translate(md5(n::text), '0123456789', 'ghilmnorst'), 6))"
COPY = """
WITH source AS (
    SELECT p.*, row_number() OVER (ORDER BY p.id) AS place FROM articles_publication p
    WHERE p.kind = 'page' AND p.ends_at IS NULL AND p.path NOT LIKE '%%-copy-%%'
), numbers AS (
    SELECT n, nextval('articles_article_id_seq') AS article,
           nextval('articles_revision_id_seq') AS revision, source.*
    FROM generate_series(%(first)s, %(last)s) AS n
    JOIN source ON source.place = 1 + n %% (SELECT count(*) FROM source)
), articles AS (
    INSERT INTO articles_article (id, {article})
    SELECT numbers.article, {from_article} FROM numbers
    JOIN articles_article a ON a.id = numbers.article_id RETURNING id
), revisions AS (
    INSERT INTO articles_revision (id, article_id, title, {revision})
    SELECT numbers.revision, numbers.article, {word} || ' ' || lower(r.title), {from_revision}
    FROM numbers
    JOIN articles_revision r ON r.id = numbers.revision_id RETURNING id
), renderings AS (
    INSERT INTO articles_rendering (revision_id, context_id, rendered_id)
    SELECT numbers.revision, r.context_id, r.rendered_id FROM numbers
    JOIN articles_rendering r ON r.id = (
        SELECT max(id) FROM articles_rendering WHERE revision_id = numbers.revision_id)
    RETURNING id
), uses AS (
    INSERT INTO articles_linkuse (revision_id, link_id, {use})
    SELECT numbers.revision, u.link_id, {from_use} FROM numbers
    JOIN articles_linkuse u ON u.revision_id = numbers.revision_id RETURNING id
)
INSERT INTO articles_publication (path, kind, article_id, revision_id, section_id, target_url,
    reason, published_on, updated_on, starts_at, event_id)
SELECT rtrim(path, '/') || '-copy-' || n || '/', kind, article, revision, section_id, '', '',
    published_on, updated_on, now(), event_id FROM numbers
"""


def main():
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir="/tmp"))
    folder.chmod(0o755)
    server = Server(folder / "postgres", durable=False)
    environment.make_up_values()
    os.environ["DATABASE_URL"] = server.url
    os.environ["BAKED_ROOT"] = str(folder / "baked")
    os.environ["MEDIA_ROOT"] = str(folder / "media")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mscoe.settings")
    server.enter(with_parent=True)
    try:
        _measure(folder)
    finally:
        server.leave()
        shutil.rmtree(folder, ignore_errors=True)


def _measure(folder):
    import django  # once the settings know which database

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from mscoe import preparing

    preparing.collect_static_files(print)
    call_command("migrate", verbosity=0)
    call_command("load_sample_site", verbosity=0)
    made = 0
    for size in SIZES:
        add_pages(connection, first=made, last=size - 1)
        made = size
        _bake_all(folder, size)
        _publish_while_followed(size)
        shutil.rmtree(folder / "baked")


def add_pages(connection, *, first, last):
    with connection.cursor() as cursor:
        cursor.execute(_copying(cursor), {"first": first, "last": last})
        cursor.execute("ANALYZE")


def _copying(cursor):
    """COPY with the columns that are taken over as they are."""
    own = {
        "article": ("articles_article", {"id", "slug", "import_source", "imported_revision_id"}),
        "revision": ("articles_revision", {"id", "article_id", "title"}),
        "use": ("articles_linkuse", {"id", "revision_id", "link_id"}),
    }
    names = {}
    for name, (table, but) in own.items():
        cursor.execute(f"SELECT * FROM {table} LIMIT 0")
        kept = [column.name for column in cursor.description if column.name not in but]
        names[name] = ", ".join(kept)
        names[f"from_{name}"] = ", ".join(f"{name[0]}.{column}" for column in kept)
    names["article"] += ", slug, import_source"
    names["from_article"] += ", a.slug || '-copy-' || n, ''"
    return COPY.format(word=WORD, **names)


def _manage(*arguments):
    return [sys.executable, "manage.py", *arguments]


def _bake_all(folder, size):
    began, used = time.monotonic(), _processor_seconds()
    process = subprocess.Popen(_manage("bake_site", "--all"), stdout=subprocess.PIPE, text=True)
    most = 0
    while process.poll() is None:
        most = max(most, _memory(process.pid))
        time.sleep(0.2)
    seconds, used = time.monotonic() - began, _processor_seconds() - used
    count = int(re.search(r"Baked all (\d+)", process.stdout.read())[1])
    files = sum(file.stat().st_size for file in (folder / "baked").rglob("*") if file.is_file())
    print(
        f"{size:7,} pages: all {count:,} addresses in {seconds:.1f} s, {count / seconds:.0f} a"
        f" second with starting; {used / count * 1000:.1f} ms of processor each, PostgreSQL's"
        f" aside; {files / 1e6:.0f} MB of files; the follower held {most:.0f} MB"
    )


def _processor_seconds():
    """What processes started here have used, those that they started included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory(pid):
    """Megabytes of its own, without those of the processes that help it."""
    try:
        text = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"VmRSS:\s+(\d+) kB", text)
    return int(found[1]) / 1000 if found else 0


def _publish_while_followed(size):
    from articles import publishing
    from articles.models import Article

    process = subprocess.Popen(_manage("bake_site", "--follow"), stdout=subprocess.DEVNULL)
    time.sleep(5)
    article, acts, delays = Article.objects.order_by("pk").first(), [], []
    try:
        for number in range(PUBLICATIONS):
            article.title = f"Title {size} {number}"
            revision = publishing.save_draft(article=article, by=None)
            began = time.monotonic()
            row = publishing.publish(revision=revision, by=None, reason="bench", urgent=True)
            published = time.monotonic()
            _wait_for(row.path, article.title)
            acts.append(published - began)
            delays.append(time.monotonic() - published)
    finally:
        process.terminate()
        process.wait(20)
    print(
        f"{size:7,} pages: publishing took {_ms(acts)}; its file was there {_ms(delays)} later"
        f" (of {PUBLICATIONS}, median and slowest)"
    )


def _ms(times):
    return f"{statistics.median(times) * 1000:.0f}, at most {max(times) * 1000:.0f} ms"


def _wait_for(path, title):
    from django.conf import settings

    from articles.baking import layout
    from articles.baking.release import Trees

    tree = Trees(settings.BAKED_ROOT).current()
    file, wanted = layout.page_file(path.encode()), title.encode()
    deadline = time.monotonic() + 60
    while wanted not in (tree.read(file) or b""):
        if time.monotonic() > deadline:
            raise SystemExit(f"{path} was not baked within a minute.")
        time.sleep(0.002)


if __name__ == "__main__":
    main()
