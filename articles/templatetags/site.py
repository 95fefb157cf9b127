from functools import lru_cache

from django import template
from django.template import Context
from django.utils.translation import get_language

from articles.models import SiteSettings

register = template.Library()

PARTIALS_REMEMBERED = 3000  # some 300 bytes each


@register.simple_tag(takes_context=True)
def site_settings(context):
    """What every page says about the site, read once a request; who bakes reads it once for all."""
    request = context.get("request")
    if not hasattr(request, "site_settings"):
        if request is None:
            return SiteSettings.current()
        request.site_settings = SiteSettings.current()
    return request.site_settings


@register.simple_tag(takes_context=True)
def remembered(context, template_name, **values):
    """What the partial makes of the values alone: for small ones that many pages have in common."""
    partial = context.template.engine.get_template(template_name)
    return _made_of(partial, get_language(), tuple(values.items()))


@lru_cache(maxsize=PARTIALS_REMEMBERED)
def _made_of(partial, language, values):
    """Remembered by the values, so that it is never old; a template that changes is another one."""
    return partial.render(Context(dict(values)))
