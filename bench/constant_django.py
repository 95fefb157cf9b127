"""A Django view that answers with the bytes BENCH_ANSWER names: what the framework itself costs."""

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import re_path

BODY = (Path(os.environ["BENCH_ANSWER"]) / "body").read_bytes()

settings.configure(
    SECRET_KEY="constant" * 8,
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
)
django.setup()


def constant(request):
    return HttpResponse(BODY, headers={"Content-Length": str(len(BODY))})


urlpatterns = [re_path("", constant)]
application = get_wsgi_application()
