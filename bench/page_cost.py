"""CPU per request of the article page under gunicorn, beside two yardsticks in the same run.

The smallest WSGI application and a constant Django view return the same bytes. All three are asked
in turns, so that whatever else the machine does falls on all alike. The database is the one that
``make run`` serves, with its sample site.
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

from mscoe import environment, running

ROUNDS = 5
REQUESTS = 400
PATH = os.environ.get("BENCH_PATH", "/treatments/stem-cell-therapy-explained/")
TICKS = os.sysconf("SC_CLK_TCK")
APPLICATIONS = {
    "smallest WSGI application": "bench.smallest_wsgi:application",
    "constant Django view": "bench.constant_django:application",
    "article page": "mscoe.wsgi:application",
}


class Server:
    """One gunicorn with one worker, and the CPU time its worker has used."""

    def __init__(self, name, application, surroundings):
        self.name = name
        self.port = _free_port()
        command = [sys.executable, "-m", "gunicorn", application, "--workers", "1"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--log-level", "warning"]
        self.process = subprocess.Popen(command, env=surroundings)
        self.costs = []

    def wait(self):
        for _ in range(100):
            try:
                return self.ask()
            except OSError:
                time.sleep(0.1)
        raise SystemExit(f"The server for the {self.name} did not start.")

    def ask(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", PATH, headers={"Host": "127.0.0.1"})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        if response.status != 200:
            raise SystemExit(f"{PATH} answered {response.status} from the {self.name}.")
        return body

    def cpu_seconds(self):
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        worker = children.read_text().split()[0]
        fields = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def measure(self):
        before = self.cpu_seconds()
        for _ in range(REQUESTS):
            self.ask()
        self.costs.append((self.cpu_seconds() - before) / REQUESTS * 1e6)

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


def main():
    environment.make_up_values()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mscoe.settings")
    with running.database():
        running.prepare_site()
        measure_all()


def measure_all():
    with tempfile.TemporaryDirectory() as folder:
        body = Path(folder, "page.html")
        surroundings = os.environ | {"BENCH_BODY": str(body), "PYTHONPATH": os.getcwd()}
        page = Server("article page", APPLICATIONS["article page"], surroundings)
        try:
            body.write_bytes(page.wait())
            _compare([page, *_yardsticks(surroundings)], size=body.stat().st_size)
        finally:
            page.stop()


def _yardsticks(surroundings):
    return [
        Server(name, application, surroundings)
        for name, application in APPLICATIONS.items()
        if name != "article page"
    ]


def _compare(servers, *, size):
    try:
        for server in servers:
            server.wait()
        for _ in range(ROUNDS):
            for server in servers:
                server.measure()
    finally:
        for server in servers[1:]:
            server.stop()
    page = statistics.median(servers[0].costs)
    print(f"{PATH}, {size:,} bytes; {ROUNDS} rounds of {REQUESTS} requests, one worker each")
    for server in servers:
        cost = statistics.median(server.costs)
        print(f"{server.name:28} {cost:8,.0f} µs CPU a request   page costs {page / cost:5.1f} x")


def _free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


if __name__ == "__main__":
    main()
