"""Content reviews: confirm a page's review; set an earlier date for the next one."""

from datetime import date, datetime, timedelta

from django.contrib.auth.models import User

from articles.models import Article, ContentReview, Event, Person, Publication, ReviewDate, Revision
from articles.models.review_due import months_after
from articles.publishing.act import Act, start_act
from articles.publishing.drafts.saving import lock
from articles.publishing.errors import (
    ChangedWhileReviewed,
    NobodyToName,
    NothingToReview,
    OnlyReviewPutsOff,
    ReviewDayOutOfReach,
)

Verb = Event.Verb
LONGEST_MONTHS = 60


def confirm_review(
    *,
    article: Article,
    revision: Revision,
    by: User,
    due_on: date | None = None,
    note: str = "",
) -> ContentReview:
    """Record that ``by`` reviewed the page, as the person their account belongs to.

    ``revision``: the live text that was read; ``due_on``: the next review, by default after the
    months of the section. Readers are told at once; no revision is made. Raises NothingToReview,
    ChangedWhileReviewed, NobodyToName or ReviewDayOutOfReach.
    """
    data = {"revision": revision.number}
    with start_act(Verb.REVIEWED, by=by, article=article, reason=note, data=data) as act:
        lock(article)
        home = live_page(article, at=act.at)
        if home is None:
            raise NothingToReview(article)
        if home.revision_id != revision.pk:
            raise ChangedWhileReviewed(article)
        due_on = due_on or months_after(act.today, home.section.review_months)
        _refuse_out_of_reach(due_on, first=act.today + timedelta(days=1))
        person = person_of(by)
        review = ContentReview(
            person=person,
            name_as_shown=str(person),
            reviewed_on=act.today,
            due_on=due_on,
            note=note,
        )
        return _keep(act, article, review)


def person_of(user: User) -> Person:
    """The person readers see when ``user`` reviews a page. Raises NobodyToName."""
    person = getattr(user, "person", None)
    if person is None:
        raise NobodyToName(user)
    return person


def live_page(article: Article, *, at: datetime) -> Publication | None:
    """The publication by which readers get the page at ``at``; None where they do not."""
    pages = Publication.objects.live(at=at).pages().filter(article=article)
    return pages.select_related("revision", "section").first()


def record_review(
    *,
    article: Article,
    person: Person,
    reviewed_on: date,
    due_on: date,
    by: User | None,
    note: str = "",
    name_as_shown: str = "",
) -> ContentReview:
    """Keep a review as it was made, here or elsewhere, and when the next one is due.

    ``name_as_shown``: for a review brought from elsewhere, how the person was named then.
    """
    with start_act(Verb.REVIEWED, by=by, article=article) as act:
        review = ContentReview(
            person=person,
            name_as_shown=name_as_shown or str(person),
            reviewed_on=reviewed_on,
            due_on=due_on,
            note=note,
        )
        return _keep(act, article, review)


def _keep(act: Act, article: Article, review: ContentReview) -> ContentReview:
    review.article, review.event = article, act.event
    review.full_clean()
    review.save()
    _invalidate(act, article)
    return review


def set_review_date(
    *, article: Article, due_on: date, by: User | None, reason: str = ""
) -> ReviewDate:
    """Set an earlier date for a page's next review.

    Raises OnlyReviewPutsOff for a later day, ReviewDayOutOfReach for one that is over or far.
    """
    data = {"due_on": due_on.isoformat()}
    with start_act(Verb.REVIEW_DATE_SET, by=by, article=article, reason=reason, data=data) as act:
        lock(article)
        holds = article.review_due_on(at=act.at)
        if holds is not None and due_on > holds:
            raise OnlyReviewPutsOff(holds, due_on)
        _refuse_out_of_reach(due_on, first=act.today)
        return _keep_day(act, article, due_on, reason)


def record_review_date(
    *, article: Article, due_on: date, by: User | None, reason: str = ""
) -> ReviewDate:
    """Keep a day that was set elsewhere for a page's next review, over or not."""
    with start_act(Verb.REVIEW_DATE_SET, by=by, article=article, reason=reason) as act:
        return _keep_day(act, article, due_on, reason)


def _keep_day(act: Act, article: Article, due_on: date, reason: str) -> ReviewDate:
    _invalidate(act, article)
    return ReviewDate.objects.create(article=article, due_on=due_on, reason=reason, event=act.event)


def _refuse_out_of_reach(due_on: date, *, first: date) -> None:
    """``first``: the nearest day that may be chosen."""
    last = months_after(first, LONGEST_MONTHS)
    if not first <= due_on <= last:
        raise ReviewDayOutOfReach(due_on, first, last)


def _invalidate(act: Act, article: Article) -> None:
    live = Publication.objects.live(at=act.at).filter(article=article)
    act.invalidate(articles=[article.pk], paths=live.values_list("path", flat=True))
