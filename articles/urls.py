from django.urls import path, re_path

from articles.sitemaps import public_sitemap
from articles.views import draft_links, outside, public

app_name = "articles"
urlpatterns = [
    path("", public.home, name="home"),
    path("people/<slug:slug>/", public.person, name="person"),
    path("resources/", public.resources, name="resources"),
    path("review/<str:token>/", outside.review, name="review"),
    path("review/<str:token>/thanks/", outside.thanks, name="review-thanks"),
    path("review/<str:token>/remarks/<int:pk>/", outside.settle, name="review-settle"),
    path("search/", public.search_results, name="search"),
    path("site-index/", public.site_index, name="site-index"),
    path("sitemap.xml", public_sitemap, name="sitemap"),
    path("draft/<str:token>/", draft_links.shown, name="draft-link"),
    path("<slug:slug>/", public.section, name="section"),
    re_path(r"^(?P<path>[^/]+/[^/]+/)short/$", public.short, name="short"),
    # The rest belongs to publications: pages, notices, and addresses of an old site.
    re_path(r"^(?P<path>.+)$", public.elsewhere, name="page"),
]
