from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Pages and links"

    def ready(self):
        from articles.roles import make_roles  # models can be imported from here on only

        # Sent app by app, and the rights of all of them are needed: wait for the last one.
        last = list(apps.get_app_configs())[-1]
        post_migrate.connect(make_roles, sender=last, dispatch_uid="articles.roles")
