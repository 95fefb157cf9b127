from django.db import migrations

from accessibility.models.sql_files import RunSQLFiles

# Functions that triggers of several tables call come before them.
FUNCTIONS = ["history", "deskwords", "deskentry", "listentry", "pageaudit"]
TRIGGERS = [
    "article",
    "revision",
    "publication",
    "section",
    "submission",
    "decision",
    "approval",
    "reviewerconfirmation",
    "contentreview",
    "reviewdate",
    "pagefinding",
    "dismissal",
    "event",
    "linkuse",
    "context",
    "rendered",
    "rendering",
]


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [RunSQLFiles(*FUNCTIONS, *TRIGGERS)]
