"""The one definition of a page's state, and of the approval state of its newest text.

Facts in, names out. ``models/article_states.py`` reads the facts. PostgreSQL keeps both beside each
page as they will be once all that is scheduled has come, by the function ``articles_settle``, which
says the same in SQL; ``tests/articles/test_workflow.py`` walks every combination with both.
"""

STATES = {
    "draft": "Draft",
    "live": "Live",
    "changed": "Live, with newer draft",
    "withdrawn": "Withdrawn",
    "ended": "No longer live",
}

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


def state_of(*, answer: str | None, is_newest: bool, has_begun: bool) -> str:
    """The state of a page, from the facts about it.

    ``answer``: what its address answers, "page" or a kind of notice, None for nothing;
    ``is_newest``: that is the newest revision; ``has_begun``: it has been published or withdrawn
    before, whether that is over or not.
    """
    if answer is None:
        return "ended" if has_begun else "draft"
    if answer != "page":
        return "withdrawn"
    return "live" if is_newest else "changed"


def approval_state(
    *, is_live: bool, is_approved: bool, last_verdict: str, was_approved: bool
) -> str:
    """Where a text stands, from the facts about it.

    ``is_live``: it is what readers get; ``last_verdict``: "" where the page's last submission does
    not concern this text, "waiting", or what the last decision about it said; ``was_approved``: an
    earlier text of the page was approved. A request for changes concerns every later text, until
    one is approved, the page is submitted again, or an author dismisses the request.
    """
    if is_approved:
        return LIVE if is_live else APPROVED
    if last_verdict == "changes":
        return CHANGES
    if last_verdict:
        return SUBMITTED
    return CHANGED if was_approved else DRAFT
