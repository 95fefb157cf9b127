-- What reviewers answered.
CREATE OR REPLACE TRIGGER history_is_kept
    BEFORE UPDATE OR DELETE ON articles_decision
    FOR EACH ROW EXECUTE FUNCTION articles_keep_history();

CREATE OR REPLACE FUNCTION articles_settle_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM articles_settle(ARRAY(
        SELECT article_id FROM written JOIN articles_submission AS asked ON asked.id = submission_id
    ));
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER pages_settle
    AFTER INSERT ON articles_decision REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_settle_decided();
