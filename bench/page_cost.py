"""CPU per request of the article page, baked and made by Django, beside yardsticks in the same run.

Under gunicorn: the smallest WSGI application and a constant Django view return the same bytes.
Under nginx: the least configuration that sends a file. All are asked in turns, so that whatever
else the machine does falls on all alike. The database is the one that ``make run`` serves.
"""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import own_nginx
from mscoe import environment, running

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
REQUESTS = int(os.environ.get("BENCH_REQUESTS", "1000"))
PATH = os.environ.get("BENCH_PATH", "/treatments/stem-cell-therapy-explained/")
DJANGO, BAKED = "page made by Django", "page baked, by the site"
SMALLEST, CONSTANT = "smallest WSGI application", "constant Django view"
APPLICATIONS = {
    SMALLEST: "bench.smallest_wsgi:application",
    BAKED: "mscoe.wsgi:application",
    CONSTANT: "bench.constant_django:application",
    DJANGO: "mscoe.wsgi:application",
}
FILE, NGINX = "nginx, a file", "page baked, by nginx"


class Server:
    """A web server with one worker, and the CPU time its worker has used."""

    def __init__(self, name, port, process):
        self.name = name
        self.port = port
        self.process = process
        self.costs = []

    def wait(self):
        for _ in range(200):
            try:
                return self.ask()
            except OSError:
                time.sleep(0.1)
        raise SystemExit(f"The server for “{self.name}” did not start.")

    def ask(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", PATH, headers={"Host": "127.0.0.1"})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        if response.status != 200:
            raise SystemExit(f"{PATH} answered {response.status} from “{self.name}”.")
        return body

    def cpu_microseconds(self):
        """The kernel counts nanoseconds on a processor, for each thread."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        worker = children.read_text().split()[0]
        threads = Path(f"/proc/{worker}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1000

    def measure(self):
        before = self.cpu_microseconds()
        for _ in range(REQUESTS):
            self.ask()
        self.costs.append((self.cpu_microseconds() - before) / REQUESTS)

    @property
    def cost(self):
        return statistics.median(self.costs)

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


def main():
    environment.make_up_values()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mscoe.settings")
    with running.database(), tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        os.environ["BAKED_ROOT"] = str(folder / "baked")
        running.prepare_site()
        subprocess.run([sys.executable, "manage.py", "bake_site", "--all"], check=True)
        measure_all(folder)


def measure_all(folder):
    body = folder / "files" / PATH.strip("/") / "index.html"
    body.parent.mkdir(parents=True)
    servers = [_under_gunicorn(DJANGO, folder, body, baked=folder / "nothing")]
    try:
        body.write_bytes(servers[0].wait())
        servers += [
            _under_gunicorn(name, folder, body, baked=folder / "baked")
            for name in (SMALLEST, BAKED, CONSTANT)
        ]
        servers += _under_nginx(folder, site=servers[0].port)
        _compare(servers, size=body.stat().st_size)
    finally:
        for server in servers:
            server.stop()


def _under_gunicorn(name, folder, body, *, baked):
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", APPLICATIONS[name], "--workers", "1"]
    command += ["--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
    surroundings = {"BENCH_BODY": str(body), "PYTHONPATH": os.getcwd(), "BAKED_ROOT": str(baked)}
    return Server(name, port, subprocess.Popen(command, env=os.environ | surroundings))


def _under_nginx(folder, *, site):
    if not own_nginx.NGINX:
        print("nginx is not installed: its lines are missing below.")
        return []
    ports, places = (_free_port(), _free_port()), (folder / "one", folder / "two")
    for place in places:
        place.mkdir()
    sending = own_nginx.sending_files(files=folder / "files", folder=places[0], port=ports[0])
    ours = own_nginx.on_one_port(
        baked=folder / "baked", folder=places[1], port=ports[1], behind=site
    )
    return [
        Server(FILE, ports[0], own_nginx.start(sending, folder=places[0])),
        Server(NGINX, ports[1], own_nginx.start(ours, folder=places[1])),
    ]


def _compare(servers, *, size):
    for server in servers:
        server.wait()
    for _ in range(ROUNDS):
        for server in servers:
            server.measure()
    print(f"{PATH}, {size:,} bytes; {ROUNDS} rounds of {REQUESTS} requests, one worker each")
    costs = {server.name: server.cost for server in servers}
    for name, cost in costs.items():
        print(f"{name:28} {cost:8,.0f} µs CPU a request")
    print(f"baked ÷ smallest WSGI application: {costs[BAKED] / costs[SMALLEST]:.2f}")
    print(f"Django ÷ baked: {costs[DJANGO] / costs[BAKED]:.0f}")
    if NGINX in costs:
        print(f"nginx baked ÷ nginx file: {costs[NGINX] / costs[FILE]:.2f}")


def _free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


if __name__ == "__main__":
    main()
