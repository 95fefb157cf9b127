import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import markdownx.models
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import articles.models.publication


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),
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
                        help_text="The whole address, beginning with https://.",
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
                        help_text="Who stands behind it, such as a society or journal.",
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
            ],
            options={
                "ordering": ["publisher", "title", "address"],
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
                        help_text="First part of the address of every page in the section. When it changes, all its pages move and their old addresses lead to the new ones.",
                        max_length=60,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$",
                                "Use small letters, digits and single hyphens, such as “stem-cell-therapy”.",
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
                        help_text="Sections with smaller numbers come first.",
                        verbose_name="order",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "name"],
            },
        ),
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
                        help_text="Last part of the page's address. Leave it empty to have it made from the title.",
                        max_length=100,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$",
                                "Use small letters, digits and single hyphens, such as “stem-cell-therapy”.",
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
                        help_text="One or two sentences: shown in lists, in search engines and under the title.",
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
                        help_text="So that screen readers use the right voice.",
                        max_length=10,
                    ),
                ),
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Readers are told that the page only shows what the site can do.",
                        verbose_name="sample page",
                    ),
                ),
                (
                    "first_published_on",
                    models.DateField(
                        blank=True,
                        help_text="Only for pages brought from another site: when they first appeared there.",
                        null=True,
                    ),
                ),
                (
                    "import_source",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=500),
                ),
                ("import_sha", models.CharField(blank=True, editable=False, max_length=64)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now_add=True)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who looks after the page.",
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
                "permissions": [("publish_article", "Can publish, move and withdraw pages")],
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pipeline", "facts_sha"), name="one_context_per_facts"
                    )
                ],
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
                            ("reviewed", "Reviewed"),
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
                ("at", models.DateTimeField()),
                ("reason", models.TextField(blank=True)),
                ("data", models.JSONField(default=dict)),
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
                        help_text="Narrower copies made by us: a list of {file, width}.",
                    ),
                ),
                (
                    "alternative_text",
                    models.CharField(
                        blank=True,
                        help_text="What somebody who cannot see the image needs to know, in a sentence.",
                        max_length=300,
                    ),
                ),
                (
                    "is_decorative",
                    models.BooleanField(
                        default=False,
                        help_text="The image adds nothing to the text; screen readers pass over it.",
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
                        help_text="Who made it, and under which licence.",
                        max_length=200,
                    ),
                ),
                ("uploaded_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["-uploaded_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("alternative_text", ""), ("is_decorative", True)),
                            models.Q(
                                ("is_decorative", False),
                                models.Q(("alternative_text", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="image_is_described_or_decorative",
                    )
                ],
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
                        help_text="Last part of the person's address. It stays as it is when the name changes.",
                        max_length=120,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*$",
                                "Use small letters, digits and single hyphens, such as “stem-cell-therapy”.",
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
                        help_text="A few sentences for the person's own page. Markdown may be used.",
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
            name="people",
            field=models.ManyToManyField(
                blank=True, related_name="articles", through="articles.ByLine", to="articles.person"
            ),
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
                        help_text="Why it is worth reading; may stay empty.",
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
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.section",
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
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("configuration", models.CharField(max_length=20)),
                ("text", models.TextField()),
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
                            ("redirect", "leads elsewhere"),
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
                (
                    "revision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="articles.revision",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="articles.section",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_at", "-pk"],
            },
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
                        blank=True, help_text="“About this site”, at the foot of every page."
                    ),
                ),
                (
                    "disclaimer",
                    models.TextField(
                        blank=True, help_text="Stands beside every list of links to other sites."
                    ),
                ),
                (
                    "contact",
                    models.TextField(
                        blank=True,
                        help_text="How readers can reach the editors; at the foot of every page.",
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
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                models.F("article"),
                models.OrderBy(models.F("at"), descending=True),
                name="events_of_article",
            ),
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
            model_name="resource",
            constraint=models.UniqueConstraint(
                fields=("article", "link"), name="a_link_stands_once_among_resources"
            ),
        ),
        migrations.AddConstraint(
            model_name="rendering",
            constraint=models.UniqueConstraint(
                fields=("revision", "context"), name="one_rendering_per_context"
            ),
        ),
        migrations.AddConstraint(
            model_name="linkuse",
            constraint=models.UniqueConstraint(
                fields=("revision", "place", "position"), name="one_link_use_per_place"
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
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(
                fields=("article", "number"), name="revision_numbers_have_no_twins"
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
            index=models.Index(
                models.F("section"),
                condition=models.Q(("ends_at", None), ("kind", "page")),
                name="open_in_section",
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
                        ("article__isnull", False),
                        ("kind__in", ["page", "notice"]),
                        ("revision__isnull", False),
                        ("section__isnull", False),
                        ("target", None),
                        ("target_url", ""),
                    ),
                    models.Q(
                        ("article__isnull", False),
                        ("kind", "gone"),
                        ("target", None),
                        ("target_url", ""),
                    ),
                    models.Q(
                        ("article", None),
                        ("kind", "redirect"),
                        ("revision", None),
                        ("target__isnull", False),
                        ("target_url", ""),
                    ),
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
    ]
