-- What was written is never rewritten.
CREATE OR REPLACE TRIGGER history_is_kept
    BEFORE UPDATE OR DELETE ON articles_revision
    FOR EACH ROW EXECUTE FUNCTION articles_keep_history();

CREATE OR REPLACE FUNCTION articles_keep_newest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE articles_deskentry AS entry
    SET newest_id = newest.id, sha = newest.sha,
        is_approved = articles_is_approved(entry.article_id, newest.sha)
    FROM (
        SELECT DISTINCT ON (article_id) article_id, id, sha, number FROM written
        ORDER BY article_id, number DESC
    ) AS newest
    WHERE entry.article_id = newest.article_id AND NOT EXISTS (
        SELECT FROM articles_revision AS later
        WHERE later.article_id = newest.article_id AND later.number > newest.number
    );
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER a_desk_entry_names_the_newest_revision
    AFTER INSERT ON articles_revision REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_keep_newest();

CREATE OR REPLACE TRIGGER pages_settle
    AFTER INSERT ON articles_revision REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_settle_written();
