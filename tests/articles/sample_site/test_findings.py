"""What the audit finds in the pages that show how it is done."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.models import Publication
from articles.publishing.dismissals import errors_that_block

pytestmark = pytest.mark.django_db


def test_the_sample_pages_have_no_error():
    call_command("load_sample_site", verbosity=0)

    live = Publication.objects.live(at=timezone.now()).pages().select_related("revision__article")
    errors = [
        (page.path, finding.rule, finding.excerpt)
        for page in live
        for finding in errors_that_block(page.revision)
    ]

    assert len(live) >= 12
    assert errors == []
