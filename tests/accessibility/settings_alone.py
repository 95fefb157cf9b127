"""The site's settings without the app ``articles`` and without whatever joins the two."""

from pathlib import Path

from mscoe.settings import *  # noqa: F403
from mscoe.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE, STATIC_ROOT, TEMPLATES

# The centre's admin site has desks for articles; Django's own stands in for it.
STAND_INS = {"mscoe.apps.CentreAdminConfig": "django.contrib.admin"}
INSTALLED_APPS = [
    STAND_INS.get(app, app) for app in INSTALLED_APPS if app not in ("articles", "markdownx")
]
# They ask how articles' files and processes stand.
OF_ARTICLES = ["mscoe.monitoring.probes.answer_probes", "mscoe.postgres.replica.read_from_replica"]
MIDDLEWARE = [middleware for middleware in MIDDLEWARE if middleware not in OF_ARTICLES]
ROOT_URLCONF = "tests.accessibility.urls_alone"
ACCESSIBILITY_ADDRESS_BOOK = "accessibility.menus.address_book.RouteBook"
ACCESSIBILITY_GLOSSARY_FOLLOWER = ACCESSIBILITY_MESSAGE_FOLLOWER = ""
ACCESSIBILITY_HISTORY_FOLLOWER = ACCESSIBILITY_HELP_LINES = ""

TEMPLATES[0]["DIRS"] = [Path(__file__).parent / "templates"]
TEMPLATES[0]["OPTIONS"]["context_processors"] = [
    name
    for name in TEMPLATES[0]["OPTIONS"]["context_processors"]
    if not name.startswith(("mscoe.", "articles."))
]
STATIC_ROOT = f"{STATIC_ROOT}-alone"
DATABASES["default"]["TEST"] = {"NAME": f"test_{DATABASES['default']['NAME']}_alone"}
