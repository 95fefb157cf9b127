"""Where lists have publications, kept by the database itself.

Made by a trigger rather than by the acts, so that whatever lays publications, the release before
this one included while both run, is listed. The trigger's function has its owner's rights: the
site's own role only reads the table.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat

import articles.models.initials

LISTED = """
SELECT {row}.id, list.subject, list.number,
       articles_filed_under(revision.title), {row}.path, {row}.starts_at, {row}.ends_at
FROM {rows} JOIN articles_revision AS revision ON revision.id = {row}.revision_id
CROSS JOIN LATERAL (
    SELECT 'section', {row}.section_id::bigint
    UNION SELECT 'person', (person ->> 'person')::bigint
    FROM jsonb_array_elements(revision.byline) AS person WHERE person ->> 'person' IS NOT NULL
    UNION SELECT 'link', link_id FROM articles_linkuse WHERE revision_id = revision.id
) AS list (subject, number)
WHERE {row}.kind = 'page'
"""
INSERT = """
INSERT INTO articles_listentry
    (publication_id, subject, number, filed_under, path, starts_at, ends_at)
"""
FILED_UNDER = f"""
CREATE FUNCTION articles_filed_under(title text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT {articles.models.initials.FILED % "title"}
$$;
"""
KEEP = f"""
CREATE FUNCTION articles_list_laid() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    {INSERT} {LISTED.format(rows="laid", row="laid")};
    RETURN NULL;
END $$;
CREATE TRIGGER publications_are_listed AFTER INSERT ON articles_publication
    REFERENCING NEW TABLE AS laid FOR EACH STATEMENT EXECUTE FUNCTION articles_list_laid();
CREATE FUNCTION articles_list_ended() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    UPDATE articles_listentry AS entry SET ends_at = ended.ends_at
    FROM ended WHERE entry.publication_id = ended.id
      AND entry.ends_at IS DISTINCT FROM ended.ends_at;
    RETURN NULL;
END $$;
CREATE TRIGGER lists_learn_of_ends AFTER UPDATE ON articles_publication
    REFERENCING NEW TABLE AS ended FOR EACH STATEMENT EXECUTE FUNCTION articles_list_ended();
"""
FORGET = """
DROP TRIGGER publications_are_listed ON articles_publication;
DROP TRIGGER lists_learn_of_ends ON articles_publication;
DROP FUNCTION articles_list_laid();
DROP FUNCTION articles_list_ended();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_processes_seen")]

    operations = [
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
            options={"verbose_name_plural": "list entries"},
        ),
        migrations.RunSQL(FILED_UNDER, "DROP FUNCTION articles_filed_under(text)"),
        migrations.RunSQL(KEEP, FORGET),
        migrations.RunSQL(
            INSERT + LISTED.format(rows="articles_publication AS laid", row="laid"),
            migrations.RunSQL.noop,
        ),
        migrations.AddIndex(
            model_name="listentry",
            index=models.Index(
                fields=["subject", "number", "filed_under", "path"],
                include=["starts_at", "ends_at"],
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
                fields=["subject", "number", "ends_at"],
                condition=Q(ends_at__isnull=False),
                name="listed_by_end",
            ),
        ),
        migrations.AddField(
            model_name="link",
            name="filed_under",
            field=models.GeneratedField(
                expression=articles.models.initials.FiledUnder(
                    Concat(F("publisher"), Value(" "), F("title"))
                ),
                output_field=models.TextField(db_collation="C"),
                db_persist=True,
            ),
        ),
        migrations.AddIndex(
            model_name="link",
            index=models.Index(fields=["filed_under"], name="links_by_publisher"),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index("target_url", name="by_target", condition=~Q(target_url="")),
        ),
    ]
