"""Content reviews: confirm a page's review, or set an earlier date for the next one."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone

from articles import permissions, publishing
from articles.desk.forms import ReviewDateForm, StillRightForm
from articles.desk.views.publishing import page_acts
from articles.desk.views.publishing.page_acts import for_page
from articles.models import Revision
from articles.models.review_due import months_after
from articles.publishing.content_review import live_page, person_of
from articles.publishing.errors import NobodyToName, day
from articles.text import aging_phrases

WORDS_IN_A_SENTENCE = 6


@for_page(permissions.may_confirm_review)
def confirm_review(request, article):
    """One act with a note: readers see at once who reviewed the page, and when."""
    home = live_page(article, at=timezone.now())
    today = timezone.localdate()
    due_on = home and months_after(today, home.section.review_months)
    first = {"revision": home and home.revision.number, "due_on": due_on}
    form = StillRightForm(request.POST or None, initial=first)
    if form.is_valid() and (review := _confirm(form, article, by=request.user)):
        messages.success(
            request,
            f"Review confirmed. Readers now see that {review.name_as_shown} reviewed the page"
            f" today. The next review is due on {day(review.due_on)}.",
        )
        return redirect("admin:articles_article_change", article.pk)
    return page_acts.desk(
        request,
        article,
        "confirm_review",
        title="Confirm review",
        form=form,
        live=home,
        named=_named(request.user),
        words=home and aging_phrases.find_time_words(home.revision.body, on=today),
    )


def _confirm(form, article, *, by):
    values = form.cleaned_data.copy()
    number = values.pop("revision")
    number = int(number) if page_acts.NUMBER.fullmatch(number) else 0
    read = article.revisions.filter(number=number).first() or Revision(number=0)
    return page_acts.act_of_form(
        form, publishing.confirm_review, article=article, revision=read, by=by, **values
    )


def _named(user):
    """The name readers would see, or a sentence that says what to do first."""
    try:
        return {"person": person_of(user)}
    except NobodyToName as refusal:
        return {"problem": str(refusal)}


@for_page(permissions.may_set_review_date)
def review_date(request, article):
    """Lets the next review be due earlier: by one button, or on a day that is chosen here."""
    form = ReviewDateForm(request.POST or None)
    if form.is_valid():
        done = page_acts.act_of_form(
            form,
            publishing.set_review_date,
            article=article,
            by=request.user,
            **form.cleaned_data,
        )
        if done:
            messages.success(
                request, f"Review date set. The next review is due on {day(done.due_on)}."
            )
            return redirect("admin:articles_article_change", article.pk)
    return page_acts.desk(
        request,
        article,
        "review_date",
        title="Set review date",
        form=form,
        holds=article.review_due_on(at=timezone.now()),
    )


def reviewing_of(user, article, revision):
    """What a page's form shows of its reviews, and of phrases that may go out of date."""
    now, today = timezone.now(), timezone.localdate()
    due_on = article.review_due_on(at=now)
    words = aging_phrases.find_time_words(revision.body, on=today)
    proposed = aging_phrases.propose_day(words, on=today)
    urgent = [word for word in words if word.is_urgent]
    return {
        "last": article.reviews.first(),
        "due_on": due_on,
        "is_overdue": due_on is not None and due_on < today,
        "may_confirm": permissions.may_confirm_review(user, article),
        "may_set": permissions.may_set_review_date(user, article),
        "words": urgent[:WORDS_IN_A_SENTENCE],
        "more": len(urgent[WORDS_IN_A_SENTENCE:]),
        "proposed": proposed if due_on is None or (proposed and proposed < due_on) else None,
        "reason": "Phrases that may go out of date: "
        + ", ".join(f"“{word.words}”" for word in urgent)[:400],
    }
