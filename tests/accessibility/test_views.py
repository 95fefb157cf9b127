import pytest

from accessibility.hints import DEFAULT_KEYBOARD_HINT
from tests.accessibility.menus.menu_factories import item, live_menu

pytestmark = pytest.mark.django_db


def test_the_keyboard_hint_stands_in_full_on_the_help_page(client):
    live_menu(item("Help"))

    page = client.get("/keyboard-help/")

    assert page.context["main_hint"] == DEFAULT_KEYBOARD_HINT
    assert f"</strong> {DEFAULT_KEYBOARD_HINT}</p>" in page.content.decode()


@pytest.mark.parametrize("address", ["/keyboard-help/", "/accessibility-statement/"])
def test_help_and_statement_have_one_title_and_cannot_be_posted_to(client, address):
    assert client.get(address).content.decode().count("<h1") == 1
    assert client.post(address).status_code == 405


def test_help_reads_the_menus_once(client, django_assert_max_num_queries):
    live_menu(item("Help"))

    with django_assert_max_num_queries(3) as captured:
        client.get("/keyboard-help/")

    menu_queries = [query for query in captured if "menuversion" in query["sql"]]
    assert len(menu_queries) == 1
