-- A day that was set for a review; a later one replaces it without changing it.
CREATE OR REPLACE TRIGGER history_is_kept
    BEFORE UPDATE OR DELETE ON articles_reviewdate
    FOR EACH ROW EXECUTE FUNCTION articles_keep_history();

CREATE OR REPLACE TRIGGER a_desk_entry_tells_of_reviews
    AFTER INSERT ON articles_reviewdate REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_keep_reviewed_until();

CREATE OR REPLACE TRIGGER pages_settle
    AFTER INSERT ON articles_reviewdate REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_settle_written();
