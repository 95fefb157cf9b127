import pytest

from articles.baking.follower import Follower
from articles.baking.host_names import FOLDER, write_names


def names_in(root):
    return sorted(path.name for path in (root / FOLDER).iterdir())


def test_the_names_are_those_of_the_settings_and_no_older_ones(tmp_path):
    write_names(tmp_path, ["old.example.org", "ms.example.org"])
    write_names(tmp_path, ["MS.example.org", ".Example.net", "[::1]"])

    assert names_in(tmp_path) == sorted(["ms.example.org", ".example.net", "example.net", "[::1]"])


@pytest.mark.parametrize("names", [["*"], [], ["ms.example.org", "*"]])
def test_where_any_name_may_ask_none_is_written(tmp_path, names):
    write_names(tmp_path, ["ms.example.org"])
    write_names(tmp_path, names)

    assert not (tmp_path / FOLDER).exists()


@pytest.mark.django_db
def test_a_follower_writes_them_when_it_starts(tmp_path, settings):
    settings.ALLOWED_HOSTS = ["ms.example.org"]

    Follower(tmp_path)

    assert names_in(tmp_path) == ["ms.example.org"]
