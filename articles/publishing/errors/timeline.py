"""An address or a moment that cannot be had."""

from django.utils.timezone import localtime

from articles.publishing.errors.base import Refused, moment_label


class AddressTaken(Refused):
    """Another page, or a redirect, answers at the address, or will."""

    def __init__(self, holder, *, is_scheduled=False):
        """``is_scheduled``: the holder comes later than what was asked for begins."""
        if holder.article_id is None:
            who = f"leads to {holder.target_url or holder.target}"
            since = "That redirect stands"
        else:
            who = f"belongs to “{holder.revision.title if holder.revision else holder.article}”"
            since = "It has been there"
        when = f"{since} since {localtime(holder.starts_at):%-d %B %Y}."
        if is_scheduled:
            who = f"is promised to “{holder.revision.title}”"
            when = f"It will be there from {moment_label(holder.starts_at)}."
        todo = "Let this page end before then, or cancel that schedule." if is_scheduled else OTHER
        super().__init__(f"The address {holder.path} {who}. {when} {todo}")
        self.holder = holder


OTHER = "Choose another address part for this page."


class MomentPassed(Refused):
    """A schedule lies ahead."""

    def __init__(self, moment):
        super().__init__(
            f"The moment you chose, {moment_label(moment)}, has passed. Choose a later one, or"
            " do it now."
        )


class EndsBeforeStart(Refused):
    """A page ends after it begins."""

    def __init__(self, until):
        super().__init__(
            f"The page would end at {moment_label(until)}, before it begins."
            " Choose a later end, or none."
        )


class NotScheduled(Refused):
    """Only what has not begun can be cancelled."""

    def __init__(self, publication):
        super().__init__(
            f"There is nothing to cancel: what was scheduled at {publication.path} for"
            f" {moment_label(publication.starts_at)} has begun, or was cancelled or changed by"
            " someone. Look at the list of what is scheduled."
        )
        self.publication = publication


class NotLiveThen(Refused):
    """The page is not live at the moment that was asked for."""

    def __init__(self, article):
        super().__init__(
            f"“{article}” is not live at that moment. Publish it first, or choose another page."
        )
        self.article = article


class SamePage(Refused):
    """Two different pages are needed."""

    def __init__(self):
        super().__init__("That is this page itself. Choose another page.")


class AddressReserved(Refused):
    """The first part of the address is one the site itself uses."""

    def __init__(self, part):
        super().__init__(
            f"“{part}” is used by the site itself, so no section can have it as its address. "
            "Choose another address part."
        )
        self.part = part


class NothingLive(Refused):
    """There is no live page to act on."""

    def __init__(self, article):
        super().__init__(f"“{article}” is not live, so there is nothing to withdraw.")
        self.article = article


class ReasonMissing(Refused):
    """Readers are told why a page was withdrawn."""

    def __init__(self):
        super().__init__("Say in a sentence why the page is withdrawn: readers will see it.")


class Conflict(Refused):
    """The database found two answers for one address, or two homes for one page."""

    def __init__(self, holder=None):
        """``holder``: the publication in the way, where it is known."""
        what = "Something else was published at the same address or moment."
        if holder is not None:
            title = holder.revision.title if holder.revision else "A redirect"
            since = moment_label(holder.starts_at)
            what = f"“{title}” is at {holder.path} from {since} on."
        super().__init__(f"{what} Nothing was changed; look at the page's state and try again.")
        self.holder = holder
