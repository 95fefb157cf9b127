-- Renderings name the facts that they were made with.
CREATE OR REPLACE TRIGGER history_is_kept
    BEFORE UPDATE OR DELETE ON articles_context
    FOR EACH ROW EXECUTE FUNCTION articles_keep_history();
