"""The crisis line and the patient portal, which menus show wherever nobody arranged any.

The setting ACCESSIBILITY_HELP_LINES names a function that returns both, as mappings with a label
and an address. Without it they are what the settings say.
"""

from django.conf import settings
from django.utils.module_loading import import_string

from accessibility.changes.page_context import page_context


def help_lines():
    """(crisis line, patient portal), as they are now."""
    named = getattr(settings, "ACCESSIBILITY_HELP_LINES", "")
    return import_string(named)() if named else (settings.CRISIS_LINE, settings.PATIENT_PORTAL)


def help_lines_on(request):
    """The same as the page at hand says them, so that it says them in one way only."""
    site = page_context(request).site_settings if request is not None else None
    return help_lines() if site is None else site.help_lines
