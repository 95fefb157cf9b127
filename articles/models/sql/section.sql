-- A section's months between reviews move the days of pages that nobody reviewed yet.
CREATE OR REPLACE FUNCTION articles_settle_section() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM articles_settle(ARRAY(
        SELECT DISTINCT article_id FROM articles_publication
        WHERE section_id = NEW.id AND article_id IS NOT NULL
    ));
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER pages_settle
    AFTER UPDATE OF review_months ON articles_section FOR EACH ROW
    WHEN (OLD.review_months IS DISTINCT FROM NEW.review_months)
    EXECUTE FUNCTION articles_settle_section();
