"""Machines of their own on this one: network namespaces where root can make them, else loopback."""

import os
import shutil
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from bench import own_nginx
from mscoe.environment import ROOT
from tests.mscoe.startup.test_run import free_port
from tests.prove.test_rolling_restart import wait_until

NETWORK = "10.209.77"
BRIDGE = "ms-drill"
NAMES = ["ms.example.org", "127.0.0.1", *(f"{NETWORK}.{10 + number}" for number in range(5))]


@dataclass
class Node:
    """A web server, a follower with files of its own, and nginx, at one address."""

    name: str
    site: object
    host: str = "127.0.0.1"
    inside: list = field(default_factory=list)  # what runs a command on this machine
    running: dict = field(default_factory=dict)

    def __post_init__(self):
        self.folder = self.site.folder / self.name
        self.folder.mkdir()
        self.web_port, self.port = free_port(), free_port()

    def environment(self):
        return self.site.environment() | {
            "NODE_NAME": self.name,
            "BAKED_ROOT": str(self.folder / "baked"),
            "BIND": f"{self.host}:{self.web_port}",
            "ALLOWED_HOSTS": ",".join(NAMES),  # a node may be asked by the name of another
            "SITE_ADDRESS": "http://ms.example.org",  # the same on every node
        }

    def start(self, name, command, **options):
        self.running[name] = subprocess.Popen([*self.inside, *command], **options)

    def start_follower(self):
        command = [sys.executable, "manage.py", "bake_site", "--follow", "--workers", "1"]
        self.start("follower", command, cwd=ROOT, env=self.environment(), stdout=subprocess.DEVNULL)

    def start_web(self):
        gunicorn = ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "mscoe.wsgi"]
        self.start("web", [sys.executable, *gunicorn], cwd=ROOT, env=self.environment())

    def start_nginx(self, others):
        """Its own web server, and those of the others for when it is not there."""
        servers = f"server {self.host}:{self.web_port};"
        servers += "".join(f"server {one.host}:{one.web_port} backup;" for one in others)
        text = own_nginx.on_one_port(
            baked=self.folder / "baked", folder=self.folder, port=self.port, behind=self.web_port
        )
        text = text.replace(f"server 127.0.0.1:{self.web_port};", servers)
        text = text.replace(f"listen 127.0.0.1:{self.port}", f"listen {self.host}:{self.port}")
        assert servers in text
        file = self.folder / "nginx.conf"
        file.write_text(f"user root;\ndaemon off;\n{text}")
        self.start("nginx", [own_nginx.NGINX, "-c", str(file), "-e", "stderr"])

    def wait_until_ready(self):
        wait_until(self.web_port, "/readyz", status=200, host=self.host)
        wait_until(self.port, "/readyz", status=200, host=self.host)

    def end(self, *names):
        for name in names or tuple(self.running):
            process = self.running.pop(name)
            process.terminate()
            process.wait(45)


@contextmanager
def machines(site, names):
    """A node for each name."""
    with ExitStack() as stack:
        places = stack.enter_context(namespaces(len(names)))
        nodes = [
            Node(name, site, host, inside)
            for name, (host, inside) in zip(names, places, strict=True)
        ]
        try:
            yield nodes
        finally:
            for node in nodes:
                node.end()


@contextmanager
def namespaces(count):
    """(address, what runs a command there) of each; plain loopback where there can be none."""
    if os.getuid() != 0 or not shutil.which("ip") or not made(count):
        yield [("127.0.0.1", [])] * count
        return
    try:
        yield [
            (f"{NETWORK}.{10 + number}", ["ip", "netns", "exec", f"{BRIDGE}-{number}"])
            for number in range(count)
        ]
    finally:
        take_down(count)


def made(count):
    steps = [
        f"link add {BRIDGE} type bridge",
        f"addr add {NETWORK}.1/24 dev {BRIDGE}",
        f"link set {BRIDGE} up",
    ]
    for number in range(count):
        space, near, far = f"{BRIDGE}-{number}", f"ms-near-{number}", f"ms-far-{number}"
        steps += [
            f"netns add {space}",
            f"link add {near} type veth peer name {far} netns {space}",
            f"link set {near} master {BRIDGE} up",
            f"-n {space} addr add {NETWORK}.{10 + number}/24 dev {far}",
            f"-n {space} link set {far} up",
            f"-n {space} link set lo up",
        ]
    done = all(ip(step) for step in steps)
    if not done:
        take_down(count)
    return done


def take_down(count):
    for number in range(count):
        ip(f"netns del {BRIDGE}-{number}")
    ip(f"link del {BRIDGE}")


def ip(step):
    return subprocess.run(["ip", *step.split()], capture_output=True).returncode == 0
