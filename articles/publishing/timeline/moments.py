"""When an act takes effect, and until when."""

from articles.publishing.errors import EndsBeforeStart, MomentPassed


def moment_for(act, starts_at):
    """The moment an act takes effect: the act's own, or a later one. Raises MomentPassed."""
    if starts_at is None:
        return act.at
    if starts_at <= act.at:
        raise MomentPassed(starts_at)
    return starts_at


def refuse_end(until, *, after):
    """Raise EndsBeforeStart where an end does not come after the start."""
    if until is not None and until <= after:
        raise EndsBeforeStart(until)
