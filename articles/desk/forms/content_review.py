"""What is asked of someone who finds a page still right, or wants it looked at earlier."""

from django import forms

from articles.desk.forms.moments import DayField


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class StillRightForm(forms.Form):
    """``revision`` is the text that was read: what went live since is not confirmed with it."""

    revision = forms.CharField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label="Note",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What you checked it against, for instance. Kept in the history; readers do not"
        " see it. May stay empty.",
    )
    due_on = DayField(
        label="Next review due on",
        widget=DayInput,
        help_text="As the section says; choose an earlier or a later day where the page needs it.",
        error_messages={"required": "Choose the day of the next review."},
    )


class ReviewDateForm(forms.Form):
    due_on = DayField(
        label="Next review due on",
        widget=DayInput,
        help_text="An earlier day than the one that holds. Only a review puts it off.",
        error_messages={
            "required": "Choose the day of the next review.",
            "invalid": "Write the day as year, month and day, such as 2027-03-31.",
        },
    )
    reason = forms.CharField(
        label="Reason",
        max_length=500,
        required=False,
        help_text="What should be looked at then. Kept in the history; readers do not see it.",
    )
