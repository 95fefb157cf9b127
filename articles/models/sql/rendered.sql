-- What readers got is kept word for word.
CREATE OR REPLACE TRIGGER history_is_kept
    BEFORE UPDATE OR DELETE ON articles_rendered
    FOR EACH ROW EXECUTE FUNCTION articles_keep_history();
