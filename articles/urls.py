from django.urls import path, re_path

from articles import sitemaps
from articles.views import draft_links, outside, public

app_name = "articles"
urlpatterns = [
    path("", public.home, name="home"),
    path("people/<slug:slug>/", public.person, name="person"),
    path("people/<slug:slug>/<slug:part>/", public.person_part, name="person-part"),
    path("resources/", public.resources, name="resources"),
    path("resources/<slug:part>/", public.resources, name="resources-part"),
    path("review/<str:token>/", outside.review, name="review"),
    path("review/<str:token>/thanks/", outside.thanks, name="review-thanks"),
    path("review/<str:token>/remarks/<int:pk>/", outside.settle, name="review-settle"),
    path("search/", public.search_results, name="search"),
    path("site-index/", public.site_index, name="site-index"),
    path("site-index/<slug:slug>/<slug:part>/", public.index_part, name="index-part"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-site.xml", sitemaps.site, name="sitemap-site"),
    path("sitemap-pages-<int:number>.xml", sitemaps.pages, name="sitemap-pages"),
    path("draft/<str:token>/", draft_links.shown, name="draft-link"),
    path("<slug:slug>/", public.section, name="section"),
    re_path(r"^(?P<path>[^/]+/[^/]+/)short/$", public.short, name="short"),
    # The rest belongs to publications: pages, notices, and addresses of an old site.
    re_path(r"^(?P<path>.+)$", public.elsewhere, name="page"),
]
