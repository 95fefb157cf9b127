"""What is asked before something is done with several pages at once."""

from django import forms
from django.contrib.auth import get_user_model

from articles import permissions
from articles.forms.pages import AccountField

MOST_PAGES = 100


def _at_work():
    people = get_user_model().objects.filter(is_staff=True, is_active=True)
    return people.order_by("last_name", "first_name", "username")


class SubmitSeveralForm(forms.Form):
    reviewer = AccountField(
        queryset=None,
        label="Who shall read them?",
        error_messages={"required": "Choose who shall read the pages."},
    )
    changed = forms.CharField(
        label="What changed and why?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what changed: whoever reads the pages will see it."},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        readers = [person.pk for person in _at_work() if permissions.may_approve(person)]
        self.fields["reviewer"].queryset = _at_work().filter(pk__in=readers)


class PublishSeveralForm(forms.Form):
    reason = forms.CharField(
        label="Why can they not wait for approval?",
        max_length=500,
        required=False,
        help_text=(
            "Empty: only pages whose newest text was approved are published. With a reason the"
            " others are, too, as “published without review”."
        ),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)


class OwnerForm(forms.Form):
    owner = AccountField(
        queryset=None,
        label="New owner",
        help_text="Who looks after the pages from now on.",
        error_messages={"required": "Choose the new owner."},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = _at_work()


class ReviewDateOfSeveralForm(forms.Form):
    due_on = forms.DateField(
        label="Next review on",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="A review can only be brought nearer; reviewing the page puts it off.",
        error_messages={"required": "Choose the day of the next review."},
    )
    reason = forms.CharField(label="Why?", max_length=300, required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)


class SectionForm(forms.Form):
    section = forms.ModelChoiceField(
        queryset=None,
        help_text="Live pages move at once; their old addresses lead to the new ones.",
        error_messages={"required": "Choose a section."},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = permissions.sections_open_to(user)
