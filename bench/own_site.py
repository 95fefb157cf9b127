"""The sample site in a database and a folder of its own, which are thrown away afterwards."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.copied_pages import add_pages
from mscoe import environment
from mscoe.postgres.server import Server


@dataclass
class OwnSite:
    folder: Path
    server: Server
    pages: int = 0

    @property
    def baked(self) -> Path:
        return self.folder / "baked"

    def add_pages(self, count: int) -> None:
        """Copies of the samples at addresses of their own, until there are so many."""
        # What knows the models can be imported only once the settings know which database.

        add_pages(first=self.pages, last=count - 1)
        self.pages = count

    def some_paths(self, count: int) -> list[str]:
        """Addresses of that many pages, spread over all of them."""
        from articles.models import Publication

        found = Publication.objects.pages().filter(ends_at=None).order_by("pk")
        paths = list(found.values_list("path", flat=True))
        return paths[:: max(1, len(paths) // count)][:count]

    def copy(self, name: str) -> str:
        """The address of a database of that name with all that is in the site's own now."""
        from django.db import connection

        connection.close()
        other = self.server.connect("postgres")
        other.autocommit = True
        with other.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE {self.server.DATABASE}")
        other.close()
        return self.server.url.removesuffix(self.server.DATABASE) + name

    def bake(self) -> None:
        command = [sys.executable, "manage.py", "bake_site", "--all"]
        subprocess.run(command, check=True, cwd=environment.ROOT, stdout=subprocess.DEVNULL)


@contextmanager
def made() -> Iterator[OwnSite]:
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir="/tmp"))
    folder.chmod(0o755)
    site = OwnSite(folder, Server(folder / "postgres", durable=False))
    environment.make_up_values()
    os.environ |= {
        "DATABASE_URL": site.server.url,
        "BAKED_ROOT": str(site.baked),
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
    }
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mscoe.settings")
    site.server.enter(with_parent=True)
    try:
        _fill()
        yield site
    finally:
        site.server.leave()
        shutil.rmtree(folder, ignore_errors=True)


def _fill():
    import django

    django.setup()
    from django.core.management import call_command

    from mscoe.startup import prepare

    prepare.collect_static_files(lambda line: None)
    call_command("migrate", verbosity=0)
    call_command("load_sample_site", verbosity=0)
