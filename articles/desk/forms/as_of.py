"""Which past date and time to look at."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.desk.forms.moments import MomentField, zone_now


class AsOfForm(forms.Form):
    at = MomentField(label="Date and time")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = f"In {zone_now()}."

    def clean_at(self):
        at = self.cleaned_data["at"]
        if at is None:
            raise ValidationError("Choose a date and a time.")
        if at > timezone.now():
            raise ValidationError(
                "Choose a time in the past. For the future, see “Scheduled and expiring”."
            )
        return at
