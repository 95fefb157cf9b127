"""Accounts: people are deactivated, never deleted, since the history names them."""

from itertools import groupby
from operator import attrgetter

from django.apps import apps
from django.contrib import admin
from django.contrib.auth import admin as stock
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.forms import CheckboxSelectMultiple, ModelMultipleChoiceField
from django.forms.models import ModelChoiceIterator
from django.utils.text import capfirst

admin.site.unregister((User, Group))

LABELS = {"is_staff": "May enter the desk", "is_superuser": "May do everything"}
HELP = {
    "is_active": "Take the tick away to close the account. The history keeps the person's name.",
    "is_staff": "Needed to sign in here.",
    "is_superuser": "Every right there is, accounts included. For very few people.",
    "groups": "What a person may do comes from the groups ticked here; they are made under Groups.",
}


@admin.register(User)
class UserAdmin(stock.UserAdmin):
    """Rights come with groups, ticked one by one: the stock lists cannot be used by everyone."""

    actions = None
    filter_horizontal = ()
    show_facets = admin.ShowFacets.NEVER
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
        form = super().get_form(request, obj, labels=LABELS, help_texts=HELP, **kwargs)
        if "groups" in form.base_fields:
            form.base_fields["groups"].widget.can_add_related = False
        return form

    def has_delete_permission(self, request, obj=None):
        return False


class RightsByThing(ModelChoiceIterator):
    """The rights to one kind of thing stand together, under its name."""

    def __iter__(self):
        rights = self.queryset.select_related("content_type")
        for kind, found in groupby(rights, key=attrgetter("content_type")):
            yield (
                capfirst(kind.model_class()._meta.verbose_name_plural),
                list(map(self.choice, found)),
            )


class GroupedBoxes(CheckboxSelectMultiple):
    template_name = "admin/articles/rights.html"


class Rights(ModelMultipleChoiceField):
    """Rights by their own words; for things that nobody can do in the admin there are none."""

    widget = GroupedBoxes
    iterator = RightsByThing

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
