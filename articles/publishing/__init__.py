"""The acts: the only writers of what the public reads.

Each is one transaction under the one act lock, takes its moment from the database after the lock,
and leaves one Event and one Change. An act that is refused leaves everything as it was.
"""

from articles.publishing.acts import act
from articles.publishing.approving import (
    carry_approval,
    decide,
    own_work_in,
    shown_name,
    submit,
)
from articles.publishing.content import (
    add_image,
    record_review,
    save_image,
    save_link,
    save_person,
    save_settings,
)
from articles.publishing.drafting import render_text, save_draft
from articles.publishing.imports import note_import
from articles.publishing.pages import (
    address_of,
    move,
    pages_need_rendering,
    publish,
    redirect,
    render_pages,
    restore,
    withdraw,
)
from articles.publishing.picturing import complete_images, replace_image, uses_of
from articles.publishing.reconciling import (
    LABELS,
    all_values_of,
    merge_values,
    values_of,
)
from articles.publishing.refusals import (
    AddressReserved,
    AddressTaken,
    AlreadyDecided,
    Conflict,
    EditConflict,
    NotApproved,
    NothingLive,
    NotOnlySpelling,
    NotReadyToPublish,
    OwnWork,
    ReasonForChangesMissing,
    ReasonMissing,
    Refused,
    SameImage,
    Superseded,
    TextTooMuch,
    UrgentWithoutReason,
    people_of,
)
from articles.publishing.sections import save_section
from articles.publishing.standing import (
    is_approved,
    last_approved,
    missing_for_publishing,
    standing,
)

__all__ = [
    "AddressReserved",
    "AddressTaken",
    "AlreadyDecided",
    "Conflict",
    "EditConflict",
    "LABELS",
    "NotApproved",
    "NotOnlySpelling",
    "NotReadyToPublish",
    "NothingLive",
    "OwnWork",
    "ReasonForChangesMissing",
    "ReasonMissing",
    "Refused",
    "SameImage",
    "Superseded",
    "TextTooMuch",
    "UrgentWithoutReason",
    "act",
    "add_image",
    "address_of",
    "all_values_of",
    "carry_approval",
    "complete_images",
    "decide",
    "is_approved",
    "last_approved",
    "merge_values",
    "missing_for_publishing",
    "move",
    "note_import",
    "own_work_in",
    "people_of",
    "pages_need_rendering",
    "publish",
    "record_review",
    "redirect",
    "render_pages",
    "render_text",
    "replace_image",
    "restore",
    "save_draft",
    "save_image",
    "save_link",
    "save_person",
    "save_section",
    "save_settings",
    "shown_name",
    "standing",
    "submit",
    "uses_of",
    "withdraw",
    "values_of",
]
