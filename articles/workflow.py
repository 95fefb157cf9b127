"""The way of a draft: which move leads from where to where. Where a page stands is derived."""

from dataclasses import dataclass

DRAFT, SUBMITTED, CHANGES, APPROVED, LIVE = "draft", "submitted", "changes", "approved", "live"
CHANGED = "changed since approval"

APPROVAL_STATES = {
    DRAFT: "Draft",
    SUBMITTED: "Submitted for approval",
    CHANGES: "Changes requested",
    CHANGED: "Changed since approval",
    APPROVED: "Approved",
    LIVE: "Live",
}


@dataclass(frozen=True)
class Move:
    """What someone may do with a text that stands at one of ``origins``."""

    name: str
    origins: frozenset[str]
    leads_to: str


# Publishing from elsewhere than "approved" is the urgent way, which asks for a reason.
MOVES = {
    "submit": Move(
        "Submit for approval", frozenset({DRAFT, CHANGES, CHANGED, SUBMITTED}), SUBMITTED
    ),
    "approve": Move("Approve", frozenset({SUBMITTED}), APPROVED),
    "request_changes": Move("Ask for changes", frozenset({SUBMITTED}), CHANGES),
    "publish": Move("Publish", frozenset({APPROVED}), LIVE),
    "publish_urgently": Move(
        "Publish without approval", frozenset({DRAFT, SUBMITTED, CHANGES, CHANGED}), LIVE
    ),
}


def moves_from(standing: str) -> list[str]:
    """Names of the moves that are open to a text that stands there."""
    return [name for name, move in MOVES.items() if standing in move.origins]


def approval_state(
    *, is_live: bool, is_approved: bool, last_verdict: str, was_approved: bool
) -> str:
    """Where a text stands, from the facts about it.

    ``is_live``: it is what readers get, and it is approved; ``last_verdict``: "" where this text
    was never submitted, "waiting", or what the last decision about it said; ``was_approved``: an
    earlier text of the page was approved.
    """
    if is_approved:
        return LIVE if is_live else APPROVED
    if last_verdict == "changes":
        return CHANGES
    if last_verdict:
        return SUBMITTED
    return CHANGED if was_approved else DRAFT
