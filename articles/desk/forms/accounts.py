"""An account's permissions, in plain words, and the form of a new one."""

import re

from django import forms
from django.contrib.auth.models import Group, User
from django.utils.html import format_html

from articles import roles
from articles.models import Section


class RolesField(forms.ModelMultipleChoiceField):
    """Roles and the center's own groups, each with what it lets people do."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(Group.objects.order_by("pk"), required=False, **kwargs)

    def label_from_instance(self, group):
        words = roles.IN_WORDS.get(group.name)
        return (
            format_html("<span><strong>{}</strong>: {}</span>", group.name, words)
            if words
            else group.name
        )


class SectionsOfWorkField(forms.ModelMultipleChoiceField):
    """The sections to which someone's permissions on pages are limited."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self):
        super().__init__(
            Section.objects.in_order(),
            label="Only in these sections",
            required=False,
            help_text=(
                "Permissions on pages apply only in the sections you choose. Choose none to"
                " allow all. People can always work on their own pages."
            ),
        )


class InvitationForm(forms.ModelForm):
    """A new account: its person sets the password."""

    username = forms.CharField(
        max_length=150,
        required=False,
        validators=[User.username_validator],
        help_text="For signing in. Leave empty to use the email address up to the @.",
    )
    email = forms.EmailField(label="Email address", help_text="The invitation goes there.")
    groups = RolesField(label="Roles")
    sections = SectionsOfWorkField()

    class Meta:
        model = User
        fields = ("first_name", "last_name", "email", "username")

    def clean_username(self):
        name = User.normalize_username(self.cleaned_data["username"].strip())
        if name and User.objects.filter(username__iexact=name).exists():
            raise forms.ValidationError("Someone has this username. Choose another one.")
        return name

    def clean(self):
        data = super().clean()
        if data.get("email") and data.get("username") == "":
            data["username"] = _free_username(data["email"])
        return data

    def save(self, commit=True):
        """They can use the desk, and have no password yet."""
        self.instance.is_staff = True
        self.instance.set_unusable_password()
        return super().save(commit)


def _free_username(email):
    name = re.sub(r"[^\w.+-]", "", email.partition("@")[0])[:140] or "user"
    taken = {one.casefold() for one in _usernames_from(name)}
    numbered = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return (
        name
        if name.casefold() not in taken
        else next(one for one in numbered if one.casefold() not in taken)
    )


def _usernames_from(beginning):
    return User.objects.filter(username__istartswith=beginning).values_list("username", flat=True)
