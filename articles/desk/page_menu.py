"""Where a page is on its way to readers, what someone can do with it next, and what else.

Facts in, names out: ``Facts`` says what is true of the page and of the person. ``next_act`` is the
one act that leads the page on, or what there is to look at; ``more`` are all others, in groups.
"""

from dataclasses import dataclass

from articles import workflow

DRAFT, IN_REVIEW, APPROVED, LIVE = "Draft", "In review", "Approved", "Live"
STEPS = (DRAFT, IN_REVIEW, APPROVED, LIVE)
STEP_OF = {
    workflow.SUBMITTED: IN_REVIEW,
    workflow.APPROVED: APPROVED,
    workflow.LIVE: LIVE,
}


@dataclass(frozen=True)
class Facts:
    """Dull defaults, so that a test names what it is about."""

    state: str = "draft"
    approval_state: str = workflow.DRAFT
    has_address: bool = False  # something answers at it: the page, or a notice
    is_incomplete: bool = False
    is_scheduled: bool = False
    is_held: bool = False
    is_review_due: bool = False
    is_own_work: bool = False
    has_review: bool = False
    may_submit: bool = False
    may_approve: bool = False
    may_publish: bool = False
    may_archive: bool = False
    may_confirm_review: bool = False
    may_set_review_date: bool = False
    may_confirm_reviewer: bool = False

    @property
    def is_live(self):
        return self.state in ("live", "changed")

    @property
    def is_approved(self):
        return self.approval_state in (workflow.APPROVED, workflow.LIVE)


@dataclass(frozen=True)
class Act:
    """``screen``: the end of the name of its address; "" for the live page itself."""

    label: str
    screen: str


SUBMIT = Act("Submit for approval…", "submit")
SUBMIT_AGAIN = Act("Submit again…", "submit")
PUBLISH = Act("Publish…", "publish")
REVIEW = Act("Review…", "review")
SEE_REVIEW = Act("Review and comments", "review")
CONFIRM_REVIEWER = Act("Confirm reviewer…", "confirm_reviewer")
CONFIRM_REVIEW = Act("Confirm review…", "confirm_review")
DISMISS_REQUEST = Act("Dismiss request…", "dismiss_request")
VIEW_LIVE = Act("View live page", "")
PREVIEW = Act("Preview", "preview")


def present_step(facts):
    """Of the latest revision: one of ``STEPS``. Live without a review is live all the same."""
    return LIVE if facts.state == "live" else STEP_OF.get(facts.approval_state, DRAFT)


def next_act(facts):
    """The one act that leads the page on, of those that someone may do."""
    return next(act for is_so, act in _choices(facts) if is_so)


def _choices(facts):
    stands = facts.approval_state
    may_submit = facts.may_submit and not facts.is_incomplete
    yield facts.is_held and facts.may_confirm_reviewer, CONFIRM_REVIEWER
    may_answer = facts.may_approve and not facts.is_own_work and not facts.is_held
    yield stands == workflow.SUBMITTED and may_answer, REVIEW
    yield stands == workflow.SUBMITTED, SEE_REVIEW
    yield stands == workflow.CHANGES and may_submit, SUBMIT_AGAIN
    is_ready = stands == workflow.APPROVED and not facts.is_scheduled
    yield is_ready and facts.may_publish, PUBLISH
    yield stands in (workflow.DRAFT, workflow.CHANGED) and may_submit, SUBMIT
    is_due = facts.state == "live" and facts.is_review_due
    yield is_due and facts.may_confirm_review, CONFIRM_REVIEW
    yield facts.state == "live", VIEW_LIVE
    yield True, PREVIEW


def more(facts):
    """(heading, acts) of everything else that someone may do; groups that hold nothing left out."""
    first = next_act(facts).screen
    groups = [
        (name, [act for is_so, act in choices(facts) if is_so and act.screen != first])
        for name, choices in GROUPS
    ]
    return [(name, acts) for name, acts in groups if acts]


def _text(facts):
    yield facts.may_submit and not facts.is_approved, SUBMIT
    yield facts.has_review or facts.may_approve, SEE_REVIEW
    yield facts.approval_state == workflow.CHANGES and facts.may_submit, DISMISS_REQUEST
    yield facts.state == "changed" and facts.may_publish, Act("Fix live page…", "hotfix")
    yield True, Act("Phone, desktop and print preview; share…", "preview_screen")


def _dates(facts):
    yield facts.may_publish and facts.state != "live", PUBLISH
    yield facts.may_confirm_review and facts.has_address, CONFIRM_REVIEW
    yield facts.may_set_review_date, Act("Set review date…", "review_date")
    yield facts.may_publish and facts.is_live, Act("Set end date…", "set_end")


def _address(facts):
    yield facts.is_live, VIEW_LIVE
    yield facts.may_publish and facts.has_address, Act("Move…", "move")
    yield facts.may_publish and facts.is_live, Act("Swap addresses…", "swap")
    yield facts.may_publish and facts.is_live, Act("Withdraw…", "withdraw")


def _history(facts):
    yield True, Act("History", "history")
    yield facts.may_archive and not facts.has_address, Act("Move to trash…", "archive")


GROUPS = (("Text", _text), ("Dates", _dates), ("Address", _address), ("History", _history))
