"""The help at the desk, for everyone who may enter it."""

from django.contrib import admin
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.desk import help_topics


@require_safe
@never_cache
def contents(request):
    """All topics, and every field of every form."""
    return _page(
        request,
        "contents",
        title="Help",
        topics=help_topics.topics(),
        forms=help_topics.forms(admin.site),
    )


@require_safe
@never_cache
def topic(request, slug):
    found = help_topics.topic(slug)
    if found is None:
        raise Http404("There is no such help page.")
    others = [one for one in help_topics.topics() if one != found]
    return _page(request, "topic", title=found.title, topic=found, others=others)


def _page(request, template, **context):
    shared = admin.site.each_context(request)
    return render(request, f"admin/articles/help/{template}.html", shared | context)
