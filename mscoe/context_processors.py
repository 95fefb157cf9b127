"""What every template may say."""

from django.conf import settings


def site_address(request):
    return {"site_address": settings.SITE_ADDRESS}
