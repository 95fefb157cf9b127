-- Row triggers hold for the tables' owner too. They raise restrict_violation, so that they are
-- told apart from conflicts of dates.
CREATE OR REPLACE FUNCTION articles_keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
