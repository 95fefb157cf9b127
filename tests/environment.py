"""The environment tests run in, set before Django reads its settings (``-p tests.environment``).

Whatever the machine's environment or .env file says about the site is left out, so that tests
mean the same everywhere; ``DATABASE_URL`` alone may name another PostgreSQL to test on.
"""

import atexit
import os
import re
import secrets
import sys

from mscoe.environment import ROOT, VAR
from mscoe.postgres.configuration import throwaway_server
from mscoe.postgres.server import ServerProblem

EXAMPLE = ROOT / ".env.example"
TEST_ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "mscoe.settings",
    "ENV_FILE": os.devnull,
    "HTTPS": "0",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "127.0.0.1,localhost,testserver",
    "STATIC_ROOT": str(VAR / "test-static"),
    "MEDIA_ROOT": str(VAR / "test-media"),
    "BAKED_ROOT": str(VAR / "test-baked"),
}


def prepare():
    for name in re.findall(r"^#?([A-Z_]+)=", EXAMPLE.read_text(), flags=re.MULTILINE):
        if name != "DATABASE_URL":
            os.environ.pop(name, None)
    os.environ.update(TEST_ENVIRONMENT)
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = start_database()


def start_database():
    try:
        server = throwaway_server().enter(with_parent=True)
    except ServerProblem as problem:
        sys.exit(str(problem))
    atexit.register(server.leave)
    return server.url


prepare()
