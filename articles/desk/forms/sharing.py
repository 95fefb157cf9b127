"""For how long a link to a draft is good."""

from django import forms

DAYS = [(1, "1 day"), (7, "7 days"), (30, "30 days")]


class ShareForm(forms.Form):
    days = forms.TypedChoiceField(
        label="How long shall the link be good?",
        choices=DAYS,
        coerce=int,
        initial=7,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose for how many days the link is good."},
    )
