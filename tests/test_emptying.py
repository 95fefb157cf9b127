"""What tests commit is gone before the next one, and what migrating leaves stays."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection

from articles.models import Article
from tests import factories
from tests.emptying import empty_databases, kept_rows

pytestmark = pytest.mark.django_db(transaction=True)


class Case:
    @staticmethod
    def _databases_names(*, include_mirrors):
        return [connection.alias]


@pytest.fixture
def empty():
    """Empty the tables as after a test; the first time in a process flushes."""
    empty_databases(Case)
    return lambda: empty_databases(Case)


def rights():
    return {group.name: group.permissions.count() for group in Group.objects.all()}


def test_rows_go_although_others_refer_to_them_and_triggers_guard_them(empty):
    before = rights()
    factories.live_article()

    empty()

    assert not Article.objects.exists()
    assert rights() == before
    assert kept_rows[connection.alias]


def test_rights_that_a_test_changed_are_as_before(empty):
    before = rights()
    Permission.objects.filter(content_type__app_label="articles").delete()
    Group.objects.create(name="Of this test")

    empty()

    assert rights() == before
