"""A person's preferences at the desk."""

from zoneinfo import available_timezones

from django import forms

from accessibility.changes.forms import OpenedForm
from articles import permissions
from articles.models import DeskPreferences

REGIONS = {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian"}
REGIONS |= {"Pacific"}


class DeskPreferencesForm(OpenedForm):
    time_zone = forms.ChoiceField(
        label="Time zone",
        required=False,
        help_text="For dates and times at the desk. Readers see dates in the site's time zone.",
    )

    class Meta:
        model = DeskPreferences
        fields = ("time_zone", "weekly_mail", "mails_approved", "has_shortcuts")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = [("", "The site's time zone"), *_zones_by_region()]
        if not permissions.may_publish(self.instance.person):
            del self.fields["mails_approved"]


def _zones_by_region():
    regions = {}
    for name in sorted(available_timezones()):
        region, _, place = name.partition("/")
        if region in REGIONS:
            regions.setdefault(region, []).append((name, place.replace("_", " ")))
    return [("UTC", "UTC"), *regions.items()]
