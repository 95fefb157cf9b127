-- Which HTML a revision had, and from when on.
CREATE OR REPLACE TRIGGER history_is_kept
    BEFORE UPDATE OR DELETE ON articles_rendering
    FOR EACH ROW EXECUTE FUNCTION articles_keep_history();
