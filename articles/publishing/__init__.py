"""The acts: the only writers of what the public reads.

Each is one transaction under the one act lock, takes its moment from the database after the lock,
and leaves one Event and one Change. An act that is refused leaves everything as it was.
"""

from articles.publishing.acts import act
from articles.publishing.content import (
    add_image,
    record_review,
    save_image,
    save_link,
    save_person,
    save_settings,
)
from articles.publishing.drafting import render_text, save_draft
from articles.publishing.pages import (
    address_of,
    missing_for_publishing,
    move,
    pages_need_rendering,
    publish,
    redirect,
    render_pages,
    restore,
    withdraw,
)
from articles.publishing.refusals import (
    AddressReserved,
    AddressTaken,
    Conflict,
    NothingLive,
    NotReadyToPublish,
    ReasonMissing,
    Refused,
    TextTooMuch,
)
from articles.publishing.sections import save_section

__all__ = [
    "AddressReserved",
    "AddressTaken",
    "Conflict",
    "NotReadyToPublish",
    "NothingLive",
    "ReasonMissing",
    "Refused",
    "TextTooMuch",
    "act",
    "add_image",
    "address_of",
    "missing_for_publishing",
    "move",
    "pages_need_rendering",
    "publish",
    "record_review",
    "redirect",
    "render_pages",
    "render_text",
    "restore",
    "save_draft",
    "save_image",
    "save_link",
    "save_person",
    "save_section",
    "save_settings",
    "withdraw",
]
