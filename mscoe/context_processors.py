"""What every template may say."""

from django.conf import settings


def help_lines(request):
    return {"crisis_line": settings.CRISIS_LINE, "patient_portal": settings.PATIENT_PORTAL}


def site_address(request):
    return {"site_address": settings.SITE_ADDRESS}
