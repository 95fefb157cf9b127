-- The desk finds words as readers do, whatever their accents, hyphens and unseen marks: as
-- articles/text/search_folding.py folds them, but in SQL, because a trigger keeps the words.
-- Parted before letters are taken apart: 10⁹ would become 109, and 1½ eleven halves.
CREATE OR REPLACE FUNCTION articles_fold(said text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT translate(
        regexp_replace(
            normalize(
                regexp_replace(
                    regexp_replace(
                        replace(replace(replace(replace(replace(
                            said, 'ß', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'),
                        '((?<![[:alnum:]])[0-9]+(?=[[:alpha:]])|[0-9](?=[⁰¹²³⁴⁵⁶⁷⁸⁹¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]))', '\1 ', 'g'),
                    '([0-9])[,\u00a0\u202f\u2009](?=[0-9]{3}(?![0-9]))', '\1', 'g'),
                NFKD),
            '[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]', '', 'g'),
        E'øØłŁđĐðÐı!"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~‐‑‒–—―−⁄‘’“”„«»…·•×≥≤',
        'oollddddi' || repeat(' ', 60))
$$;

-- Words are cut at punctuation first, so that what stands in an address or between asterisks is
-- found as in any text. A tsvector holds a megabyte, so the words of very long texts end somewhere.
CREATE OR REPLACE FUNCTION articles_desk_words(VARIADIC texts text[]) RETURNS tsvector
LANGUAGE sql IMMUTABLE AS $$
    SELECT strip(
        to_tsvector('simple', articles_fold(said.words)) || to_tsvector('simple', articles_fold(
            coalesce((
                SELECT string_agg(translate(word, '-‐‑‒–−''’', ''), ' ')
                FROM regexp_split_to_table(said.words, '\s+') AS word
                WHERE length(word) < 100 AND word ~ '[-‐‑‒–−''’]'
                  AND word ~ '^[^[:alnum:]]*[[:alpha:]]'
            ), '')
        ))
    )
    FROM (SELECT left(array_to_string(texts, ' '), 250000) AS words) AS said
$$;
