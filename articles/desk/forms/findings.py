"""The form to dismiss a finding, and the one that names a repair."""

from django import forms

from articles.text import repairs


class DismissalForm(forms.Form):
    """Which finding to dismiss, and why."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    rule = forms.CharField(max_length=60, widget=forms.HiddenInput)
    element_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why is it OK as it is?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Say in a sentence why it is OK as it is. Others will read it."
        },
    )


class RepairForm(forms.Form):
    """Which repair, and at which line of the text."""

    repair = forms.ChoiceField(choices=[(name, one.label) for name, one in repairs.REPAIRS.items()])
    line = forms.IntegerField(min_value=1)
