-- What is dismissed, or no longer is, changes how many findings are open: see pageaudit.sql.
CREATE OR REPLACE FUNCTION articles_count_dismissed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM articles_count_findings(ARRAY(
        SELECT audit.id
        FROM articles_pageaudit AS audit JOIN articles_revision AS text ON text.id = revision_id
        WHERE text.article_id = NEW.article_id
    ));
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER open_findings_are_counted
    AFTER INSERT OR UPDATE ON articles_dismissal
    FOR EACH ROW EXECUTE FUNCTION articles_count_dismissed();
