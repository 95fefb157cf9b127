-- Who was asked to look at which text.
CREATE OR REPLACE TRIGGER history_is_kept
    BEFORE UPDATE OR DELETE ON articles_submission
    FOR EACH ROW EXECUTE FUNCTION articles_keep_history();

CREATE OR REPLACE TRIGGER pages_settle
    AFTER INSERT ON articles_submission REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_settle_written();
