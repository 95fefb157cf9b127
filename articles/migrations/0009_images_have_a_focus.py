"""Where the subject of an image is, and which image took its place."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_desk_preferences")]

    operations = [
        migrations.AddField(
            model_name="image",
            name="focus_x",
            field=models.PositiveSmallIntegerField(
                default=50,
                help_text="Where the subject is, in percent from the left edge: kept when cut narrower.",
                validators=[django.core.validators.MaxValueValidator(100)],
                verbose_name="focus from the left",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="focus_y",
            field=models.PositiveSmallIntegerField(
                default=50,
                help_text="Where the subject is, in percent from the upper edge.",
                validators=[django.core.validators.MaxValueValidator(100)],
                verbose_name="focus from the top",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="replaced_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaces",
                to="articles.image",
            ),
        ),
    ]
