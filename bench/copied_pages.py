"""Many pages to measure with: copies of the samples at addresses of their own.

Each copy has a word of its own before its title, so that lists are split as those of a real site
are, and someone signs every fifty of them.
"""

PAGES_OF_A_PERSON = 50
PEOPLE = """
INSERT INTO articles_person (id, name, slug, {person})
SELECT nextval('articles_person_id_seq'), 'Author ' || n, 'author-' || n, {from_person}
FROM generate_series(%(first)s / %(of_one)s, %(last)s / %(of_one)s) AS n
CROSS JOIN (SELECT * FROM articles_person ORDER BY id LIMIT 1) AS p
ON CONFLICT DO NOTHING
"""
WORD = "initcap(left(translate(md5(n::text), '0123456789', 'ghilmnorst'), 6))"
COPY = """
WITH source AS (
    SELECT p.*, row_number() OVER (ORDER BY p.id) AS place FROM articles_publication p
    WHERE p.kind = 'page' AND p.ends_at IS NULL AND p.path NOT LIKE '%%-copy-%%'
), numbers AS (
    SELECT n, nextval('articles_article_id_seq') AS article,
           nextval('articles_revision_id_seq') AS revision, source.*
    FROM generate_series(%(first)s, %(last)s) AS n
    JOIN source ON source.place = 1 + n %% (SELECT count(*) FROM source)
), articles AS (
    INSERT INTO articles_article (id, {article})
    SELECT numbers.article, {from_article} FROM numbers
    JOIN articles_article a ON a.id = numbers.article_id RETURNING id
), revisions AS (
    INSERT INTO articles_revision (id, article_id, title, byline, {revision})
    SELECT numbers.revision, numbers.article, {word} || ' ' || lower(r.title),
           jsonb_build_array(jsonb_build_object('person', a.id, 'slug', a.slug, 'name', a.name,
               'credentials', a.credentials, 'affiliation', a.affiliation)), {from_revision}
    FROM numbers JOIN articles_revision r ON r.id = numbers.revision_id
    JOIN articles_person a ON a.slug = 'author-' || (n / %(of_one)s) RETURNING id
), renderings AS (
    INSERT INTO articles_rendering (revision_id, context_id, rendered_id)
    SELECT numbers.revision, r.context_id, r.rendered_id FROM numbers
    JOIN articles_rendering r ON r.id = (
        SELECT max(id) FROM articles_rendering WHERE revision_id = numbers.revision_id)
    RETURNING id
), uses AS (
    INSERT INTO articles_linkuse (revision_id, link_id, {use})
    SELECT numbers.revision, u.link_id, {from_use} FROM numbers
    JOIN articles_linkuse u ON u.revision_id = numbers.revision_id RETURNING id
)
INSERT INTO articles_publication (path, kind, article_id, revision_id, section_id, target_url,
    reason, published_on, updated_on, starts_at, event_id)
SELECT rtrim(path, '/') || '-copy-' || n || '/', kind, article, revision, section_id, '', '',
    published_on, updated_on, now(), event_id FROM numbers
"""
OWN = {  # table and columns that are not taken over as they are
    "person": ("articles_person", {"id", "name", "slug", "portrait_id"}),
    "article": ("articles_article", {"id", "slug", "import_source", "imported_revision_id"}),
    "revision": ("articles_revision", {"id", "article_id", "title", "byline"}),
    "use": ("articles_linkuse", {"id", "revision_id", "link_id"}),
}


def add_pages(*, first, last):
    """Published copies with these numbers."""
    from django.db import connection

    asked = {"first": first, "last": last, "of_one": PAGES_OF_A_PERSON}
    with connection.cursor() as cursor:
        columns = _columns(cursor)
        cursor.execute(PEOPLE.format(**columns), asked)
        cursor.execute(COPY.format(word=WORD, **columns), asked)
        cursor.execute("VACUUM ANALYZE")  # as PostgreSQL itself does in time


def _columns(cursor):
    names = {}
    for name, (table, but) in OWN.items():
        cursor.execute(f"SELECT * FROM {table} LIMIT 0")
        kept = [column.name for column in cursor.description if column.name not in but]
        names[name] = ", ".join(kept)
        names[f"from_{name}"] = ", ".join(f"{name[0]}.{column}" for column in kept)
    names["article"] += ", slug, import_source"
    names["from_article"] += ", a.slug || '-copy-' || n, ''"
    return names
