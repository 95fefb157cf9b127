-- How many findings nobody dismissed. Page by page on purpose: joined, a table that PostgreSQL has
-- not counted yet would be read whole.
CREATE OR REPLACE FUNCTION articles_count_findings(audits bigint[]) RETURNS void LANGUAGE sql AS $$
UPDATE articles_pageaudit AS audit
SET (open_errors, open_warnings) = (
    SELECT count(*) FILTER (WHERE severity = 'error'),
        count(*) FILTER (WHERE severity = 'warning')
    FROM articles_pagefinding AS finding
    WHERE finding.audit_id = audit.id AND NOT EXISTS (
        SELECT FROM articles_dismissal AS dismissed
        WHERE dismissed.article_id = (
            SELECT article_id FROM articles_revision WHERE id = audit.revision_id
        )
          AND dismissed.taken_back_at IS NULL
          AND dismissed.rule = finding.rule AND dismissed.element_hash = finding.element_hash
    )
)
WHERE id = ANY (audits)
$$;
