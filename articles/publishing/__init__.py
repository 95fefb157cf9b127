"""The acts: the only writers of what the public reads.

Each is one transaction under the one act lock, takes its moment from the database after the lock,
and leaves one Event and one Change. An act that is refused leaves everything as it was.
"""

from articles.publishing.account_history import record_new_account, recorded_account, recorded_group
from articles.publishing.account_mail import queue_password_links
from articles.publishing.accounts import add_account, save_account, save_group, save_preferences
from articles.publishing.act import start_act
from articles.publishing.approval.acts import (
    approve_live,
    approve_spelling,
    carry_approval,
    decide,
    remark,
    resolve_remark,
    send_again,
    share,
    submit,
)
from articles.publishing.approval.confirm_reviewer import confirm_reviewer, revoke_reviewer
from articles.publishing.approval.dismiss_request import dismiss_request
from articles.publishing.approval.reviewer_mail import remind
from articles.publishing.content_review import (
    confirm_review,
    record_review,
    record_review_date,
    set_review_date,
)
from articles.publishing.corrections.acts import correct_menu, correct_page, correct_row
from articles.publishing.dismissals import dismiss, keep_audit, sum_up_site, take_back_dismissal
from articles.publishing.drafts.saving import save_draft
from articles.publishing.hotfix import fix_live
from articles.publishing.import_notes import note_import
from articles.publishing.invitations import invite, withdraw_invitation
from articles.publishing.library.content import (
    add_image,
    save_image,
    save_link,
    save_person,
)
from articles.publishing.library.glossary import explain_again
from articles.publishing.library.home_page import save_home_page
from articles.publishing.library.images import complete_images, describe_pictures, replace_image
from articles.publishing.library.links import replace_link, replacing_link
from articles.publishing.library.sections import save_section
from articles.publishing.library.site_settings import save_settings
from articles.publishing.library.trash import archive, restore_from_trash
from articles.publishing.outside_events import (
    record_beside,
    record_failed_sign_in,
    record_sign_in,
    record_sign_out,
)
from articles.publishing.pages import move, publish, redirect, render_pages, restore, withdraw
from articles.publishing.timeline.due import follow_schedules
from articles.publishing.timeline.schedule import cancel_schedule, set_end, swap

__all__ = [
    "add_account",
    "add_image",
    "approve_live",
    "approve_spelling",
    "archive",
    "cancel_schedule",
    "carry_approval",
    "complete_images",
    "confirm_review",
    "confirm_reviewer",
    "correct_menu",
    "correct_page",
    "correct_row",
    "decide",
    "describe_pictures",
    "dismiss",
    "dismiss_request",
    "explain_again",
    "fix_live",
    "follow_schedules",
    "invite",
    "keep_audit",
    "move",
    "note_import",
    "publish",
    "queue_password_links",
    "record_beside",
    "record_failed_sign_in",
    "record_new_account",
    "record_review",
    "record_review_date",
    "record_sign_in",
    "record_sign_out",
    "recorded_account",
    "recorded_group",
    "redirect",
    "remark",
    "remind",
    "render_pages",
    "replace_image",
    "replace_link",
    "replacing_link",
    "resolve_remark",
    "restore",
    "restore_from_trash",
    "revoke_reviewer",
    "save_account",
    "save_draft",
    "save_group",
    "save_home_page",
    "save_image",
    "save_link",
    "save_person",
    "save_preferences",
    "save_section",
    "save_settings",
    "send_again",
    "set_end",
    "set_review_date",
    "share",
    "start_act",
    "submit",
    "sum_up_site",
    "swap",
    "take_back_dismissal",
    "withdraw",
    "withdraw_invitation",
]
