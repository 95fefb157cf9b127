"""deploy/nginx.conf on one port of this machine: without a certificate and names of containers."""

import re
import shutil
import subprocess
from pathlib import Path

from mscoe.environment import ROOT

NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")


def on_one_port(*, baked: Path, folder: Path, port: int, behind: int) -> str:
    """The configuration; ``behind``: where the site itself listens."""
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    text = re.sub(r"    server \{\s*listen 80 .*?\n    \}\n", "", text, flags=re.DOTALL)
    return _here(text, baked=baked, folder=folder, port=port, behind=behind)


def on_two_ports(*, baked: Path, folder: Path, plain: int, port: int, behind: int) -> str:
    """The same with the server that leads to HTTPS, at the port ``plain``."""
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    text = text.replace("listen 80 default_server;", f"listen 127.0.0.1:{plain};")
    text = text.replace("/srv/site/acme", f"{folder}/acme")
    text = text.replace("/srv/site/media", f"{folder}/media")
    return _here(text, baked=baked, folder=folder, port=port, behind=behind)


def _here(text: str, *, baked: Path, folder: Path, port: int, behind: int) -> str:
    text = re.sub(r"^\s*(ssl_|listen \[).*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"listen 443 .*;", f"listen 127.0.0.1:{port};", text)
    text = text.replace("include site_servers.conf;", f"server 127.0.0.1:{behind};")
    text = text.replace("/srv/site/baked", str(baked)).replace("/tmp/nginx", f"{folder}/nginx")
    text = text.replace("/srv/site/reads", str(folder))
    text = text.replace("/srv/site/static", str(ROOT / "mscoe" / "static"))
    text = text.replace("include baked_headers.conf", f"include {ROOT}/deploy/baked_headers.conf")
    return text.replace("    access_log /dev/stdout discreet;\n", "")


def sending_files(*, files: Path, folder: Path, port: int) -> str:
    """The least that nginx needs to send files: what ours is measured against."""
    return f"""
pid {folder}/nginx.pid;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    sendfile on;
    tcp_nopush on;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {files};
    }}
}}
"""


def start(configuration: str, *, folder: Path, workers: int = 1) -> subprocess.Popen:
    file = folder / "nginx.conf"
    configuration = configuration.replace("worker_processes auto", f"worker_processes {workers}")
    file.write_text(f"user root;\ndaemon off;\n{configuration}")
    return subprocess.Popen([NGINX, "-c", str(file), "-e", "stderr"])
