"""What a screen reader says of a page: beside the text as it is written, and on a screen."""

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.utils.html import escape
from django.views.decorators.http import require_POST, require_safe

from accessibility.audit.audit import source_lines
from accessibility.spoken import Heard, compare, listed, spoken
from articles import permissions
from articles.desk.views.editor.markdown_editor import for_editors
from articles.desk.views.publishing.page_acts import desk, for_page, revision_named
from articles.public import context as public_context
from articles.publishing.drafts.rendering import render_text
from articles.publishing.errors import TextTooMuch

# What is heard while someone reads on; a change of voice is shown by the language of the line.
READING = (Heard.ALWAYS, Heard.AS_VOICE)
VIEWS = {"text": "The text", "page": "The whole page, with menus"}


@for_editors(permissions.may_write)
@require_POST
def speak(request):
    """The utterances of a text that may never have been saved, its title and summary before it."""
    language = request.POST.get("language") or "en"
    try:
        rendered = render_text(request.POST.get("content", ""), language=language)
    except TextTooMuch as problem:
        return JsonResponse({"error": str(problem)}, status=422)
    html = _alone(rendered.html, request.POST.get("title", ""), request.POST.get("summary", ""))
    return JsonResponse(
        {
            "utterances": [
                {"text": one.text, "kind": one.kind, "lang": one.lang, "line": one.line}
                for one in _read_on(html, at_lines=source_lines)
            ]
        }
    )


def _alone(body, title, summary):
    """A text with its title and summary, without the page around it: to be heard, never shown."""
    heading = f"<h1>{escape(title)}</h1>" if title.strip() else ""
    lead = f"<p>{escape(summary)}</p>" if summary.strip() else ""
    return heading + lead + body


def _read_on(html, *, at_lines=None):
    return [one for one in spoken(html, at_lines=at_lines) if one.heard in READING]


@require_safe
@for_page(permissions.may_read)
def hear(request, article):
    """One revision as it is heard, with the lists a reader calls up; or two of them compared."""
    revision = revision_named(article, request.GET.get("revision"))
    earlier = _earlier(article, request.GET.get("from"))
    shown = request.GET.get("show") if request.GET.get("show") in VIEWS else "text"
    html = _html_of(request, article, revision, shown)
    at_lines = source_lines if shown == "text" else None
    context = {
        "utterances": _read_on(html, at_lines=at_lines) if earlier is None else None,
        "lists": listed(html, at_lines=at_lines) if earlier is None else None,
        "earlier": earlier,
        "differences": earlier and compare(_html_of(request, article, earlier, shown), html),
        "others": article.revisions.exclude(pk=revision.pk).order_by("-number")[:30],
    }
    return desk(
        request,
        article,
        "spoken",
        title="Spoken view",
        revision=revision,
        shown=shown,
        views=[(name, label, name == shown) for name, label in VIEWS.items()],
        **context,
    )


def _earlier(article, number):
    return revision_named(article, number) if number else None


def _html_of(request, article, revision, shown):
    if shown == "text":
        rendered = render_text(revision.body, language=revision.language)
        return _alone(rendered.html, revision.title, revision.summary)
    kept = revision.renderings.latest("pk").rendered
    context = public_context.draft(revision, html=kept.html, headings=kept.headings)
    return render_to_string("articles/page.html", context, request=request)
