"""Outside reviewers: whether someone other than a page's authors has confirmed them.

An author could name an expert who does not exist, with a mailbox of their own. So an outside
reviewer's approval is held until a publisher or an administrator confirms who it is, and only
someone who is not an author of the page can. Until then the reviewer's answer is kept.
"""

from contextlib import suppress

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User

from articles.models import Decision, Person, ReviewerConfirmation, Submission
from articles.publishing.approval.state import writers_since_review
from articles.publishing.errors import AddressOfAccount

DOTS_ARE_IGNORED = {"gmail.com", "googlemail.com"}


def mailbox(address: str) -> str:
    """One text for all spellings of an address that lead to one mailbox.

    RFC 5233 describes "user+detail"; case makes no difference at any provider in use.
    """
    local, _, domain = address.strip().casefold().rpartition("@")
    local = local.partition("+")[0]
    with suppress(UnicodeError):
        domain = domain.encode("idna").decode()
    if domain in DOTS_ARE_IGNORED:
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


def account_with(address: str) -> User | None:
    """An account whose mail arrives in the same mailbox, an active one first; or None."""
    wanted = mailbox(address)
    accounts = get_user_model().objects.exclude(email="").order_by("-is_active", "pk")
    return next((one for one in accounts if mailbox(one.email) == wanted), None)


def refuse_address_of_account(address: str) -> None:
    """Raises AddressOfAccount: people with an account review at the desk."""
    if (account := account_with(address)) is not None and account.is_active:
        raise AddressOfAccount(account)


def authors_of(submission: Submission) -> set[int]:
    """Keys of the accounts that count as the page's authors where its reviewer is confirmed.

    Owner and co-authors, people in the by-line, everyone who saved the page since its last review,
    and the person who chose the reviewer.
    """
    article, revision = submission.article, submission.revision
    people = [entry.get("person") for entry in revision.byline]
    accounts = Person.objects.filter(pk__in=people).values_list("account", flat=True)
    return {
        article.owner_id,
        submission.made_by_id,
        *article.coauthors.values_list("pk", flat=True),
        *writers_since_review(revision),
        *accounts,
    } - {None}


def confirmation_of(submission: Submission) -> ReviewerConfirmation | None:
    """The confirmation that counts for a submission's outside reviewer, or None."""
    said = ReviewerConfirmation.objects.filter(
        article=submission.article_id, name=submission.outside_name
    ).select_related("by")
    wanted = mailbox(submission.outside_email)
    newest = next((one for one in said if mailbox(one.email) == wanted), None)
    if newest is None or not newest.is_confirmed or newest.by_id in authors_of(submission):
        return None
    return newest


def needs_confirmation(submission: Submission) -> bool:
    """Whether an approval of this submission's reader does not count yet."""
    if not submission.outside_email:
        return False
    account = account_with(submission.outside_email)  # it may have been made since
    return confirmation_of(submission) is None or (account is not None and account.is_active)


def held_decision(submission: Submission) -> Decision | None:
    """An outside reviewer's approval that waits for someone to confirm who they are, or None."""
    decided = submission.decided() if submission.outside_email else None
    is_held = (
        decided is not None
        and decided.verdict == Decision.Verdict.APPROVED
        and not hasattr(decided, "approval")
    )
    return decided if is_held else None
