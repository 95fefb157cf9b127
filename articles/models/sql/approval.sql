-- An approval is for one text, for good.
CREATE OR REPLACE TRIGGER history_is_kept
    BEFORE UPDATE OR DELETE ON articles_approval
    FOR EACH ROW EXECUTE FUNCTION articles_keep_history();

CREATE OR REPLACE FUNCTION articles_keep_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE articles_deskentry AS entry
    SET was_approved = true, is_approved = is_approved OR approved.is_newest
    FROM (
        SELECT revision.article_id, bool_or(written.sha = own.sha) AS is_newest
        FROM written JOIN articles_revision AS revision ON revision.id = written.revision_id
        JOIN articles_deskentry AS own ON own.article_id = revision.article_id
        GROUP BY revision.article_id
    ) AS approved
    WHERE entry.article_id = approved.article_id;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER a_desk_entry_tells_of_approvals
    AFTER INSERT ON articles_approval REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_keep_approved();

CREATE OR REPLACE FUNCTION articles_settle_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM articles_settle(ARRAY(
        SELECT article_id FROM written JOIN articles_revision AS text ON text.id = revision_id
    ));
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER pages_settle
    AFTER INSERT ON articles_approval REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_settle_approved();
