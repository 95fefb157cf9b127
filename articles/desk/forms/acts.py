"""What is asked before an act that readers notice."""

from django import forms
from django.core.exceptions import ValidationError

from articles.desk.forms.choosing import LivePageField
from articles.desk.forms.moments import MomentField, zone_now
from articles.models import Section
from articles.models.section import SLUG
from articles.publishing.errors import UrgentWithoutReason

AT_ONCE, LATER = "now", "later"


class MoveForm(forms.Form):
    seen_revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    section = forms.ModelChoiceField(
        Section.objects.in_order(), error_messages={"required": "Choose a section."}
    )
    slug = forms.CharField(
        label="Address part",
        max_length=100,
        validators=[SLUG],
        help_text="Last part of the new address. Use lowercase letters, numbers and hyphens.",
        error_messages={"required": "Enter the last part of the new address."},
    )


class When(forms.Form):
    """Now, or at a date and time in the person's own time zone."""

    when = forms.ChoiceField(
        label="When",
        choices=[(AT_ONCE, "Now"), (LATER, "Later")],
        initial=AT_ONCE,
        required=False,
        widget=forms.RadioSelect,
    )
    starts_at = MomentField(label="Date and time, if later")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["starts_at"].help_text = f"In {zone_now()}."

    def clean(self):
        cleaned = super().clean()
        when, starts_at = cleaned.get("when"), cleaned.get("starts_at")
        if when == LATER and not starts_at and "starts_at" not in self.errors:
            self.add_error("starts_at", "Choose a date and a time.")
        if when != LATER and starts_at:
            self.add_error("when", "You entered a date and time. Choose “Later”, or clear them.")
        return cleaned

    def moment(self):
        return self.cleaned_data["starts_at"]


class PublishForm(When):
    until = MomentField(label="Until")
    keep_schedule = forms.TypedChoiceField(
        label="What is already scheduled",
        choices=[("yes", "Keep it: it replaces this revision later"), ("no", "Cancel it")],
        initial="yes",
        empty_value=True,
        coerce=lambda value: value != "no",
        required=False,
        widget=forms.RadioSelect,
    )
    out_of_menus = forms.BooleanField(label="Remove it from menus when it ends", required=False)
    reason = forms.CharField(
        label="Reason",
        max_length=500,
        required=False,
        help_text="Optional. Shown in the history, not to readers.",
    )

    def __init__(self, *args, has_schedule=False, menus=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].help_text = (
            f"Leave empty to keep the page live. After this time its address says that it is gone."
            f" In {zone_now()}."
        )
        if not has_schedule:
            del self.fields["keep_schedule"]
        if menus:
            names = ", ".join(str(menu) for menu in menus)
            self.fields["out_of_menus"].help_text = f"It is in: {names}."
        else:
            del self.fields["out_of_menus"]

    def arguments(self):
        """What the act is told."""
        return {name: value for name, value in self.cleaned_data.items() if name != "when"}


class UrgentForm(PublishForm):
    """Publishing without approval is explained."""

    reason = forms.CharField(
        label="Why can it not wait for approval?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Shown in the history and at the desk, not to readers.",
        error_messages={"required": str(UrgentWithoutReason())},
    )


class EndForm(forms.Form):
    until = MomentField(label="Until")
    out_of_menus = forms.BooleanField(label="Remove it from menus when it ends", required=False)

    def __init__(self, *args, menus=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].help_text = f"Leave empty to keep the page live. In {zone_now()}."
        if menus:
            names = ", ".join(str(menu) for menu in menus)
            self.fields["out_of_menus"].help_text = f"It is in: {names}."
        else:
            del self.fields["out_of_menus"]


class SwapForm(When):
    other = LivePageField(
        label="The other page", error_messages={"required": "Choose the other page."}
    )
    field_order = ["other", "when", "starts_at"]


NOTICE, GONE, ELSEWHERE = "notice", "gone", "elsewhere"


class WithdrawForm(When):
    reason = forms.CharField(
        label="Why are you withdrawing the page?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Readers who open the address will see this.",
        error_messages={
            "required": "Say in a sentence why you are withdrawing the page. Readers will see it."
        },
    )
    found = forms.ChoiceField(
        label="What readers find at the address",
        choices=[
            (NOTICE, "A notice that the page was withdrawn, with the reason"),
            (
                GONE,
                "A message that it was removed; search engines are told it is gone for good (410)",
            ),
            (ELSEWHERE, "A redirect to the page below"),
        ],
        initial=NOTICE,
        widget=forms.RadioSelect,
    )
    instead = LivePageField(label="Where to look instead", required=False)
    out_of_menus = forms.BooleanField(label="Remove it from menus", required=False)
    field_order = ["reason", "found", "instead", "out_of_menus", "when", "starts_at"]

    def __init__(self, *args, menus=(), **kwargs):
        super().__init__(*args, **kwargs)
        if menus:
            names = ", ".join(str(menu) for menu in menus)
            self.fields["out_of_menus"].help_text = f"It is in: {names}."
        else:
            del self.fields["out_of_menus"]

    def clean_instead(self):
        instead = self.cleaned_data["instead"]
        if self.data.get(self.add_prefix("found")) == ELSEWHERE and instead is None:
            raise ValidationError("Choose the page to redirect to.")
        return instead

    def arguments(self):
        """What the act is told."""
        given = self.cleaned_data
        target = "leads_to" if given["found"] == ELSEWHERE else "instead"
        return {
            "reason": given["reason"],
            "gone": given["found"] == GONE,
            "starts_at": given["starts_at"],
            "out_of_menus": given.get("out_of_menus", False),
            target: given["instead"],
        }
