"""Processor time and requests a second of an article page, beside yardsticks and beside peers.

Baked, by nginx and by the site itself; made by Django; by Wagtail and django CMS with the same text
and menus, with and without their caches of whole pages. All of gunicorn's servers have the site's
own configuration and one worker; all are asked in turns by one reader, so that whatever else the
machine does falls on all alike. Databases and files are the bench's own, and thrown away; the
peers' packages are kept below var/bench/.

    python -m bench.page_cost [--pages 1000 --most 20000] [--rounds 3] [--without-peers]
"""

import argparse
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from bench import own_nginx, own_site
from bench.asking import Measured
from bench.peers import material, projects, queries
from mscoe.environment import ROOT

PATH = "/treatments/stem-cell-therapy-explained/"
FAST, SLOW = 100, 10  # requests in a turn
TURNS = 10  # of each server in a round
MANY = 600  # pages asked in turn: more than the site remembers parts of
SERVERS_OWN = ("Server", "Date", "Connection")
FILE, NGINX = "nginx, a file", "baked, by nginx"
SMALLEST, FEW = "smallest WSGI application", "the same with two headers"
BAKED, CONSTANT = "baked, by the site", "constant Django view"
MADE = "made by Django"
GUNICORN = ("-m", "gunicorn", "-c", str(ROOT / "deploy" / "gunicorn.conf.py"))


@dataclass
class Servers:
    """What is served at the same time, by name; configurations and answers lie below ``folder``."""

    folder: Path
    running: dict[str, Measured] = field(default_factory=dict)

    def gunicorn(self, name, application, *, requests=FAST, python=sys.executable, paths=(), **own):
        command = [python, *GUNICORN, "--max-requests", "0", application]
        surroundings = os.environ | {"WEB_WORKERS": "1", "PYTHONPATH": str(ROOT)} | own

        def start(port):
            bound = surroundings | {"BIND": f"127.0.0.1:{port}"}
            return subprocess.Popen(command, env=bound, cwd=ROOT)

        return self._begin(name, start, requests, paths)

    def nginx(self, name, configuration, **options):
        place = self.folder / f"nginx-{len(self.running)}"
        place.mkdir()

        def start(port):
            text = configuration(folder=place, port=port, **options)
            return own_nginx.start(text, folder=place)

        return self._begin(name, start, FAST, ())

    def _begin(self, name, start, requests, paths):
        self.running[name] = Measured(name, start, requests, list(paths) or [PATH])
        return self.running[name].begin()

    def measure(self, *, rounds):
        for _ in range(rounds * TURNS):
            for server in self.running.values():
                server.measure()

    def cost(self, name):
        return self.running[name].cost

    def end(self):
        while self.running:
            self.running.popitem()[1].end()


def main():
    given = _arguments()
    with own_site.made() as site:
        site.add_pages(given.pages)
        site.bake()
        servers = Servers(site.folder)
        try:
            _serve_ours(servers, site)
            peers = [] if given.without_peers else _serve_peers(servers, site)
            servers.measure(rounds=given.rounds)
            _tell(servers, peers, pages=given.pages)
        finally:
            servers.end()
        _tell_growth(site, given)


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=1000, help="in ours and in each peer")
    parser.add_argument("--most", type=int, default=20_000, help="in ours, at the end")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--without-peers", action="store_true")
    return parser.parse_args()


# --- what is served --------------------------------------------------------------------------


def _serve_ours(servers, site):
    baked = servers.gunicorn(BAKED, "mscoe.wsgi:application")
    made = servers.gunicorn(MADE, "mscoe.wsgi:application", requests=SLOW, BAKED_ROOT=os.devnull)
    if baked.answer[1] != made.answer[1]:
        raise SystemExit("What is baked is not what Django makes.")
    answer = str(_keep(baked.answer, site.folder / "files"))
    for name, number in ((SMALLEST, "all"), (FEW, "few")):
        own = {"BENCH_ANSWER": answer, "BENCH_HEADERS": number}
        servers.gunicorn(name, "bench.smallest_wsgi:application", **own)
    servers.gunicorn(CONSTANT, "bench.constant_django:application", BENCH_ANSWER=answer)
    if not own_nginx.NGINX:
        print("nginx is not installed: its lines are missing below.")
        return
    behind = made.asker.port
    servers.nginx(FILE, own_nginx.sending_files, files=site.folder / "files")
    servers.nginx(NGINX, own_nginx.on_one_port, baked=site.baked, behind=behind)


def _keep(answer, folder):
    """The answer's bytes as a file for nginx; beside it, for WSGI, its headers."""
    head, body = answer
    lines = [line.decode("latin-1").split(": ", 1) for line in head.split(b"\r\n")[1:]]
    headers = [[name, value] for name, value in lines if name not in SERVERS_OWN]
    place = folder / PATH.strip("/")
    place.mkdir(parents=True)
    (place / "index.html").write_bytes(body)
    (folder / "body").write_bytes(body)
    (folder / "headers.json").write_text(json.dumps(headers))
    return folder


def _serve_peers(servers, site):
    """(project, its name without a cache, its name with its cache) of those that can be had."""
    file, served = site.folder / "material.json", []
    material.write(file, path=PATH, pages=site.pages)
    file.chmod(0o644)
    for project in projects.PROJECTS:
        if python := projects.install(project):
            projects.fill(project, python, site.server, file)
            served.append(_serve_peer(servers, site, project, python, file))
    return served


def _serve_peer(servers, site, project, python, file):
    names = f"{project.name}, uncached", f"{project.name}, cached"
    for name, caching in zip(names, (False, True), strict=True):
        own = project.environment(site.server, file, caching=caching)
        requests = FAST if caching else SLOW
        servers.gunicorn(name, projects.WSGI, requests=requests, python=python, **own)
    told = projects.queries(project, python, site.server, file, path=PATH)
    print(f"{project.name} without its cache: {told} queries a page")
    return names


# --- what is told ----------------------------------------------------------------------------


def _tell(servers, peers, *, pages):
    size = len(servers.running[BAKED].answer[1])
    print(f"{PATH}, {size:,} bytes, among {pages:,} pages; one worker each, one reader")
    for server in sorted(servers.running.values(), key=lambda server: server.cost):
        print(
            f"{server.name:28} {server.cost:8,.0f} µs of processor a request"
            f" {server.rate:8,.0f} requests a second {len(server.answer[1]):8,} bytes"
        )
    costs = {name: server.cost for name, server in servers.running.items()}
    _ratio("baked by the site ÷ smallest WSGI application", costs[BAKED], costs[SMALLEST], most=1.1)
    print(f"  ÷ the one with two headers: {costs[BAKED] / costs[FEW]:.2f}")
    if NGINX in costs:
        _ratio("baked by nginx ÷ nginx, a file", costs[NGINX], costs[FILE], most=1.15)
    if peers:
        _tell_peers(costs, peers)


def _tell_peers(costs, peers):
    uncached = min(costs[name] for name, _ in peers)
    cached = min(costs[name] for _, name in peers)
    if NGINX in costs:
        _ratio("best cached peer ÷ baked by nginx", cached, costs[NGINX], least=22)
        _ratio("best uncached peer ÷ baked by nginx", uncached, costs[NGINX], least=1000)
    _ratio("best cached peer ÷ baked by the site", cached, costs[BAKED], least=1.8)
    _ratio("best uncached peer ÷ made by Django", uncached, costs[MADE], least=10)


def _ratio(what, one, other, *, least=None, most=None):
    aim = f"aim ≤ {most}" if most else f"aim ≥ {least:,}"
    print(f"{what}: {one / other:,.2f} ({aim})")


def _tell_growth(site, given):
    """What Django makes of many pages in turn, hardly one of them twice, among few and many."""
    few, many = f"among {given.pages:,} pages", f"among {given.most:,} pages"
    paths, servers = site.some_paths(MANY), Servers(site.folder)
    own = {"requests": 2 * SLOW, "paths": paths, "BAKED_ROOT": os.devnull}
    try:
        servers.gunicorn(few, "mscoe.wsgi:application", DATABASE_URL=site.copy("few"), **own)
        site.add_pages(given.most)
        servers.gunicorn(many, "mscoe.wsgi:application", **own)
        servers.measure(rounds=given.rounds)
        for name in (few, many):
            print(f"made by Django, {MANY} pages in turn {name}: {servers.cost(name):,.0f} µs")
        print(f"its queries: {queries.count(PATH)} (aim ≤ 2)")
        _ratio(f"{many} ÷ {few}", servers.cost(many), servers.cost(few), most=1.1)
    finally:
        servers.end()


if __name__ == "__main__":
    main()
