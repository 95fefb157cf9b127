import pytest

from accessibility.changes.compiled_queries import CompiledQuery
from accessibility.models import Menu

pytestmark = pytest.mark.django_db


def named(slug, longest):
    return Menu.objects.filter(slug=slug, name__in=["Main", longest]).values_list("slug", "name")


def test_a_compiled_query_answers_what_its_queryset_answers_for_other_values_each_time():
    for slug, name in (("main", "Main"), ("footer", "Foot"), ("other", "Main")):
        Menu.objects.create(slug=slug, name=name)
    query = CompiledQuery(named, slug="a slug", longest="a name")

    for slug, longest in (("main", "-"), ("footer", "-"), ("footer", "Foot"), ("' OR 1=1", "-")):
        assert query.rows(slug=slug, longest=longest) == list(named(slug, longest))


def test_the_sql_is_made_once():
    made = []

    def make(slug):
        made.append(slug)
        return named(slug, "-")

    query = CompiledQuery(make, slug="a slug")

    for slug in ("one", "two"):
        query.rows(slug=slug)

    assert made == ["a slug"]
