"""A text that is not ready, not approved, or cannot be approved by whoever asks."""

from articles.publishing.errors.base import Refused


class NotReadyToPublish(Refused):
    """The revision still lacks something that readers need."""

    def __init__(self, problems):
        """``problems``: a list of (field name, sentence)."""
        sentences = " ".join(sentence for _, sentence in problems)
        super().__init__(f"The page cannot be published yet. {sentences}")
        self.problems = problems


class NotApproved(Refused):
    """Nobody has approved exactly this text."""

    def __init__(self, revision, approved=None):
        """``approved``: the newest revision of the page whose text was approved, if any."""
        why = (
            f"It was changed since revision {approved.number} was approved."
            if approved is not None
            else "Nobody has approved it yet."
        )
        self.why = why
        super().__init__(
            f"Revision {revision.number} cannot be published. {why} Submit it for approval, or"
            " publish it as urgent and say why."
        )
        self.revision = revision
        self.approved = approved


class UrgentWithoutReason(Refused):
    """Publishing without approval is explained."""

    def __init__(self):
        super().__init__("Say in a sentence why the page cannot wait for approval.")


class OwnWork(Refused):
    """Whoever wrote a text cannot approve it."""

    def __init__(self, revision):
        super().__init__(
            f"You saved this page yourself (revision {revision.number}) since it was last"
            " approved. Someone else has to approve it."
        )
        self.revision = revision


class Superseded(Refused):
    """A newer text was submitted; the older one cannot be decided about any more."""

    def __init__(self, submission):
        super().__init__(
            "This text was superseded: a newer one has been submitted since. Nothing was recorded."
        )
        self.submission = submission


class AlreadyDecided(Refused):
    """Someone has approved this text, or asked for changes, already."""

    def __init__(self, decision):
        super().__init__(
            f"{decision.name_as_shown} {DECIDED[decision.verdict]} on"
            f" {decision.made_at:%-d %B %Y}, so there is nothing left to decide."
        )
        self.decision = decision


DECIDED = {"approved": "approved this text", "changes": "asked for changes to this text"}


class ReasonForChangesMissing(Refused):
    """Authors are told what should change."""

    def __init__(self):
        super().__init__("Say what should be changed and why: the author will read it.")


class CommentEmpty(Refused):
    """A comment has words."""

    def __init__(self):
        super().__init__("Write your comment first.")


class ReaderWroteIt(Refused):
    """Whoever wrote a text is not asked to approve it."""

    def __init__(self, name, number):
        super().__init__(
            f"{name} saved this page (revision {number}) since it was last approved, so they"
            " cannot approve it. Choose someone else."
        )


class AddressOfAccount(Refused):
    """An outside reviewer has no account; whoever has one reads at the desk, by their rights."""

    def __init__(self, account):
        name = account.get_full_name() or account.get_username()
        super().__init__(
            f"This is the address of {name}, who has an account here. Choose them as a colleague,"
            " or choose someone else."
        )


class NoOutsideReviewer(Refused):
    """The text was given to someone with an account, who needs no confirmation."""

    def __init__(self):
        super().__init__("This text was not given to an outside reviewer.")


class ConfirmedByAuthor(Refused):
    """A page's authors do not vouch for its reviewer."""

    def __init__(self):
        super().__init__(
            "You are an author of this page, or named its reviewer. Someone else who publishes"
            " pages or looks after accounts has to confirm the reviewer."
        )


class NotConfirmed(Refused):
    """There is no confirmation to take back."""

    def __init__(self):
        super().__init__("This outside reviewer is not confirmed.")


class ReviewCounted(Refused):
    """The reviewer's approval counts already; taking the confirmation back would not undo it."""

    def __init__(self, decision):
        super().__init__(
            f"The approval of {decision.name_as_shown} counts already. If it should not, withdraw"
            " the page if it is live, and have the text saved and submitted again."
        )


class ReaderCannotApprove(Refused):
    """Whoever was chosen to read a text cannot approve it; ``reader`` says why."""

    def __init__(self, reader):
        super().__init__(f"{reader} {reader.refusal}. Choose someone else.")
        self.reader = reader


class NobodyInGroup(Refused):
    """A group in which nobody could approve the page."""

    def __init__(self, group):
        super().__init__(
            f"Nobody in the group {group} could approve this page: they wrote it themselves or"
            " work in other sections. Choose someone else."
        )


class NothingToApprove(Refused):
    """There is no live page whose text could be approved."""

    def __init__(self, article):
        super().__init__(f"“{article}” is not live, so there is nothing to approve.")


class ApprovedAlready(Refused):
    """What readers have is approved."""

    def __init__(self, title):
        super().__init__(f"The live text of “{title}” is approved already.")


class NothingToCarry(Refused):
    """No text of the page was ever approved."""

    def __init__(self):
        super().__init__(
            "No earlier text of this page was approved, so there is no approval to carry on."
            " Submit the page for approval."
        )


class NotOnlySpelling(Refused):
    """More than spelling differs from the approved text."""

    def __init__(self, differences):
        """``differences``: (what was approved, what stands there now) as words."""
        changes = [word_change(old, new) for old, new in differences[:5]]
        shown = "; ".join(changes) or "no word changed"
        super().__init__(f"This is more than spelling: {shown}. Submit the page for approval.")
        self.differences = differences


def word_change(old, new):
    """One change, as a person would say it; nothing stands for no word at all."""
    if not old:
        return f"“{new}” was added"
    return f"“{old}” became “{new}”" if new else f"“{old}” was removed"
