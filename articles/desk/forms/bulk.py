"""What is asked before something is done with several pages at once."""

from django import forms
from django.contrib.auth import get_user_model

from articles import permissions
from articles.desk.forms.moments import DayField
from articles.desk.forms.pages import AccountField
from articles.publishing.approval.reviewer_mail import people_who_approve, possible_readers

MOST_PAGES = 100


def _at_work():
    people = get_user_model().objects.filter(is_staff=True, is_active=True)
    return people.order_by("last_name", "first_name", "username")


class ReaderField(AccountField):
    """Whoever may approve pages; of which of them they cannot approve each is told beforehand."""

    def choose_for(self, revisions):
        people = list(people_who_approve())
        self.queryset = get_user_model().objects.filter(pk__in=[person.pk for person in people])
        self.refused = {person.pk: [] for person in people}
        for revision in revisions:
            for reader in possible_readers(revision, people=people):
                if reader.refusal:
                    self.refused[reader.account.pk].append(f"“{revision.title}”")
        self.number = len(revisions)

    def label_from_instance(self, account):
        name, titles = super().label_from_instance(account), self.refused[account.pk]
        if not titles:
            return name
        if len(titles) == self.number:
            return f"{name}: cannot approve any of them"
        more = f" and {len(titles) - 3} others" if len(titles) > 3 else ""
        return f"{name}: all but {', '.join(titles[:3])}{more}"


class BulkSubmitForm(forms.Form):
    reviewer = ReaderField(
        queryset=None,
        label="Who shall read them?",
        help_text="Nobody approves what they saved themselves, or what is in others' sections.",
        error_messages={"required": "Choose who shall read the pages."},
    )
    changed = forms.CharField(
        label="What changed and why?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what changed: whoever reads the pages will see it."},
    )

    def __init__(self, *args, user, revisions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].choose_for(revisions)


class BulkPublishForm(forms.Form):
    reason = forms.CharField(
        label="Why can they not wait for approval?",
        max_length=500,
        required=False,
        help_text=(
            "Empty: only pages whose newest text was approved are published. With a reason the"
            " others are, too, as “published without review”."
        ),
    )

    def __init__(self, *args, user, revisions, **kwargs):
        super().__init__(*args, **kwargs)


class OwnerForm(forms.Form):
    owner = AccountField(
        queryset=None,
        label="New owner",
        help_text="Who looks after the pages from now on.",
        error_messages={"required": "Choose the new owner."},
    )

    def __init__(self, *args, user, revisions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = _at_work()


class BulkReviewDateForm(forms.Form):
    due_on = DayField(
        label="Next review on",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="A review can only be brought nearer; reviewing the page puts it off.",
        error_messages={"required": "Choose the day of the next review."},
    )
    reason = forms.CharField(label="Why?", max_length=300, required=False)

    def __init__(self, *args, user, revisions, **kwargs):
        super().__init__(*args, **kwargs)


class SectionForm(forms.Form):
    section = forms.ModelChoiceField(
        queryset=None,
        help_text="Live pages move at once; their old addresses lead to the new ones.",
        error_messages={"required": "Choose a section."},
    )

    def __init__(self, *args, user, revisions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = permissions.sections_open_to(user)
