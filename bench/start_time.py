"""How long the web process takes from its start to its first answer, and what Python imports in it.

gunicorn is started as it is deployed, ``BENCH_STARTS`` times; it is asked until it answers with a
page that Django makes. Beside it Python's own example of an application, started the same way.
"""

import http.client
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from bench.served_site import free_port, prepare_site
from mscoe import environment
from mscoe.startup import run

STARTS = int(os.environ.get("BENCH_STARTS", "7"))
SITE, EXAMPLE = "mscoe.wsgi", "wsgiref.simple_server:demo_app"
AIM = 1.5  # seconds
IMPORTS_SHOWN = 8


def main():
    environment.make_up_values()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mscoe.settings")
    with run.database():
        os.environ["BAKED_ROOT"] = os.devnull  # Django itself answers
        prepare_site()
        times = {application: [] for application in (SITE, EXAMPLE)}
        for _ in range(STARTS):
            for application, found in times.items():
                found.append(time_to_answer(application))
        for application, found in times.items():
            aim = f" (aim ≤ {AIM} s)" if application == SITE else ""
            seconds, used = map(statistics.median, zip(*found, strict=True))
            print(f"{application:32} {seconds:.2f} s to the first answer{aim}, in which its")
            print(f"{'':32} processes had {used:.2f} s of the processors")
        print_imports()


def time_to_answer(application):
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
    began = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}", application],
        env=os.environ | {"PYTHONPATH": os.getcwd()},
    )
    try:
        while not answers(port):
            if time.perf_counter() - began > 60 or process.poll() is not None:
                raise SystemExit(f"{application} did not answer.")
            time.sleep(0.005)
        return time.perf_counter() - began, processor_seconds(process.pid)
    finally:
        process.terminate()
        process.wait(10)


def processor_seconds(pid):
    """What the process and its workers have used so far, however much else the machine does."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    ticks = 0
    for each in (pid, *children):
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def answers(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/", headers={"Host": "127.0.0.1"})
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def print_imports():
    """The modules whose own code takes longest; the sum is what one worker imports."""
    code = "from mscoe.wsgi import application"
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code], capture_output=True, text=True, check=True
    )
    rows = [line.split("|") for line in done.stderr.splitlines() if line.startswith("import time:")]
    own = sorted(
        ((int(row[0].split(":")[1]), row[2].strip()) for row in rows if "[us]" not in row[0]),
        reverse=True,
    )
    print(f"imports: {len(own)} modules, {sum(each for each, _ in own) / 1e6:.2f} s; the longest:")
    for microseconds, name in own[:IMPORTS_SHOWN]:
        print(f"  {microseconds / 1000:6.1f} ms {name}")


if __name__ == "__main__":
    main()
