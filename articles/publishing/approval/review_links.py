"""Signed links by which an expert without an account reads exactly one submitted text.

A link carries the submission's number and a signature over it and the expert's address; nothing
about it is stored. When it ends says the submission.
"""

from django.core import signing

from articles.models import Submission

SALT = "articles.publishing.approval.review_links"


def token_for(submission: Submission) -> str:
    return _signer(submission).sign(submission.pk)


def find(token: str) -> Submission | None:
    """The submission a token was made for; None if one character of it is another."""
    number = token.partition(".")[0]
    if not (number.isascii() and number.isdecimal() and len(number) < 18):
        return None
    outside = Submission.objects.exclude(outside_email="").filter(pk=number)
    submission = outside.select_related("revision__section", "article", "made_by").first()
    if submission is None:
        return None
    try:
        _signer(submission).unsign(token)
    except signing.BadSignature:
        return None
    return submission


def _signer(submission: Submission) -> signing.Signer:
    return signing.Signer(salt=f"{SALT}:{submission.outside_email}", sep=".")
