"""What the desk's lists and its first page ask of every page, kept by PostgreSQL beside the pages.

All of it as it will be once everything that is scheduled has come, so that no row changes because
time passes: see ``DeskEntry``. And how many findings of an audit nobody dismissed.
"""

from django.db import migrations, models

SETTLE = """
CREATE FUNCTION articles_settle(pages bigint[]) RETURNS void LANGUAGE sql AS $$
UPDATE articles_deskentry AS entry
SET settles_as = said.settles_as, standing = said.standing, is_unapproved = said.is_unapproved,
    last_start = said.last_start, due_on = said.due_on
FROM (
    SELECT own.article_id,
        CASE
            WHEN last.kind IS NULL THEN 'draft'
            WHEN NOT last.stays THEN 'ended'
            WHEN last.kind <> 'page' THEN 'withdrawn'
            WHEN last.revision_id = own.newest_id THEN 'live'
            ELSE 'changed'
        END AS settles_as,
        CASE
            WHEN own.is_approved AND last.is_read AND last.sha = own.sha THEN 'live'
            WHEN own.is_approved THEN 'approved'
            WHEN asked.verdict = 'changes' THEN 'changes'
            WHEN asked.id IS NOT NULL THEN 'submitted'
            WHEN own.was_approved THEN 'changed since approval'
            ELSE 'draft'
        END AS standing,
        coalesce(last.is_read, false)
        AND NOT EXISTS (SELECT FROM articles_approval WHERE revision_id = last.revision_id)
        AND NOT articles_is_approved(own.article_id, last.sha) AS is_unapproved,
        last.starts_at AS last_start,
        coalesce(own.reviewed_until, least(
            (home.published_on + make_interval(months => home.review_months))::date,
            (SELECT min(due_on) FROM articles_reviewdate WHERE article_id = own.article_id)
        )) AS due_on
    FROM articles_deskentry AS own
    LEFT JOIN LATERAL (
        SELECT kind, revision_id, sha, starts_at, ends_at IS NULL AS stays,
            ends_at IS NULL AND kind = 'page' AS is_read
        FROM articles_publication LEFT JOIN articles_revision AS text ON text.id = revision_id
        WHERE articles_publication.article_id = own.article_id
          AND (ends_at IS NULL OR ends_at > starts_at)
        ORDER BY starts_at DESC LIMIT 1
    ) AS last ON true
    LEFT JOIN LATERAL (
        SELECT published_on, review_months
        FROM articles_publication JOIN articles_section AS section ON section.id = section_id
        WHERE article_id = own.article_id AND kind = 'page'
          AND (ends_at IS NULL OR ends_at > starts_at)
        ORDER BY starts_at DESC LIMIT 1
    ) AS home ON true
    LEFT JOIN LATERAL (
        SELECT asked.id, sha, (
            SELECT verdict FROM articles_decision
            WHERE submission_id = asked.id AND verdict <> 'comment' LIMIT 1
        ) AS verdict
        FROM articles_submission AS asked JOIN articles_revision AS text ON text.id = revision_id
        WHERE asked.article_id = own.article_id ORDER BY asked.id DESC LIMIT 1
    ) AS asked ON asked.sha = own.sha
    WHERE own.article_id = ANY (pages)
) AS said
WHERE entry.article_id = said.article_id
  AND (entry.settles_as, entry.standing, entry.is_unapproved, entry.last_start, entry.due_on)
      IS DISTINCT FROM
      (said.settles_as, said.standing, said.is_unapproved, said.last_start, said.due_on)
$$;
"""
SAVED = """
CREATE OR REPLACE FUNCTION articles_make_desk_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_deskentry (article_id, sha, is_approved, was_approved, saved_at)
    SELECT id, '', false, false, updated_at FROM written;
    RETURN NULL;
END $$;
CREATE FUNCTION articles_keep_saved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE articles_deskentry SET saved_at = NEW.updated_at WHERE article_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER a_desk_entry_tells_when_its_page_was_saved
    AFTER UPDATE OF updated_at ON articles_article FOR EACH ROW
    WHEN (OLD.updated_at IS DISTINCT FROM NEW.updated_at)
    EXECUTE FUNCTION articles_keep_saved();
"""
# Named so that they come after those of migration 0019, on whose columns they build.
TRIGGERS = """
CREATE FUNCTION articles_settle_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM articles_settle(ARRAY(
        SELECT DISTINCT article_id FROM written WHERE article_id IS NOT NULL
    ));
    RETURN NULL;
END $$;
CREATE TRIGGER pages_settle AFTER INSERT ON articles_publication REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_settle_written();
CREATE TRIGGER pages_settle_at_ends
    AFTER UPDATE ON articles_publication REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_settle_written();
CREATE TRIGGER pages_settle AFTER INSERT ON articles_revision REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_settle_written();
CREATE TRIGGER pages_settle AFTER INSERT ON articles_submission REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_settle_written();
CREATE TRIGGER pages_settle AFTER INSERT ON articles_contentreview REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_settle_written();
CREATE TRIGGER pages_settle AFTER INSERT ON articles_reviewdate REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_settle_written();

CREATE FUNCTION articles_settle_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM articles_settle(ARRAY(
        SELECT article_id FROM written JOIN articles_revision AS text ON text.id = revision_id
    ));
    RETURN NULL;
END $$;
CREATE TRIGGER pages_settle AFTER INSERT ON articles_approval REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_settle_approved();

CREATE FUNCTION articles_settle_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM articles_settle(ARRAY(
        SELECT article_id FROM written JOIN articles_submission AS asked ON asked.id = submission_id
    ));
    RETURN NULL;
END $$;
CREATE TRIGGER pages_settle AFTER INSERT ON articles_decision REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_settle_decided();

CREATE FUNCTION articles_settle_section() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM articles_settle(ARRAY(
        SELECT DISTINCT article_id FROM articles_publication
        WHERE section_id = NEW.id AND article_id IS NOT NULL
    ));
    RETURN NULL;
END $$;
CREATE TRIGGER pages_settle AFTER UPDATE OF review_months ON articles_section FOR EACH ROW
    WHEN (OLD.review_months IS DISTINCT FROM NEW.review_months)
    EXECUTE FUNCTION articles_settle_section();
"""
# Page by page on purpose: joined, a table that PostgreSQL has not counted yet would be read whole.
COUNT = """
CREATE FUNCTION articles_count_findings(audits bigint[]) RETURNS void LANGUAGE sql AS $$
UPDATE articles_pageaudit AS audit
SET (open_errors, open_warnings) = (
    SELECT count(*) FILTER (WHERE severity = 'error'),
        count(*) FILTER (WHERE severity = 'warning')
    FROM articles_pagefinding AS finding
    WHERE finding.audit_id = audit.id AND NOT EXISTS (
        SELECT FROM articles_dismissal AS dismissed
        WHERE dismissed.article_id = (
            SELECT article_id FROM articles_revision WHERE id = audit.revision_id
        )
          AND dismissed.taken_back_at IS NULL
          AND dismissed.rule = finding.rule AND dismissed.element_hash = finding.element_hash
    )
)
WHERE id = ANY (audits)
$$;

CREATE FUNCTION articles_count_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM articles_count_findings(ARRAY(SELECT DISTINCT audit_id FROM found));
    RETURN NULL;
END $$;
CREATE TRIGGER open_findings_are_counted
    AFTER INSERT ON articles_pagefinding REFERENCING NEW TABLE AS found
    FOR EACH STATEMENT EXECUTE FUNCTION articles_count_found();

CREATE FUNCTION articles_count_dismissed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM articles_count_findings(ARRAY(
        SELECT audit.id
        FROM articles_pageaudit AS audit JOIN articles_revision AS text ON text.id = revision_id
        WHERE text.article_id = NEW.article_id
    ));
    RETURN NULL;
END $$;
CREATE TRIGGER open_findings_are_counted AFTER INSERT OR UPDATE ON articles_dismissal
    FOR EACH ROW EXECUTE FUNCTION articles_count_dismissed();
"""
FILL = """
UPDATE articles_deskentry AS entry SET saved_at = updated_at
FROM articles_article AS article WHERE article.id = article_id;
SELECT articles_settle(ARRAY(SELECT article_id FROM articles_deskentry));
SELECT articles_count_findings(ARRAY(SELECT id FROM articles_pageaudit));
ANALYZE articles_deskentry, articles_pageaudit
"""
TAKE_AWAY = """
CREATE OR REPLACE FUNCTION articles_make_desk_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_deskentry (article_id, sha, is_approved, was_approved)
    SELECT id, '', false, false FROM written;
    RETURN NULL;
END $$;
DROP TRIGGER a_desk_entry_tells_when_its_page_was_saved ON articles_article;
DROP FUNCTION articles_keep_saved();
DROP TRIGGER open_findings_are_counted ON articles_dismissal;
DROP TRIGGER open_findings_are_counted ON articles_pagefinding;
DROP FUNCTION articles_count_dismissed();
DROP FUNCTION articles_count_found();
DROP FUNCTION articles_count_findings(bigint[]);
DROP TRIGGER pages_settle ON articles_section;
DROP TRIGGER pages_settle ON articles_decision;
DROP TRIGGER pages_settle ON articles_approval;
DROP TRIGGER pages_settle ON articles_reviewdate;
DROP TRIGGER pages_settle ON articles_contentreview;
DROP TRIGGER pages_settle ON articles_submission;
DROP TRIGGER pages_settle ON articles_revision;
DROP TRIGGER pages_settle_at_ends ON articles_publication;
DROP TRIGGER pages_settle ON articles_publication;
DROP FUNCTION articles_settle_section();
DROP FUNCTION articles_settle_decided();
DROP FUNCTION articles_settle_approved();
DROP FUNCTION articles_settle_written();
DROP FUNCTION articles_settle(bigint[]);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0020_indexes_of_the_desk"),
    ]

    operations = [
        migrations.AddField(
            model_name="deskentry",
            name="due_on",
            field=models.DateField(
                help_text="The day of the next review, as ``review_due.day_at_desk`` counts it.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="deskentry",
            name="is_unapproved",
            field=models.BooleanField(
                db_default=False, help_text="Readers get a text that nobody approved."
            ),
        ),
        migrations.AddField(
            model_name="deskentry",
            name="last_start",
            field=models.DateTimeField(
                help_text="When the last of its publications begins.", null=True
            ),
        ),
        migrations.AddField(
            model_name="deskentry",
            name="saved_at",
            field=models.DateTimeField(
                help_text="``Article.updated_at``, so that lists of a state are read in order.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="deskentry",
            name="settles_as",
            field=models.CharField(
                db_default="draft", help_text="The page's state, one of ``STATES``.", max_length=10
            ),
        ),
        migrations.AddField(
            model_name="deskentry",
            name="standing",
            field=models.CharField(
                db_default="draft", help_text="One of ``workflow.STANDINGS``.", max_length=30
            ),
        ),
        migrations.AddField(
            model_name="pageaudit",
            name="open_errors",
            field=models.PositiveIntegerField(db_default=0, help_text="How many errors it found."),
        ),
        migrations.AddField(
            model_name="pageaudit",
            name="open_warnings",
            field=models.PositiveIntegerField(
                db_default=0, help_text="How many warnings it found."
            ),
        ),
        migrations.AlterField(
            model_name="deskentry",
            name="reviewed_until",
            field=models.DateField(
                help_text="The nearest day that the last review and days set since promise; null before a review.",
                null=True,
            ),
        ),
        migrations.RunSQL(SAVED + SETTLE + TRIGGERS + COUNT, TAKE_AWAY),
        migrations.AddIndex(
            model_name="contentreview",
            index=models.Index(models.F("due_on"), name="days_promised"),
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
        migrations.AddIndex(
            model_name="reviewdate",
            index=models.Index(models.F("due_on"), name="days_set"),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
