-- What readers once got as a menu stays on record.
CREATE OR REPLACE TRIGGER rows_stay_as_written
    BEFORE UPDATE OR DELETE ON accessibility_menuversion
    FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite();
