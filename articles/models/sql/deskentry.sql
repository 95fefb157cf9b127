-- What the desk's lists ask of every page, kept beside the pages: see models/desk_entry.py. The
-- triggers that call these functions are in the files of the tables they watch.

CREATE OR REPLACE FUNCTION articles_is_approved(article bigint, text_sha text) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM articles_approval AS approval JOIN articles_revision AS revision
            ON revision.id = approval.revision_id
        WHERE approval.sha = text_sha AND revision.article_id = article
    )
$$;

-- Days that were set before the last review are settled by it: see models/review_due.py.
CREATE OR REPLACE FUNCTION articles_reviewed_until(article bigint) RETURNS date
LANGUAGE sql STABLE AS $$
    SELECT least(last.due_on, (
        SELECT min(due_on) FROM articles_reviewdate
        WHERE article_id = article AND event_id > last.event_id
    ))
    FROM articles_contentreview AS last WHERE article_id = article
    ORDER BY reviewed_on DESC, id DESC LIMIT 1
$$;

CREATE OR REPLACE FUNCTION articles_keep_reviewed_until() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE articles_deskentry SET reviewed_until = articles_reviewed_until(article_id)
    WHERE article_id IN (SELECT article_id FROM written);
    RETURN NULL;
END $$;

-- Calls articles_settle, of settle.sql. Triggers of this name come last: they build on columns that
-- those before them fill.
CREATE OR REPLACE FUNCTION articles_settle_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM articles_settle(ARRAY(
        SELECT DISTINCT article_id FROM written WHERE article_id IS NOT NULL
    ));
    RETURN NULL;
END $$;
