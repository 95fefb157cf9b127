"""Content reviews that cannot be recorded."""

from articles.publishing.errors.base import Refused, day


class NothingToReview(Refused):
    """Only what readers have can be confirmed."""

    def __init__(self, article):
        super().__init__(f"“{article}” is not live, so there is nothing to confirm.")
        self.article = article


class NobodyToName(Refused):
    """Readers are told who reviewed a page, and an account alone has no name for them."""

    def __init__(self, user):
        super().__init__(
            "Your account is not linked to a person, so readers could not be told who reviewed"
            " the page. Ask a publisher to open your entry under People and choose your account"
            f" “{user.get_username()}” there."
        )
        self.user = user


class OnlyReviewPutsOff(Refused):
    """A later day than the one that holds."""

    def __init__(self, holds, asked):
        super().__init__(
            f"The next review is due on {day(holds)}. It can be set to an earlier day, not to"
            f" {day(asked)}: only a review puts it off."
        )
        self.holds = holds


class ReviewDayOutOfReach(Refused):
    """A day that is over, or years away."""

    def __init__(self, asked, first, last):
        super().__init__(
            f"{day(asked)} cannot be the day of the next review. Choose a day from {day(first)}"
            f" to {day(last)}."
        )
        self.asked = asked
