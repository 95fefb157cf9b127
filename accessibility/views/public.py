from pathlib import Path

from django.conf import settings
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accessibility.changes.same_origin import cross_site_refusal
from accessibility.glossary import from_a_to_z
from accessibility.hints import LANGUAGE_NAMES
from accessibility.menus.live import live_menus_of
from accessibility.rate_limits.client_address import client_network
from accessibility.statement import messages
from accessibility.statement.test_runs import last_run
from accessibility.views.menu_forms import TellForm


@require_safe
def glossary(request):
    languages = [
        {"tag": tag, "name": LANGUAGE_NAMES.get(tag, tag), "letters": letters}
        for tag, letters in from_a_to_z().items()
    ]
    return render(request, "accessibility/glossary.html", {"languages": languages})


@require_safe
def comfort(request):
    return render(request, "accessibility/comfort.html")


@require_safe
def keyboard_help(request):
    menus = live_menus_of(request)
    context = {"menus": list(menus.values()), "main_hint": menus["main"].keyboard_hint}
    return render(request, "accessibility/keyboard_help.html", context)


@require_safe
def accessibility_statement(request):
    context = {"run": last_run(Path(settings.ACCESSIBILITY_TEST_RUN)), "form": TellForm()}
    return render(request, "accessibility/accessibility_statement.html", context)


@csrf_exempt  # no cookie, so no token: the origin is asked instead
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request):
    """Keep what a reader tells us; where it cannot be kept, their words stay in the form."""
    form = TellForm(request.POST or None)
    if request.method == "POST" and (form.is_by_a_machine or _is_kept(request, form)):
        return redirect("accessibility:tell-thanks")
    return render(request, "accessibility/tell.html", {"form": form})


def _is_kept(request, form):
    if problem := cross_site_refusal(request):
        form.add_error(None, problem)
    if not form.is_valid():
        return False
    words = {name: form.cleaned_data[name] for name in ("text", "page", "name", "reply_to")}
    try:
        messages.tell(**words, address=client_network(request.META))
    except messages.TooManyMessages as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_safe
def tell_thanks(request):
    return render(request, "accessibility/tell_thanks.html")
