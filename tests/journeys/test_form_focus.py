"""A form of the desk leaves the keyboard where it was when it opens."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("form", ["articles/article", "articles/link"])
def test_a_new_form_is_read_from_its_beginning(live_server, admin_page, form):
    admin_page.goto(f"{live_server.url}/admin/{form}/add/", wait_until="networkidle")

    assert admin_page.evaluate("document.activeElement.tagName") == "BODY"
