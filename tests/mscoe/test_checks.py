import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse
from django.urls import include, path
from markdownx.views import MarkdownifyView

from mscoe.startup.prepare import migrate

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


@pytest.fixture
def database_of_old(db):
    """The record of a database that was made by the migrations before version 1.0.0."""
    recorded = MigrationRecorder.Migration.objects
    recorded.filter(app__in=["accessibility", "articles"]).delete()
    recorded.create(app="accessibility", name="0001_change")
    recorded.create(app="articles", name="0001_first_tables")


def test_whoever_migrates_a_database_from_before_1_0_is_told_how_to_carry_the_site_over(
    database_of_old,
):
    with pytest.raises(CommandError, match="export the site .* and import it") as refused:
        call_command("migrate", verbosity=0, skip_checks=False)

    assert str(refused.value).count("before version 1.0.0") == 1


def test_the_start_of_the_site_refuses_a_database_from_before_1_0_in_the_same_words(
    database_of_old,
):
    with pytest.raises(CommandError, match="export the site .* and import it"):
        migrate(say=lambda text: None)


@pytest.mark.django_db
def test_a_database_of_this_release_can_be_migrated():
    assert run_checks(databases=["default"]) == []
