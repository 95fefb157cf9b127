"""Mending the live text while a longer draft waits."""

from django import forms
from django.core.exceptions import ValidationError

from articles.desk.widgets import MarkdownEditor
from articles.publishing.drafts.saving import render_text
from articles.publishing.errors import TextTooMuch, UrgentWithoutReason
from articles.text import snapshot_fields

URGENT, APPROVAL = "urgent", "approval"
APPLY, LEAVE = "apply", "leave"


class HotfixForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(max_length=200, error_messages={"required": "Give the page a title."})
    summary = forms.CharField(
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write a summary."},
    )
    body = forms.CharField(
        label="Text",
        strip=False,
        widget=MarkdownEditor,
        error_messages={"required": "Write the text of the page."},
    )
    note = forms.CharField(
        label="What did you mend?",
        max_length=300,
        required=False,
        help_text="A few words for the history; may stay empty.",
    )
    how = forms.ChoiceField(
        label="How it reaches readers",
        choices=[
            (URGENT, "At once, without approval: it is urgent"),
            (APPROVAL, "When it is approved: save it now, and ask for approval next"),
        ],
        initial=URGENT,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Why can it not wait for approval?",
        max_length=500,
        required=False,
        help_text="Needed where it is urgent. Kept in the history; readers do not see it.",
    )

    schedule = forms.ChoiceField(
        label="What is scheduled with another text",
        choices=[
            (
                APPLY,
                "Put the mending into it as well, as urgent, so that the fault does not come back",
            ),
            (LEAVE, "Leave it as it is: readers then get that text without your mending"),
        ],
        initial=APPLY,
        error_messages={"required": "Choose what becomes of the text that is scheduled."},
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, has_schedule=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_schedule:
            del self.fields["schedule"]

    def clean_body(self):
        body = self.cleaned_data["body"]
        try:
            render_text(body)
        except TextTooMuch as problem:
            raise ValidationError(str(problem)) from problem
        return body

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("how") == URGENT and not cleaned.get("reason", "").strip():
            self.add_error("reason", str(UrgentWithoutReason()))
        return cleaned

    def into_schedule(self):
        is_asked = self.cleaned_data.get("schedule") == APPLY
        return is_asked and self.cleaned_data["how"] == URGENT

    def written(self):
        return {name: self.cleaned_data[name] for name in snapshot_fields.in_hotfix()}

    def urgent_reason(self):
        return self.cleaned_data["reason"] if self.cleaned_data["how"] == URGENT else ""
