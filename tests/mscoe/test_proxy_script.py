"""deploy/proxy.sh with a real nginx: a renewed certificate and changed files are used."""

import os
import socket
import ssl
import subprocess
import time

import pytest

from bench import own_nginx
from mscoe.environment import ROOT
from tests.mscoe.startup.test_run import free_port
from tests.mscoe.test_nginx import needs_nginx

pytestmark = [pytest.mark.slow, needs_nginx]
CONFIGURATION = """
user root;
pid {folder}/nginx.pid;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port} ssl;
        ssl_certificate {folder}/tls/fullchain.pem;
        ssl_certificate_key {folder}/tls/privkey.pem;
        return 200 "{words}";
    }}
}}
"""


class Proxy:
    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.conf = folder / "site" / "nginx.conf"
        (folder / "site").mkdir()
        (folder / "tls").mkdir()

    def configure(self, words):
        self.conf.with_suffix(".new").write_text(
            CONFIGURATION.format(folder=self.folder, port=self.port, words=words)
        )
        self.conf.with_suffix(".new").replace(self.conf)

    def certify(self, name):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
            + ["-subj", f"/CN={name}", "-keyout", self.folder / "tls" / "privkey.pem"]
            + ["-out", self.folder / "tls" / "fullchain.pem"],
            check=True,
            capture_output=True,
        )

    def start(self):
        environment = {
            "PATH": f"{os.path.dirname(own_nginx.NGINX)}:{os.environ['PATH']}",
            "CONFIGURATION": str(self.conf.parent),
            "CERTIFICATES": str(self.folder / "tls"),
            "SECONDS_BETWEEN_LOOKS": "0.2",
        }
        with open(self.folder / "said", "ab") as said:
            self.process = subprocess.Popen(
                ["sh", ROOT / "deploy" / "proxy.sh"],
                env=environment,
                stderr=said,
                start_new_session=True,
            )

    def ask(self):
        """(name in the certificate, answer); (None, None) as long as nobody answers."""
        trusting = ssl.create_default_context(cafile=self.folder / "tls" / "fullchain.pem")
        trusting.check_hostname = False
        try:
            plain = socket.create_connection(("127.0.0.1", self.port), 5)
            with trusting.wrap_socket(plain) as client:
                client.send(b"GET / HTTP/1.0\r\n\r\n")
                said = b"".join(iter(lambda: client.recv(1000), b""))
                subject = dict(entry[0] for entry in client.getpeercert()["subject"])
                return subject["commonName"], said.rpartition(b"\r\n\r\n")[2].decode()
        except OSError:
            return None, None

    def until_it_answers(self, *expected):
        deadline = time.monotonic() + 90
        while (answer := self.ask()) != expected:
            assert time.monotonic() < deadline, answer
            time.sleep(0.1)


@pytest.fixture
def proxy(tmp_path):
    proxy = Proxy(tmp_path)
    proxy.configure("first")
    proxy.certify("old.example.org")
    proxy.start()
    yield proxy
    os.killpg(proxy.process.pid, 15)
    proxy.process.wait(60)


def test_renewed_certificates_and_changed_files_are_used_and_wrong_ones_are_not(proxy):
    proxy.until_it_answers("old.example.org", "first")
    first = proxy.process.pid

    proxy.certify("new.example.org")
    proxy.until_it_answers("new.example.org", "first")
    proxy.configure("second")
    proxy.until_it_answers("new.example.org", "second")
    proxy.conf.write_text("this is no configuration")
    deadline = time.monotonic() + 90
    while "its new files cannot be used" not in (proxy.folder / "said").read_text():
        assert time.monotonic() < deadline
        time.sleep(0.1)

    assert proxy.ask() == ("new.example.org", "second")
    assert proxy.process.poll() is None
    assert proxy.process.pid == first
