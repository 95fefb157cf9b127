"""Values that this machine made up for ``make run``, and the commands that use the same ones."""

import os

import pytest

from mscoe import environment


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A folder of its own, and no variable that someone set."""
    monkeypatch.setattr(environment, "VAR", tmp_path)
    monkeypatch.setattr(environment, "ADDRESS_FILE", tmp_path / "site-address")
    monkeypatch.setattr(environment, "SECRET_KEY_FILE", tmp_path / "secret-key")
    monkeypatch.setenv("ENV_FILE", os.devnull)
    monkeypatch.setenv("HTTPS", "0")

    def forget():
        for name in ("SITE_ADDRESS", "SECRET_KEY"):
            monkeypatch.delenv(name, raising=False)

    forget()
    yield forget
    forget()


def test_commands_show_pages_by_the_address_that_make_run_has(machine):
    environment.make_up_values()
    environment.use_address("http://127.0.0.1:8123/")
    machine()

    environment.use_values_of_this_machine()

    assert os.environ["SITE_ADDRESS"] == "http://127.0.0.1:8123/"


def test_an_address_that_is_given_is_neither_changed_nor_kept(machine, monkeypatch):
    environment.make_up_values()
    monkeypatch.setenv("SITE_ADDRESS", "https://ms.example.org")

    environment.use_address("http://127.0.0.1:8123/")
    given = os.environ["SITE_ADDRESS"]
    machine()
    environment.use_values_of_this_machine()

    assert given == "https://ms.example.org"
    assert "SITE_ADDRESS" not in os.environ


def test_a_site_with_settings_of_its_own_is_shown_by_them(machine, monkeypatch):
    environment.use_address("http://127.0.0.1:8123/")
    machine()
    monkeypatch.setenv("SECRET_KEY", "given")

    environment.use_values_of_this_machine()

    assert "SITE_ADDRESS" not in os.environ
