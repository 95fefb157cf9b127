-- Which links a revision used is as final as its text.
CREATE OR REPLACE TRIGGER history_is_kept
    BEFORE UPDATE OR DELETE ON articles_linkuse
    FOR EACH ROW EXECUTE FUNCTION articles_keep_history();
