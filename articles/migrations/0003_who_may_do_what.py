"""Sections of work, co-authors, the accounts of people, and the rights of roles."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="article",
            options={
                "ordering": ["title", "pk"],
                "permissions": [
                    ("write_own_article", "Can write pages of their own"),
                    ("approve_article", "Can approve pages and confirm reviews"),
                    ("publish_article", "Can publish, schedule, move and withdraw pages"),
                ],
                "verbose_name": "page",
                "verbose_name_plural": "pages",
            },
        ),
        migrations.AddField(
            model_name="article",
            name="coauthors",
            field=models.ManyToManyField(
                blank=True,
                help_text="Accounts that may write this page as its owner may.",
                related_name="coauthored",
                to=settings.AUTH_USER_MODEL,
                verbose_name="co-authors",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="account",
            field=models.OneToOneField(
                blank=True,
                help_text="The account this person signs in with; it lets them confirm reviews.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="person",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="editors",
            field=models.ManyToManyField(
                blank=True,
                help_text="People whose rights hold in this section and in others that name them only.",
                related_name="sections_of_work",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
