"""When an act takes effect, and until when."""

from datetime import datetime

from articles.publishing.act import Act
from articles.publishing.errors import EndsBeforeStart, MomentPassed


def moment_for(act: Act, starts_at: datetime | None) -> datetime:
    """The moment an act takes effect: the act's own, or a later one. Raises MomentPassed."""
    if starts_at is None:
        return act.at
    if starts_at <= act.at:
        raise MomentPassed(starts_at)
    return starts_at


def refuse_end(until: datetime | None, *, after: datetime) -> None:
    """Raise EndsBeforeStart where an end does not come after the start."""
    if until is not None and until <= after:
        raise EndsBeforeStart(until)
