"""Accounts: people are deactivated, never deleted, because the history names them."""

from itertools import groupby
from operator import attrgetter

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth import admin as stock
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.forms.models import ModelChoiceIterator
from django.utils.text import capfirst

from accessibility.changes.admin import OpenedAdmin
from accessibility.changes.forms import OpenedForm
from articles import permissions, publishing, roles
from articles.desk.forms import RolesField, SectionsOfWorkField
from articles.publishing.account_history import changes_of, history_of_account, history_of_group

admin.site.unregister((User, Group))

WHO = ("Person", {"fields": ("first_name", "last_name", "email")})
DATES = ("Dates", {"fields": ("last_login", "date_joined")})
LABELS = {"is_staff": "Can use the desk", "is_superuser": "Has all permissions"}
HELP = {
    "is_active": "Clear this box to close the account. The history keeps the person's name.",
    "is_staff": "Required to sign in here.",
    "is_superuser": "Every permission, including managing accounts. For very few people.",
}


class AccountForm(UserChangeForm, OpenedForm):
    groups = RolesField(label="Roles")
    sections = SectionsOfWorkField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "sections" in self.fields:
            self.initial["sections"] = self.instance.sections_of_work.all()

    def describe(self, name, value):
        """Roles by name only: what each lets people do is beside its checkbox."""
        if name == "groups":
            return "\n".join(Group.objects.filter(pk__in=value).values_list("name", flat=True))
        return super().describe(name, value)


@admin.register(User)
class UserAdmin(OpenedAdmin, stock.UserAdmin):
    """Permissions come with roles, one checkbox each: not everyone can use Django's own lists."""

    actions = None
    form = AccountForm
    object_history_template = "admin/auth/account_history.html"
    filter_horizontal = ()
    show_facets = admin.ShowFacets.NEVER
    list_display = ("username", "first_name", "last_name", "email", "roles", "is_active")
    list_filter = ("groups", "is_active", "is_superuser")
    readonly_fields = ("last_login", "date_joined")

    @admin.display(description="roles")
    def roles(self, account):
        names = [group.name for group in account.groups.all()]
        return ", ".join(["everything"] if account.is_superuser else names) or "none"

    def get_form(self, request, obj=None, **kwargs):
        return super().get_form(request, obj, labels=LABELS, help_texts=HELP, **kwargs)

    @admin.display(description="Only in these sections")
    def limits(self, account):
        return ", ".join(map(str, account.sections_of_work.all())) or "Everywhere"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return self.add_fieldsets
        is_open = self.has_change_permission(request, obj)
        limits = "sections" if permissions.may_give_rights(request.user, obj) else "limits"
        rights = ("is_active", "is_staff", "is_superuser", "groups", limits)
        identity = ("username", "password") if is_open else ("username",)
        return (
            (None, {"fields": identity}),
            WHO,
            ("Permissions", {"fields": rights}),
            DATES,
        )

    def get_readonly_fields(self, request, obj=None):
        if not permissions.may_give_rights(request.user, obj):
            rights = ("is_active", "is_staff", "is_superuser", "groups", "limits")
            return (*self.readonly_fields, *rights, "sections")  # the last one: not even unseen
        only_theirs = () if request.user.is_superuser else ("is_superuser",)
        return (*self.readonly_fields, *only_theirs)

    def save_model(self, request, obj, form, change):
        if not change:
            publishing.add_account(account=obj, by=request.user)
            return
        given = {name: form.cleaned_data.get(name) for name in ("groups", "sections")}
        publishing.save_account(account=obj, by=request.user, opened=form.opened(), **given)

    def save_related(self, request, form, formsets, change):
        """Roles and sections of an account that is there were saved with it, by the act."""
        if not change:
            super().save_related(request, form, formsets, change)

    def user_change_password(self, request, id, form_url=""):
        """Set or clear someone's password, together with its Event, or do neither."""
        account = self.get_object(request, unquote(id))
        if account is None:
            return super().user_change_password(request, id, form_url)
        with publishing.recorded_account(account, by=request.user):
            return super().user_change_password(request, id, form_url)

    def history_view(self, request, object_id, extra_context=None):
        account = self.get_object(request, unquote(object_id))
        return super().history_view(request, object_id, _history(account, of=history_of_account))

    def has_change_permission(self, request, obj=None):
        return permissions.may_manage_account(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return False


MOST_SHOWN = 200


def _history(row, *, of):
    """For the history's template: what was changed, the newest first."""
    if row is None:
        return None
    events = [
        {"event": event, "changes": list(changes_of(event))} for event in of(row)[:MOST_SHOWN]
    ]
    return {"account_events": events}


class RightsByThing(ModelChoiceIterator):
    """Groups the permissions on one model under its name."""

    def __iter__(self):
        rights = self.queryset.select_related("content_type")
        for kind, found in groupby(rights, key=attrgetter("content_type")):
            yield (
                capfirst(kind.model_class()._meta.verbose_name_plural),
                list(map(self.choice, found)),
            )


class GroupedBoxes(forms.CheckboxSelectMultiple):
    template_name = "admin/articles/rights.html"


class Rights(forms.ModelMultipleChoiceField):
    """Permissions by name, without those that have no screen in the admin."""

    widget = GroupedBoxes
    iterator = RightsByThing

    def label_from_instance(self, permission):
        return permission.name


@admin.register(Group)
class GroupAdmin(OpenedAdmin, stock.GroupAdmin):
    """The center's own groups. Roles belong to the site: a release says what they may do."""

    actions = None
    filter_horizontal = ()
    list_display = ("name", "summary")
    object_history_template = "admin/auth/account_history.html"

    @admin.display(description="permissions of its members")
    def summary(self, group):
        return roles.IN_WORDS.get(group.name, "as set in the group").capitalize()

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        shown = [model for model in apps.get_models() if admin.site.is_registered(model)]
        kinds = ContentType.objects.get_for_models(*shown).values()
        usable = Permission.objects.filter(content_type__in=kinds)
        usable = usable.exclude(codename__startswith="delete_")
        return Rights(usable, required=False, help_text=db_field.help_text)

    def has_change_permission(self, request, obj=None):
        is_role = obj is not None and obj.name in roles.ROLES
        return not is_role and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        publishing.save_group(
            group=obj,
            by=request.user,
            permissions=form.cleaned_data["permissions"],
            opened=form.opened(),
        )

    def save_related(self, request, form, formsets, change):
        """What the members of a group may do was saved with it, by the act."""

    def history_view(self, request, object_id, extra_context=None):
        group = self.get_object(request, unquote(object_id))
        return super().history_view(request, object_id, _history(group, of=history_of_group))
