"""What Prometheus reads: counts of all of gunicorn's processes in one, and how the site stands."""

import re

import pytest
from django.db import connection
from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest

from articles.baking.status import Progress
from mscoe import __version__
from mscoe.monitoring.metrics import SiteFigures
from mscoe.monitoring.metrics_server import application
from tests import factories

pytestmark = pytest.mark.django_db


def told():
    registry = CollectorRegistry()
    registry.register(SiteFigures())
    return generate_latest(registry).decode()


def test_the_site_s_own_figures_are_told(settings, tmp_path):
    settings.BAKED_ROOT = tmp_path
    Progress(at=timezone.now(), failed={"/kestrel/page/": "ValueError"}).save(tmp_path)
    factories.live_article()

    text = told()

    for line in (
        f'site_info{{version="{__version__}"}} 1.0',
        "site_failed_pages 1.0",
        "site_live_pages 1.0",
        "site_publications 1.0",
        "site_queue_length 0.0",
        "site_failed_tasks 0.0",
        'site_condition_ok{condition="failed_pages"} 0.0',
        'site_condition_ok{condition="database"} 1.0',
    ):
        assert f"\n{line}\n" in text
    assert re.search(r"\nsite_follower_lag_seconds \d+\.\d+\n", text)
    assert "kestrel" not in text


def test_without_database_the_rest_is_told(monkeypatch, settings, tmp_path):
    settings.BAKED_ROOT = tmp_path
    Progress(at=timezone.now()).save(tmp_path)
    monkeypatch.setitem(connection.settings_dict, "HOST", "/nowhere")

    text = told()

    assert 'site_condition_ok{condition="database"} 0.0' in text
    assert "site_follower_lag_seconds" in text
    assert "site_live_pages" not in text


def test_only_metrics_are_at_that_address():
    said = []
    list(application()({"PATH_INFO": "/admin/"}, lambda status, headers: said.append(status)))

    assert said == ["404 Not Found"]
