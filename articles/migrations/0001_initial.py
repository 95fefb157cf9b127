import articles.models.initials
import articles.models.publication
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import markdownx.models
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="Last part of the page's address. Leave empty to create it from the title.",
                        max_length=100,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$",
                                "Use lowercase letters, numbers and single hyphens, such as “stem-cell-therapy”.",
                            )
                        ],
                        verbose_name="address part",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        help_text="The heading readers see, in plain words.",
                        max_length=200,
                    ),
                ),
                (
                    "short_title",
                    models.CharField(
                        blank=True,
                        help_text="For menus and breadcrumbs, when the title is long.",
                        max_length=60,
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences, shown in lists, in search engines and under the title.",
                        max_length=400,
                    ),
                ),
                (
                    "body",
                    markdownx.models.MarkdownxField(
                        blank=True, help_text="The page itself, in Markdown.", verbose_name="text"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("es", "Español")],
                        default="en",
                        help_text="Screen readers use this to choose the right voice.",
                        max_length=10,
                    ),
                ),
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Tells readers that the page only shows what the site can do.",
                        verbose_name="sample page",
                    ),
                ),
                (
                    "first_published_on",
                    models.DateField(
                        blank=True,
                        help_text="Only for pages imported from another site: the date they first appeared there.",
                        null=True,
                    ),
                ),
                (
                    "import_source",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=500),
                ),
                ("import_sha", models.CharField(blank=True, editable=False, max_length=64)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now_add=True)),
                (
                    "archived_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "coauthors",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Accounts that can edit this page as its owner can.",
                        related_name="coauthored",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="co-authors",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        help_text="The person responsible for the page.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "page",
                "verbose_name_plural": "pages",
                "ordering": ["title", "pk"],
                "permissions": [
                    ("write_own_article", "Can write their own pages"),
                    ("approve_article", "Can approve pages and confirm reviews"),
                    ("publish_article", "Can publish, schedule, move and withdraw pages"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Context",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pipeline", models.CharField(max_length=20)),
                ("facts_sha", models.CharField(max_length=64)),
                ("from_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PageAudit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rules",
                    models.CharField(
                        help_text="A hash of the rules and of what they knew beside the text.",
                        max_length=64,
                    ),
                ),
                ("at", models.DateTimeField(help_text="When the audit was made.")),
                (
                    "open_errors",
                    models.PositiveIntegerField(
                        db_default=0, help_text="How many errors it found."
                    ),
                ),
                (
                    "open_warnings",
                    models.PositiveIntegerField(
                        db_default=0, help_text="How many warnings it found."
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Rendered",
            fields=[
                ("sha", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("html", models.TextField()),
                ("text", models.TextField()),
                ("headings", models.JSONField(default=list)),
            ],
            options={
                "verbose_name_plural": "rendered",
            },
        ),
        migrations.CreateModel(
            name="SiteAudit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(help_text="When the live pages were audited.")),
                ("pages", models.PositiveIntegerField(help_text="How many live pages there were.")),
                (
                    "pages_with_errors",
                    models.PositiveIntegerField(
                        help_text="How many of them had an error that no one dismissed."
                    ),
                ),
                (
                    "by_rule",
                    models.JSONField(
                        default=dict, help_text="Rule, to the numbers of open errors and warnings."
                    ),
                ),
            ],
            options={
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="DeskPreferences",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "weekly_mail",
                    models.BooleanField(
                        default=False,
                        help_text="Your worklist by email every Monday.",
                        verbose_name="weekly mail",
                    ),
                ),
                (
                    "has_shortcuts",
                    models.BooleanField(
                        default=True,
                        help_text="Such as Ctrl+S to save. Press ? to see them all.",
                        verbose_name="keyboard shortcuts",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        help_text="For dates and times at the desk. Leave empty to use the site's time zone.",
                        max_length=60,
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="desk_preferences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "desk preferences",
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("published", "Published"),
                            ("moved", "Moved"),
                            ("withdrawn", "Withdrawn"),
                            ("redirected", "Redirected"),
                            ("submitted", "Submitted"),
                            ("approved", "Approved"),
                            ("changes requested", "Changes Requested"),
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
                        ],
                        max_length=30,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("reason", models.TextField(blank=True)),
                ("data", models.JSONField(default=dict)),
                (
                    "account",
                    models.ForeignKey(
                        help_text="The account that was changed.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account_events",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="articles.article",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
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
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="articles.event",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="FeaturedPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, verbose_name="order")),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="featured",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Image",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        editable=False, max_length=200, unique=True, upload_to="images"
                    ),
                ),
                ("width", models.PositiveIntegerField(editable=False, help_text="In pixels.")),
                ("height", models.PositiveIntegerField(editable=False, help_text="In pixels.")),
                (
                    "sources",
                    models.JSONField(
                        blank=True,
                        default=list,
                        editable=False,
                        help_text="Narrower copies made by the site: a list of {file, width}.",
                    ),
                ),
                (
                    "alternative_text",
                    models.CharField(
                        blank=True,
                        help_text="One sentence for people who cannot see the image.",
                        max_length=300,
                    ),
                ),
                (
                    "is_decorative",
                    models.BooleanField(
                        default=False,
                        help_text="The image adds nothing to the text. Screen readers skip it.",
                        verbose_name="decorative",
                    ),
                ),
                (
                    "caption",
                    models.CharField(
                        blank=True, help_text="Shown under the image to everyone.", max_length=300
                    ),
                ),
                (
                    "credit",
                    models.CharField(
                        blank=True,
                        help_text="Who made it, and the license.",
                        max_length=200,
                    ),
                ),
                (
                    "focus_x",
                    models.PositiveSmallIntegerField(
                        default=50,
                        help_text="Where the subject is, in percent from the left edge. It stays visible when cropped.",
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="focus from the left",
                    ),
                ),
                (
                    "focus_y",
                    models.PositiveSmallIntegerField(
                        default=50,
                        help_text="Where the subject is, in percent from the top edge.",
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="focus from the top",
                    ),
                ),
                ("uploaded_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "archived_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="articles.image",
                    ),
                ),
            ],
            options={
                "ordering": ["-uploaded_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "address",
                    models.URLField(
                        help_text="The full address, starting with https://.",
                        max_length=2000,
                        unique=True,
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        help_text="What the page is called, as readers will see it.",
                        max_length=200,
                    ),
                ),
                (
                    "publisher",
                    models.CharField(
                        blank=True,
                        help_text="Who publishes it, such as a society or journal.",
                        max_length=120,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("page", "web page"),
                            ("study", "study"),
                            ("guideline", "guideline"),
                            ("document", "document"),
                            ("organization", "organization"),
                        ],
                        default="page",
                        help_text="What is behind the address.",
                        max_length=20,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        default="en",
                        help_text="Language of the page, such as “en” or “es”.",
                        max_length=10,
                    ),
                ),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "filed_under",
                    models.GeneratedField(
                        db_persist=True,
                        expression=articles.models.initials.FiledUnder(
                            django.db.models.functions.text.Concat(
                                models.F("publisher"), models.Value(" "), models.F("title")
                            )
                        ),
                        output_field=models.TextField(db_collation="C"),
                    ),
                ),
                (
                    "archived_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["publisher", "title", "address"],
            },
        ),
        migrations.CreateModel(
            name="PageFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(help_text="Its place among the page's findings."),
                ),
                ("rule", models.CharField(help_text="The name of the rule.", max_length=60)),
                (
                    "criterion",
                    models.CharField(
                        help_text="The WCAG 2.2 success criterion the rule tests part of.",
                        max_length=10,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("A", "A"), ("AA", "AA"), ("AAA", "AAA")],
                        help_text="The criterion's level.",
                        max_length=3,
                    ),
                ),
                (
                    "severity",
                    models.CharField(
                        choices=[("error", "error"), ("warning", "warning")],
                        help_text="An error blocks publishing; a warning asks a person.",
                        max_length=10,
                    ),
                ),
                ("message", models.TextField(help_text="What is wrong.")),
                ("remedy", models.TextField(help_text="What to do about it.")),
                (
                    "excerpt",
                    models.TextField(blank=True, help_text="The place in the page's own words."),
                ),
                (
                    "selector",
                    models.TextField(blank=True, help_text="Finds the element in the page's HTML."),
                ),
                (
                    "line",
                    models.PositiveIntegerField(
                        help_text="The line of the author's text, where it is known.", null=True
                    ),
                ),
                (
                    "element_hash",
                    models.CharField(
                        help_text="A hash of the rule and the element: changes when it does.",
                        max_length=64,
                    ),
                ),
                (
                    "audit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="articles.pageaudit",
                    ),
                ),
            ],
            options={
                "ordering": ["audit", "position"],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Without titles, such as “Rosa Example”.", max_length=120
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Last part of the person's address. It does not change when the name does.",
                        max_length=120,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$",
                                "Use lowercase letters, numbers and single hyphens, such as “stem-cell-therapy”.",
                            )
                        ],
                        verbose_name="address part",
                    ),
                ),
                (
                    "credentials",
                    models.CharField(
                        blank=True,
                        help_text="Degrees and certificates, such as “MD, MSPH”.",
                        max_length=120,
                    ),
                ),
                (
                    "affiliation",
                    models.CharField(
                        blank=True,
                        help_text="Where the person works, such as a clinic.",
                        max_length=200,
                    ),
                ),
                (
                    "biography",
                    models.TextField(
                        blank=True,
                        help_text="A few sentences for the person's page. You can use Markdown.",
                    ),
                ),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "account",
                    models.OneToOneField(
                        blank=True,
                        help_text="The account this person signs in with. It lets them confirm reviews.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="person",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "archived_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "portrait",
                    models.ForeignKey(
                        blank=True,
                        help_text="A photograph from the image library.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="portraits",
                        to="articles.image",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "people",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="ContentReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_as_shown", models.CharField(max_length=250)),
                ("reviewed_on", models.DateField()),
                ("due_on", models.DateField()),
                ("note", models.TextField(blank=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="articles.article",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="articles.event",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="articles.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-reviewed_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ByLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, verbose_name="order")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="byline",
                        to="articles.article",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bylines",
                        to="articles.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "author",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="clinical_reviewer",
            field=models.ForeignKey(
                blank=True,
                help_text="The person who reviews the page regularly.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pages_to_review",
                to="articles.person",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="people",
            field=models.ManyToManyField(
                blank=True,
                help_text="The byline: who wrote the page, in the order readers see.",
                related_name="articles",
                through="articles.ByLine",
                to="articles.person",
            ),
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("window", models.CharField(default="", max_length=40)),
                ("since", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="articles.article",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "presences",
                "ordering": ["since"],
            },
        ),
        migrations.CreateModel(
            name="ProcessSeen",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                ("node", models.CharField(max_length=120)),
                ("seen_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "processes seen",
                "ordering": ["name", "node"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name", "node"), name="a_process_is_seen_once_on_a_node"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("path", models.CharField(max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("page", "page"),
                            ("notice", "withdrawn, with a notice"),
                            ("gone", "gone"),
                            ("redirect", "redirects"),
                        ],
                        max_length=10,
                    ),
                ),
                ("target_url", models.CharField(blank=True, max_length=2000)),
                ("reason", models.TextField(blank=True)),
                ("published_on", models.DateField(null=True)),
                ("updated_on", models.DateField(null=True)),
                ("starts_at", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("ends_at", models.DateTimeField(null=True)),
                (
                    "article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="articles.article",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="articles.event",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redirects",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ListEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("section", "a section's pages"),
                            ("person", "a person's pages"),
                            ("link", "pages that use a link"),
                        ],
                        max_length=10,
                    ),
                ),
                ("number", models.BigIntegerField()),
                ("filed_under", models.TextField(db_collation="C")),
                ("path", models.TextField(db_collation="C")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="list_entries",
                        to="articles.publication",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "list entries",
            },
        ),
        migrations.CreateModel(
            name="Resource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="Optional. Why it is worth reading.",
                        max_length=300,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0, verbose_name="order")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="resources",
                        to="articles.article",
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resources",
                        to="articles.link",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
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
        migrations.CreateModel(
            name="ReviewerConfirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("email", models.EmailField(max_length=254)),
                ("is_confirmed", models.BooleanField()),
                ("at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviewer_confirmations",
                        to="articles.article",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.event",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=300)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("short_title", models.CharField(blank=True, max_length=60)),
                ("summary", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("slug", models.CharField(blank=True, max_length=100)),
                ("language", models.CharField(max_length=10)),
                ("is_sample", models.BooleanField(default=False)),
                ("byline", models.JSONField(default=list)),
                ("resources", models.JSONField(default=list)),
                ("images", models.JSONField(default=list)),
                ("updated_on", models.DateField(blank=True, null=True)),
                ("sha", models.CharField(max_length=64)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="articles.article",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["article", "-number"],
            },
        ),
        migrations.CreateModel(
            name="Rendering",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "context",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renderings",
                        to="articles.context",
                    ),
                ),
                (
                    "rendered",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renderings",
                        to="articles.rendered",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renderings",
                        to="articles.revision",
                    ),
                ),
            ],
            options={
                "ordering": ["revision", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="publication",
            name="revision",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="publications",
                to="articles.revision",
            ),
        ),
        migrations.AddField(
            model_name="pageaudit",
            name="revision",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="audit",
                to="articles.revision",
            ),
        ),
        migrations.CreateModel(
            name="LinkUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("body", "in the text"),
                            ("resource", "under additional information"),
                        ],
                        max_length=10,
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("text", models.CharField(blank=True, max_length=300)),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="articles.link",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="link_uses",
                        to="articles.revision",
                    ),
                ),
            ],
            options={
                "ordering": ["revision", "place", "position"],
            },
        ),
        migrations.CreateModel(
            name="Dismissal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(help_text="The name of the rule.", max_length=60)),
                (
                    "element_hash",
                    models.CharField(
                        help_text="A hash of the rule and the element.", max_length=64
                    ),
                ),
                ("message", models.TextField(help_text="What the audit had said.")),
                (
                    "excerpt",
                    models.TextField(blank=True, help_text="The place in the page's own words."),
                ),
                ("reason", models.TextField(help_text="Why it is OK as it is.")),
                ("made_at", models.DateTimeField(help_text="When it was dismissed.")),
                (
                    "taken_back_at",
                    models.DateTimeField(help_text="When the finding was reopened.", null=True),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dismissals",
                        to="articles.article",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dismissals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taken_back_by",
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
                        related_name="dismissals",
                        to="articles.revision",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Buffer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slot", models.CharField(blank=True, max_length=40)),
                ("values", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="buffers",
                        to="articles.article",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="buffers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "base",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.revision",
                    ),
                ),
            ],
            options={
                "ordering": ["-saved_at"],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="imported_revision",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.revision",
            ),
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
                            ("address", "only the address changed"),
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
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to="articles.event",
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
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("configuration", models.CharField(max_length=20)),
                ("text", models.TextField(help_text="What readers read.")),
                (
                    "folded",
                    models.TextField(
                        default="", help_text="Its words as search compares them, for the excerpts."
                    ),
                ),
                (
                    "version",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="``search_folding.VERSION`` when the entry was made."
                    ),
                ),
                ("vector", django.contrib.postgres.search.SearchVectorField()),
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="search_entry",
                        to="articles.revision",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "search entries",
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="As readers see it, such as “Treatments”.",
                        max_length=60,
                        unique=True,
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="First part of the address of every page in the section. If you change it, all its pages move and their old addresses redirect to the new ones.",
                        max_length=60,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$",
                                "Use lowercase letters, numbers and single hyphens, such as “stem-cell-therapy”.",
                            )
                        ],
                        verbose_name="address part",
                    ),
                ),
                (
                    "introduction",
                    models.TextField(
                        blank=True, help_text="One or two plain sentences under the section's name."
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Sections with lower numbers come first.",
                        verbose_name="order",
                    ),
                ),
                (
                    "review_months",
                    models.PositiveSmallIntegerField(
                        default=12,
                        help_text="How long a page in this section counts as reviewed, unless its review says otherwise.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="months between reviews",
                    ),
                ),
                (
                    "editors",
                    models.ManyToManyField(
                        blank=True,
                        help_text="People whose permissions apply only in this section and others that list them.",
                        related_name="sections_of_work",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["position", "name"],
            },
        ),
        migrations.AddField(
            model_name="revision",
            name="section",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.section",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="section",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="publications",
                to="articles.section",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="section",
            field=models.ForeignKey(
                blank=True,
                help_text="Where the page belongs.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="articles",
                to="articles.section",
            ),
        ),
        migrations.CreateModel(
            name="SiteSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "site_name",
                    models.CharField(
                        help_text="Shown at the top of every page and in browser tabs.",
                        max_length=120,
                    ),
                ),
                (
                    "home_title",
                    models.CharField(help_text="The heading of the home page.", max_length=120),
                ),
                (
                    "home_introduction",
                    models.TextField(
                        blank=True, help_text="One or two sentences under that heading."
                    ),
                ),
                (
                    "about",
                    models.TextField(
                        blank=True, help_text="“About this site”, at the bottom of every page."
                    ),
                ),
                (
                    "disclaimer",
                    models.TextField(
                        blank=True, help_text="Shown beside every list of links to other sites."
                    ),
                ),
                (
                    "contact",
                    models.TextField(
                        blank=True,
                        help_text="How readers can reach the editors. Shown at the bottom of every page.",
                    ),
                ),
            ],
            options={
                "verbose_name": "site settings",
                "verbose_name_plural": "site settings",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="there_is_one_row_of_settings"
                    )
                ],
            },
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
                    "settled_by",
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
        migrations.AddField(
            model_name="decision",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="articles.submission",
            ),
        ),
        migrations.CreateModel(
            name="DeskEntry",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="desk_entry",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                (
                    "sha",
                    models.CharField(
                        blank=True, help_text="That of the latest revision.", max_length=64
                    ),
                ),
                (
                    "is_approved",
                    models.BooleanField(
                        default=False, help_text="Someone approved exactly the latest revision."
                    ),
                ),
                (
                    "was_approved",
                    models.BooleanField(
                        default=False, help_text="Someone approved some revision of the page."
                    ),
                ),
                (
                    "reviewed_until",
                    models.DateField(
                        help_text="The earliest date set by the last review or since; null before a review.",
                        null=True,
                    ),
                ),
                (
                    "saved_at",
                    models.DateTimeField(
                        help_text="``Article.updated_at``, so that lists of a state are read in order.",
                        null=True,
                    ),
                ),
                (
                    "settles_as",
                    models.CharField(
                        db_default="draft",
                        help_text="The page's state, one of ``STATES``.",
                        max_length=10,
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        db_default="draft",
                        help_text="One of ``workflow.APPROVAL_STATES``.",
                        max_length=30,
                    ),
                ),
                (
                    "is_unapproved",
                    models.BooleanField(
                        db_default=False, help_text="The live revision was approved by no one."
                    ),
                ),
                (
                    "last_start",
                    models.DateTimeField(
                        help_text="When the last of its publications begins.", null=True
                    ),
                ),
                (
                    "due_on",
                    models.DateField(
                        help_text="The day of the next review, as ``review_due.day_at_desk`` counts it.",
                        null=True,
                    ),
                ),
                (
                    "newest",
                    models.ForeignKey(
                        db_index=False,
                        help_text="The latest revision.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.revision",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "desk entries",
            },
        ),
        migrations.CreateModel(
            name="DeskWords",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="desk_words",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                (
                    "words",
                    django.contrib.postgres.search.SearchVectorField(
                        help_text="Of the working copy: title, summary and text."
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "desk words",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["words"], name="desk_words")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                models.F("article"),
                models.OrderBy(models.F("at"), descending=True),
                name="events_of_article",
            ),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_decorative", False), ("alternative_text", ""), _connector="OR"
                ),
                name="image_is_not_described_and_decorative",
            ),
        ),
        migrations.AddIndex(
            model_name="link",
            index=models.Index(fields=["filed_under"], name="links_by_publisher"),
        ),
        migrations.AddIndex(
            model_name="pagefinding",
            index=models.Index(fields=["rule", "severity"], name="findings_by_rule"),
        ),
        migrations.AddIndex(
            model_name="contentreview",
            index=models.Index(
                models.F("article"),
                models.OrderBy(models.F("reviewed_on"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="last_review_of_article",
            ),
        ),
        migrations.AddIndex(
            model_name="contentreview",
            index=models.Index(models.F("due_on"), name="days_promised"),
        ),
        migrations.AddConstraint(
            model_name="contentreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gt", models.F("reviewed_on"))),
                name="review_falls_due_after_it_was_made",
            ),
        ),
        migrations.AddConstraint(
            model_name="byline",
            constraint=models.UniqueConstraint(
                fields=("article", "person"), name="a_person_stands_once_in_a_byline"
            ),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(
                fields=("person", "article", "window"), name="a_window_is_present_once_on_a_page"
            ),
        ),
        migrations.AddIndex(
            model_name="listentry",
            index=models.Index(
                fields=["subject", "number", "filed_under", "path"],
                include=("starts_at", "ends_at"),
                name="listed_in_order",
            ),
        ),
        migrations.AddIndex(
            model_name="listentry",
            index=models.Index(fields=["subject", "number", "starts_at"], name="listed_by_start"),
        ),
        migrations.AddIndex(
            model_name="listentry",
            index=models.Index(
                condition=models.Q(("ends_at__isnull", False)),
                fields=["subject", "number", "ends_at"],
                name="listed_by_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.UniqueConstraint(
                fields=("article", "link"), name="a_link_stands_once_among_resources"
            ),
        ),
        migrations.AddIndex(
            model_name="reviewdate",
            index=models.Index(models.F("due_on"), name="days_set"),
        ),
        migrations.AddConstraint(
            model_name="rendering",
            constraint=models.UniqueConstraint(
                fields=("revision", "context"), name="one_rendering_per_context"
            ),
        ),
        migrations.AddIndex(
            model_name="pageaudit",
            index=models.Index(
                models.OrderBy(models.F("open_errors"), descending=True),
                models.OrderBy(models.F("open_warnings"), descending=True),
                models.F("revision"),
                condition=models.Q(
                    ("open_errors__gt", 0), ("open_warnings__gt", 0), _connector="OR"
                ),
                name="audits_by_open_findings",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkuse",
            constraint=models.UniqueConstraint(
                fields=("revision", "place", "position"), name="one_link_use_per_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="dismissal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_back_at", None)),
                fields=("article", "rule", "element_hash"),
                name="one_dismissal_in_force_per_element",
            ),
        ),
        migrations.AddConstraint(
            model_name="buffer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("article__isnull", False)),
                fields=("person", "article"),
                name="one_buffer_per_person_and_page",
            ),
        ),
        migrations.AddConstraint(
            model_name="buffer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("article", None)),
                fields=("person", "slot"),
                name="one_buffer_per_person_and_new_page",
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.CheckConstraint(
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
            ),
        ),
        migrations.AddIndex(
            model_name="searchentry",
            index=django.contrib.postgres.indexes.GinIndex(fields=["vector"], name="search_vector"),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["byline"], name="revision_byline", opclasses=["jsonb_path_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["images"], name="revision_images", opclasses=["jsonb_path_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(
                fields=("article", "number"), name="revision_numbers_have_no_twins"
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(
                fields=("article", "id"), name="revision_of_article"
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                models.F("path"),
                models.OrderBy(models.F("starts_at"), descending=True),
                condition=models.Q(
                    ("ends_at", None), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                ),
                name="latest_at_path",
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                models.F("article"),
                models.OrderBy(models.F("starts_at"), descending=True),
                condition=models.Q(
                    ("ends_at", None), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                ),
                name="latest_of_article",
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(models.F("starts_at"), name="by_start"),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                models.F("article"),
                condition=models.Q(("kind", "page"), _negated=True),
                name="answers_other_than_pages",
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                models.F("ends_at"), condition=models.Q(("ends_at__isnull", False)), name="by_end"
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                models.F("section"),
                condition=models.Q(("ends_at", None), ("kind", "page")),
                name="open_in_section",
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                models.F("target_url"),
                condition=models.Q(("target_url", ""), _negated=True),
                name="by_target",
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                models.OrderBy(models.F("updated_on"), descending=True),
                models.F("path"),
                condition=models.Q(("ends_at", None), ("kind", "page")),
                name="newest_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("path", "="),
                    (
                        articles.models.publication.TsTzRange(
                            "starts_at",
                            "ends_at",
                            django.contrib.postgres.fields.ranges.RangeBoundary(),
                        ),
                        "&&",
                    ),
                ],
                name="one_answer_per_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("article", "="),
                    (
                        articles.models.publication.TsTzRange(
                            "starts_at",
                            "ends_at",
                            django.contrib.postgres.fields.ranges.RangeBoundary(),
                        ),
                        "&&",
                    ),
                ],
                name="one_home_per_article",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at", None), ("ends_at__gte", models.F("starts_at")), _connector="OR"
                ),
                name="ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until", None),
                    models.Q(("ends_at__isnull", False), ("ends_at__lte", models.F("until"))),
                    _connector="OR",
                ),
                name="ends_by_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(
                            models.Q(("kind", "page"), ("target", None)),
                            ("kind", "notice"),
                            _connector="OR",
                        ),
                        ("article__isnull", False),
                        ("revision__isnull", False),
                        ("section__isnull", False),
                        ("target_url", ""),
                    ),
                    models.Q(("article__isnull", False), ("kind", "gone"), ("target_url", "")),
                    models.Q(("kind", "redirect"), ("target__isnull", False), ("target_url", "")),
                    models.Q(
                        ("article", None),
                        ("kind", "redirect"),
                        ("revision", None),
                        ("target", None),
                        models.Q(("target_url", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="kind_fits",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                models.OrderBy(models.F("updated_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("archived_at", None)),
                name="newest_out_of_trash",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                models.F("title"),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("archived_at", None)),
                name="title_out_of_trash",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                models.F("language"),
                condition=models.Q(("archived_at", None)),
                name="language_out_of_trash",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                models.F("section"),
                condition=models.Q(("archived_at", None)),
                name="section_out_of_trash",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                models.F("archived_at"),
                condition=models.Q(("archived_at__isnull", False)),
                name="in_trash",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                models.F("id"), condition=models.Q(("is_sample", True)), name="samples"
            ),
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
        migrations.AddIndex(
            model_name="deskentry",
            index=models.Index(
                models.OrderBy(models.F("saved_at"), descending=True),
                models.OrderBy(models.F("article"), descending=True),
                name="desk_by_day",
            ),
        ),
        migrations.AddIndex(
            model_name="deskentry",
            index=models.Index(
                models.F("settles_as"),
                models.OrderBy(models.F("saved_at"), descending=True),
                models.OrderBy(models.F("article"), descending=True),
                name="desk_by_state",
            ),
        ),
        migrations.AddIndex(
            model_name="deskentry",
            index=models.Index(
                models.F("standing"),
                models.OrderBy(models.F("saved_at"), descending=True),
                models.OrderBy(models.F("article"), descending=True),
                name="desk_by_standing",
            ),
        ),
        migrations.AddIndex(
            model_name="deskentry",
            index=models.Index(models.F("due_on"), name="desk_by_review"),
        ),
        migrations.AddIndex(
            model_name="deskentry",
            index=models.Index(
                models.OrderBy(models.F("last_start"), descending=True),
                models.F("article"),
                condition=models.Q(("is_unapproved", True)),
                name="desk_unapproved",
            ),
        ),
    ]
