"""When a page's next review is due: the one definition, for readers and for the desk.

A review names the day of the next one; days set since may only bring it nearer. A page that was
never reviewed counts, at the desk, from its first publication by the months of its section.
"""

import calendar
from datetime import date

from django.db.models import (
    DateField,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Subquery,
)
from django.db.models.functions import Cast, Coalesce, Least

from articles.models.review import ContentReview, ReviewDate


def last_review(name, *, of, as_of=None):
    """A column of the last review of the article that ``of`` names; ``as_of``: at that moment."""
    reviews = ContentReview.objects.filter(article=OuterRef(of))
    if as_of is not None:
        reviews = reviews.filter(event__at__lte=as_of)
    return Subquery(reviews.order_by("-reviewed_on", "-pk").values(name)[:1])


def day_for_readers(*, of, as_of=None):
    """The day that reviews and days set for the article promise; null without either."""
    return Least(last_review("due_on", of=of, as_of=as_of), _day_set(of=of, as_of=as_of))


def day_at_desk(live_pages):
    """The same day, counted from ``live_pages`` (of the article) where nobody reviewed it yet.

    PostgreSQL keeps the day of what was reviewed: see ``DeskEntry``.
    """
    counted = live_pages.order_by().annotate(counted_on=_COUNTED).values("counted_on")[:1]
    return Coalesce("desk_entry__reviewed_until", Least(Subquery(counted), _day_set(of="pk")))


def promised_between(first, last):
    """Keys of articles to which some review or day set ever promised a day from ``first`` on and
    before ``last``: more than those whose day it is.
    """
    kinds = (ContentReview, ReviewDate)
    rows = [kind.objects.filter(due_on__gte=first, due_on__lt=last) for kind in kinds]
    return {article for found in rows for article in found.values_list("article", flat=True)}


def _day_set(*, of, as_of=None):
    """The nearest day set since the last review; what was set before it is settled."""
    settled_by = Coalesce(last_review("event", of="article", as_of=as_of), 0)
    days = ReviewDate.objects.filter(article=OuterRef(of), event__gt=settled_by)
    if as_of is not None:
        days = days.filter(event__at__lte=as_of)
    return Subquery(days.order_by("due_on").values("due_on")[:1])


_MONTHS = Func(
    0, F("section__review_months"), function="MAKE_INTERVAL", output_field=DurationField()
)
_COUNTED = Cast(
    ExpressionWrapper(F("published_on") + _MONTHS, output_field=DateTimeField()), DateField()
)


def months_after(day, months):
    """The same day of a later month, or that month's last: as PostgreSQL adds months."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
