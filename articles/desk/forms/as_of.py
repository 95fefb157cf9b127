"""Which moment of the past to look at."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.desk.forms.moments import MomentField, zone_now


class AsOfForm(forms.Form):
    at = MomentField(label="As it was on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = f"In {zone_now()}."

    def clean_at(self):
        at = self.cleaned_data["at"]
        if at is None:
            raise ValidationError("Choose a date and a time.")
        if at > timezone.now():
            raise ValidationError(
                "That moment lies ahead. What is to come is listed under “Scheduled and expiring”."
            )
        return at
