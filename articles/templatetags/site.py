from django import template

from articles.models import SiteSettings

register = template.Library()


@register.simple_tag
def site_settings():
    """What every page says about the site: one query; base.html asks once a page."""
    return SiteSettings.current()
