from django.contrib.admin.apps import AdminConfig


class CentreAdminConfig(AdminConfig):
    """Django's admin under the centre's name."""

    default_site = "mscoe.admin_site.CentreAdminSite"
