"""Accounts: people are deactivated, never deleted, since the history names them."""

from django.apps import apps
from django.contrib import admin
from django.contrib.auth import admin as stock
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.forms import CheckboxSelectMultiple, ModelMultipleChoiceField

admin.site.unregister((User, Group))


@admin.register(User)
class UserAdmin(stock.UserAdmin):
    """Rights come with groups, ticked one by one: the stock lists cannot be used by everyone."""

    actions = None
    filter_horizontal = ()
    list_display = ("username", "first_name", "last_name", "email", "is_staff", "is_active")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Who it is", {"fields": ("first_name", "last_name", "email")}),
        ("What they may do", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["widget"] = CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        if "groups" in form.base_fields:
            form.base_fields["groups"].widget.can_add_related = False
        return form

    def has_delete_permission(self, request, obj=None):
        return False


class Rights(ModelMultipleChoiceField):
    """Rights by their own words; for things that nobody can do in the admin there are none."""

    widget = CheckboxSelectMultiple

    def label_from_instance(self, permission):
        return permission.name


@admin.register(Group)
class GroupAdmin(stock.GroupAdmin):
    filter_horizontal = ()

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        shown = [model for model in apps.get_models() if admin.site.is_registered(model)]
        kinds = ContentType.objects.get_for_models(*shown).values()
        usable = Permission.objects.filter(content_type__in=kinds).exclude(
            Q(codename__startswith="delete_") & ~Q(codename="delete_group")
        )
        return Rights(usable, required=False, help_text=db_field.help_text)
