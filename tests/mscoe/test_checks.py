import pytest
from django.core.checks import run_checks
from django.http import HttpResponse
from django.urls import include, path
from markdownx.views import MarkdownifyView

urlpatterns = [
    path("", lambda request: HttpResponse(), name="home"),
    path("nested/", include([path("upload/", MarkdownifyView.as_view())])),
]


def own_findings(*, deploy=False):
    found = run_checks(include_deployment_checks=deploy)
    return [message.id for message in found if message.id.startswith("mscoe.")]


def test_the_site_as_it_is_passes():
    assert own_findings() == []


@pytest.mark.parametrize(
    "line",
    [
        {"label": " ", "address": "tel:988"},
        {"label": "Crisis line", "address": ""},
        {"label": "Crisis line", "address": "javascript:alert(1)"},
    ],
)
def test_a_crisis_line_that_leads_nowhere_is_an_error(settings, line):
    settings.CRISIS_LINE = line

    assert own_findings() == ["mscoe.E001"]


@pytest.mark.urls(__name__)
def test_a_view_of_the_editor_package_is_found_wherever_it_is_included():
    assert "mscoe.E002" in own_findings()


def test_media_that_cannot_be_written_are_an_error_in_deployment(settings):
    settings.MEDIA_ROOT = "/dev/null/media"

    assert "mscoe.E003" in own_findings(deploy=True)
    assert own_findings() == []


def test_a_deployed_site_without_a_name_of_its_own_is_warned_about(settings):
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    assert own_findings(deploy=True) == ["mscoe.W001"]

    settings.ALLOWED_HOSTS = ["ms.example.org"]
    assert own_findings(deploy=True) == []
