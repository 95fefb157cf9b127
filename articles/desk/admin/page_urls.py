"""The addresses of everything that is done with pages at the desk."""

import re

from django.urls import path

from articles.desk.views.approval import review
from articles.desk.views.editor import (
    describe_pictures,
    draft_links,
    findings,
    preview,
    similar_titles,
    spoken,
    unsaved,
    word_upload,
)
from articles.desk.views.publishing import (
    bulk,
    content_review,
    history,
    hotfix,
    page_acts,
    schedule,
)


def page_urls(admin_site):
    """What is done with a page, or with pages, each on a screen of its own."""

    def at(name, view):
        guarded = admin_site.admin_view(view)
        return path(
            f"<int:pk>/{name}/", guarded, name=f"articles_article_{re.sub('[-/]', '_', name)}"
        )

    desk = ("preview", "publish", "withdraw", "move", "compare", "restore")
    timeline = ("cancel_schedule", "set_end", "swap")
    from_word = admin_site.admin_view(word_upload.new_page)
    discard = admin_site.admin_view(unsaved.discard)
    scheduled = admin_site.admin_view(schedule.scheduled)
    similar = similar_titles.similar_titles  # guarded by itself, for a script
    return [
        *(at(name, getattr(page_acts, name)) for name in desk),
        at("history", history.history),
        at("preview/screen", preview.screen),
        at("share", draft_links.share),
        path(
            "preview-style/<str:look>.css",
            admin_site.admin_view(preview.style),
            name="articles_preview_style",
        ),
        path(
            "bulk/<slug:what>/",
            admin_site.admin_view(bulk.bulk),
            name="articles_article_bulk",
        ),
        *(at(name, getattr(schedule, name)) for name in timeline),
        path("scheduled/", scheduled, name="articles_article_scheduled"),
        path("from-word/", from_word, name="articles_article_word"),
        at("hotfix", hotfix.hotfix),
        *(at(name.replace("_", "-"), getattr(findings, name)) for name in findings.DESK),
        at("spoken", spoken.hear),
        at("word-report", word_upload.report),
        at("describe", describe_pictures.describe),
        at("confirm-review", content_review.confirm_review),
        at("review-date", content_review.review_date),
        *(at(name.replace("_", "-"), getattr(review, name)) for name in review.DESK),
        path("autosave/", unsaved.keep, name="articles_article_autosave_new"),
        path("<int:pk>/autosave/", unsaved.keep, name="articles_article_autosave"),
        path("similar-titles/", similar, name="articles_article_similar_titles"),
        path("here/", unsaved.here, name="articles_article_here_new"),
        path("<int:pk>/here/", unsaved.here, name="articles_article_here"),
        path("discard/", discard, name="articles_article_discard"),
    ]
