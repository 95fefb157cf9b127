import django.contrib.postgres.fields
from django.db import migrations, models

import accessibility.models.change


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "xid",
                    accessibility.models.change.TransactionIdField(
                        db_default=models.Func(
                            function="pg_current_xact_id",
                            output_field=accessibility.models.change.TransactionIdField(
                                editable=False
                            ),
                        ),
                        editable=False,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("verb", models.CharField(max_length=40)),
                (
                    "articles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "paths",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["xid"], name="change_xid")],
            },
        ),
    ]
