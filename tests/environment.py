"""The environment tests run in, set before Django reads its settings (``-p tests.environment``).

Whatever the machine's environment or .env file says about the site is left out, so that tests
mean the same everywhere; ``DATABASE_URL`` alone may name another PostgreSQL to test on.
"""

import atexit
import os
import secrets

from mscoe import database

os.environ.setdefault("DATABASE_URL", "")
if not os.environ["DATABASE_URL"]:
    server = database.throwaway_server().enter(with_parent=True)
    atexit.register(server.leave)
    os.environ["DATABASE_URL"] = server.url

os.environ |= {
    "ENV_FILE": os.devnull,
    "DEBUG": "0",
    "HTTPS": "0",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "127.0.0.1,localhost,testserver",
    "STATIC_ROOT": str(database.VAR / "test-static"),
    "MEDIA_ROOT": str(database.VAR / "test-media"),
}
