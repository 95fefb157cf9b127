from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_notices_name_another_page")]

    operations = [
        migrations.RemoveConstraint(model_name="image", name="image_is_described_or_decorative"),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_decorative", False), ("alternative_text", ""), _connector="OR"
                ),
                name="image_is_not_described_and_decorative",
            ),
        ),
    ]
