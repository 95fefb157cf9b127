-- An audit's open findings: see pageaudit.sql.
CREATE OR REPLACE FUNCTION articles_count_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM articles_count_findings(ARRAY(SELECT DISTINCT audit_id FROM found));
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER open_findings_are_counted
    AFTER INSERT ON articles_pagefinding REFERENCING NEW TABLE AS found
    FOR EACH STATEMENT EXECUTE FUNCTION articles_count_found();
