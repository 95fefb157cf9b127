-- The words by which the desk finds a page: see deskwords.sql.
CREATE OR REPLACE FUNCTION articles_keep_desk_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_deskwords (article_id, words)
    VALUES (NEW.id, articles_desk_words(NEW.title, NEW.short_title, NEW.summary, NEW.body))
    ON CONFLICT (article_id) DO UPDATE SET words = excluded.words;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER a_new_page_has_desk_words
    AFTER INSERT ON articles_article
    FOR EACH ROW EXECUTE FUNCTION articles_keep_desk_words();

CREATE OR REPLACE TRIGGER desk_words_are_those_of_the_page
    AFTER UPDATE OF title, short_title, summary, body ON articles_article
    FOR EACH ROW
    WHEN ((OLD.title, OLD.short_title, OLD.summary, OLD.body)
        IS DISTINCT FROM (NEW.title, NEW.short_title, NEW.summary, NEW.body))
    EXECUTE FUNCTION articles_keep_desk_words();

-- The row that the desk's lists read: see deskentry.sql.
CREATE OR REPLACE FUNCTION articles_make_desk_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_deskentry (article_id, sha, is_approved, was_approved, saved_at)
    SELECT id, '', false, false, updated_at FROM written;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER a_new_page_has_a_desk_entry
    AFTER INSERT ON articles_article REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_make_desk_entry();

CREATE OR REPLACE FUNCTION articles_keep_saved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE articles_deskentry SET saved_at = NEW.updated_at WHERE article_id = NEW.id;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER a_desk_entry_tells_when_its_page_was_saved
    AFTER UPDATE OF updated_at ON articles_article FOR EACH ROW
    WHEN (OLD.updated_at IS DISTINCT FROM NEW.updated_at)
    EXECUTE FUNCTION articles_keep_saved();
