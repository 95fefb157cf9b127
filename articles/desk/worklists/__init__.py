"""The worklists: on the desk's first page, as files, and in the weekly mail.

A list is one entry of ``LISTS``: add one, and it is on all of them for the people it is for. Each
finds rows that the person may read, in one query (``rows``), and says how one of them is shown and
what to do with it (``entries``).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from articles import permissions
from articles.desk import pagination
from articles.desk.worklists import entries as shown_as
from articles.desk.worklists import rows
from articles.desk.worklists.entries import Entry
from articles.desk.worklists.rows import SOON_DAYS

__all__ = ["LISTS", "SOON_DAYS", "Entry", "List", "Shown"]

FIRST = 5


@dataclass(frozen=True)
class List:
    """``is_mine``: it waits for this person; other lists are about what they may read.

    ``nothing`` is what an empty list says, ``nothing_of_yours`` to someone who does not read every
    page. ``one`` and ``many`` count rows in a sentence. ``is_for`` says by someone's rights whether
    the list can hold anything for them.
    """

    slug: str
    title: str
    nothing: str
    one: str
    many: str
    is_mine: bool
    is_for: Callable[..., bool]
    find: Callable[..., QuerySet]
    show: Callable[..., Entry]
    nothing_of_yours: str = ""


@dataclass(frozen=True)
class Shown:
    """The beginning of a list, and how many rows it has; ``nothing``: what it says when empty."""

    list: List
    count: int
    entries: list[Entry]
    nothing: str

    @property
    def count_label(self):
        return pagination.count_label(self.count)

    @property
    def label(self):
        """As in "2 drafts"."""
        return f"{self.count_label} {self.list.one if self.count == 1 else self.list.many}"

    @property
    def is_cut(self):
        return self.count > pagination.MOST

    @property
    def has_more(self):
        return self.count > len(self.entries)


def lists_for(user):
    """The lists that may hold something for someone, by their rights."""
    return [worklist for worklist in LISTS if worklist.is_for(user)]


def overview(user, *, at):
    """Someone's lists with their first rows: two queries a list, whatever it holds."""
    return [_beginning(worklist, user, at=at) for worklist in lists_for(user)]


def _beginning(worklist, user, *, at):
    """Counted in no order, so that nothing is sorted to be counted; the first are read whole."""
    found = worklist.find(user, at=at)
    count = pagination.counted(found)
    first = found[:FIRST] if count else []
    shown = [worklist.show(row, user=user, at=at) for row in first]
    return Shown(worklist, count, shown, nothing_in(worklist, user))


def nothing_in(worklist, user):
    """What an empty list says, which is true of the pages that someone may read."""
    is_of_all = permissions.reads_every_page(user)
    return worklist.nothing if is_of_all else worklist.nothing_of_yours or worklist.nothing


def list_called(slug):
    """The list of that name, or None."""
    return next((worklist for worklist in LISTS if worklist.slug == slug), None)


def entries(worklist, user, *, at):
    """All rows of one list as they are shown."""
    return [worklist.show(row, user=user, at=at) for row in worklist.find(user, at=at)]


def state_of_desk(overviewed, user):
    """In one line: what waits for someone, and how the pages that they may read are."""
    mine = [part.label for part in overviewed if part.list.is_mine and part.count]
    others = [part.label for part in overviewed if not part.list.is_mine and part.count]
    said = f"Waiting for you: {_listed(mine)}." if mine else "Nothing is waiting for you."
    where = "On the site" if permissions.reads_every_page(user) else "Of your pages"
    return said + (f" {where}: {_listed(others)}." if others else "")


def _listed(parts):
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


LISTS = (
    List(
        "to-publish",
        "Approved, ready to publish",
        "No approved page is waiting to be published.",
        one="approved page to publish",
        many="approved pages to publish",
        is_mine=True,
        is_for=permissions.may_publish,
        find=rows.to_publish,
        show=shown_as.to_publish,
    ),
    List(
        "to-change",
        "Changes requested",
        "No changes are requested on your pages.",
        one="page to change",
        many="pages to change",
        is_mine=True,
        is_for=permissions.may_write,
        find=rows.to_change,
        show=shown_as.to_change,
    ),
    List(
        "to-approve",
        "Waiting for your approval",
        "Nothing is waiting for your approval.",
        one="page to approve",
        many="pages to approve",
        is_mine=True,
        is_for=permissions.may_approve,
        find=rows.to_approve,
        show=shown_as.submission,
    ),
    List(
        "to-confirm",
        "Outside reviewers to confirm",
        "There are no outside reviewers to confirm.",
        one="outside reviewer to confirm",
        many="outside reviewers to confirm",
        is_mine=True,
        is_for=permissions.confirms_reviewers,
        find=rows.to_confirm,
        show=shown_as.unconfirmed,
    ),
    List(
        "to-review",
        "Waiting for your review",
        "No pages are waiting for your review.",
        one="page to review",
        many="pages to review",
        is_mine=True,
        is_for=permissions.is_editor,
        find=rows.to_review,
        show=shown_as.confirmable,
    ),
    List(
        "messages",
        "Messages from readers",
        "All messages from readers are answered.",
        one="message from a reader",
        many="messages from readers",
        is_mine=True,
        is_for=permissions.may_answer_messages,
        find=rows.messages,
        show=shown_as.message,
    ),
    List(
        "drafts",
        "My drafts",
        "You have no drafts.",
        one="draft",
        many="drafts",
        is_mine=True,
        is_for=permissions.may_write,
        find=rows.drafts,
        show=shown_as.draft,
    ),
    List(
        "submitted",
        "Waiting for review",
        "No page is waiting for a reviewer.",
        nothing_of_yours="None of your pages is waiting for a reviewer.",
        one="page waiting for a reviewer",
        many="pages waiting for a reviewer",
        is_mine=False,
        is_for=permissions.may_read,
        find=rows.submitted,
        show=shown_as.with_reviewer,
    ),
    List(
        "without-review",
        "Published without review",
        "Every live page is approved.",
        nothing_of_yours="All of your live pages are approved.",
        one="page published without review",
        many="pages published without review",
        is_mine=False,
        is_for=permissions.may_read,
        find=rows.without_approval,
        show=shown_as.live,
    ),
    List(
        "review-overdue",
        "Review overdue",
        "No reviews are overdue.",
        nothing_of_yours="None of your pages is overdue for review.",
        one="review overdue",
        many="reviews overdue",
        is_mine=False,
        is_for=permissions.may_read,
        find=rows.overdue,
        show=shown_as.review,
    ),
    List(
        "review-due",
        "Review due within 30 days",
        "No reviews are due within 30 days.",
        nothing_of_yours="None of your pages is due for review within 30 days.",
        one="review due within 30 days",
        many="reviews due within 30 days",
        is_mine=False,
        is_for=permissions.may_read,
        find=rows.due_soon,
        show=shown_as.review,
    ),
    List(
        "findings",
        "Accessibility issues",
        "No accessibility issues on live pages.",
        nothing_of_yours="No accessibility issues on your live pages.",
        one="live page with accessibility issues",
        many="live pages with accessibility issues",
        is_mine=False,
        is_for=permissions.may_read,
        find=rows.with_findings,
        show=shown_as.findings,
    ),
    List(
        "scheduled",
        "Scheduled",
        "Nothing is scheduled.",
        nothing_of_yours="Nothing is scheduled for your pages.",
        one="change scheduled",
        many="changes scheduled",
        is_mine=False,
        is_for=permissions.may_read,
        find=rows.scheduled,
        show=shown_as.start,
    ),
    List(
        "expiring",
        "Pages with an end date",
        "No pages have an end date.",
        nothing_of_yours="None of your pages has an end date.",
        one="page with an end date",
        many="pages with an end date",
        is_mine=False,
        is_for=permissions.may_read,
        find=rows.expiring,
        show=shown_as.end,
    ),
)
