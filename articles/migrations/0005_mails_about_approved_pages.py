from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_dismissed_requests")]

    operations = [
        migrations.AddField(
            model_name="deskpreferences",
            name="mails_approved",
            field=models.BooleanField(
                default=True,
                help_text="When a page that you may publish is approved.",
                verbose_name="mail about approved pages",
            ),
        ),
    ]
