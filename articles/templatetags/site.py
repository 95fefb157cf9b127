from django import template

from articles.models import SiteSettings

register = template.Library()


@register.simple_tag(takes_context=True)
def site_settings(context):
    """What every page says about the site, read once a request; who bakes reads it once for all."""
    request = context.get("request")
    if not hasattr(request, "site_settings"):
        if request is None:
            return SiteSettings.current()
        request.site_settings = SiteSettings.current()
    return request.site_settings
