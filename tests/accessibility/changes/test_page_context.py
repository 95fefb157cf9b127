"""What the layers of one request hand one another."""

import copy

from django.test import RequestFactory

from accessibility.changes.page_context import PageContext, page_context


def test_a_request_has_one_context_which_begins_empty():
    request = RequestFactory().get("/")

    page_context(request).saved = "a revision"

    assert page_context(request) == PageContext(saved="a revision")
    assert page_context(RequestFactory().get("/")) == PageContext()


def test_a_preview_may_have_a_context_of_its_own():
    request = RequestFactory().get("/")
    page_context(request).live_menus = {"main": "as live"}
    preview = copy.copy(request)

    preview.page_context = PageContext(live_menus={"main": "as arranged"})

    assert page_context(request).live_menus == {"main": "as live"}
    assert page_context(preview).live_menus == {"main": "as arranged"}
