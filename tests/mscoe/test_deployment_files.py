import re
import runpy

import yaml

from mscoe.environment import ROOT
from mscoe.startup.serve import BAKER, WORKER


def test_the_image_copies_only_what_is_there_and_not_ignored():
    ignored = (ROOT / ".dockerignore").read_text()
    copied = re.findall(r"^COPY (?!--from)(\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)

    assert {"mscoe", "articles", "accessibility", "manage.py"} <= set(copied)
    for source in copied:
        assert (ROOT / source).exists()
        assert f"!{source.partition('/')[0]}" in ignored


def test_the_composition_mounts_only_what_is_there_and_starts_in_order():
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]

    assert {"db", "prepare", "web", "worker", "follower", "schedules", "proxy"} == set(services)
    mounted = [volume for service in services.values() for volume in service.get("volumes", [])]
    assert all((ROOT / volume.split(":")[0]).exists() for volume in mounted if "./deploy" in volume)
    assert services["web"]["depends_on"]["prepare"] == {
        "condition": "service_completed_successfully"
    }
    assert services["web"]["environment"]["DATABASE_URL"].startswith("postgres://site:")
    assert services["worker"]["command"] == ["python", "manage.py", *WORKER]
    assert services["follower"]["command"] == ["python", "manage.py", *BAKER]
    assert services["follower"]["volumes"] == services["web"]["volumes"]
    assert services["worker"]["environment"] == services["web"]["environment"]
    assert services["worker"]["depends_on"] == services["web"]["depends_on"]
    stays = {name for name, service in services.items() if "restart" in service}
    assert stays == {name for name, service in services.items() if "healthcheck" in service}
    for name in ("worker", "follower", "schedules"):
        assert services[name]["healthcheck"]["test"][-2:] == ["see_process", name]


def test_gunicorn_makes_no_line_of_a_request_that_nobody_reads():
    conf = runpy.run_path(str(ROOT / "deploy" / "gunicorn.conf.py"))

    # Without the configuration that gunicorn's own would look into.
    logger = object.__new__(conf["logger_class"])

    assert logger.access(None, None, {}, None) is None


def test_the_composition_limits_what_is_logged_and_mounts_folders_alone():
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]

    for service in services.values():
        options = service["logging"]["options"]
        assert (options["max-size"], options["max-file"]) == ("10m", "5")
    mounted = [one for service in services.values() for one in service.get("volumes", [])]
    sources = [ROOT / one.split(":")[0] for one in mounted if one.startswith("./")]
    assert ROOT / "deploy" in sources
    assert [source for source in sources if source.is_file()] == []
    assert "127.0.0.1" in services["db"]["healthcheck"]["test"]


def test_nothing_that_a_timer_runs_starts_the_preparation_again():
    told = [*(ROOT / "docs").glob("*.md"), ROOT / "README.md"]
    starts = [
        line for file in told for line in file.read_text().splitlines() if "compose run" in line
    ]

    assert [line for line in starts if "--no-deps" not in line] == []
