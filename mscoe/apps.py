from django.apps import apps
from django.contrib import admin
from django.contrib.admin.apps import AdminConfig


class CentreAdminConfig(AdminConfig):
    """Django's admin under the centre's name."""

    default_site = "mscoe.admin_site.CentreAdminSite"

    def ready(self):
        from mscoe import checks  # noqa: F401  they register themselves; settings are ready now

        super().ready()
        # Work that waits its turn is no work for editors; its state is shown where it matters.
        for model in apps.get_app_config("django_tasks_database").get_models():
            if admin.site.is_registered(model):
                admin.site.unregister(model)
