"""The peers' projects: installed, their databases made and filled, ready to be served."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bench.peers import installing
from mscoe.environment import ROOT
from mscoe.postgres.server import Server

WSGI = "django.core.wsgi:get_wsgi_application()"


@dataclass(frozen=True)
class Project:
    name: str
    package: str  # whose release is told
    packages: tuple[str, ...]
    module: str

    def environment(self, server: Server, material: Path, *, caching: bool = False) -> dict:
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": f"{self.module}.settings",
            "PYTHONPATH": str(ROOT),
            "PEER_DATABASE": self.module.rpartition(".")[2],
            "PEER_DATABASE_HOST": str(server.socket_folder),
            "PEER_DATABASE_USER": server.ROLE,
            "PEER_MATERIAL": str(material),
            "PEER_CACHE": "1" if caching else "0",
        }


PROJECTS = (
    Project("Wagtail", "wagtail", ("wagtail", "wagtail-cache"), "bench.peers.wagtail_site"),
    Project("django CMS", "django-cms", ("django-cms", "djangocms-text"), "bench.peers.cms_site"),
)


def install(project: Project) -> Path | None:
    """The project's own Python; None, and why, where its packages cannot be had."""
    try:
        python = installing.python_with(project.package, list(project.packages))
    except installing.CannotInstall as problem:
        print(f"{project.name} cannot be installed here: {problem}")
        return None
    print(f"{project.name} {installing.release(python, project.package)}", flush=True)
    return python


def fill(project: Project, python: Path, server: Server, material: Path) -> None:
    _make_database(project, server)
    for command in (["migrate", "--verbosity=0", "--skip-checks"], ["fill", "--skip-checks"]):
        subprocess.run(
            [python, "-W", "ignore", "-m", "django", *command],
            env=project.environment(server, material),
            cwd=ROOT,
            check=True,
        )


def queries(project: Project, python: Path, server: Server, material: Path, *, path: str) -> str:
    told = subprocess.run(
        [python, "-W", "ignore", "-m", "bench.peers.queries", path],
        env=project.environment(server, material),
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return told.stdout.strip()


def _make_database(project, server):
    name = project.module.rpartition(".")[2]
    connection = server.connect("postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    connection.close()
