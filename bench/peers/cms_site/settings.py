"""django CMS; with PEER_CACHE=1 its own cache of pages is on, as it is by default."""

from bench.peers.settings import *  # noqa: F403 - the peers' projects share their settings
from bench.peers.settings import (
    CONTEXT_PROCESSORS,
    DJANGO_APPS,
    IS_CACHING,
    MIDDLEWARE,
    TEMPLATE_FOLDERS,
)

INSTALLED_APPS = [
    "bench.peers.cms_site",
    *DJANGO_APPS,
    "cms",
    "menus",
    "treebeard",
    "sekizai",
    "djangocms_text",
]
MIDDLEWARE = [
    "cms.middleware.utils.ApphookReloadMiddleware",
    *MIDDLEWARE,
    "cms.middleware.user.CurrentUserMiddleware",
    "cms.middleware.page.CurrentPageMiddleware",
    "cms.middleware.toolbar.ToolbarMiddleware",
    "cms.middleware.language.LanguageCookieMiddleware",
]
X_FRAME_OPTIONS = "SAMEORIGIN"
SITE_ID = 1
CMS_CONFIRM_VERSION4 = True
CMS_TEMPLATES = [("cms_site/article.html", "Article")]
TEXT_HTML_SANITIZE = False  # what it is given here is sanitised already
CMS_PAGE_CACHE = IS_CACHING
CMS_CACHE_DURATIONS = {"content": 3600, "menus": 3600, "permissions": 3600}
ROOT_URLCONF = "bench.peers.cms_site.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": TEMPLATE_FOLDERS,
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                *CONTEXT_PROCESSORS,
                "django.template.context_processors.i18n",
                "sekizai.context_processors.sekizai",
                "cms.context_processors.cms_settings",
            ]
        },
    }
]
