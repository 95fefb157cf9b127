from django.db import migrations

from accessibility.models.sql_files import RunSQLFiles


class Migration(migrations.Migration):
    dependencies = [("accessibility", "0001_initial")]

    operations = [RunSQLFiles("history", "change", "menuversion")]
