"""The desk of one link: another address in its place, on every page."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from articles import permissions, publishing
from articles.forms import ReplaceLinkForm
from articles.models import Link


@never_cache
def replace(request, pk):
    """Asks for the address, shows where it will stand, and changes it once that is confirmed."""
    if not permissions.may_replace_links(request.user):
        raise PermissionDenied
    link = get_object_or_404(Link, pk=pk)
    form = ReplaceLinkForm(request.POST or None)
    is_confirmed = "confirmed" in request.POST
    if form.is_valid() and is_confirmed:
        pages = _replaced(form, link, by=request.user)
        if pages is not None:
            count = f"{len(pages)} page{'' if len(pages) == 1 else 's'}"
            messages.success(request, f"The address was changed on {count}.")
            return redirect("admin:articles_link_changelist")
    context = {
        **admin.site.each_context(request),
        "opts": Link._meta,
        "title": "Change the address everywhere",
        "link": link,
        "form": form,
        "asks": form.is_bound and form.is_valid(),
        "pages": publishing.pages_using(link, at=timezone.now()),
    }
    return render(request, "admin/articles/link/replace.html", context)


def _replaced(form, link, *, by):
    """The pages; None where the act refuses, and the form says why."""
    try:
        return publishing.replace_link(link=link, address=form.cleaned_data["address"], by=by)
    except publishing.Refused as refusal:
        form.add_error(None, str(refusal))
        return None
