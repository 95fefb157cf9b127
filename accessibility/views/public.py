from django.shortcuts import render
from django.views.decorators.http import require_safe

from accessibility.menus import live_menus


@require_safe
def keyboard_help(request):
    menus = request.live_menus = live_menus()
    context = {"menus": list(menus.values()), "main_hint": menus["main"].keyboard_hint}
    return render(request, "accessibility/keyboard_help.html", context)


@require_safe
def accessibility_statement(request):
    return render(request, "accessibility/accessibility_statement.html")
