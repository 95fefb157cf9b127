"""Who was asked, what they said, and which text they approved: kept for ever."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def keep(table):
    return migrations.RunSQL(
        f"CREATE TRIGGER history_is_kept BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION articles_keep_history()",
        f"DROP TRIGGER history_is_kept ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_reviews_and_their_dates"),
        ("auth", "0012_alter_user_first_name_max_length"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                    ("commented", "Commented"),
                    ("approval carried on", "Approval Carried"),
                    ("scheduled", "Scheduled"),
                    ("schedule cancelled", "Schedule Cancelled"),
                    ("swapped", "Swapped"),
                    ("archived", "Archived"),
                    ("brought back", "Brought Back"),
                    ("reviewed", "Reviewed"),
                    ("review date set", "Review Date Set"),
                    ("link replaced", "Link Replaced"),
                    ("image replaced", "Image Replaced"),
                    ("rendered again", "Rendered"),
                    ("imported", "Imported"),
                    ("section saved", "Section Saved"),
                    ("person saved", "Person Saved"),
                    ("link saved", "Link Saved"),
                    ("image saved", "Image Saved"),
                    ("settings saved", "Settings Saved"),
                ],
                max_length=30,
            ),
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("outside_name", models.CharField(blank=True, max_length=120)),
                ("outside_email", models.EmailField(blank=True, max_length=254)),
                ("changed", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("link_expires_at", models.DateTimeField(null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="articles.article",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="articles.event",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="auth.group",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="articles.revision",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=4000)),
                ("heading_id", models.CharField(blank=True, max_length=200)),
                ("heading", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField()),
                ("name_as_shown", models.CharField(max_length=250)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="articles.article",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.revision",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="articles.submission",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("approved", "approved"),
                            ("changes", "changes requested"),
                            ("comment", "commented"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("revision_sha", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("name_as_shown", models.CharField(max_length=250)),
                ("email", models.EmailField(blank=True, max_length=254)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="articles.event",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="articles.submission",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha", models.CharField(db_index=True, max_length=64)),
                (
                    "grounds",
                    models.CharField(
                        choices=[
                            ("review", "review"),
                            ("spelling", "spelling only"),
                            ("link", "a link was changed everywhere"),
                        ],
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("name_as_shown", models.CharField(max_length=250)),
                (
                    "carried_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_to",
                        to="articles.approval",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to="articles.event",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to="articles.revision",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approval",
                        to="articles.decision",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("carried_from", None), ("grounds", "review")),
                            models.Q(
                                models.Q(("grounds", "review"), _negated=True),
                                ("carried_from__isnull", False),
                                ("decision", None),
                            ),
                            _connector="OR",
                        ),
                        name="an_approval_rests_on_a_review_or_on_another_approval",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("group", None), ("outside_email", ""), ("reviewer__isnull", False)),
                    models.Q(("group__isnull", False), ("outside_email", ""), ("reviewer", None)),
                    models.Q(
                        ("group", None),
                        ("reviewer", None),
                        models.Q(("outside_email", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_submission_has_one_kind_of_reader",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), ("verdict", "changes"), _negated=True),
                name="asking_for_changes_needs_a_reason",
            ),
        ),
        keep("articles_submission"),
        keep("articles_decision"),
        keep("articles_approval"),
    ]
