"""An account's permissions, in plain words."""

from django import forms
from django.contrib.auth.models import Group
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
