"""The site with a PostgreSQL of its own, both as processes that a drill may stop and kill."""

import http.client
import http.cookiejar
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from mscoe.environment import ROOT
from mscoe.postgres.server import Server
from tests.prove.test_deployment import free_port, wait_for

PASSWORD = "a long test password"


class OwnSite:
    def __init__(self, folder, *, durable):
        self.folder = folder
        self.server = Server(folder / "postgres", durable=durable)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.database_url = self.server.url
        self.web = None
        self.more = {}  # what else a drill sets

    def environment(self):
        return {
            "PATH": os.environ["PATH"],
            "ENV_FILE": os.devnull,
            "HTTPS": "0",
            "SECRET_KEY": "".join(chr(ord("!") + number) for number in range(60)),
            "DATABASE_URL": self.database_url,
            "STATIC_ROOT": str(settings.STATIC_ROOT),
            "MEDIA_ROOT": str(self.folder / "media"),
            "BAKED_ROOT": str(self.folder / "baked"),
            "BIND": f"127.0.0.1:{self.port}",
            "DJANGO_SETTINGS_MODULE": "mscoe.settings",
            **self.more,
        }

    def python(self, code):
        """What the site's own Python answers to the code, which leaves it in ``answer``."""
        lines = f"import json\n{code}\nprint(json.dumps(answer))"
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "manage.py", "shell", "-v", "0", "-c", lines],
            cwd=ROOT,
            env=self.environment(),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def migrate(self):
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(command, cwd=ROOT, env=self.environment(), check=True)

    def rows(self, query, *values):
        connection = self.server.connect(self.server.DATABASE)
        with connection, connection.cursor() as cursor:
            cursor.execute(query, values)
            found = cursor.fetchall()
        connection.close()
        return found

    def start_web(self):
        gunicorn = ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "mscoe.wsgi"]
        with open(self.folder / "web.log", "ab") as log:
            self.web = subprocess.Popen(
                [sys.executable, *gunicorn],
                cwd=ROOT,
                env=self.environment(),
                start_new_session=True,
                stderr=log,
            )
        wait_for(self.port)
        self.wait_until_it_answers()

    def wait_until_it_answers(self):
        """gunicorn listens before its workers are ready."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"{self.url}/admin/login/", timeout=30).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError("The web server does not answer.")

    def kill_web(self):
        """kill -9 for the whole web server at once, in the middle of whatever it does."""
        os.killpg(self.web.pid, signal.SIGKILL)
        self.web.wait()

    def processes_of_database(self):
        first = self.server.pid()
        with open(f"/proc/{first}/task/{first}/children") as children:
            return [first, *map(int, children.read().split())]

    def kill_database(self):
        """kill -9 for PostgreSQL and all it started; returns once nothing listens any more."""
        for process in self.processes_of_database():
            os.kill(process, signal.SIGKILL)
        while self.server.is_answering():
            time.sleep(0.02)

    @contextmanager
    def database_by_port(self):
        """The database is asked by way of a port; yields the process that a drill may stop."""
        port = free_port()
        path = str(self.server.socket_folder / ".s.PGSQL.5432")
        relay = subprocess.Popen([sys.executable, "-m", "tests.prove.relay", str(port), path])
        wait_for(port)
        role, name = self.server.ROLE, self.server.DATABASE
        self.database_url = f"postgres://{role}@127.0.0.1:{port}/{name}"
        try:
            yield relay
        finally:
            relay.kill()
            relay.wait()
            self.database_url = self.server.url

    def leave(self):
        if self.web is not None and self.web.poll() is None:
            self.kill_web()
        self.server.leave()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def own_site(*, durable=False):
    """``durable``: whatever PostgreSQL said it had written is there after it was killed."""
    folder = Path(tempfile.mkdtemp(prefix="drill-", dir="/tmp"))
    folder.chmod(0o755)
    site = OwnSite(folder, durable=durable)
    site.server.enter(with_parent=True)
    try:
        site.migrate()
        yield site
    finally:
        site.leave()


MAKE_PAGES = """
from django.contrib.auth import get_user_model
from articles import publishing
from articles.models import Article, Section
section = publishing.save_section(section=Section(slug="symptoms", name="Symptoms"), by=None).row
answer = []
for number in range({count}):
    person = get_user_model().objects.create_superuser(f"editor-{{number}}", password={password!r})
    revision = publishing.save_draft(
        article=Article(title=f"Page {{number}}", section=section, summary="S.", body="Begun."),
        by=person,
    ).revision
    answer.append(revision.article_id)
"""


def make_pages(site, count):
    """Pages, each with an editor of its own; their keys."""
    return site.python(MAKE_PAGES.format(count=count, password=PASSWORD))


class Desk:
    """One editor at the desk by plain HTTP; ``None`` where the site did not answer."""

    def __init__(self, site, number, *, url=None):
        self.url = url or site.url
        self.cookies = http.cookiejar.CookieJar()
        handlers = [urllib.request.HTTPCookieProcessor(self.cookies), StayHere()]
        self.opener = urllib.request.build_opener(*handlers)
        self.ask("/admin/login/")
        answer = self.post(
            "/admin/login/",
            {"username": f"editor-{number}", "password": PASSWORD, "next": "/admin/"},
        )
        assert answer.status == 302

    def ask(self, path, data=None, headers=None):
        request = urllib.request.Request(self.url + path, data, headers or {})
        try:
            with self.opener.open(request, timeout=20) as response:
                return Answer(response.status, response.headers, response.read().decode())
        except urllib.error.HTTPError as refusal:
            return Answer(refusal.code, refusal.headers, refusal.read().decode())
        except (OSError, http.client.HTTPException):
            return None

    def post(self, path, fields):
        token = next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")
        fields = fields | {"csrfmiddlewaretoken": token}
        return self.ask(path, urllib.parse.urlencode(fields).encode())


class Answer:
    def __init__(self, status, headers, text):
        self.status, self.headers, self.text = status, headers, text


class StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None
