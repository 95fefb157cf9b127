"""What is asked of someone who lets a finding stand, and what the editor sends about a text."""

from django import forms

from articles.text import repairs


class DismissalForm(forms.Form):
    """Why a finding may stand, and which one it is."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    rule = forms.CharField(max_length=60, widget=forms.HiddenInput)
    element_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why may it stand?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say in a sentence why it may stand: others will read it."},
    )


class RepairForm(forms.Form):
    """Which repair, and at which line of the text."""

    repair = forms.ChoiceField(choices=[(name, one.label) for name, one in repairs.REPAIRS.items()])
    line = forms.IntegerField(min_value=1)
