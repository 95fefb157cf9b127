-- What a page's row of deskentry says of its state, as it will be once all that is scheduled has
-- come, so that no row changes because time passes. The functions in deskentry.sql and of other
-- tables call it.
CREATE OR REPLACE FUNCTION articles_settle(pages bigint[]) RETURNS void LANGUAGE sql AS $$
UPDATE articles_deskentry AS entry
SET settles_as = said.settles_as, standing = said.standing, is_unapproved = said.is_unapproved,
    last_start = said.last_start, due_on = said.due_on
FROM (
    SELECT own.article_id,
        CASE
            WHEN last.kind IS NULL THEN 'draft'
            WHEN NOT last.stays THEN 'ended'
            WHEN last.kind <> 'page' THEN 'withdrawn'
            WHEN last.revision_id = own.newest_id THEN 'live'
            ELSE 'changed'
        END AS settles_as,
        CASE
            WHEN own.is_approved AND last.is_read AND last.sha = own.sha THEN 'live'
            WHEN own.is_approved THEN 'approved'
            WHEN asked.verdict = 'changes' AND (asked.sha = own.sha OR NOT asked.is_answered)
                THEN 'changes'
            WHEN asked.verdict IN ('waiting', 'approved') AND asked.sha = own.sha THEN 'submitted'
            WHEN own.was_approved THEN 'changed since approval'
            ELSE 'draft'
        END AS standing,
        coalesce(last.is_read, false)
        AND NOT EXISTS (SELECT FROM articles_approval WHERE revision_id = last.revision_id)
        AND NOT articles_is_approved(own.article_id, last.sha) AS is_unapproved,
        last.starts_at AS last_start,
        coalesce(own.reviewed_until, least(
            (home.published_on + make_interval(months => home.review_months))::date,
            (SELECT min(due_on) FROM articles_reviewdate WHERE article_id = own.article_id)
        )) AS due_on
    FROM articles_deskentry AS own
    LEFT JOIN LATERAL (
        SELECT kind, revision_id, sha, starts_at, ends_at IS NULL AS stays,
            ends_at IS NULL AND kind = 'page' AS is_read
        FROM articles_publication LEFT JOIN articles_revision AS text ON text.id = revision_id
        WHERE articles_publication.article_id = own.article_id
          AND (ends_at IS NULL OR ends_at > starts_at)
        ORDER BY starts_at DESC LIMIT 1
    ) AS last ON true
    LEFT JOIN LATERAL (
        SELECT published_on, review_months
        FROM articles_publication JOIN articles_section AS section ON section.id = section_id
        WHERE article_id = own.article_id AND kind = 'page'
          AND (ends_at IS NULL OR ends_at > starts_at)
        ORDER BY starts_at DESC LIMIT 1
    ) AS home ON true
    -- A request for changes holds for later saves, until a text of the page is approved after it.
    LEFT JOIN LATERAL (
        SELECT text.sha, coalesce(said.verdict, 'waiting') AS verdict, EXISTS (
            SELECT FROM articles_approval AS approval JOIN articles_revision AS approved
                ON approved.id = approval.revision_id
            WHERE approved.article_id = own.article_id AND grounds = 'review'
              AND approval.made_at > said.made_at
        ) AS is_answered
        FROM articles_submission AS asked JOIN articles_revision AS text ON text.id = revision_id
        LEFT JOIN LATERAL (
            SELECT verdict, made_at FROM articles_decision
            WHERE submission_id = asked.id AND verdict <> 'comment' ORDER BY id DESC LIMIT 1
        ) AS said ON true
        WHERE asked.article_id = own.article_id ORDER BY asked.id DESC LIMIT 1
    ) AS asked ON true
    WHERE own.article_id = ANY (pages)
) AS said
WHERE entry.article_id = said.article_id
  AND (entry.settles_as, entry.standing, entry.is_unapproved, entry.last_start, entry.due_on)
      IS DISTINCT FROM
      (said.settles_as, said.standing, said.is_unapproved, said.last_start, said.due_on)
$$;
