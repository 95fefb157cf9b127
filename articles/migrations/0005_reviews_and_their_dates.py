"""Who checks a page, how often, and days set for it."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


def keep(table):
    return migrations.RunSQL(
        f"CREATE TRIGGER history_is_kept BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION articles_keep_history()",
        f"DROP TRIGGER history_is_kept ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_archiving")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="clinical_reviewer",
            field=models.ForeignKey(
                blank=True,
                help_text="Who checks from time to time that the page is still right.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pages_to_review",
                to="articles.person",
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="review_months",
            field=models.PositiveSmallIntegerField(
                default=12,
                help_text="How long a page of this section counts as reviewed, unless its review says.",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(60),
                ],
                verbose_name="months between reviews",
            ),
        ),
        migrations.CreateModel(
            name="ReviewDate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_on", models.DateField()),
                ("reason", models.TextField(blank=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_dates",
                        to="articles.article",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_dates",
                        to="articles.event",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        keep("articles_reviewdate"),
    ]
