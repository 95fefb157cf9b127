"""Accounts: people are deactivated, never deleted, because the history names them."""

from itertools import groupby
from operator import attrgetter

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth import admin as stock
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.forms.models import ModelChoiceIterator
from django.urls import path
from django.utils import timezone
from django.utils.text import capfirst

from accessibility.changes.admin import OpenedAdmin
from accessibility.changes.forms import OpenedForm
from articles import permissions, publishing, roles
from articles.desk.forms import InvitationForm, RolesField, SectionsOfWorkField
from articles.desk.views.accounts import invitations
from articles.mail import sending
from articles.publishing.account_history import changes_of, history_of_account, history_of_group
from articles.publishing.account_links import LASTS, open_invitation
from articles.publishing.invitations import invitation_state, with_invitations

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
    add_form = InvitationForm
    add_form_template = "admin/auth/user/invite.html"
    change_form_template = "admin/auth/user/change_form.html"
    add_fieldsets = (
        WHO,
        ("Permissions", {"fields": ("groups", "sections")}),
        ("Signing in", {"fields": ("username",)}),
    )
    object_history_template = "admin/auth/account_history.html"
    filter_horizontal = ()
    show_facets = admin.ShowFacets.NEVER
    list_display = ("username", "first_name", "last_name", "email", "roles", "state", "is_active")
    list_filter = ("groups", "is_active", "is_superuser")
    readonly_fields = ("last_login", "date_joined")

    @admin.display(description="roles")
    def roles(self, account):
        names = [group.name for group in account.groups.all()]
        return ", ".join(["everything"] if account.is_superuser else names) or "none"

    @admin.display(description="invitation")
    def state(self, account):
        return invitation_state(account, at=timezone.now())

    def get_form(self, request, obj=None, **kwargs):
        return super().get_form(request, obj, labels=LABELS, help_texts=HELP, **kwargs)

    @admin.display(description="Only in these sections")
    def limits(self, account):
        return ", ".join(map(str, account.sections_of_work.all())) or "Everywhere"

    def get_queryset(self, request):
        return with_invitations(super().get_queryset(request).prefetch_related("groups"))

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
        given = {name: form.cleaned_data.get(name) for name in ("groups", "sections")}
        if not change:
            publishing.add_account(account=obj, by=request.user, **given)
            publishing.invite(account=obj, by=request.user)
            return
        form.saved = publishing.save_account(
            account=obj, by=request.user, opened=form.opened(), **given
        )

    def save_related(self, request, form, formsets, change):
        """Roles and sections were saved with the account, by the act."""

    def response_add(self, request, obj, post_url_continue=None):
        _warn(request, obj)
        return invitations.invited(request, obj)

    def response_change(self, request, obj):
        _warn(request, obj)
        return super().response_change(request, obj)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context |= {"sends_mail": sending.reaches_people(), "days": LASTS.days}
        if obj is not None:
            context |= _state(obj, by=request.user)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_urls(self):
        def at(route, view, name):
            guarded = self.admin_site.admin_view(view)
            return path(f"<int:pk>/{route}/", guarded, name=f"auth_user_{name}")

        return [
            at("invite", invitations.invite, "invite"),
            at("withdraw-invitation", invitations.withdraw, "withdraw_invitation"),
            *super().get_urls(),
        ]

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


def _state(account, *, by):
    """What is shown above an account's form: whether its person can sign in, and the invitation."""
    now = timezone.now()
    may_invite = permissions.may_give_rights(by, account) and account.is_active
    may_invite = may_invite and not account.has_usable_password()
    return {
        "warnings": _warnings(account),
        "invitation": invitation_state(account, at=now),
        "may_invite": may_invite,
        "may_withdraw": may_invite and open_invitation(account, at=now) is not None,
    }


def _warnings(account):
    """Sentences about what someone needs to sign in and to work, and does not have."""
    if not account.is_active:
        return []
    name = account.get_full_name() or account.get_username()
    if not account.is_staff:
        return [f"{name} cannot sign in. To allow it, check “Can use the desk”."]
    has_some = account.is_superuser or account.groups.exists() or account.user_permissions.exists()
    return [] if has_some else [f"{name} has no role and can do nothing here. Choose a role."]


def _warn(request, account):
    for sentence in _warnings(account):
        messages.warning(request, sentence)


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
        form.saved = publishing.save_group(
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
