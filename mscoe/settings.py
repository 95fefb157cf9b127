"""Every setting of the site, from the environment, safe by default.

``.env.example`` lists the variables. Without ``DEBUG`` the site refuses to start on values that
would be dangerous, and says which variable to set.
"""

import socket

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from mscoe import environment
from mscoe.postgres import configuration

BASE_DIR = environment.ROOT
env = environ.Env()
environment.read_env_file()

# --- Safety ---------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="for development only" if DEBUG else "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])


def refuse_dangerous_values():
    if (
        len(SECRET_KEY) < 50
        or len(set(SECRET_KEY)) < 10
        or SECRET_KEY.startswith("django-insecure")
    ):
        raise ImproperlyConfigured(
            "Set the environment variable SECRET_KEY to at least 50 random characters "
            "(one is made by: python -c 'import secrets; print(secrets.token_urlsafe(50))')."
        )
    if "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured(
            "Set the environment variable ALLOWED_HOSTS to the site's own names. With *, the"
            " site would answer to any name."
        )


if not DEBUG:
    refuse_dangerous_values()

# --- HTTPS ----------------------------------------------------------------------------------
# On unless someone says otherwise: then cookies, redirects and browsers' memory hold to HTTPS.
HTTPS = env.bool("HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=365 * 24 * 3600) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
CSRF_FAILURE_VIEW = "mscoe.middleware.keep_posts.csrf_failure"
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    # Only where a proxy of ours sets this header on every request, as deploy/nginx.conf does.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Whose X-Client-Address is believed: networks, and "unix" for a socket file. For rate limits alone.
TRUSTED_PROXIES = environment.networks(
    "TRUSTED_PROXIES", env.list("TRUSTED_PROXIES", default=["127.0.0.0/8", "::1", "unix"])
)
if not BEHIND_PROXY:
    TRUSTED_PROXIES = []

# --- What browsers are told -----------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],  # the preview beside the editor
        "frame-ancestors": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # asks for DENY, but the preview is a frame of our own
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# --- What the site is made of ---------------------------------------------------------------
INSTALLED_APPS = [
    "articles",
    "accessibility",
    "mscoe.apps.CentreAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.postgres",
    "django.forms",
    "django_tasks",
    "django_tasks_db",
    "markdownx",
    "csp",
]
MIDDLEWARE = [
    "mscoe.monitoring.probes.answer_probes",
    "mscoe.middleware.request_id.name_and_measure",
    "django.middleware.security.SecurityMiddleware",
    "mscoe.middleware.resource_policy.keep_to_this_site",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mscoe.middleware.csp.say_what_may_load",
    "mscoe.middleware.permissions_policy.forbid_devices",
    "django.middleware.http.ConditionalGetMiddleware",
    "mscoe.middleware.cache_control.ask_before_showing_again",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "mscoe.middleware.keep_posts.keep_posts_that_cannot_be_saved",
    "mscoe.postgres.replica.read_from_replica",
]
ROOT_URLCONF = "mscoe.urls"
WSGI_APPLICATION = "mscoe.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "mscoe" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mscoe.context_processors.site_address",
            ]
        },
    }
]

# --- Data -----------------------------------------------------------------------------------
DATABASES = configuration.configurations(env)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media"))
MEDIA_URL = "/media/"
BAKED_ROOT = env.path("BAKED_ROOT", default=str(BASE_DIR / "var" / "baked"))
# Where nginx notes which pages were read; the follower empties it.
READS_LOG = env.str("READS_LOG", default="")
# A CDN in front: told which addresses changed, and only then allowed to keep pages.
CDN_PURGE_URL = env.str("CDN_PURGE_URL", default="")
CDN_PURGE_TOKEN = env.str("CDN_PURGE_TOKEN", default="")
CDN_CACHE_CONTROL = env.str(
    "CDN_CACHE_CONTROL",
    default="s-maxage=86400, stale-while-revalidate=60, stale-if-error=86400",
)
# What this machine is called where its processes are told from those of others.
NODE_NAME = env.str("NODE_NAME", default=socket.gethostname())
# Of each process of gunicorn, which reads the same variable: deploy/gunicorn.conf.py.
WEB_THREADS = env.int("WEB_THREADS", default=4)

# --- Limits ---------------------------------------------------------------------------------
# The longest article is 200 KB of Markdown; pictures travel as files, not as form data.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o644

# --- The editor's Markdown field ------------------------------------------------------------
# Its own views are never reachable; these name ours, which ask who is there.
MARKDOWNX_URLS_PATH = "/admin/markdown/preview/"
MARKDOWNX_UPLOAD_URLS_PATH = "/admin/markdown/upload/"
MARKDOWNX_MARKDOWNIFY_FUNCTION = "articles.markup.markdownify"

# --- Signing in -----------------------------------------------------------------------------
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
PASSWORD_RESET_TIMEOUT = 24 * 3600  # how long a link to set a new password works
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# --- Work that waits its turn ---------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Mail -----------------------------------------------------------------------------------
# Written by acts, sent by the worker (manage.py run_queue). The site's own address stands in mail.
mail = env.email_url("EMAIL_URL", default="smtp://localhost:25")
vars().update(mail | {"EMAIL_FILE_PATH": str(BASE_DIR / mail["EMAIL_FILE_PATH"])})
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default=f"website@{ALLOWED_HOSTS[0].strip('.[]')}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
SITE_ADDRESS = env.str(
    "SITE_ADDRESS", default=f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0].strip('.')}"
)

# --- Language and time ----------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "mscoe" / "locale"]  # what the desk calls by other words than Django
TIME_ZONE = env.str("TIME_ZONE", default="America/New_York")
USE_TZ = True
FORMAT_MODULE_PATH = "mscoe.formats"  # how the desk writes dates

# --- Static files ---------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "var" / "static"))
STATICFILES_DIRS = [BASE_DIR / "mscoe" / "static"]
# What browsers ask for at the root, unlinked; a web server finds it among the collected files.
WHITENOISE_ROOT = BASE_DIR / "mscoe" / "static" / "mscoe" / "root"
# A bucket of S3, or of anything that speaks its language, needs requirements-s3.txt.
MEDIA_S3_BUCKET = env.str("MEDIA_S3_BUCKET", default="")
MEDIA_BUCKET = {
    "BACKEND": "storages.backends.s3.S3Storage",
    "OPTIONS": {
        "bucket_name": MEDIA_S3_BUCKET,
        "endpoint_url": env.str("MEDIA_S3_ENDPOINT", default="") or None,
        "file_overwrite": True,  # names come from content: another file of a name is the same one
        "default_acl": None,
    },
}
STORAGES = {
    "default": MEDIA_BUCKET
    if MEDIA_S3_BUCKET
    else {"BACKEND": "mscoe.staticfiles.media.WholeFiles"},
    "staticfiles": {"BACKEND": "mscoe.staticfiles.storage.JoinedStaticFilesStorage"},
}

# --- Logging --------------------------------------------------------------------------------
# To stderr, where whatever runs the site collects it. Never a reader's address, never the words
# of a search: Django's messages name the path alone, and what a request brought is cut out of
# anything else that is said while it is answered. Nor what lets someone in: review links.
LOG_FORMAT = env.str("LOG_FORMAT", default="text" if DEBUG else "json")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"()": "mscoe.monitoring.logs.Text"},
        "json": {"()": "mscoe.monitoring.logs.Json"},
    },
    "filters": {
        "links": {"()": "mscoe.monitoring.logs.WithoutSignatures"},
        "refusals": {"()": "mscoe.monitoring.logs.RefusalsInALine"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["links", "refusals"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "articles": {"level": "INFO"},
        "accessibility": {"level": "INFO"},
    },
}

# --- The centre: what even the error pages must say, until the desk says it ------------------
SITE_NAME = env.str("SITE_NAME", default="Multiple Sclerosis Centers of Excellence")
CRISIS_LINE = {
    "label": env.str("CRISIS_LINE_LABEL", default="Veterans Crisis Line: dial 988, then press 1"),
    "address": env.str("CRISIS_LINE_ADDRESS", default="tel:988"),
}
PATIENT_PORTAL = {
    "label": env.str("PATIENT_PORTAL_LABEL", default="My HealtheVet patient portal"),
    "address": env.str("PATIENT_PORTAL_ADDRESS", default="https://www.myhealth.va.gov/"),
}

# --- Accessibility --------------------------------------------------------------------------
ACCESSIBILITY_ADDRESS_BOOK = "articles.addresses.PublicationBook"
# Returns the crisis line and the patient portal, as the desk has them.
ACCESSIBILITY_HELP_LINES = "articles.models.site_settings.help_lines"
# Called with ``words`` and ``by`` inside the act that changes what the glossary says of them.
ACCESSIBILITY_GLOSSARY_FOLLOWER = "articles.publishing.explain_again"
# Called with ``message``, what a reader told us about a barrier.
ACCESSIBILITY_MESSAGE_FOLLOWER = "articles.mail.barrier_messages.queue"
# Called with ``verb``, ``by``, ``thing`` and ``words``: what is done to menus, terms, messages.
ACCESSIBILITY_HISTORY_FOLLOWER = "articles.publishing.record_beside"
# What make test wrote at its end; the accessibility statement reports it.
ACCESSIBILITY_TEST_RUN = env.str("TEST_RUN", default=str(BASE_DIR / "var" / "test-run.json"))
