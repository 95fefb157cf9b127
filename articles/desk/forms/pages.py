"""The form of a page: everything an author may leave for later."""

import json
import secrets

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Q

from articles.desk.forms.moments import DayField
from articles.desk.forms.rows import AuthorRows, ResourceRows
from articles.models import Article
from articles.publishing.drafts.details import as_typed, details_of, from_typed
from articles.publishing.drafts.merge import loaded_revision, values_of
from articles.publishing.drafts.rendering import render_text
from articles.publishing.errors import TextTooMuch
from articles.publishing.labels import DETAILS as DETAIL_LABELS
from articles.text import snapshot_fields

# What a page has beside its text, as the form asks for it.
DETAILS = tuple(name.removesuffix("_id") for name in DETAIL_LABELS)


class AccountField(forms.ModelChoiceField):
    def label_from_instance(self, account):
        return account.get_full_name() or account.get_username()


class AccountsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, account):
        return account.get_full_name() or account.get_username()


class DetailsField(forms.Field):
    """What the page's details were when the form was opened; see ``publishing.details_of``."""

    widget = forms.HiddenInput

    def prepare_value(self, value):
        return value if isinstance(value, str) else json.dumps(as_typed(value or {}))

    def to_python(self, value):
        try:
            return from_typed(json.loads(value or "{}"))
        except ValueError:
            return {}


def _based_on(article):
    """What the next save is measured by: no newer than what the form shows."""
    if article.pk is None:
        return {"seen_revision": None, "seen_details": {}}
    seen, details = loaded_revision(article), details_of(article)
    return {
        "seen_revision": seen.number if seen else None,
        "seen_details": details,
        "coauthors": details["coauthors"],  # read once: those that are shown are those seen
    }


def panels():
    """(heading, names of fields) of the form's panels, in order."""
    what, text, settings = (
        snapshot_fields.in_panel(panel)
        for panel in (snapshot_fields.WHAT, snapshot_fields.TEXT, snapshot_fields.SETTINGS)
    )
    return [
        (snapshot_fields.WHAT, what),
        (snapshot_fields.TEXT, text),
        (snapshot_fields.SETTINGS, (*settings, *DETAILS)),
    ]


class ArticleForm(forms.ModelForm):
    """A working copy with its by-line and its resources. Nothing in it is required."""

    editor = None  # set by the admin, for each request
    unsaved = None  # set by the admin: an ``autosave.Unsaved`` that the form is opened with
    seen_revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen_details = DetailsField(required=False)
    # Which open form this is, how far it was typed, and whose unsaved work it began with.
    window = forms.RegexField(r"^[0-9a-f]{8,40}$", required=False, widget=forms.HiddenInput)
    sequence = forms.IntegerField(required=False, widget=forms.HiddenInput)
    restored = forms.RegexField(r"^[0-9a-f]+:\d+$", required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label="What did you change?",
        max_length=300,
        required=False,
        help_text="Optional. A few words for the history.",
    )

    class Meta:
        model = Article
        # Where a desk shows the form it names the fields itself, as ``panels`` has them.
        fields = [name for _, names in panels() for name in names]
        widgets = {"coauthors": forms.CheckboxSelectMultiple}
        field_classes = {
            "owner": AccountField,
            "coauthors": AccountsField,
            "first_published_on": DayField,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._offer_accounts()
        article, data = self.instance, self.data if self.is_bound else None
        byline, resources = [], []
        if article.pk and not self.is_bound:  # what was sent is never measured by what is there now
            byline = [{"person": line.person_id} for line in article.byline.all()]
            resources = [{"link": row.link_id, "note": row.note} for row in article.resources.all()]
        self.initial |= _based_on(article)
        self.initial["window"] = secrets.token_hex(8)
        if self.unsaved is not None and not self.is_bound:
            self._begin_with(self.unsaved)
            byline = self.unsaved.rows("authors", "person")
            resources = self.unsaved.rows("resources", "link", "note")
        self.authors = AuthorRows(data, prefix="authors", initial=byline, editor=self.editor)
        self.resources = ResourceRows(
            data, prefix="resources", initial=resources, editor=self.editor
        )
        if "body" in self.fields:
            self.fields["body"].strip = False  # an untouched text is saved as it was

    def _offer_accounts(self):
        """Active desk accounts and anyone already chosen."""
        at_work = Q(is_staff=True, is_active=True)
        named = {"owner": Q(pk=self.instance.owner_id), "coauthors": Q(coauthored=self.instance.pk)}
        for name in named.keys() & self.fields.keys():
            accounts = User.objects.filter(at_work | named[name]).distinct()
            self.fields[name].queryset = accounts.order_by("username")

    def _begin_with(self, unsaved):
        data = unsaved.data()
        for name in set(self.fields) - {"window", "sequence", "restored"}:
            typed = self.fields[name].widget.value_from_datadict(data, {}, name)
            if typed is not None:
                self.initial[name] = typed
        self.initial["restored"] = f"{unsaved.window}:{unsaved.sequence}"

    def clean_body(self):
        body = self.cleaned_data["body"]
        try:
            render_text(body)
        except TextTooMuch as problem:
            raise ValidationError(str(problem)) from problem
        return body

    def clean(self):
        if not self.authors.is_valid():
            self.add_error(None, "Please correct the errors under Authors.")
        if not self.resources.is_valid():
            self.add_error(None, "Please correct the errors under Additional information.")
        return super().clean()

    def base(self):
        """The number of the revision that the text started from; None where none was named."""
        return self.cleaned_data.get("seen_revision")

    def seen(self):
        """The details this form began with, of those it asks for."""
        return self._asked_for(self.cleaned_data.get("seen_details") or {})

    def _asked_for(self, details):
        return {
            name: value
            for name, value in details.items()
            if name.removesuffix("_id") in self.fields
        }

    def coauthors(self):
        """Keys of the accounts; None where the form does not ask."""
        if "coauthors" not in self.cleaned_data:
            return None
        return sorted(account.pk for account in self.cleaned_data["coauthors"])

    def byline(self):
        return [values["person"].pk for values in self.authors.values()]

    def resource_list(self):
        return [(values["link"].pk, values["note"]) for values in self.resources.values()]

    def values(self):
        """All that the form says, as the merge of two editors' words takes it."""
        details = details_of(self.instance) | {"coauthors": self.coauthors()}
        lists = {
            "byline": [(person, "") for person in self.byline()],
            "resources": self.resource_list(),
        }
        return values_of(self.instance) | lists | self._asked_for(details)
