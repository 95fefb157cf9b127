from django.contrib.admin.apps import AdminConfig


class CentreAdminConfig(AdminConfig):
    """Django's admin under the centre's name."""

    default_site = "mscoe.admin_site.CentreAdminSite"

    def ready(self):
        from mscoe import checks  # noqa: F401  they register themselves; settings are ready now

        super().ready()
