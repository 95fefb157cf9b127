"""The list "On this page"."""

from django import template

register = template.Library()

FEWEST = 3
DEEPEST = 3


@register.filter
def worth_listing(headings):
    """The headings that "On this page" lists: two levels, and none where they are few."""
    listed = [heading for heading in headings if heading["level"] <= DEEPEST]
    return listed if len(listed) >= FEWEST else []
