-- As FILED in articles/models/initials.py files titles.
CREATE OR REPLACE FUNCTION articles_filed_under(title text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT regexp_replace(
        translate(
            lower(title), 'áàâäãåāçéèêëēíìîïīñóòôöõōúùûüūýÿ', 'aaaaaaaceeeeeiiiiinoooooouuuuuyy'
        ),
        '[^a-z]+', ' ', 'g'
    )
$$;
