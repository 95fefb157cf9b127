"""A database as full as a large centre's after years: pages, their saves, reviews, findings.

Written by PostgreSQL itself, a statement a table, past none of its rules: every key, every
constraint and every trigger holds for these rows as for those that the acts write.
"""

import random
import re

WORDS = re.findall(
    r"\w+",
    """
    rest fatigue walking balance memory mood heat sleep pain vision bladder speech swallow nerve
    relapse steroid infusion tablet needle scan clinic nurse doctor family work travel exercise
    stretch swim cool plan write call ask read learn try help support group home step stairs chair
    kitchen morning evening summer winter water meal vitamin test blood result dose effect risk
    benefit choose change begin stop wait year month week symptom attack recover train muscle hand
    """,
)
PARAGRAPHS = 2000
ON_A_PAGE = 4
RARE = "quokka"  # on a page in a thousand
SECTIONS, PEOPLE, ACCOUNTS, LINKS = 12, 60, 40, 300
MANY_SAVES = 1000  # of the first page

FEW = f"""
INSERT INTO articles_section (name, slug, introduction, position, review_months)
SELECT 'Subject ' || n, 'subject-' || n, '', n, 12 FROM generate_series(1, {SECTIONS}) AS n;
INSERT INTO auth_user (password, is_superuser, username, first_name, last_name, email, is_staff,
    is_active, date_joined)
SELECT '', false, 'editor-' || n, 'Editor', 'No. ' || n, '', true, true, now()
FROM generate_series(1, {ACCOUNTS}) AS n;
INSERT INTO articles_person (name, slug, credentials, affiliation, biography)
SELECT 'Person No. ' || n, 'person-' || n, 'MD', 'Clinic', ''
FROM generate_series(1, {PEOPLE}) AS n;
INSERT INTO articles_link (address, title, publisher, kind, language)
SELECT 'https://example.org/' || n, 'Page ' || n || ' elsewhere', 'Example Society', 'page', 'en'
FROM generate_series(1, {LINKS}) AS n;
CREATE TEMPORARY TABLE accounts AS
SELECT id, (row_number() OVER (ORDER BY id))::int - 1 AS place FROM auth_user
WHERE username LIKE 'editor-%%';
CREATE TEMPORARY TABLE people AS
SELECT id, name, slug, (row_number() OVER (ORDER BY id))::int - 1 AS place FROM articles_person;
CREATE TEMPORARY TABLE sections AS
SELECT id, slug, (row_number() OVER (ORDER BY id))::int - 1 AS place FROM articles_section
WHERE slug LIKE 'subject-%%';
"""
# One page in twenty is a draft; of the others one in ten has a newer text.
PAGES = f"""
CREATE TEMPORARY TABLE pages AS
SELECT n, nextval('articles_article_id_seq') AS id, s.id AS section, s.slug AS section_slug,
    u.id AS account, initcap(w.text) || ' and living well, page ' || n AS title,
    'page-' || n AS slug, n %% 20 = 0 AS is_draft, n %% 10 = 1 AS is_changed,
    now() - (n %% 3000) * interval '1 day' - n * interval '1 second' AS saved_at
FROM generate_series(1, %(pages)s) AS n
JOIN sections s ON s.place = n %% {SECTIONS}
JOIN accounts u ON u.place = n %% {ACCOUNTS}
JOIN words w ON w.place = n %% {len(WORDS)};
ALTER TABLE pages ADD PRIMARY KEY (n);
INSERT INTO articles_article (id, section_id, slug, title, short_title, summary, body, language,
    is_sample, owner_id, import_source, import_sha, created_at, updated_at, updated_by_id)
SELECT p.id, p.section, p.slug, p.title, '', 'What helps, and whom to ask: page ' || n || '.',
    texts.body || CASE WHEN n %% 1000 = 7 THEN ' {RARE}' ELSE '' END,
    CASE WHEN n %% 30 = 0 THEN 'es' ELSE 'en' END, false, account, '', '',
    saved_at - interval '400 days', saved_at, account
FROM pages p CROSS JOIN LATERAL (
    SELECT string_agg(text, E'\n\n' ORDER BY k) AS body
    FROM generate_series(1, {ON_A_PAGE}) AS k
    JOIN paragraphs ON place = (n * (k * 7 + 1) + k * 13) %% {PARAGRAPHS}
) AS texts
"""
# Older texts are shorter, so that a trial fits on a small disk.
REVISIONS = f"""
INSERT INTO articles_revision (article_id, number, made_at, made_by_id, note, title, short_title,
    summary, body, section_id, slug, language, is_sample, byline, resources, images, updated_on,
    sha)
SELECT p.id, number, p.saved_at - (saves - number) * interval '1 day', p.account, '', p.title, '',
    '', texts.text, p.section, p.slug, 'en', false,
    jsonb_build_array(jsonb_build_object('person', by.id, 'name', by.name, 'slug', by.slug,
        'credentials', 'MD', 'affiliation', 'Clinic')),
    '[]', '[]', NULL, md5(n || '/' || number) || md5(number || '/' || n)
FROM (SELECT *, CASE n WHEN 1 THEN greatest({MANY_SAVES}, %(each)s) ELSE %(each)s END AS saves
      FROM pages) AS p
CROSS JOIN LATERAL generate_series(1, saves) AS number
JOIN people by ON by.place = n %% {PEOPLE}
JOIN paragraphs texts ON texts.place = (n * 7 + number) %% {PARAGRAPHS}
"""
RENDERINGS = """
INSERT INTO articles_context (pipeline, facts_sha, from_at) VALUES ('trial', '', now());
INSERT INTO articles_rendered (sha, html, text, headings)
SELECT md5(text) || md5(place::text), '<p>' || text || '</p>', text, '[]' FROM paragraphs;
INSERT INTO articles_rendering (revision_id, context_id, rendered_id)
SELECT r.id, (SELECT max(id) FROM articles_context), md5(text) || md5(place::text)
FROM articles_revision r JOIN paragraphs ON place = r.id %% (SELECT count(*) FROM paragraphs)
"""
NEWEST = """
CREATE TEMPORARY TABLE newest AS
SELECT p.*, r.id AS revision, r.number, r.sha FROM pages p
JOIN articles_revision r ON r.article_id = p.id
WHERE r.number = (CASE n WHEN 1 THEN greatest(%(many)s, %(each)s) ELSE %(each)s END)
    - CASE WHEN is_changed THEN 1 ELSE 0 END;
ALTER TABLE newest ADD PRIMARY KEY (n);
-- Triggers may have been planned in this session while these tables were almost empty.
ANALYZE newest, articles_article, articles_revision, articles_rendering, articles_deskentry;
"""
# Published at this moment: PostgreSQL takes no publication that starts in the past.
LIVE = f"""
CREATE TEMPORARY TABLE done AS
SELECT *, nextval('articles_event_id_seq') AS event FROM newest WHERE NOT is_draft;
ALTER TABLE done ADD PRIMARY KEY (n);
INSERT INTO articles_event (id, verb, at, by_id, article_id, reason, data)
SELECT event, 'published', now(), account, id, '', jsonb_build_object('revision', number)
FROM done;
INSERT INTO articles_publication (path, kind, article_id, revision_id, section_id, target_url,
    reason, published_on, updated_on, starts_at, until, ends_at, event_id)
SELECT '/' || section_slug || '/' || slug || '/',
    CASE WHEN n %% 100 = 3 THEN 'notice' ELSE 'page' END, id, revision, section, '',
    CASE WHEN n %% 100 = 3 THEN 'Out of date' ELSE '' END, (now() - interval '2 years')::date,
    now()::date, now(), later, later, event
FROM (SELECT *, CASE WHEN n %% 1000 = 9 THEN now() + interval '90 days' END AS later
      FROM done) AS done;
ANALYZE articles_event, articles_publication, articles_deskentry;
INSERT INTO articles_approval (revision_id, sha, grounds, made_at, name_as_shown, event_id)
SELECT revision, sha, 'review', now(), 'Editor', event FROM done WHERE n %% 50 <> 4;
INSERT INTO articles_submission (article_id, revision_id, reviewer_id, outside_name, outside_email,
    changed, made_at, event_id)
SELECT id, revision, account, '', '', 'All', now(), event FROM done WHERE n %% 50 = 4;
INSERT INTO articles_contentreview (article_id, person_id, name_as_shown, reviewed_on, due_on, note,
    event_id)
SELECT done.id, by.id, by.name, day, day + 365, '', event
FROM (SELECT *, now()::date - n %% 360 - 365 * years - CASE WHEN n %% 100 = 5 THEN 10 ELSE 0 END
      AS day FROM done CROSS JOIN generate_series(0, 2) AS years) AS done
JOIN people by ON by.place = n %% {PEOPLE};
INSERT INTO articles_reviewdate (article_id, due_on, reason, event_id)
SELECT id, now()::date + 200, '', event FROM done WHERE n %% 100 = 6;
INSERT INTO articles_pageaudit (revision_id, rules, at) SELECT revision, 'trial', now() FROM done;
INSERT INTO articles_pagefinding (audit_id, position, rule, criterion, level, severity, message,
    remedy, excerpt, selector, element_hash)
SELECT a.id, k, 'image-alt', '1.1.1', 'A', CASE k WHEN 0 THEN 'error' ELSE 'warning' END,
    'No words.', 'Write some.', '', '', md5(a.id || '/' || k)
FROM done JOIN articles_pageaudit a ON a.revision_id = done.revision
CROSS JOIN generate_series(0, 2) AS k WHERE n %% 20 = 8;
"""


def fill(cursor, *, pages, revisions):
    """Write so many pages with so many saves in all, and count the rows for the planner."""
    sizes = {"pages": pages, "each": max(2, revisions // pages), "many": MANY_SAVES}
    _write_words(cursor)
    for statement in (FEW, PAGES, REVISIONS, RENDERINGS, NEWEST, LIVE):
        cursor.execute(statement, sizes)


def _write_words(cursor):
    chance = random.Random(5)
    cursor.execute("CREATE TEMPORARY TABLE paragraphs (place int PRIMARY KEY, text text)")
    cursor.execute("CREATE TEMPORARY TABLE words (place int PRIMARY KEY, text text)")
    texts = [_paragraph(chance) for _ in range(PARAGRAPHS)]
    for table, rows in (("paragraphs", texts), ("words", WORDS)):
        cursor.executemany(f"INSERT INTO {table} VALUES (%s, %s)", list(enumerate(rows)))


def _paragraph(chance):
    sentences = (" ".join(chance.choices(WORDS, k=9)).capitalize() + "." for _ in range(6))
    return " ".join(sentences)
