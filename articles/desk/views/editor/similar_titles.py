"""Pages with titles like the one that is typed, while it is typed."""

from dataclasses import asdict

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from articles import permissions
from articles.desk.similar_pages import similar_pages
from articles.desk.views.editor.markdown_editor import for_editors


@for_editors(permissions.may_write)
@require_safe
def similar_titles(request):
    """As JSON, for the form of a new page."""
    found = similar_pages(request.GET.get("title", ""), user=request.user)
    return JsonResponse({"pages": [asdict(page) for page in found]})
