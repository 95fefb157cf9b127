"""The form to fix the live page while a newer draft exists."""

from django import forms
from django.core.exceptions import ValidationError

from articles.desk.widgets import MarkdownEditor
from articles.publishing.drafts.rendering import render_text
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
        label="What did you fix?",
        max_length=300,
        required=False,
        help_text="Optional. A few words for the history.",
    )
    how = forms.ChoiceField(
        label="When should readers see it?",
        choices=[
            (URGENT, "Now, without approval: it is urgent"),
            (APPROVAL, "After approval: save it now and submit it next"),
        ],
        initial=URGENT,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Why can it not wait for approval?",
        max_length=500,
        required=False,
        help_text="Required for an urgent fix. Shown in the history, not to readers.",
    )

    schedule = forms.ChoiceField(
        label="Scheduled revision",
        choices=[
            (
                APPLY,
                "Apply the fix to it too, as urgent, so that the error does not return",
            ),
            (LEAVE, "Leave it as it is: readers will then see it without your fix"),
        ],
        initial=APPLY,
        error_messages={"required": "Choose what to do with the scheduled revision."},
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
