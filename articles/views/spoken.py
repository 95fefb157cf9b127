"""What a screen reader says of a page: beside the text as it is written, and on a screen."""

from django.http import JsonResponse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST, require_safe

from accessibility.audit import source_lines
from accessibility.spoken import Heard, spoken
from articles import permissions, publishing
from articles.views.editor import for_editors
from articles.views.editorial import desk, for_page, revision_named


@for_editors(permissions.may_write)
@require_POST
def speak(request):
    """The utterances of a text that may never have been saved, its title and summary before it."""
    language = request.POST.get("language") or "en"
    try:
        rendered = publishing.render_text(request.POST.get("content", ""), language=language)
    except publishing.TextTooMuch as problem:
        return JsonResponse({"error": str(problem)}, status=422)
    html = _as_page(rendered.html, request.POST.get("title", ""), request.POST.get("summary", ""))
    heard = _heard(html, at_lines=source_lines)
    return JsonResponse({"utterances": [_as_data(one) for one in heard]})
