"""How each person likes the desk."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_unsaved_work"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DeskPreferences",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "weekly_mail",
                    models.BooleanField(
                        default=False,
                        help_text="What waits for you, as a mail every Monday.",
                        verbose_name="weekly mail",
                    ),
                ),
                (
                    "has_shortcuts",
                    models.BooleanField(
                        default=True,
                        help_text="Such as Ctrl+S to save. Pressing ? shows them all.",
                        verbose_name="keyboard shortcuts",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        help_text="For dates and times at the desk; empty: the site's own.",
                        max_length=60,
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="desk_preferences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "desk preferences",
            },
        ),
    ]
