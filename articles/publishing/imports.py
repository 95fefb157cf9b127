"""What is kept of an import: where the text came from, and what is still to be done about it."""

from articles.models import Event, Remark
from articles.publishing.acts import act
from articles.publishing.approving import shown_name

DESCRIBE = (
    "A picture from “{source}” has no description yet, so it is marked as decorative: screen"
    " readers pass over it. Say what it shows, or leave it if it adds nothing. The picture:"
    " {address}"
)


def note_import(*, article, by, source, remarks, left_out):
    """Keep what became of a document; each picture without a description becomes a remark.

    ``remarks``: sentences about what could not be carried; ``left_out``: (kind, words) of pieces
    that stayed out of the text.
    """
    revision = article.latest_revision()
    undescribed = [each["address"] for each in revision.images if each["is_decorative"]]
    data = {
        "source": source,
        "revision": revision.number,
        "remarks": remarks,
        "left_out": left_out,
        "undescribed": undescribed,
    }
    with act(Event.Verb.IMPORTED, by=by, article=article, data=data) as doing:
        Remark.objects.bulk_create(
            Remark(
                article=article,
                revision=revision,
                text=DESCRIBE.format(source=source, address=address),
                made_at=doing.at,
                made_by=by,
                name_as_shown=shown_name(by),
            )
            for address in undescribed
        )
        return doing.event
