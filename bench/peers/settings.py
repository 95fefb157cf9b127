"""Settings that both projects share. Everything of the moment comes from the environment."""

import json
import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MATERIAL = json.loads(Path(os.environ["PEER_MATERIAL"]).read_text())

SECRET_KEY = secrets.token_urlsafe(50)
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
USE_TZ = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "/static/"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ["PEER_DATABASE"],
        "HOST": os.environ["PEER_DATABASE_HOST"],
        "USER": os.environ["PEER_DATABASE_USER"],
        "CONN_MAX_AGE": 600,
    }
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
IS_CACHING = os.environ.get("PEER_CACHE") == "1"  # whole pages
DJANGO_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sites",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "bench.peers.settings.around_the_page",
]
# The shell of both, and the partials of ours that need nothing of ours.
TEMPLATE_FOLDERS = [
    Path(__file__).parent / "templates",
    *(ROOT / app / "templates" for app in ("mscoe", "articles", "accessibility")),
]


def around_the_page(request):
    """What is the same on every page costs these projects no query."""
    return {"around": MATERIAL["around"]}
