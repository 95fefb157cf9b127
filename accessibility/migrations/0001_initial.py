import accessibility.models.change
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Menu",
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
                        help_text="The name that templates use for the menu. It never changes.",
                        unique=True,
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="What screen readers call it, without the word “menu”: “Main”.",
                        max_length=60,
                    ),
                ),
                (
                    "keyboard_hint",
                    models.CharField(
                        blank=True,
                        help_text="One sentence about keys, announced once at the first button of the menu.",
                        max_length=200,
                    ),
                ),
                (
                    "legacy_hint",
                    models.TextField(
                        blank=True,
                        help_text="Instructions imported from another site. Readers do not see them.",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Only where a template of the site uses it"),
                            ("foot", "At the bottom of every page"),
                        ],
                        help_text="Where readers see the menu once it is published.",
                        max_length=10,
                        verbose_name="shown",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "permissions": [("publish_menu", "Can publish menus")],
            },
        ),
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
                "indexes": [
                    models.Index(fields=["xid"], name="change_xid"),
                    django.contrib.postgres.indexes.GinIndex(fields=["paths"], name="change_paths"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CountedAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "indexes": [models.Index(fields=["key", "at"], name="attempts_of_key")],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="In the reader's words.",
                        max_length=4000,
                        verbose_name="what was hard",
                    ),
                ),
                (
                    "page",
                    models.CharField(
                        blank=True, help_text="The page it was about.", max_length=300
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="The name of the person who wrote, if given.",
                        max_length=120,
                    ),
                ),
                (
                    "reply_to",
                    models.CharField(
                        blank=True,
                        help_text="An email address or phone number, if the reader wants an answer.",
                        max_length=200,
                        verbose_name="how to answer",
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        help_text="When the message arrived.", verbose_name="received"
                    ),
                ),
                ("sender", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "answered_at",
                    models.DateTimeField(
                        help_text="When it was answered.", null=True, verbose_name="answered"
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="What you answered or fixed. Only editors see this.",
                        max_length=2000,
                        verbose_name="what was done",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        help_text="Who answered it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "message about accessibility",
                "verbose_name_plural": "messages about accessibility",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RemovedEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("node", models.JSONField()),
                ("parent_key", models.PositiveBigIntegerField(null=True)),
                ("removed_at", models.DateTimeField()),
                ("brought_back_at", models.DateTimeField(null=True)),
                (
                    "menu",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="removed_entries",
                        to="accessibility.menu",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "removed entries",
                "ordering": ["-removed_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="MenuStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "words",
                    models.CharField(help_text="What was done: “moved “Care” up”.", max_length=300),
                ),
                (
                    "change",
                    models.JSONField(
                        help_text="The rows it changed, as they were on the other side."
                    ),
                ),
                (
                    "item_key",
                    models.PositiveBigIntegerField(help_text="The entry it was about.", null=True),
                ),
                ("at", models.DateTimeField(help_text="When it was done.")),
                ("undone_at", models.DateTimeField(help_text="When it was undone.", null=True)),
                (
                    "by",
                    models.ForeignKey(
                        help_text="Who did it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "menu",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="accessibility.menu",
                    ),
                ),
                (
                    "removed",
                    models.ForeignKey(
                        help_text="The entry that it moved to the trash or restored.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accessibility.removedentry",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Term",
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
                        help_text="In full, as you would write it inside a sentence: “magnetic resonance imaging”.",
                        max_length=100,
                        verbose_name="term",
                    ),
                ),
                ("slug", models.SlugField(editable=False, max_length=100, unique=True)),
                (
                    "abbreviation",
                    models.CharField(
                        blank=True,
                        help_text="With its capitals: “MRI”. Pages spell out the term where they first use it.",
                        max_length=20,
                    ),
                ),
                (
                    "plain_words",
                    models.TextField(
                        help_text="One to three short sentences for someone who has never heard the word.",
                        max_length=400,
                        verbose_name="meaning in plain words",
                    ),
                ),
                (
                    "other_spellings",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100),
                        blank=True,
                        default=list,
                        help_text="Other names and forms, one per line: “tiredness”, “lesions”. Pages that use one link to the meaning, and a search for one finds the term.",
                        size=None,
                    ),
                ),
                (
                    "misspellings",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100),
                        blank=True,
                        default=list,
                        help_text="Wrong spellings that people type, one per line. A search for one finds the term. Readers never see them.",
                        size=None,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("es", "Spanish")],
                        default="en",
                        help_text="The language of the term. It is explained on pages in that language.",
                        max_length=12,
                    ),
                ),
                (
                    "explained_on_pages",
                    models.BooleanField(
                        default=True,
                        help_text="Pages link to the meaning where they first use the term. Uncheck this for everyday words that are here only for search.",
                    ),
                ),
                (
                    "source_title",
                    models.CharField(
                        blank=True,
                        help_text="The title of the source.",
                        max_length=200,
                    ),
                ),
                (
                    "source_address",
                    models.URLField(
                        blank=True, help_text="The address of the source.", max_length=500
                    ),
                ),
                (
                    "in_use",
                    models.BooleanField(
                        default=True,
                        help_text="Uncheck this to remove the term from the glossary, the pages and the search. It is kept here.",
                    ),
                ),
            ],
            options={
                "verbose_name": "glossary term",
                "ordering": [django.db.models.functions.text.Lower("name"), "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        models.F("language"),
                        name="one_meaning_per_term",
                        violation_error_message="The glossary has this term already; it may be out of use.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MenuItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        default=0, help_text="Its position on its level, from 0."
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        blank=True,
                        help_text="The words of the link: the name of the page it goes to.",
                        max_length=200,
                    ),
                ),
                (
                    "address",
                    models.CharField(
                        blank=True,
                        help_text="A path on this site, an address on another site, or a phone number.",
                        max_length=500,
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True,
                        help_text="What is behind the link. Everyone sees it as small text.",
                        max_length=300,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        help_text="The language of the label and the page. Empty means English.",
                        max_length=12,
                    ),
                ),
                (
                    "badge",
                    models.CharField(
                        blank=True,
                        help_text="The address of a picture from the image library.",
                        max_length=300,
                    ),
                ),
                (
                    "badge_alone",
                    models.BooleanField(
                        default=False,
                        help_text="The picture replaces the words, and is read aloud as the label.",
                        verbose_name="show the picture alone",
                    ),
                ),
                (
                    "legacy_hint",
                    models.TextField(
                        blank=True,
                        help_text="Instructions imported from another site. Readers do not see them.",
                    ),
                ),
                (
                    "menu",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="accessibility.menu",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="children",
                        to="accessibility.menuitem",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent", None),
                            models.Q(("parent", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="no_item_is_its_own_parent",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MenuVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[("published", "Published"), ("set aside", "Set aside")],
                        default="published",
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("keyboard_hint", models.CharField(blank=True, max_length=200)),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Only where a template of the site uses it"),
                            ("foot", "At the bottom of every page"),
                        ],
                        help_text="Where readers saw the menu.",
                        max_length=10,
                    ),
                ),
                ("tree", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "menu",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="accessibility.menu",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("purpose", "published")),
                        fields=["menu", "-id"],
                        name="menu_versions_published",
                    )
                ],
            },
        ),
    ]
