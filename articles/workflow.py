"""The approval states of a revision, and how they follow from the facts."""

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
