"""System checks about how the site is put together and deployed: what each found, and its cure."""

import os

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.urls import URLResolver, get_resolver

HELP_SCHEMES = ("tel:", "sms:", "https://")
LOOPBACK_NAMES = {"127.0.0.1", "localhost", "[::1]"}


@register(Tags.urls)
def check_that_help_can_be_reached(app_configs, **kwargs):
    """Error pages show these two when nothing else works."""
    for name in ("CRISIS_LINE", "PATIENT_PORTAL"):
        line = getattr(settings, name)
        if not line["label"].strip() or not line["address"].startswith(HELP_SCHEMES):
            yield Error(
                f"{name} has no label, or no address that starts with {', '.join(HELP_SCHEMES)}.",
                hint=f"Set both {name}_LABEL and {name}_ADDRESS, or neither.",
                id="mscoe.E001",
            )


@register(Tags.urls)
def check_that_the_editor_package_answers_nobody(app_configs, **kwargs):
    """django-markdownx's own views store whatever anybody sends."""
    for pattern in patterns_of(get_resolver()):
        if pattern.callback.__module__.startswith("markdownx"):
            yield Error(
                f"{pattern.pattern} leads to a markdownx view, which requires no login.",
                hint="Remove markdownx.urls from the URL configuration.",
                id="mscoe.E002",
            )


def patterns_of(resolver):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns_of(entry)
        else:
            yield entry


@register(Tags.files, deploy=True)
def check_that_media_can_be_written(app_configs, **kwargs):
    if settings.MEDIA_S3_BUCKET:
        return
    folder = nearest_existing(settings.MEDIA_ROOT)
    if not os.path.isdir(folder) or not os.access(folder, os.W_OK | os.X_OK):
        yield Error(
            f"Uploaded images cannot be stored: {folder} is not a folder this user can write to.",
            hint="Set MEDIA_ROOT to a writable folder, or give the folder to the user that runs"
            " the site.",
            id="mscoe.E003",
        )


def nearest_existing(path):
    path = os.path.abspath(path)
    while not os.path.exists(path):
        path = os.path.dirname(path)
    return path


@register(Tags.security, deploy=True)
def check_that_the_site_has_a_name(app_configs, **kwargs):
    if set(settings.ALLOWED_HOSTS) <= LOOPBACK_NAMES:
        yield Warning(
            "The site answers only to this machine's own names.",
            hint="Set ALLOWED_HOSTS to the host names readers use.",
            id="mscoe.W001",
        )


@register(Tags.database)
def check_that_the_database_can_be_migrated(app_configs, databases=None, **kwargs):
    """Version 1.0.0 replaced all migrations, and tables of the old ones match none of the new."""
    for alias in databases or ():
        applied = MigrationRecorder(connections[alias]).applied_migrations()
        names = {name for app, name in applied if app in ("accessibility", "articles")}
        if names and "0001_initial" not in names:
            yield Error(
                "This database was made before version 1.0.0: export the site with the release "
                "that made it (manage.py export_site FOLDER) and import it with this release "
                "into an empty database (manage.py import_site FOLDER).",
                hint="docs/upgrading.md has every step.",
                id="mscoe.E004",
            )
