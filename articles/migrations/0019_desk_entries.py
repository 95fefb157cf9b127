"""What the desk's lists ask of every page, kept by PostgreSQL beside the pages.

Words are cut at punctuation first, so that what stands in an address or between asterisks is found
as in any text. A tsvector holds a megabyte, so the words of very long texts end somewhere.
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

WORDS = r"""
CREATE FUNCTION articles_desk_words(VARIADIC texts text[]) RETURNS tsvector
LANGUAGE sql IMMUTABLE AS $$
    SELECT strip(to_tsvector('simple', translate(left(array_to_string(texts, ' '), 250000),
        E'!"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~', repeat(' ', 32))))
$$;

CREATE FUNCTION articles_keep_desk_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_deskwords (article_id, words)
    VALUES (NEW.id, articles_desk_words(NEW.title, NEW.short_title, NEW.summary, NEW.body))
    ON CONFLICT (article_id) DO UPDATE SET words = excluded.words;
    RETURN NULL;
END $$;
CREATE TRIGGER a_new_page_has_desk_words
    AFTER INSERT ON articles_article
    FOR EACH ROW EXECUTE FUNCTION articles_keep_desk_words();
CREATE TRIGGER desk_words_are_those_of_the_page
    AFTER UPDATE OF title, short_title, summary, body ON articles_article
    FOR EACH ROW
    WHEN ((OLD.title, OLD.short_title, OLD.summary, OLD.body)
        IS DISTINCT FROM (NEW.title, NEW.short_title, NEW.summary, NEW.body))
    EXECUTE FUNCTION articles_keep_desk_words();
"""
NEWEST = """
CREATE FUNCTION articles_make_desk_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_deskentry (article_id, sha, is_approved, was_approved)
    SELECT id, '', false, false FROM written;
    RETURN NULL;
END $$;
CREATE TRIGGER a_new_page_has_a_desk_entry
    AFTER INSERT ON articles_article REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_make_desk_entry();

CREATE FUNCTION articles_is_approved(article bigint, text_sha text) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM articles_approval AS approval JOIN articles_revision AS revision
            ON revision.id = approval.revision_id
        WHERE approval.sha = text_sha AND revision.article_id = article
    )
$$;

CREATE FUNCTION articles_keep_newest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE articles_deskentry AS entry
    SET newest_id = newest.id, sha = newest.sha,
        is_approved = articles_is_approved(entry.article_id, newest.sha)
    FROM (
        SELECT DISTINCT ON (article_id) article_id, id, sha, number FROM written
        ORDER BY article_id, number DESC
    ) AS newest
    WHERE entry.article_id = newest.article_id AND NOT EXISTS (
        SELECT FROM articles_revision AS later
        WHERE later.article_id = newest.article_id AND later.number > newest.number
    );
    RETURN NULL;
END $$;
CREATE TRIGGER a_desk_entry_names_the_newest_revision
    AFTER INSERT ON articles_revision REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_keep_newest();

CREATE FUNCTION articles_keep_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE articles_deskentry AS entry
    SET was_approved = true, is_approved = is_approved OR approved.is_newest
    FROM (
        SELECT revision.article_id, bool_or(written.sha = own.sha) AS is_newest
        FROM written JOIN articles_revision AS revision ON revision.id = written.revision_id
        JOIN articles_deskentry AS own ON own.article_id = revision.article_id
        GROUP BY revision.article_id
    ) AS approved
    WHERE entry.article_id = approved.article_id;
    RETURN NULL;
END $$;
CREATE TRIGGER a_desk_entry_tells_of_approvals
    AFTER INSERT ON articles_approval REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_keep_approved();
"""
# Days that were set before the last review are settled by it: see models/review_due.py.
REVIEWS = """
CREATE FUNCTION articles_reviewed_until(article bigint) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT least(last.due_on, (
        SELECT min(due_on) FROM articles_reviewdate
        WHERE article_id = article AND event_id > last.event_id
    ))
    FROM articles_contentreview AS last WHERE article_id = article
    ORDER BY reviewed_on DESC, id DESC LIMIT 1
$$;

CREATE FUNCTION articles_keep_reviewed_until() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE articles_deskentry SET reviewed_until = articles_reviewed_until(article_id)
    WHERE article_id IN (SELECT article_id FROM written);
    RETURN NULL;
END $$;
CREATE TRIGGER a_desk_entry_tells_of_reviews
    AFTER INSERT ON articles_contentreview REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_keep_reviewed_until();
CREATE TRIGGER a_desk_entry_tells_of_reviews
    AFTER INSERT ON articles_reviewdate REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION articles_keep_reviewed_until();
"""
FILL = """
INSERT INTO articles_deskentry (article_id, newest_id, sha, is_approved, was_approved,
    reviewed_until)
SELECT article.id, newest.id, coalesce(newest.sha, ''),
    articles_is_approved(article.id, newest.sha),
    EXISTS (
        SELECT FROM articles_approval JOIN articles_revision AS revision
            ON revision.id = revision_id
        WHERE revision.article_id = article.id
    ),
    articles_reviewed_until(article.id)
FROM articles_article AS article LEFT JOIN LATERAL (
    SELECT id, sha FROM articles_revision WHERE article_id = article.id
    ORDER BY number DESC LIMIT 1
) AS newest ON true;
INSERT INTO articles_deskwords (article_id, words)
SELECT id, articles_desk_words(title, short_title, summary, body) FROM articles_article
"""
TAKE_AWAY = """
DROP TRIGGER a_new_page_has_a_desk_entry ON articles_article;
DROP TRIGGER a_new_page_has_desk_words ON articles_article;
DROP TRIGGER desk_words_are_those_of_the_page ON articles_article;
DROP TRIGGER a_desk_entry_names_the_newest_revision ON articles_revision;
DROP TRIGGER a_desk_entry_tells_of_approvals ON articles_approval;
DROP TRIGGER a_desk_entry_tells_of_reviews ON articles_contentreview;
DROP TRIGGER a_desk_entry_tells_of_reviews ON articles_reviewdate;
DROP FUNCTION articles_keep_reviewed_until();
DROP FUNCTION articles_reviewed_until(bigint);
DROP FUNCTION articles_keep_approved();
DROP FUNCTION articles_keep_newest();
DROP FUNCTION articles_is_approved(bigint, text);
DROP FUNCTION articles_make_desk_entry();
DROP FUNCTION articles_keep_desk_words();
DROP FUNCTION articles_desk_words(text[]);
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0018_where_lists_have_pages")]

    operations = [
        migrations.CreateModel(
            name="DeskEntry",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="desk_entry",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                (
                    "newest",
                    models.ForeignKey(
                        db_index=False,
                        help_text="The latest revision.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.revision",
                    ),
                ),
                (
                    "sha",
                    models.CharField(
                        blank=True, help_text="That of the latest revision.", max_length=64
                    ),
                ),
                (
                    "is_approved",
                    models.BooleanField(
                        default=False, help_text="Somebody approved exactly the newest text."
                    ),
                ),
                (
                    "was_approved",
                    models.BooleanField(
                        default=False, help_text="Somebody approved some text of the page."
                    ),
                ),
                (
                    "reviewed_until",
                    models.DateField(
                        db_index=True,
                        help_text=(
                            "The nearest day that the last review and days set since promise;"
                            " null before a review."
                        ),
                        null=True,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "desk entries",
            },
        ),
        migrations.CreateModel(
            name="DeskWords",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="desk_words",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                (
                    "words",
                    django.contrib.postgres.search.SearchVectorField(
                        help_text="Of the working copy: title, summary and text."
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "desk words",
            },
        ),
        migrations.RunSQL(WORDS + NEWEST + REVIEWS, TAKE_AWAY),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="deskwords",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="desk_words"),
        ),
    ]
