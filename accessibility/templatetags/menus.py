from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html_join

from accessibility.menus.help_lines import help_lines_on
from accessibility.menus.live import live_menus_of
from accessibility.menus.tree import OVERVIEW, entries_on

register = template.Library()

PAGES_REMEMBERED = 300  # some 10 KB each


@register.simple_tag(takes_context=True)
def main_menu(context):
    return _menu(context, "main", "accessibility/_main_menu.html")


@register.simple_tag(takes_context=True)
def quick_links(context):
    crisis_line, _ = help_lines_on(context.get("request"))
    return _menu(
        context,
        "quick-links",
        "accessibility/_quick_links.html",
        crisis_address=crisis_line["address"],
    )


@register.simple_tag(takes_context=True)
def footer_menu(context):
    return _menu(context, "footer", "accessibility/_footer_menu.html")


@register.simple_tag(takes_context=True)
def menu(context, slug):
    """The menu of that slug, under its name as a heading; nothing while it is not published."""
    return _menu(context, slug, "accessibility/_named_menu.html")


@register.simple_tag(takes_context=True)
def foot_menus(context):
    """Every menu that is to be shown at the foot of all pages, beside the footer's own."""
    shown = live_menus_of(context.get("request")).values()
    slugs = [menu.slug for menu in shown if menu.place == "foot"]
    return format_html_join("\n", "{}", ((menu(context, slug),) for slug in slugs))


def _menu(context, slug, template_name, *, crisis_address=""):
    request = context.get("request")
    menu = live_menus_of(request).get(slug)
    if menu is None:
        return ""
    path = context.get("menu_path") or (request.path if request else "")
    return _shown(menu, path, template_name, crisis_address)


@lru_cache(maxsize=3 * PAGES_REMEMBERED)
def _shown(menu, path, template_name, crisis_address):
    """Remembered by what the menu says, not by its name: another version is another menu."""
    entries = entries_on(menu.items, path=path, id=menu.slug)
    return _as_html(menu, entries, template_name, crisis_address)


@lru_cache(maxsize=PAGES_REMEMBERED)
def _as_html(menu, entries, template_name, crisis_address):
    """Most pages are in no menu: on all of a section's, the same entries are marked."""
    return render_to_string(
        template_name,
        {
            "menu": menu,
            "entries": entries,
            "overview": OVERVIEW,
            "crisis_address": crisis_address,
        },
    )
