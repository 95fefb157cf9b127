#!/usr/bin/env bash
# Signing out takes an address to go on to, as signing in does. Guess: one that leads to another
# site is ignored, and the page "You have been signed out" is shown as without it.
# Seen with Django 5.2.19: the address is ignored, but the answer leads to the sign-out page by GET,
# which takes POST alone: whoever signs out ends on an empty 405. In the address of the form it
# matters even where it is empty ("?next="); sent as a field of the form it does no harm.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check Django==5.2.19

"$folder/venv/bin/python" - <<'PYTHON'
import django
from django.conf import settings

PAGE = {"registration/logged_out.html": "You have been signed out."}
BACKEND = "django.template.backends.django.DjangoTemplates"
LOADERS = [("django.template.loaders.locmem.Loader", PAGE)]
settings.configure(
    SECRET_KEY="for this script",
    ROOT_URLCONF="__main__",
    ALLOWED_HOSTS=["testserver"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware"],
    SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
    TEMPLATES=[{"BACKEND": BACKEND, "OPTIONS": {"loaders": LOADERS}}],
)
django.setup()

from django.contrib.auth.views import LogoutView
from django.test import Client
from django.urls import path

urlpatterns = [path("sign-out/", LogoutView.as_view())]


def statuses(query, **sent):
    """Of the answer to the post, and of the page that it leads to."""
    answer = Client().post(f"/sign-out/{query}", sent)
    if answer.status_code != 302:
        return answer.status_code, None
    return answer.status_code, Client().get(answer["Location"]).status_code


seen = {
    "nothing": statuses(""),
    "another site": statuses("?next=https://example.org/"),
    "empty": statuses("?next="),
    "another site in a field": statuses("", next="https://example.org/"),
}
for name, both in seen.items():
    print(f"{name}: {both}")
assert seen == {
    "nothing": (200, None),
    "another site": (302, 405),
    "empty": (302, 405),
    "another site in a field": (200, None),
}
print("As found: signing out ends on a 405.")
PYTHON
