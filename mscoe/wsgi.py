import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mscoe.settings")

django_application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - readable once Django is set up

from accessibility.changes.database_wait import limit_waits  # noqa: E402
from accessibility.changes.lock_waits import lock_waits  # noqa: E402
from accessibility.changes.query_timeout import limit_queries  # noqa: E402
from articles.baking.server.wsgi import BakedSite  # noqa: E402
from mscoe.staticfiles.root import files_at_root  # noqa: E402

limit_waits()  # a silent database must not take every thread
limit_queries(lock_seconds=5, seconds=9)  # before it would seem to be silent
# Nor must acts that wait for another: half of the threads are for readers, who never wait for one.
lock_waits.limit(seconds=5, most=max(settings.WEB_THREADS // 2, 1))

application = BakedSite(
    settings.BAKED_ROOT, files_at_root(settings.WHITENOISE_ROOT, django_application)
)
