"""What is asked before an act that readers notice."""

from django import forms

from articles.models import Section
from articles.models.section import SLUG


class MoveForm(forms.Form):
    section = forms.ModelChoiceField(
        Section.objects.in_order(), error_messages={"required": "Choose a section."}
    )
    slug = forms.CharField(
        label="Address part",
        max_length=100,
        validators=[SLUG],
        help_text="Last part of the new address: small letters, digits and hyphens.",
        error_messages={"required": "Write the last part of the new address."},
    )


class PublishForm(forms.Form):
    reason = forms.CharField(
        label="Reason",
        max_length=500,
        required=False,
        help_text="Kept in the history; readers do not see it. May stay empty.",
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Why is the page withdrawn?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Readers who come to the address will see this.",
        error_messages={
            "required": "Say in a sentence why the page is withdrawn: readers will see it."
        },
    )
    gone = forms.TypedChoiceField(
        label="What readers find at the address",
        choices=[
            ("no", "A notice that the page was withdrawn, with the reason"),
            ("yes", "The notice, and to search engines: gone for good (410)"),
        ],
        coerce=lambda value: value == "yes",
        initial="no",
        widget=forms.RadioSelect,
    )
