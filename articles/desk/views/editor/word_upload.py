"""A new page from a Word document: the upload, then its report."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles import permissions
from articles.desk.forms import WordForm
from articles.desk.views.publishing.page_acts import for_page
from articles.models import Article, Event, Image, Section
from articles.publishing.errors import Refused

FIRST = ("hidden text", "blacked-out text")


@never_cache
def new_page(request):
    """Asks for the document and creates the draft; the form says what is refused."""
    if not permissions.may_write(request.user):
        raise PermissionDenied
    limits = permissions.sections_of_work(request.user)
    sections = Section.objects.in_order()
    form = WordForm(
        request.POST or None,
        request.FILES or None,
        sections=sections.filter(pk__in=limits) if limits else sections,
    )
    if form.is_valid() and (article := _drafted(form, request.user)):
        return redirect("admin:articles_article_word_report", article.pk)
    context = {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "title": "New page from a Word document",
        "form": form,
    }
    return render(request, "admin/articles/article/word.html", context)


def _drafted(form, user):
    # What reads documents is large: it waits for the first one instead of at every start.
    from articles.importers.outcomes import NotImported
    from articles.importers.records import UnreadablePage
    from articles.importers.word.drafts import Rights, draft_from_word

    rights = Rights(
        pictures=permissions.may_send_images(user), people=user.has_perm("articles.add_person")
    )
    try:
        return draft_from_word(
            form.cleaned_data["document"].read(),
            name=form.document_name(),
            section=form.cleaned_data["section"],
            by=user,
            rights=rights,
        )
    except (UnreadablePage, NotImported, Refused) as refusal:
        form.add_error("document", str(refusal))
        return None


@require_safe
@for_page(permissions.may_read)
def report(request, article):
    """What to check of the document, what was left out, and which pictures need a description."""
    event = article.events.filter(verb=Event.Verb.IMPORTED, data__has_key="source").first()
    if event is None:
        raise Http404("This page was not created from a Word document.")
    pictures = Image.objects.at_addresses(event.data["undescribed"])
    form_address = reverse("admin:articles_article_change", args=[article.pk])
    context = {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "original": article,
        "form_address": form_address,
        "title": "Word import report",
        "event": event,
        "pictures": pictures,
        "left_out": _by_kind(event.data["left_out"]),
        "may_write": permissions.may_write(request.user, article),
    }
    return render(request, "admin/articles/article/word_report.html", context)


def _by_kind(left_out):
    """The words left out under the name of what they were; what is hidden comes first."""
    kinds = {}
    for kind, text in sorted(left_out, key=lambda piece: piece[0] not in FIRST):
        kinds.setdefault(kind, []).append(text)
    return kinds
