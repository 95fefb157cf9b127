"""What the Markdown editor asks the site for. Answers are JSON, refusals too, never cached."""

from dataclasses import asdict
from functools import wraps

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from articles import permissions, publishing
from articles.desk import link_choices
from articles.desk.forms import IMAGE_WORDS, ImageUploadForm
from articles.importers.in_child import read_fragment
from articles.importers.records import UnreadablePage
from articles.models import Image
from articles.publishing.drafts.rendering import render_text
from articles.publishing.errors import TextTooMuch

IMAGES_AT_ONCE = 24
MOST_PASTED = 500_000  # characters of HTML: about a second of work
PASTED_TOO_MUCH = "This is too much to format at once. Paste it in smaller parts."
FORBIDDEN = "You are not signed in, or you do not have permission. Your text is still here."


def for_editors(may):
    """Answer those who ``may``; everybody else gets 403 as JSON, for a script is what asks."""

    def decorate(view):
        protected = csrf_protect(view)

        @csrf_exempt  # so that who is asking is judged first; ``protected`` then does its work
        @never_cache
        @wraps(view)
        def answer(request):
            if not may(request.user):
                return JsonResponse({"error": FORBIDDEN}, status=403)
            try:
                response = protected(request)
            except PermissionDenied:
                return JsonResponse({"error": FORBIDDEN}, status=403)
            if response.status_code == 403:
                return JsonResponse({"error": FORBIDDEN}, status=403)
            return response

        return answer

    return decorate


@for_editors(permissions.may_write)
@require_POST
def preview_text(request):
    """The HTML a text would have; nothing is stored."""
    try:
        rendered = render_text(request.POST.get("content", ""))
    except TextTooMuch as problem:
        return JsonResponse({"error": str(problem)}, status=422)
    return JsonResponse({"html": rendered.html, "words": len(rendered.text.split())})


@for_editors(permissions.may_write)
@require_POST
def paste(request):
    """Formatted text from the clipboard as Markdown, with a sentence about each thing lost."""
    html = request.POST.get("html", "")
    if len(html) > MOST_PASTED:
        return JsonResponse({"error": PASTED_TOO_MUCH}, status=422)
    language = request.POST.get("language") or "en"
    try:
        pasted = read_fragment(html, language=language, first_note=_next_note(request))
    except UnreadablePage as problem:
        return JsonResponse({"error": str(problem)}, status=422)
    return JsonResponse({"markdown": pasted.body, "remarks": pasted.remarks})


def _next_note(request):
    """The number of the first footnote that is pasted, past those of the text."""
    given = request.POST.get("first_note", "1")
    return int(given) if given.isdecimal() and len(given) <= 4 else 1


@for_editors(permissions.may_write)
@require_safe
def preview_frame(request):
    """The empty page into which the editor puts that HTML."""
    return render(request, "articles/editor/preview_frame.html")


@for_editors(permissions.may_send_images)
@require_POST
def upload_image(request):
    """Add an image with its alternative text; answers with its address."""
    form = ImageUploadForm(request.POST, request.FILES)
    if not form.is_valid():
        sentences = {name: list(errors) for name, errors in form.errors.items()}
        return JsonResponse(
            {"error": "The image is not inserted yet.", "fields": sentences}, status=422
        )
    words = {name: form.cleaned_data[name] for name in IMAGE_WORDS}
    image = publishing.add_image(prepared=form.cleaned_data["image"], by=request.user, **words)
    return JsonResponse(_as_choice(image), status=201)


@for_editors(permissions.may_choose_images)
@require_safe
def images(request):
    """Images whose words hold all that was asked for, newest first."""
    found = Image.objects.filter(archived_at=None)
    for word in request.GET.get("q", "")[:200].split():
        found = found.filter(
            Q(alternative_text__icontains=word)
            | Q(caption__icontains=word)
            | Q(credit__icontains=word)
        )
    page = Paginator(found, IMAGES_AT_ONCE).get_page(request.GET.get("page"))
    return JsonResponse({"images": list(map(_as_choice, page)), "total": page.paginator.count})


@for_editors(permissions.may_write)
@require_safe
def links(request):
    """Pages, drafts and registered links whose titles hold all that was asked for."""
    found = link_choices.choices(request.GET.get("q", ""), user=request.user)
    return JsonResponse({"links": [asdict(choice) for choice in found]})


def _as_choice(image):
    narrowest = image.sources[0]["file"] if image.sources else image.file.name
    return {
        "address": image.address,
        "thumbnail": settings.MEDIA_URL + narrowest,
        "name": image.caption or str(image),
        "alternative_text": image.alternative_text,
        "is_decorative": image.is_decorative,
    }
