"""Every setting of the site, from the environment, safe by default."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- Safety ---------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="for development only" if DEBUG else "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])

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
    "markdownx",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
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
                "mscoe.context_processors.help_lines",
            ]
        },
    }
]

# --- Data -----------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=BASE_DIR / "var" / "media")
MEDIA_URL = "/media/"

# --- Language and time ----------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
TIME_ZONE = env.str("TIME_ZONE", default="America/New_York")
USE_TZ = True

# --- Static files ---------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "mscoe" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "mscoe.static_files.JoinedStaticFilesStorage"},
}

# --- The centre: what even the error pages must say -----------------------------------------
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
