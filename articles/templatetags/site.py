import pickle

from django import template
from django.template import Context
from django.utils.translation import get_language

from accessibility.changes.page_context import page_context
from articles.models import SiteSettings

register = template.Library()

MOST_REMEMBERED = 8_000_000  # characters in each process
memory = {}
_size = 0


@register.simple_tag(takes_context=True)
def site_settings(context):
    """What every page says about the site, read once a request; who bakes reads it once for all."""
    request = context.get("request")
    if request is None:
        return SiteSettings.current()
    page = page_context(request)
    if page.site_settings is None:
        page.site_settings = SiteSettings.current()
    return page.site_settings


@register.simple_tag(takes_context=True)
def remembered(context, template_name, **values):
    """What the partial makes of the values alone, which are plain ones.

    Remembered by everything that goes into it, so that it is never old and nothing has to be
    forgotten after an act: other values, another language, a changed template are another text.
    """
    partial = context.template.engine.get_template(template_name)
    which = partial, get_language(), pickle.dumps(values)
    text = memory.get(which)
    if text is None:
        text = partial.render(Context(values))
        _remember(which, text)
    return text


def _remember(which, text):
    """Until there is too much of it: then from the beginning."""
    global _size
    size = len(which[2]) + len(text)
    if _size + size > MOST_REMEMBERED:
        memory.clear()
        _size = 0
    memory[which] = text
    _size += size
