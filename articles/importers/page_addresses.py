"""The address of an imported page: free, numbered beside its namesake, or asked for."""

from collections.abc import Mapping

from django.utils import timezone

from articles.importers.outcomes import NotImported
from articles.models import Article, Publication, Section
from articles.publishing.errors import AddressTaken
from articles.publishing.timeline.place import address_of

NO_ADDRESS = (
    "No address can be made from the title “{title}”, because it cannot be written in Latin"
    " letters. The page stays a draft until you give it an address part."
)
NUMBERED = "The address {path} is used by {holder}, which has the same title. This page has {own}."


def free_address_part(
    wanted: str, *, section: Section, promised: Mapping[str, str], remarks: list[str]
) -> str:
    """The address part, or one with a number where another imported page has it already.

    ``promised``: addresses that earlier files of a dry run would hold, and their names.
    Raises a refusal where a page that was written here has it.
    """
    part, number = wanted, 1
    while holder := _holder_of(part, section, promised, is_first=number == 1):
        number += 1
        part = f"{wanted}-{number}"
        path, own = (address_of(section, each) for each in (wanted, part))
        remarks[:] = [NUMBERED.format(path=path, holder=holder, own=own)]
    return part


def _holder_of(part: str, section: Section, promised: Mapping[str, str], *, is_first: bool) -> str:
    """The name of what has the address; a page of ours is refused if it has the title's own."""
    path = address_of(section, part)
    live = Publication.objects.live(at=timezone.now()).filter(path=path)
    publication = live.select_related("revision", "article", "target").first()
    article = publication.article if publication else None
    article = article or Article.objects.filter(section=section, slug=part).first()
    if is_first and publication and not (article and article.import_source):
        raise AddressTaken(publication)
    if is_first and article and not article.import_source:
        raise NotImported(
            f"The address {path} is reserved for the draft “{article}”. Give that draft another"
            " address part, or this page another title."
        )
    held = publication or article
    return f"“{article or path}”" if held else promised.get(path, "")
