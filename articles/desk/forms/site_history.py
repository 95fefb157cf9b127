"""Which entries of the site history to show."""

from django import forms
from django.contrib.auth.models import User

from articles.desk.forms.moments import DayField
from articles.desk.site_history import KINDS, Filters

THE_SITE = "site"
DAY = {"type": "date"}


def _people():
    accounts = User.objects.order_by("first_name", "last_name", "username")
    named = [(str(one.pk), one.get_full_name() or one.get_username()) for one in accounts]
    return [("", "Everyone"), (THE_SITE, "The site, or someone without an account"), *named]


class SiteHistoryForm(forms.Form):
    """Sent with GET; each field may stay empty."""

    person = forms.ChoiceField(choices=_people, required=False)
    kind = forms.ChoiceField(
        choices=[("", "Everything"), *((slug, kind.title) for slug, kind in KINDS.items())],
        required=False,
    )
    about = forms.CharField(
        max_length=200,
        required=False,
        help_text="Part of a page’s title, or of a name.",
    )
    since = DayField(
        label="From", required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )
    until = DayField(
        label="To", required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )

    def clean(self):
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", "Choose a day that is not before the first one.")
        return data

    def filters(self):
        """Of a valid form."""
        given = self.cleaned_data
        person = given["person"]
        return Filters(
            person=User.objects.get(pk=person) if person not in ("", THE_SITE) else None,
            is_by_site=person == THE_SITE,
            kind=given["kind"],
            about=given["about"],
            since=given["since"],
            until=given["until"],
        )
