from django.db import migrations, models


class Migration(migrations.Migration):
    """Entries made before are found as they were until they are indexed again."""

    dependencies = [
        ("articles", "0023_outside_reviewers_are_confirmed"),
    ]

    operations = [
        migrations.AddField(
            model_name="searchentry",
            name="folded",
            field=models.TextField(
                default="", help_text="Its words as search compares them, for the excerpts."
            ),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="version",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="``search_folding.VERSION`` when the entry was made."
            ),
        ),
        migrations.AlterField(
            model_name="searchentry",
            name="text",
            field=models.TextField(help_text="What readers read."),
        ),
    ]
