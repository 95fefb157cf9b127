-- Followers read the log once: an entry that changed later would be missed by all of them.
CREATE OR REPLACE TRIGGER rows_stay_as_written
    BEFORE UPDATE OR DELETE ON accessibility_change
    FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite();
