"""Row triggers that keep history as it was, for the table's owner too.

They raise ``restrict_violation`` so that they are told apart from conflicts of dates.
"""

from django.db import migrations

HISTORY = [
    "articles_revision",
    "articles_event",
    "articles_contentreview",
    "articles_context",
    "articles_rendered",
    "articles_rendering",
    "articles_linkuse",
]

KEEP_HISTORY = """
CREATE FUNCTION articles_keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
"""

GUARD_PUBLICATIONS = """
CREATE FUNCTION articles_guard_publication() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    began constant timestamptz := transaction_timestamp();
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.starts_at < began THEN
            RAISE EXCEPTION 'a publication cannot start in the past'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - 'ends_at' <> to_jsonb(OLD) - 'ends_at' THEN
        RAISE EXCEPTION 'only the end of a publication moves'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.ends_at < began OR OLD.ends_at = OLD.starts_at THEN
        RAISE EXCEPTION 'a publication that is over never changes'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.ends_at < began THEN
        RAISE EXCEPTION 'a publication cannot end in the past'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publications_move_only_their_end
    BEFORE INSERT OR UPDATE ON articles_publication
    FOR EACH ROW EXECUTE FUNCTION articles_guard_publication();
CREATE TRIGGER publications_are_never_deleted
    BEFORE DELETE ON articles_publication
    FOR EACH ROW EXECUTE FUNCTION articles_keep_history();
"""

OWN_REVISION = """
ALTER TABLE articles_revision
    ADD CONSTRAINT revision_of_article UNIQUE (article_id, id);
ALTER TABLE articles_publication
    ADD CONSTRAINT publishes_a_revision_of_its_article
    FOREIGN KEY (article_id, revision_id) REFERENCES articles_revision (article_id, id);
"""


def keep(table):
    return migrations.RunSQL(
        f"CREATE TRIGGER history_is_kept BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION articles_keep_history()",
        f"DROP TRIGGER history_is_kept ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_first_tables")]

    operations = [
        migrations.RunSQL(KEEP_HISTORY, "DROP FUNCTION articles_keep_history()"),
        *[keep(table) for table in HISTORY],
        migrations.RunSQL(
            GUARD_PUBLICATIONS,
            "DROP TRIGGER publications_are_never_deleted ON articles_publication;"
            "DROP TRIGGER publications_move_only_their_end ON articles_publication;"
            "DROP FUNCTION articles_guard_publication()",
        ),
        migrations.RunSQL(
            OWN_REVISION,
            "ALTER TABLE articles_publication DROP CONSTRAINT publishes_a_revision_of_its_article;"
            "ALTER TABLE articles_revision DROP CONSTRAINT revision_of_article",
        ),
    ]
