from django import template
from django.conf import settings

from accessibility.menu_trees import OVERVIEW, entries_on
from accessibility.menus import live_menus

register = template.Library()


@register.inclusion_tag("accessibility/_main_menu.html", takes_context=True)
def main_menu(context):
    return _menu(context, "main") | {"overview": OVERVIEW}


@register.inclusion_tag("accessibility/_quick_links.html", takes_context=True)
def quick_links(context):
    return _menu(context, "quick-links") | {"crisis_address": settings.CRISIS_LINE["address"]}


@register.inclusion_tag("accessibility/_footer_menu.html", takes_context=True)
def footer_menu(context):
    return _menu(context, "footer")


def _menu(context, slug):
    request = context.get("request")
    menu = _menus_of(request)[slug]
    path = context.get("menu_path") or (request.path if request else "")
    return {"menu": menu, "entries": entries_on(menu.items, path=path, id=slug)}


def _menus_of(request):
    """Read once a request: the three menus of a page are one query."""
    if request is None:
        return live_menus()
    if not hasattr(request, "live_menus"):
        request.live_menus = live_menus()
    return request.live_menus
