"""A site before its export and after its import: what is compared, and how it is emptied."""

import re

from django.core.management import call_command
from django.utils import timezone

from articles.models import Person, Publication, Section


def mains(client, addresses):
    """The main part of every page, as bytes."""
    pages = {address: client.get(address).content for address in addresses}
    return {
        address: re.search(rb"<main.*?</main>", page, re.S)[0] for address, page in pages.items()
    }


def live_addresses():
    live = Publication.objects.live(at=timezone.now()).exclude(kind="redirect")
    fixed = ["/", "/resources/", "/site-index/", "/glossary/"]
    rows = [*Section.objects.all(), *Person.objects.all()]
    return [
        *live.values_list("path", flat=True),
        *fixed,
        *(row.get_absolute_url() for row in rows),
    ]


def empty_the_site(settings, tmp_path):
    call_command("flush", interactive=False, verbosity=0)
    settings.MEDIA_ROOT = tmp_path / "another media folder"
