from django.shortcuts import render
from django.views.decorators.http import require_safe

from accessibility.glossary import from_a_to_z
from accessibility.hints import LANGUAGE_NAMES
from accessibility.menus import live_menus_of


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
    return render(request, "accessibility/accessibility_statement.html")
