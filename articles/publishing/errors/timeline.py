"""An address or a time that is not available."""

from datetime import datetime

from django.utils.timezone import localtime

from articles.models import Article, Publication
from articles.publishing.errors.base import Refused, moment_label


class AddressTaken(Refused):
    """Another page or a redirect has the address, now or later."""

    def __init__(self, holder: Publication, *, is_scheduled: bool = False) -> None:
        """``is_scheduled``: the holder comes later than what was asked for begins."""
        if holder.article_id is None:
            who = f"redirects to {holder.target_url or holder.target}"
            since = "It has done so"
        else:
            who = f"belongs to “{holder.revision.title if holder.revision else holder.article}”"
            since = "It has been there"
        when = f"{since} since {localtime(holder.starts_at):%B %-d, %Y}."
        if is_scheduled:
            who = f"is reserved for “{holder.revision.title}”"
            when = f"It will be there from {moment_label(holder.starts_at)}."
        todo = (
            "Choose an earlier end date for this page, or cancel that schedule."
            if is_scheduled
            else OTHER
        )
        super().__init__(f"The address {holder.path} {who}. {when} {todo}")
        self.holder = holder


OTHER = "Choose another address part for this page."


class MomentPassed(Refused):
    """A schedule has to be in the future."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(
            f"The time you chose, {moment_label(moment)}, has passed. Choose a later time, or"
            " “Now”."
        )


class EndsBeforeStart(Refused):
    """A page has to end after it begins."""

    def __init__(self, until: datetime) -> None:
        super().__init__(
            f"The page would end on {moment_label(until)}, before it begins."
            " Choose a later end date, or none."
        )


class NotScheduled(Refused):
    """Only a schedule that has not started can be canceled."""

    def __init__(self, publication: Publication) -> None:
        super().__init__(
            f"There is nothing to cancel. The schedule of {publication.path} for"
            f" {moment_label(publication.starts_at)} has already started, or someone canceled"
            " or changed it. See “Scheduled and expiring”."
        )
        self.publication = publication


class NotLiveThen(Refused):
    """The page is not live at the chosen time."""

    def __init__(self, article: Article) -> None:
        super().__init__(
            f"“{article}” is not live at that time. Publish it first, or choose another page."
        )
        self.article = article


class SamePage(Refused):
    """Two different pages are needed."""

    def __init__(self) -> None:
        super().__init__("This is the page itself. Choose another page.")


class AddressReserved(Refused):
    """The first part of the address is one the site itself uses."""

    def __init__(self, part: str) -> None:
        super().__init__(
            f"“{part}” is used by the site itself, so a section cannot have it as its address. "
            "Choose another address part."
        )
        self.part = part


class NothingLive(Refused):
    """There is no live page to act on."""

    def __init__(self, article: Article) -> None:
        super().__init__(f"“{article}” is not live, so there is nothing to withdraw.")
        self.article = article


class ReasonMissing(Refused):
    """Readers see why a page was withdrawn."""

    def __init__(self) -> None:
        super().__init__("Say in a sentence why the page is withdrawn: readers will see it.")


class Conflict(Refused):
    """The database found two publications at one address, or two of one page."""

    def __init__(self, holder: Publication | None = None) -> None:
        """``holder``: the publication in the way, where it is known."""
        what = "Something else is published at the same address or time."
        if holder is not None:
            title = holder.revision.title if holder.revision else "A redirect"
            since = moment_label(holder.starts_at)
            what = f"“{title}” is at {holder.path} from {since} on."
        super().__init__(f"{what} Nothing was changed. Check the page's state, then try again.")
        self.holder = holder
