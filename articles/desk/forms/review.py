"""What is asked when a text is submitted, and of whoever reads it."""

from django import forms
from django.contrib.auth.models import Group

from articles.models import Decision
from articles.publishing.approval.reviewer_mail import possible_readers, reviewing_groups
from articles.publishing.errors import CommentEmpty, ReasonForChangesMissing

Verdict = Decision.Verdict
PERSON, GROUP, OUTSIDE = "person", "group", "outside"


class SubmitForm(forms.Form):
    """Who is asked to read a text, and what they are told."""

    changed = forms.CharField(
        label="What changed, and why?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Whoever reads the page sees this first.",
        error_messages={"required": "Say in a sentence what changed and why."},
    )
    who = forms.ChoiceField(
        label="Who should read it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who should read it."},
    )
    reviewer = forms.TypedChoiceField(
        label="Colleague", required=False, coerce=int, empty_value=None
    )
    outside_name = forms.CharField(
        label="Name of the expert",
        max_length=120,
        required=False,
        help_text="With credentials: the history names them like this.",
    )
    outside_email = forms.EmailField(
        label="E-mail address of the expert",
        required=False,
        help_text="The signed link goes there. It works for 14 days, for this text only.",
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
            yield f"{GROUP}-{group.pk}", f"Anybody of the group {group.name}"
        yield OUTSIDE, "An expert without an account, named below"

    def clean(self):
        who, given = self.cleaned_data.get("who"), self.cleaned_data
        if who == PERSON and not given.get("reviewer") and "reviewer" not in self.errors:
            self.add_error("reviewer", "Choose the colleague who should read it.")
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
    "outside_name": "Write the name of the expert.",
    "outside_email": "Write the e-mail address of the expert.",
}


def _choice(reader):
    unmailed = "" if reader.account.email else " (no e-mail address: sees it at the desk)"
    return reader.account.pk, f"{reader}{unmailed}"


class DecisionForm(forms.Form):
    """What a reader of a submitted text says about it; which button was pressed is the verdict."""

    text = forms.CharField(
        label="What would you say about it?",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Needed when you ask for changes, or comment.",
    )
    heading = forms.ChoiceField(label="Which part is it about?", required=False)
    verdict = forms.ChoiceField(
        choices=Verdict.choices,
        widget=forms.HiddenInput,
        error_messages={
            "required": "Choose one of the buttons below.",
            "invalid_choice": "Choose one of the buttons below.",
        },
    )

    def __init__(self, *args, headings, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(one["id"], one["text"]) for one in headings]
        self.fields["heading"].choices = [("", "The page as a whole"), *named]

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


class OutsideDecisionForm(DecisionForm):
    """The same for readers without an account; ``website`` is there for programs to fill in."""

    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError("Leave the field for programs empty, then send it again.")
        return ""


class RemarkForm(forms.Form):
    """A remark on a draft, without a decision."""

    text = forms.CharField(
        label="Remark",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write your remark first."},
    )
    heading = forms.ChoiceField(label="Which part is it about?", required=False)

    def __init__(self, *args, headings, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(one["id"], one["text"]) for one in headings]
        self.fields["heading"].choices = [("", "The page as a whole"), *named]
