from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("accessibility.urls")),
    path("", include("articles.urls")),
]

handler404 = "mscoe.views.page_not_found"
handler500 = "mscoe.views.server_error"
