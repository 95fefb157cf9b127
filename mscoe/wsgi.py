import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mscoe.settings")

django_application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - readable once Django is set up

from articles.patience import have_patience  # noqa: E402
from mscoe.baked_site import BakedSite  # noqa: E402
from mscoe.root_files import files_at_root  # noqa: E402

have_patience()  # a silent database must not take every thread

application = BakedSite(
    settings.BAKED_ROOT, files_at_root(settings.WHITENOISE_ROOT, django_application)
)
