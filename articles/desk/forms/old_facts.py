"""When readers get pages on which an old number or address was replaced."""

from django import forms

from articles.desk.forms.hotfix import APPROVAL, URGENT
from articles.publishing.errors import UrgentWithoutReason


class OldFactsForm(forms.Form):
    how = forms.ChoiceField(
        label="When should readers of live pages see it?",
        choices=[
            (URGENT, "Now, without approval: it is urgent"),
            (APPROVAL, "After approval: save drafts now and submit them next"),
        ],
        initial=URGENT,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Why can it not wait for approval?",
        max_length=500,
        required=False,
        initial="The old number or address no longer leads to help.",
        help_text="Required for an urgent fix. Shown in the history, not to readers.",
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("how") == URGENT and not cleaned.get("reason", "").strip():
            self.add_error("reason", str(UrgentWithoutReason()))
        return cleaned

    def urgent_reason(self):
        return self.cleaned_data["reason"] if self.cleaned_data["how"] == URGENT else ""
