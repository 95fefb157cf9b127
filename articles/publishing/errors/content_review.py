"""Content reviews that cannot be recorded."""

from datetime import date

from django.contrib.auth.models import User

from articles.models import Article
from articles.publishing.errors.base import Refused, day


class NothingToReview(Refused):
    """Only a live page can be confirmed."""

    def __init__(self, article: Article) -> None:
        super().__init__(f"“{article}” is not live, so there is nothing to confirm.")
        self.article = article


class NobodyToName(Refused):
    """Readers see who reviewed a page, and an account alone has no name to show."""

    def __init__(self, user: User) -> None:
        super().__init__(
            "Your account is not linked to a person, so readers could not see who reviewed the"
            " page. Ask a publisher to open your entry under People and choose your account"
            f" “{user.get_username()}” there."
        )
        self.user = user


class OnlyReviewPutsOff(Refused):
    """A later date than the current one."""

    def __init__(self, holds: date, asked: date) -> None:
        super().__init__(
            f"The next review is due on {day(holds)}. Choose an earlier date than that, not"
            f" {day(asked)}. Only a review can move it later."
        )
        self.holds = holds


class ReviewDayOutOfReach(Refused):
    """A date in the past, or years away."""

    def __init__(self, asked: date, first: date, last: date) -> None:
        super().__init__(
            f"{day(asked)} cannot be the date of the next review. Choose a date from {day(first)}"
            f" to {day(last)}."
        )
        self.asked = asked
