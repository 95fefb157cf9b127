from django import template
from wagtail.models import Site

from bench.peers.wagtail_site.models import MenuLink

register = template.Library()


@register.inclusion_tag("wagtail_site/_main_menu.html", takes_context=True)
def main_menu(context):
    """The pages of the tree that are marked for menus."""
    home = Site.find_for_request(context["request"]).root_page
    return {
        "request": context["request"],
        "page": context["page"],
        "sections": home.get_children().live().in_menu(),
    }


@register.inclusion_tag("_links.html")
def links(menu):
    """The entries of another menu."""
    return {"links": MenuLink.objects.filter(menu=menu)}
