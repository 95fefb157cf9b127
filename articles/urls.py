from django.urls import path, re_path

from articles.desk.views.approval import outside_review
from articles.desk.views.editor import draft_links
from articles.public import sitemaps, views

app_name = "articles"
urlpatterns = [
    path("", views.home, name="home"),
    path("people/<slug:slug>/", views.person, name="person"),
    path("people/<slug:slug>/<slug:part>/", views.person_part, name="person-part"),
    path("resources/", views.resources, name="resources"),
    path("resources/<slug:part>/", views.resources, name="resources-part"),
    path("review/<str:token>/", outside_review.review, name="review"),
    path("review/<str:token>/thanks/", outside_review.thanks, name="review-thanks"),
    path(
        "review/<str:token>/remarks/<int:pk>/",
        outside_review.resolve_remark,
        name="review-resolve-remark",
    ),
    path("search/", views.search_results, name="search"),
    path("site-index/", views.site_index, name="site-index"),
    path("site-index/<slug:slug>/<slug:part>/", views.index_part, name="index-part"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-site.xml", sitemaps.site, name="sitemap-site"),
    path("sitemap-pages-<int:number>.xml", sitemaps.pages, name="sitemap-pages"),
    path("draft/<str:token>/", draft_links.shown, name="draft-link"),
    path("<slug:slug>/", views.section, name="section"),
    re_path(r"^(?P<path>[^/]+/[^/]+/)short/$", views.short, name="short"),
    # The rest belongs to publications: pages, notices, and addresses of an old site.
    re_path(r"^(?P<path>.+)$", views.any_page, name="page"),
]
