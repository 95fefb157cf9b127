import logging
import os
import re
import subprocess
import sys

import pytest

from mscoe.environment import ROOT
from mscoe.monitoring.logs import WithoutSignatures

GOOD_KEY = "".join(chr(ord("!") + number) for number in range(60))
PRODUCTION = {
    "ENV_FILE": os.devnull,
    "SECRET_KEY": GOOD_KEY,
    "ALLOWED_HOSTS": "ms.example.org",
    "DATABASE_URL": "postgres://site@db/site",
}
SETTING_READ = re.compile(r'(?:env\.[a-z_]+|environ\.get|getenv)\(\s*"([A-Z_]+)"')


def read_settings(*names, **environment):
    """Import the settings in a process of their own; what it prints or complains of."""
    code = f"from mscoe import settings\nfor name in {names!r}: print(getattr(settings, name))"
    return subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": os.environ["PATH"], **PRODUCTION, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    "key", ["", "short", "ab" * 40, "django-insecure-" + GOOD_KEY, "for development only"]
)
def test_a_missing_short_or_default_secret_key_is_refused_by_name(key):
    done = read_settings(SECRET_KEY=key)

    assert done.returncode == 1
    assert "ImproperlyConfigured: Set the environment variable SECRET_KEY" in done.stderr


def test_answering_to_any_name_is_refused():
    done = read_settings(ALLOWED_HOSTS="ms.example.org,*")

    assert done.returncode == 1
    assert "ImproperlyConfigured: Set the environment variable ALLOWED_HOSTS" in done.stderr


def test_no_database_but_postgresql_is_accepted():
    done = read_settings(DATABASE_URL="sqlite:///db.sqlite3")

    assert done.returncode == 1
    assert "ImproperlyConfigured: Set the environment variable DATABASE_URL" in done.stderr


def test_production_holds_to_https_unless_told_otherwise():
    names = ["DEBUG", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS"]

    assert read_settings(*names).stdout.split() == ["False", "True", "True", "31536000"]
    assert read_settings(*names, HTTPS="0").stdout.split() == ["False", "False", "False", "0"]


def test_the_settings_need_no_database_at_hand():
    done = read_settings("DATABASES", DATABASE_URL="")

    assert done.returncode == 0
    assert "var/postgres" in done.stdout


def test_a_forwarded_scheme_is_believed_only_behind_a_proxy():
    assert read_settings("SECURE_PROXY_SSL_HEADER").returncode == 1
    assert (
        "HTTP_X_FORWARDED_PROTO"
        in read_settings("SECURE_PROXY_SSL_HEADER", BEHIND_PROXY="1").stdout
    )


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ({}, "[]"),
        ({"TRUSTED_PROXIES": "10.0.0.0/8"}, "[]"),
        ({"BEHIND_PROXY": "1"}, "['127.0.0.0/8', '::1', 'unix']"),
        ({"BEHIND_PROXY": "1", "TRUSTED_PROXIES": "10.0.0.7,fc00::/7"}, "['10.0.0.7', 'fc00::/7']"),
        ({"BEHIND_PROXY": "1", "TRUSTED_PROXIES": ""}, "[]"),
    ],
)
def test_clients_are_named_by_trusted_proxies_alone(said, read):
    assert read_settings("TRUSTED_PROXIES", **said).stdout.strip() == read


@pytest.mark.parametrize("said", ["proxy", "10.0.0.1/8", "10.0.0.0/8 172.16.0.0/12"])
def test_a_trusted_proxy_that_is_no_network_is_named(said):
    done = read_settings("TRUSTED_PROXIES", BEHIND_PROXY="1", TRUSTED_PROXIES=said)

    assert done.returncode == 1
    assert f"TRUSTED_PROXIES is set to '{said}'" in done.stderr


def test_the_policy_allows_this_site_alone_and_nothing_inline(settings):
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]

    assert directives["default-src"] == ["'none'"]
    sources = {source for sources in directives.values() for source in sources}
    assert sources <= {"'self'", "'none'", "blob:"}
    assert "blob:" not in directives["script-src"] + directives["style-src"]


def test_the_example_names_every_variable_that_is_read():
    files = {*(ROOT / "mscoe").rglob("*.py"), ROOT / "deploy" / "gunicorn.conf.py"}
    read = {name for file in files for name in SETTING_READ.findall(file.read_text())}
    read |= set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
    example = (ROOT / ".env.example").read_text()

    named = set(re.findall(r"^#?([A-Z_]+)=", example, flags=re.MULTILINE))
    assert read == named


@pytest.mark.parametrize("path", ["/", "/search/?q=secret+words", "/nothing-here/"])
@pytest.mark.django_db
def test_readers_get_no_cookie_and_every_page_its_headers(client, path):
    response = client.get(path)

    assert response.cookies == {}
    assert response.headers["Content-Security-Policy"] == (
        "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self';"
        " form-action 'self'; frame-ancestors 'self'; frame-src 'self'; img-src 'self';"
        " script-src 'self'; style-src 'self'"
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "geolocation=()" in response.headers["Permissions-Policy"]


@pytest.mark.django_db
def test_the_log_has_neither_readers_addresses_nor_their_words(client, caplog):
    handlers = logging.getLogger("django").handlers
    stderr = next(handler for handler in handlers if handler.get_name() == "stderr")

    client.get("/nothing-here/", {"q": "my-secret-words"}, REMOTE_ADDR="203.0.113.77")

    logged = "\n".join(stderr.format(record) for record in caplog.records)
    assert "/nothing-here/" in logged
    assert "my-secret-words" not in logged
    assert "203.0.113.77" not in logged


@pytest.mark.parametrize(
    "path",
    [
        "/review/12.secret-signature/",
        "/draft/12.secret-signature/",
        "/admin/invitation/MQ/12.secret-signature/",
        "/admin/reset/MQ/secret-signature/",
    ],
)
def test_links_that_let_someone_in_are_logged_without_their_signature(path):
    record = logging.makeLogRecord({"msg": "Not Found: %s", "args": (path,)})

    assert WithoutSignatures().filter(record)
    assert record.getMessage().startswith("Not Found: /")
    assert "secret" not in record.getMessage()


@pytest.mark.parametrize(
    ("url", "settings"),
    [
        ("smtp+tls://site:a%40b@mail.example.org:587", ["mail.example.org", "587", "a@b", "True"]),
        ("smtp://mail.example.org:25", ["mail.example.org", "25", "None", "False"]),
    ],
)
def test_the_mail_server_comes_from_one_variable(url, settings):
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS")
    code = (
        f"from mscoe import settings\nfor name in {names!r}: print(getattr(settings, name, False))"
    )
    environment = {"PATH": os.environ["PATH"], **PRODUCTION, "EMAIL_URL": url}

    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True
    )

    assert done.stdout.split() == settings


def test_mail_may_go_to_files_and_names_the_site_as_it_is_reached():
    names = ("EMAIL_FILE_PATH", "DEFAULT_FROM_EMAIL", "SITE_ADDRESS")

    done = read_settings(*names, EMAIL_URL="filemail:////srv/mail")

    said = ["/srv/mail", "website@ms.example.org", "https://ms.example.org"]
    assert done.stdout.split() == said
