"""Pages at the desk: the list, the form, and links to every act on a page."""

from django.contrib import admin

from articles import permissions
from articles.desk.admin.page_form import PageFormAdmin
from articles.desk.admin.page_list import PageListAdmin
from articles.desk.admin.page_saving import PageSavingAdmin
from articles.desk.admin.page_urls import page_urls
from articles.models import Article


@admin.register(Article)
class ArticleAdmin(PageListAdmin, PageSavingAdmin, PageFormAdmin):
    def has_view_permission(self, request, obj=None):
        return permissions.may_read(request.user, obj)

    def has_change_permission(self, request, obj=None):
        return permissions.may_write(request.user, obj)

    def has_add_permission(self, request):
        return permissions.may_start(request.user)

    def get_urls(self):
        return [*page_urls(self.admin_site), *super().get_urls()]
