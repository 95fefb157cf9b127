"""A page in a frame before readers have it: on a phone and a desk, in light and dark, on paper."""

import re
from urllib.parse import urljoin

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles import permissions
from articles.desk.forms import ShareForm
from articles.desk.views.publishing.page_acts import desk, for_page, revision_named

STYLESHEET = "mscoe/css/site.css"
WIDTHS = {"desk": "Desktop", "phone": "Phone"}
LOOKS = {"light": "Light", "dark": "Dark", "paper": "Print"}
DARK, BOTH = "(prefers-color-scheme: dark)", "light dark"
CHOSEN, BY_NOBODY = "[data-scheme=", "[data-no-scheme="  # an editor's own comfort is another matter
# What a style sheet asks the device, and what it is told instead. No width is below 0.
NEVER, ALWAYS = "(max-width: -1px)", "(min-width: 0)"
ANSWERS = {
    "light": {CHOSEN: BY_NOBODY, DARK: NEVER, BOTH: "light"},
    "dark": {CHOSEN: BY_NOBODY, DARK: ALWAYS, BOTH: "dark"},
    "paper": {CHOSEN: BY_NOBODY, DARK: NEVER, "@media print": "@media all"},
}
SHEET = """@layer adaptations {
  body { max-inline-size: 210mm; margin-inline: auto; padding: 16mm 18mm; }
}"""
ADDRESS_IN_STYLE = re.compile(r'url\("?([^")]+)"?\)')


@require_safe
@for_page(permissions.may_read)
def screen(request, article):
    """The frame, and links that turn it; all of it works by addresses."""
    revision = revision_named(article, request.GET.get("revision"))
    width = request.GET.get("width") if request.GET.get("width") in WIDTHS else "desk"
    look = request.GET.get("look") if request.GET.get("look") in LOOKS else "light"
    chosen = {"revision": revision.number, "width": width, "look": look}
    frame = urlencode({"revision": revision.number, "look": look})
    return desk(
        request,
        article,
        "preview_screen",
        title="Preview",
        revision=revision,
        width=width,
        label=f"Revision {revision.number}, {WIDTHS[width].lower()} width, {LOOKS[look].lower()}",
        choices=[
            ("Width", _turns(chosen, "width", WIDTHS)),
            ("Look", _turns(chosen, "look", LOOKS)),
        ],
        frame=f"{reverse('admin:articles_article_preview', args=[article.pk])}?{frame}",
        share_form=ShareForm(),
    )


def _turns(chosen, name, options):
    """(label, address, whether it is shown now) of each way to turn the frame."""
    return [
        (label, "?" + urlencode(chosen | {name: value}), chosen[name] == value)
        for value, label in options.items()
    ]


@never_cache
@require_safe
def style(request, look):
    """The site's style sheet as a device would apply it that wants this look."""
    if not permissions.may_read(request.user):
        raise PermissionDenied
    if look not in ANSWERS:
        raise Http404
    name = staticfiles_storage.stored_name(STYLESHEET)
    with staticfiles_storage.open(name) as file:
        css = file.read().decode()
    if "@import" in css:  # the sources of a machine that collects no static files
        return HttpResponseRedirect(static(STYLESHEET))
    return HttpResponse(answered(css, look, base=static(STYLESHEET)), content_type="text/css")


def answered(css, look, *, base):
    """The style sheet with the device's answers put in, its addresses seen from elsewhere."""
    for question, answer in ANSWERS[look].items():
        css = css.replace(question, answer)
    if look == "paper":
        css += SHEET  # what a printer leaves at the edges
    return ADDRESS_IN_STYLE.sub(lambda found: f'url("{urljoin(base, found[1])}")', css)
