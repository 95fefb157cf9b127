"""Forms to confirm a page's review, and to set an earlier review date."""

from django import forms

from articles.desk.forms.moments import DayField


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class StillRightForm(forms.Form):
    """``revision`` is the one that was read: what went live since is not confirmed with it."""

    revision = forms.CharField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label="Note",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=(
            "Optional. For example, the guideline you checked it against. Shown in the history,"
            " not to readers."
        ),
    )
    due_on = DayField(
        label="Next review due on",
        widget=DayInput,
        help_text=(
            "The section's usual interval. Choose an earlier or later date if the page needs it."
        ),
        error_messages={"required": "Choose a date for the next review."},
    )


class ReviewDateForm(forms.Form):
    due_on = DayField(
        label="Next review due on",
        widget=DayInput,
        help_text="You can set an earlier date only. A review moves it later.",
        error_messages={
            "required": "Choose a date for the next review.",
            "invalid": "Enter the date as year, month and day, such as 2027-03-31.",
        },
    )
    reason = forms.CharField(
        label="Reason",
        max_length=500,
        required=False,
        help_text="What to check then. Shown in the history, not to readers.",
    )
