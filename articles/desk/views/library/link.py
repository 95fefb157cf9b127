"""Changing the address of a link on every page.

If many pages use it, the answer is streamed as the work proceeds. Leaving before it ends changes
nothing: it is one act.
"""

import logging

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import Error
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.cache import never_cache

from articles import permissions, publishing
from articles.desk.forms import ReplaceLinkForm
from articles.models import Link
from articles.publishing.errors import Refused
from articles.publishing.library.links import pages_using

logger = logging.getLogger(__name__)
MANY = 500  # pages; what takes a second or two is not worth watching
STEPS = "<!-- steps -->"
FAILED = "Something went wrong, and nothing was changed. Please try again later."


@never_cache
def replace(request, pk):
    """Asks for the address, shows the pages that use it, and changes it once that is confirmed."""
    if not permissions.may_replace_links(request.user):
        raise PermissionDenied
    link = get_object_or_404(Link, pk=pk)
    form = ReplaceLinkForm(request.POST or None)
    pages = pages_using(link, at=timezone.now())
    context = {
        **admin.site.each_context(request),
        "opts": Link._meta,
        "title": "Change address everywhere",
        "link": link,
        "form": form,
        "asks": form.is_bound and form.is_valid(),
        "pages": pages,
    }
    if form.is_valid() and "confirmed" in request.POST:
        if pages.count() > MANY:
            return _watched(request, form, context)
        done = _replaced(form, link, by=request.user)
        if done is not None:
            messages.success(request, _done_sentence(done))
            return redirect("admin:articles_link_changelist")
    return render(request, "admin/articles/link/replace.html", context)


def _watched(request, form, context):
    """The page up to the list of steps, the steps as they happen, and the rest of the page."""
    html = render_to_string("admin/articles/link/replacing.html", context, request)
    before, after = html.split(STEPS)
    address, link = form.cleaned_data["address"], context["link"]
    steps = publishing.replacing_link(link=link, address=address, by=request.user)
    response = StreamingHttpResponse(_progress(before, steps, after))
    response["X-Accel-Buffering"] = "no"  # nginx passes each step on at once
    return response


def _progress(before, steps, after):
    yield before
    try:
        for step in steps:
            if isinstance(step, tuple):
                yield format_html("<p>{} of {} pages are prepared.</p>\n", *step)
            else:
                yield format_html("<p><strong>{}</strong></p>\n", _done_sentence(step))
    except Refused as refusal:
        yield format_html('<p class="errornote">{}</p>\n', str(refusal))
    except Error:
        logger.exception("A link was not replaced")
        yield format_html('<p class="errornote">{}</p>\n', FAILED)
    yield after


def _done_sentence(pages):
    return f"Address changed on {len(pages)} page{'' if len(pages) == 1 else 's'}."


def _replaced(form, link, *, by):
    """The pages; None where the act refuses, and the form says why."""
    try:
        return publishing.replace_link(link=link, address=form.cleaned_data["address"], by=by)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
