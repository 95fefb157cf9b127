from django.contrib import admin
from django.urls import include, path, re_path

from mscoe import views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("media/images/<str:name>", views.media_image, name="media-image"),
    # The editor field's own package brings views that take anything from anybody: never these.
    re_path(r"^(?:admin/)?markdownx(?:/|$)", views.nothing_here),
    path("admin/", admin.site.urls),
    path("", include("accessibility.urls")),
    path("", include("articles.urls")),
]

handler400 = "mscoe.views.bad_request"
handler403 = "mscoe.views.not_allowed"
handler404 = "mscoe.views.page_not_found"
handler500 = "mscoe.views.server_error"
