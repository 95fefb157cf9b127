-- Who vouched for whom, and when, is history like the approvals that rest on it.
CREATE OR REPLACE TRIGGER history_is_kept
    BEFORE UPDATE OR DELETE ON articles_reviewerconfirmation
    FOR EACH ROW EXECUTE FUNCTION articles_keep_history();
