"""A page as on a desk, in a window that is not as wide."""

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_preview_at_desk_width_fits_its_frame(page, sign_in):
    article = factories.draft(title="Fatigue").article
    sign_in(page, factories.administrator())
    page.set_viewport_size({"width": 1280, "height": 900})

    page.goto(reverse("admin:articles_article_preview_screen", args=[article.pk]))

    frame = page.locator(".frame")
    needed, given = frame.evaluate("frame => [frame.scrollWidth, frame.clientWidth]")
    assert needed == given
    assert frame.locator("iframe").evaluate("inner => inner.clientWidth") == 1280
    assert page.locator(".frame iframe").bounding_box()["width"] > 0.9 * given
