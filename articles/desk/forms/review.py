"""Forms to submit a revision for approval, and to review it."""

from django import forms
from django.contrib.auth.models import Group

from articles.models import Decision
from articles.publishing.approval.reviewer_mail import possible_readers, reviewing_groups
from articles.publishing.errors import (
    CommentEmpty,
    ReasonForChangesMissing,
    ReasonForDismissalMissing,
)

Verdict = Decision.Verdict
ANSWERS = (Verdict.APPROVED, Verdict.CHANGES, Verdict.COMMENT)
PERSON, GROUP, OUTSIDE = "person", "group", "outside"


class SubmitForm(forms.Form):
    """Who is asked to review a revision, and what they are told."""

    changed = forms.CharField(
        label="What changed, and why?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The reviewer sees this first.",
        error_messages={"required": "Say in a sentence what changed and why."},
    )
    who = forms.ChoiceField(
        label="Who should review it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who should review it."},
    )
    reviewer = forms.TypedChoiceField(
        label="Colleague", required=False, coerce=int, empty_value=None
    )
    outside_name = forms.CharField(
        label="Expert's name",
        max_length=120,
        required=False,
        help_text="Include credentials. The history shows the name exactly like this.",
    )
    outside_email = forms.EmailField(
        label="Expert's email address",
        required=False,
        help_text="We send a personal link there. It works for 14 days and for this revision only.",
    )

    def __init__(self, *args, revision, **kwargs):
        super().__init__(*args, **kwargs)
        readers = possible_readers(revision)
        able = [reader for reader in readers if not reader.refusal]
        self.left_out = [reader for reader in readers if reader.refusal]
        self.people = {reader.account.pk: reader.account for reader in able}
        self.groups = reviewing_groups(able)
        self.fields["who"].choices = list(self._ways())
        self.fields["reviewer"].choices = [("", "Choose a colleague"), *map(_choice, able)]

    def _ways(self):
        if self.people:
            yield PERSON, "A colleague, named below"
        for group in self.groups:
            yield f"{GROUP}-{group.pk}", f"Anyone in the group {group.name}"
        yield OUTSIDE, "An expert without an account, named below"

    def clean(self):
        who, given = self.cleaned_data.get("who"), self.cleaned_data
        if who == PERSON and not given.get("reviewer") and "reviewer" not in self.errors:
            self.add_error("reviewer", "Choose the colleague who should review it.")
        if who == OUTSIDE:
            for name, sentence in OUTSIDE_NEEDS.items():
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        return given

    def reader(self):
        """Who was chosen, as ``publishing.submit`` takes them."""
        who, given = self.cleaned_data["who"], self.cleaned_data
        if who == PERSON:
            return {"reviewer": self.people[given["reviewer"]]}
        if who == OUTSIDE:
            return {name: given[name] for name in OUTSIDE_NEEDS}
        return {"group": Group.objects.get(pk=who.removeprefix(f"{GROUP}-"))}


OUTSIDE_NEEDS = {
    "outside_name": "Enter the name of the expert.",
    "outside_email": "Enter the email address of the expert.",
}


def _choice(reader):
    unmailed = "" if reader.account.email else " (no email address: sees it at the desk)"
    return reader.account.pk, f"{reader}{unmailed}"


class DecisionForm(forms.Form):
    """A reviewer's decision; which button was pressed is the verdict."""

    text = forms.CharField(
        label="Your comments",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Required if you request changes or comment.",
    )
    heading = forms.ChoiceField(label="Which part is this about?", required=False)
    verdict = forms.ChoiceField(
        choices=[(one, one.label) for one in ANSWERS],
        widget=forms.HiddenInput,
        error_messages={
            "required": "Choose one of the buttons below.",
            "invalid_choice": "Choose one of the buttons below.",
        },
    )

    def __init__(self, *args, headings, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(one["id"], one["text"]) for one in headings]
        self.fields["heading"].choices = [("", "The whole page"), *named]

    def clean(self):
        verdict, text = self.cleaned_data.get("verdict"), self.cleaned_data.get("text", "")
        if not text.strip() and "text" not in self.errors:
            if verdict == Verdict.CHANGES:
                self.add_error("text", str(ReasonForChangesMissing()))
            if verdict == Verdict.COMMENT:
                self.add_error("text", str(CommentEmpty()))
        return self.cleaned_data

    def decision(self):
        """As ``publishing.decide`` takes it."""
        given = self.cleaned_data
        return {
            "verdict": given["verdict"],
            "reason": given["text"],
            "heading_id": given["heading"],
        }


class DismissRequestForm(forms.Form):
    """Why a page needs none of the changes that its reviewer requested."""

    reason = forms.CharField(
        label="Why are no changes needed?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The reviewer reads it by mail, and it stays in the history.",
        error_messages={"required": str(ReasonForDismissalMissing())},
    )


class OutsideDecisionForm(DecisionForm):
    """The same for readers without an account; ``website`` is there for programs to fill in."""

    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError(
                "Leave the “Leave this empty” field empty, then send the form again."
            )
        return ""


class RemarkForm(forms.Form):
    """A comment on a draft, without a decision."""

    text = forms.CharField(
        label="Comment",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter a comment."},
    )
    heading = forms.ChoiceField(label="Which part is this about?", required=False)

    def __init__(self, *args, headings, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(one["id"], one["text"]) for one in headings]
        self.fields["heading"].choices = [("", "The whole page"), *named]
