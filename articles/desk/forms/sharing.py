"""How long a link to a draft works."""

from django import forms

DAYS = [(1, "1 day"), (7, "7 days"), (30, "30 days")]


class ShareForm(forms.Form):
    days = forms.TypedChoiceField(
        label="How long should the link work?",
        choices=DAYS,
        coerce=int,
        initial=7,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how long the link should work."},
    )
