"""A revision that is not ready, not approved, or cannot be approved by this person."""

from collections.abc import Sequence
from typing import Protocol

from django.contrib.auth.models import User

from articles.models import Article, Decision, Revision, Submission
from articles.publishing.errors.base import Refused


class IneligibleReviewer(Protocol):
    """A reviewer who cannot approve a revision: ``str()`` names them, ``refusal`` says why."""

    refusal: str


class NotReadyToPublish(Refused):
    """The revision still lacks something that readers need."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        """``problems``: a list of (field name, sentence)."""
        sentences = " ".join(sentence for _, sentence in problems)
        super().__init__(f"The page cannot be published yet. {sentences}")
        self.problems = problems


class NotApproved(Refused):
    """No one has approved exactly this text."""

    def __init__(self, revision: Revision, approved: Revision | None = None) -> None:
        """``approved``: the newest revision of the page whose text was approved, if any."""
        why = (
            f"It has changed since revision {approved.number} was approved."
            if approved is not None
            else "No one has approved it yet."
        )
        self.why = why
        super().__init__(
            f"Revision {revision.number} cannot be published. {why} Submit it for approval, or"
            " publish it as urgent and say why."
        )
        self.revision = revision
        self.approved = approved


class UrgentWithoutReason(Refused):
    """Publishing without approval needs a reason."""

    def __init__(self) -> None:
        super().__init__("Say in a sentence why the page cannot wait for approval.")


class OwnWork(Refused):
    """The author of a text cannot approve it."""

    def __init__(self, revision: Revision) -> None:
        super().__init__(
            f"You saved this page (revision {revision.number}) since it was last approved, so"
            " someone else has to approve it."
        )
        self.revision = revision


class Superseded(Refused):
    """A newer text was submitted; the older one cannot be decided about any more."""

    def __init__(self, submission: Submission) -> None:
        super().__init__(
            "A newer revision has been submitted, so your answer was not recorded. Open the newer"
            " one and answer there."
        )
        self.submission = submission


class AlreadyDecided(Refused):
    """Someone has approved this text, or asked for changes, already."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(
            f"{decision.name_as_shown} {DECIDED[decision.verdict]} on"
            f" {decision.made_at:%B %-d, %Y}, so there is nothing left to decide."
        )
        self.decision = decision


DECIDED = {"approved": "approved this revision", "changes": "requested changes to this revision"}


class ReasonForChangesMissing(Refused):
    """A request for changes says what to change."""

    def __init__(self) -> None:
        super().__init__("Say what should change and why. The author will read it.")


class NoRequestForChanges(Refused):
    """No request for changes is open, so there is none to dismiss."""

    def __init__(self) -> None:
        super().__init__("No changes are requested, so there is nothing to dismiss.")


class ReasonForDismissalMissing(Refused):
    """Anyone who dismisses a request for changes says why."""

    def __init__(self) -> None:
        super().__init__("Say why no changes are needed. The reviewer will read it.")


class CommentEmpty(Refused):
    """A comment cannot be empty."""

    def __init__(self) -> None:
        super().__init__("Enter a comment.")


class ReaderWroteIt(Refused):
    """The author of a text is not asked to approve it."""

    def __init__(self, name: str, number: int) -> None:
        super().__init__(
            f"{name} saved this page (revision {number}) since it was last approved, so they"
            " cannot approve it. Choose someone else."
        )


class AddressOfAccount(Refused):
    """An outside reviewer has no account; people with one review at the desk."""

    def __init__(self, account: User) -> None:
        name = account.get_full_name() or account.get_username()
        super().__init__(
            f"This address belongs to {name}, who has an account. Choose them as a colleague, or"
            " choose someone else."
        )


class NoOutsideReviewer(Refused):
    """The reviewer has an account, so there is nothing to confirm."""

    def __init__(self) -> None:
        super().__init__("This revision was not sent to an outside reviewer.")


class ConfirmedByAuthor(Refused):
    """A page's authors cannot confirm its reviewer."""

    def __init__(self) -> None:
        super().__init__(
            "You are an author of this page, or you chose its reviewer. Another publisher or"
            " administrator has to confirm the reviewer."
        )


class NotConfirmed(Refused):
    """There is no confirmation to revoke."""

    def __init__(self) -> None:
        super().__init__("This outside reviewer is not confirmed.")


class ReviewCounted(Refused):
    """The reviewer's approval already counts; revoking the confirmation would not undo it."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(
            f"The approval of {decision.name_as_shown} already counts. If it should not, withdraw"
            " the page if it is live, then save and submit it again."
        )


class ReaderCannotApprove(Refused):
    """The chosen reviewer cannot approve the revision; ``reader`` says why."""

    def __init__(self, reader: IneligibleReviewer) -> None:
        super().__init__(f"{reader} {reader.refusal}. Choose someone else.")
        self.reader = reader


class NobodyInGroup(Refused):
    """A group in which no one could approve the page."""

    def __init__(self, group: str) -> None:
        super().__init__(
            f"No one in the group {group} can approve this page. They wrote it themselves or work"
            " in other sections. Choose someone else."
        )


class NothingToApprove(Refused):
    """There is no live page to approve."""

    def __init__(self, article: Article) -> None:
        super().__init__(f"“{article}” is not live, so there is nothing to approve.")


class ApprovedAlready(Refused):
    """The live page is already approved."""

    def __init__(self, title: str) -> None:
        super().__init__(f"The live page “{title}” is already approved.")


class NothingToCarry(Refused):
    """No revision of the page was ever approved."""

    def __init__(self) -> None:
        super().__init__(
            "No earlier revision of this page was approved, so there is no approval to keep."
            " Submit the page for approval."
        )


class NotOnlySpelling(Refused):
    """More than spelling differs from the approved revision."""

    def __init__(self, differences: Sequence[tuple[str, str]]) -> None:
        """``differences``: (approved words, current words)."""
        changes = [word_change(old, new) for old, new in differences[:5]]
        shown = "; ".join(changes) or "no word changed"
        super().__init__(f"This is more than spelling: {shown}. Submit the page for approval.")
        self.differences = differences


def word_change(old: str, new: str) -> str:
    """One change as a phrase; an empty side means a word was added or removed."""
    if not old:
        return f"“{new}” was added"
    return f"“{old}” became “{new}”" if new else f"“{old}” was removed"
