"""Wagtail; with PEER_CACHE=1 behind wagtail-cache, as its documentation says."""

from bench.peers.settings import *  # noqa: F403 - the peers' projects share their settings
from bench.peers.settings import (
    CONTEXT_PROCESSORS,
    DJANGO_APPS,
    IS_CACHING,
    MATERIAL,
    MIDDLEWARE,
    TEMPLATE_FOLDERS,
)

INSTALLED_APPS = [
    "bench.peers.wagtail_site",
    "wagtailcache",
    "wagtail.contrib.settings",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    *DJANGO_APPS,
]
if IS_CACHING:
    MIDDLEWARE = [
        "wagtailcache.cache.UpdateCacheMiddleware",
        *MIDDLEWARE,
        "wagtailcache.cache.FetchFromCacheMiddleware",
    ]
WAGTAIL_CACHE = IS_CACHING
WAGTAIL_SITE_NAME = MATERIAL["around"]["site_name"]
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
ROOT_URLCONF = "bench.peers.wagtail_site.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": TEMPLATE_FOLDERS,
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                *CONTEXT_PROCESSORS,
                "wagtail.contrib.settings.context_processors.settings",
            ]
        },
    }
]
