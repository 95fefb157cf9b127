from django.db import migrations, models

from accessibility.models.sql_files import RunSQLFiles

# A request for changes used to end with the next save.
SETTLE_AGAIN = """
SELECT articles_settle(ARRAY(
    SELECT DISTINCT article_id FROM articles_submission AS asked
    JOIN articles_decision AS said ON said.submission_id = asked.id
    WHERE verdict = 'changes'
))
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_site_history")]

    operations = [
        migrations.AlterField(
            model_name="decision",
            name="verdict",
            field=models.CharField(
                choices=[
                    ("approved", "approved"),
                    ("changes", "changes requested"),
                    ("comment", "commented"),
                    ("dismissed", "dismissed the request"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="verb",
            field=models.CharField(
                choices=[
                    ("published", "Published"),
                    ("moved", "Moved"),
                    ("withdrawn", "Withdrawn"),
                    ("redirected", "Redirected"),
                    ("submitted", "Submitted"),
                    ("approved", "Approved"),
                    ("changes requested", "Changes Requested"),
                    ("request dismissed", "Request Dismissed"),
                    ("commented", "Commented"),
                    ("details changed", "Details Changed"),
                    ("shared", "Shared"),
                    ("approval kept", "Approval Carried"),
                    ("scheduled", "Scheduled"),
                    ("schedule canceled", "Schedule Cancelled"),
                    ("swapped", "Swapped"),
                    ("expired", "Expired"),
                    ("archived", "Archived"),
                    ("restored from trash", "Brought Back"),
                    ("reviewed", "Reviewed"),
                    ("review date set", "Review Date Set"),
                    ("finding dismissed", "Finding Dismissed"),
                    ("finding reopened", "Dismissal Taken Back"),
                    ("link replaced", "Link Replaced"),
                    ("image replaced", "Image Replaced"),
                    ("rendered again", "Rendered"),
                    ("imported", "Imported"),
                    ("section saved", "Section Saved"),
                    ("person saved", "Person Saved"),
                    ("link saved", "Link Saved"),
                    ("image saved", "Image Saved"),
                    ("settings saved", "Settings Saved"),
                    ("reviewer confirmed", "Reviewer Confirmed"),
                    ("reviewer confirmation revoked", "Reviewer Revoked"),
                    ("account saved", "Account Saved"),
                    ("password changed", "Password Changed"),
                    ("group saved", "Group Saved"),
                    ("menu added", "Menu Added"),
                    ("menu changed", "Menu Changed"),
                    ("menu published", "Menu Published"),
                    ("menu updated after a move", "Menu Followed"),
                    ("term saved", "Term Saved"),
                    ("message saved", "Message Saved"),
                    ("signed in", "Signed In"),
                    ("signed out", "Signed Out"),
                    ("sign-in failed", "Sign In Failed"),
                ],
                max_length=30,
            ),
        ),
        RunSQLFiles("settle"),
        migrations.RunSQL(SETTLE_AGAIN, migrations.RunSQL.noop),
    ]
