CREATE OR REPLACE FUNCTION articles_guard_publication() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    began constant timestamptz := transaction_timestamp();
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.starts_at < began THEN
            RAISE EXCEPTION 'a publication cannot start in the past'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - 'ends_at' <> to_jsonb(OLD) - 'ends_at' THEN
        RAISE EXCEPTION 'only the end of a publication moves'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.ends_at < began OR OLD.ends_at = OLD.starts_at THEN
        RAISE EXCEPTION 'a publication that is over never changes'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.ends_at < began THEN
        RAISE EXCEPTION 'a publication cannot end in the past'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER publications_move_only_their_end
    BEFORE INSERT OR UPDATE ON articles_publication
    FOR EACH ROW EXECUTE FUNCTION articles_guard_publication();

CREATE OR REPLACE TRIGGER publications_are_never_deleted
    BEFORE DELETE ON articles_publication
    FOR EACH ROW EXECUTE FUNCTION articles_keep_history();

-- A foreign key over two columns, which Django cannot say: a page publishes its own revisions only.
ALTER TABLE articles_publication
    DROP CONSTRAINT IF EXISTS publishes_a_revision_of_its_article,
    ADD CONSTRAINT publishes_a_revision_of_its_article
    FOREIGN KEY (article_id, revision_id) REFERENCES articles_revision (article_id, id);

-- Where lists have a publication: see models/list_entry.py. By a trigger rather than by the acts, so
-- that the release before this one, too, lists what it publishes while both run. With its owner's
-- rights: the site's own role only reads the table.
CREATE OR REPLACE FUNCTION articles_list_laid() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO articles_listentry
        (publication_id, subject, number, filed_under, path, starts_at, ends_at)
    SELECT laid.id, list.subject, list.number,
           articles_filed_under(revision.title), laid.path, laid.starts_at, laid.ends_at
    FROM laid JOIN articles_revision AS revision ON revision.id = laid.revision_id
    CROSS JOIN LATERAL (
        SELECT 'section', laid.section_id::bigint
        UNION SELECT 'person', (person ->> 'person')::bigint
        FROM jsonb_array_elements(revision.byline) AS person WHERE person ->> 'person' IS NOT NULL
        UNION SELECT 'link', link_id FROM articles_linkuse WHERE revision_id = revision.id
    ) AS list (subject, number)
    WHERE laid.kind = 'page';
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER publications_are_listed
    AFTER INSERT ON articles_publication REFERENCING NEW TABLE AS laid
    FOR EACH STATEMENT EXECUTE FUNCTION articles_list_laid();

CREATE OR REPLACE FUNCTION articles_list_ended() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    UPDATE articles_listentry AS entry SET ends_at = ended.ends_at
    FROM ended WHERE entry.publication_id = ended.id
      AND entry.ends_at IS DISTINCT FROM ended.ends_at;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER lists_learn_of_ends
    AFTER UPDATE ON articles_publication REFERENCING NEW TABLE AS ended
    FOR EACH STATEMENT EXECUTE FUNCTION articles_list_ended();

CREATE OR REPLACE TRIGGER pages_settle
    AFTER INSERT ON articles_publication REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_settle_written();

CREATE OR REPLACE TRIGGER pages_settle_at_ends
    AFTER UPDATE ON articles_publication REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_settle_written();
