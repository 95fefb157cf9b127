"""gunicorn and nginx with the settings they have in production, as processes on this machine."""

import gzip
import http.client
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from mscoe.environment import ROOT

pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed."),
]
NAME = "ms.example.org"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"Nothing answers on port {port}.")


def database_url():
    chosen = connection.settings_dict
    host, name = chosen["HOST"], chosen["NAME"]
    if host.startswith("/"):
        return f"postgres://{chosen['USER']}@/{host}/{name}"
    secret = f":{chosen['PASSWORD']}" if chosen["PASSWORD"] else ""
    return f"postgres://{chosen['USER']}{secret}@{host}:{chosen['PORT'] or 5432}/{name}"


class Deployment:
    def __init__(self, folder):
        self.folder = folder
        self.http, self.https, self.site = free_port(), free_port(), free_port()
        self.metrics = free_port()
        self.processes = []
        self.log = folder / "access.log"

    def start(self):
        (self.folder / "media" / "images").mkdir(parents=True)
        (self.folder / "reads").mkdir()
        call_command("collectstatic", interactive=False, verbosity=0)
        self.start_site()
        self.start_nginx()

    def start_site(self):
        environment = {
            "PATH": os.environ["PATH"],
            "ENV_FILE": os.devnull,
            "SECRET_KEY": "".join(chr(ord("!") + number) for number in range(60)),
            "ALLOWED_HOSTS": NAME,
            "BEHIND_PROXY": "1",
            "DATABASE_URL": database_url(),
            "STATIC_ROOT": str(self.folder / "static"),
            "MEDIA_ROOT": str(self.folder / "media"),
            "BAKED_ROOT": str(self.folder / "baked"),
            "BIND": f"127.0.0.1:{self.site}",
            "METRICS_ADDRESS": f"127.0.0.1:{self.metrics}",
        }
        gunicorn = ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "mscoe.wsgi"]
        self.processes.append(
            subprocess.Popen([sys.executable, *gunicorn], cwd=ROOT, env=environment)
        )
        wait_for(self.site)

    def start_nginx(self):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
            + ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
            + ["-keyout", self.folder / "privkey.pem", "-out", self.folder / "fullchain.pem"],
            check=True,
            capture_output=True,
        )
        configuration = self.folder / "nginx.conf"
        configuration.write_text(self.configuration())
        command = ["nginx", "-e", "stderr", "-c", str(configuration)]
        subprocess.run([*command, "-t"], check=True, capture_output=True)
        self.processes.append(subprocess.Popen([*command, "-g", "daemon off;"]))
        wait_for(self.https)

    def configuration(self):
        """The file as it is, with this machine's places and ports."""
        text = (ROOT / "deploy" / "nginx.conf").read_text()
        places = {
            "include site_servers.conf;": f"server 127.0.0.1:{self.site};",
            "listen [::]:80 default_server;": "",
            "listen [::]:443 ssl http2 default_server;": "",
            "listen 80 ": f"listen 127.0.0.1:{self.http} ",
            "listen 443 ": f"listen 127.0.0.1:{self.https} ",
            "/srv/site": str(self.folder),
            "/etc/nginx/tls": str(self.folder),
            "include baked_headers": f"include {ROOT}/deploy/baked_headers",
            "/dev/stdout": str(self.log),
            "/tmp/nginx": str(self.folder / "nginx"),
        }
        for production, here in places.items():
            assert production in text
            text = text.replace(production, here)
        return text

    def get(self, path, **headers):
        trusting = ssl.create_default_context(cafile=self.folder / "fullchain.pem")
        plain = socket.create_connection(("127.0.0.1", self.https), 10)
        client = http.client.HTTPSConnection(NAME, context=trusting)
        client.sock = trusting.wrap_socket(plain, server_hostname=NAME)
        client.request("GET", path, headers=headers)
        response = client.getresponse()
        response.text = response.read()
        client.close()
        return response

    def stop(self):
        for process in reversed(self.processes):
            process.terminate()
            process.wait(20)


@pytest.fixture
def deployment(transactional_db, settings):
    folder = Path(tempfile.mkdtemp(prefix="deployment-", dir="/tmp"))
    folder.chmod(0o755)
    settings.STATIC_ROOT = folder / "static"
    deployment = Deployment(folder)
    try:
        deployment.start()
        yield deployment
    finally:
        deployment.stop()
        shutil.rmtree(folder)


def test_the_deployed_site_answers_as_production_should(deployment):
    plain = http.client.HTTPConnection("127.0.0.1", deployment.http)
    plain.request("GET", "/search/?q=words", headers={"Host": NAME})
    redirect = plain.getresponse()
    assert redirect.status == 308
    assert redirect.headers["Location"] == f"https://{NAME}/search/?q=words"

    home = deployment.get("/", **{"Accept-Encoding": "gzip"})
    assert home.status == 200
    assert b"</html>" in gzip.decompress(home.text)
    assert home.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert "Set-Cookie" not in home.headers
    assert "nginx/" not in home.headers["Server"]

    login = deployment.get("/admin/login/")
    assert "Secure" in login.headers["Set-Cookie"]

    other_name = deployment.get("/", Host="elsewhere.example.net")
    assert other_name.status == 421


def test_static_files_and_images_come_from_nginx_with_their_headers(deployment):
    hashed = next((deployment.folder / "static" / "mscoe" / "css").glob("site.*.css"))
    sheet = deployment.get(f"/static/mscoe/css/{hashed.name}", **{"Accept-Encoding": "gzip"})
    assert gzip.decompress(sheet.text) == hashed.read_bytes()
    assert sheet.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert deployment.get("/static/mscoe/css/site.css").headers["Cache-Control"].endswith("=3600")

    images = deployment.folder / "media" / "images"
    (images / "a1b2.png").write_bytes(b"\x89PNG")
    (images / "page.html").write_text("<script>alert(1)</script>")
    (images.parent / "secret.png").write_bytes(b"no")
    image = deployment.get("/media/images/a1b2.png")
    assert (image.status, image.headers["Content-Type"]) == (200, "image/png")
    assert image.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert image.headers["X-Content-Type-Options"] == "nosniff"
    for path in ("/media/images/page.html", "/media/secret.png", "/media/images/../secret.png"):
        assert deployment.get(path).status == 404, path


def test_the_log_names_neither_reader_nor_words(deployment):
    deployment.get("/search/?q=private-words")

    time.sleep(0.2)
    line = deployment.log.read_text().splitlines()[-1]
    told = json.loads(line)
    assert (told["method"], told["path"], told["status"]) == ("GET", "/search/", 200)
    assert "private-words" not in line
    assert "127.0.0.1" not in line


def test_guessing_passwords_and_hammering_the_search_are_slowed(deployment):
    statuses = [deployment.get("/admin/login/").status for _ in range(30)]

    assert statuses[:20] == [200] * 20
    assert 429 in statuses[20:]


def test_metrics_are_summed_over_processes_and_outlive_them(deployment):
    for _ in range(20):
        deployment.get("/keyboard-help/")
    gunicorn = deployment.processes[0]
    gunicorn.send_signal(signal.SIGHUP)  # other processes in the place of those
    time.sleep(3)
    for _ in range(20):
        deployment.get("/keyboard-help/")

    text = urllib.request.urlopen(f"http://127.0.0.1:{deployment.metrics}/metrics").read().decode()

    name = 'site_requests_total{method="GET",route="accessibility:keyboard-help",status="200"}'
    assert f"{name} 40.0" in [line for line in text.splitlines() if "_requests_total{" in line]
    assert "site_request_seconds_bucket" in text
    assert b"site_requests" not in deployment.get("/metrics").text


def test_lines_of_gunicorn_are_json_too(deployment):
    environment = {"PATH": os.environ["PATH"], "BIND": f"127.0.0.1:{deployment.site}"}
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        "deploy/gunicorn.conf.py",
        "mscoe.wsgi",
    ]

    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)

    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert "in use" in lines[0]["message"]
    assert lines[0]["logger"] == "gunicorn.error"
