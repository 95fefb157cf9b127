"""Where variables come from: the environment, then the file .env, then what this machine made up.

``make run`` makes up what nobody gave: a secret key, kept in ``var/``, and no HTTPS, since it
serves this machine alone. ``manage.py`` uses the same values once they are there.
"""

import os
import secrets
from ipaddress import ip_network
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
SECRET_KEY_FILE = VAR / "secret-key"
ADDRESS_FILE = VAR / "site-address"


def read_env_file():
    environ.Env.read_env(os.environ.get("ENV_FILE") or str(ROOT / ".env"))


def use_values_of_this_machine():
    """For ``manage.py``: an operator who sets SECRET_KEY, even to nothing, sets everything."""
    read_env_file()
    if "SECRET_KEY" not in os.environ and SECRET_KEY_FILE.exists():
        make_up_values()
        if "SITE_ADDRESS" not in os.environ and ADDRESS_FILE.exists():
            os.environ["SITE_ADDRESS"] = ADDRESS_FILE.read_text()


def make_up_values():
    read_env_file()
    os.environ.setdefault("HTTPS", "0")
    if not os.environ.get("SECRET_KEY"):
        os.environ["SECRET_KEY"] = own_secret_key()


def networks(variable, values):
    """The values of a variable that lists networks, such as 10.0.0.0/8, or "unix"."""
    for value in values:
        try:
            value == "unix" or ip_network(value)
        except ValueError as problem:
            raise ImproperlyConfigured(
                f"The environment variable {variable} is set to {value!r}. Write networks such as"
                ' 10.0.0.0/8 or single addresses, separated by commas, or "unix" for a socket'
                " file."
            ) from problem
    return values


def use_address(address):
    """That of ``make run``, unless one is given; commands that show pages use the same one."""
    if "SITE_ADDRESS" not in os.environ:
        os.environ["SITE_ADDRESS"] = address
        VAR.mkdir(exist_ok=True)
        ADDRESS_FILE.write_text(address)


def own_secret_key():
    """Made once and kept where only its owner reads it."""
    if not SECRET_KEY_FILE.exists():
        VAR.mkdir(exist_ok=True)
        unfinished = SECRET_KEY_FILE.with_name("secret-key.unfinished")
        unfinished.unlink(missing_ok=True)
        opened = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "w") as file:
            file.write(secrets.token_urlsafe(50))
        unfinished.rename(SECRET_KEY_FILE)
    return SECRET_KEY_FILE.read_text()
