"""Notes on an import: where the text came from, and what is left to check."""

from collections.abc import Sequence

from django.contrib.auth.models import User

from articles.models import Article, Event
from articles.publishing.act import start_act
from articles.publishing.approval.state import undescribed_pictures


def note_import(
    *,
    article: Article,
    by: User | None,
    source: str,
    remarks: Sequence[str],
    left_out: Sequence[tuple[str, str]],
) -> Event:
    """Keep what became of a document, and which pictures came without a description.

    ``remarks``: sentences about what could not be carried; ``left_out``: (kind, words) of pieces
    that stayed out of the text.
    """
    revision = article.latest_revision()
    data = {
        "source": source,
        "revision": revision.number,
        "remarks": remarks,
        "left_out": left_out,
        "undescribed": undescribed_pictures(revision),
    }
    with start_act(Event.Verb.IMPORTED, by=by, article=article, data=data) as act:
        return act.event
