"""What is asked before a bulk act on pages."""

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
    """Everyone who may approve pages, each with the pages among these they cannot approve."""

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
        label="Who should review them?",
        help_text="No one can approve their own work, or pages outside their sections.",
        error_messages={"required": "Choose who should review the pages."},
    )
    changed = forms.CharField(
        label="What changed and why?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what changed. The reviewer will see it."},
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
            "Leave empty to publish approved pages only. With a reason, the others are"
            " published too, as “published without review”."
        ),
    )

    def __init__(self, *args, user, revisions, **kwargs):
        super().__init__(*args, **kwargs)


class OwnerForm(forms.Form):
    owner = AccountField(
        queryset=None,
        label="New owner",
        help_text="The person who looks after these pages from now on.",
        error_messages={"required": "Choose the new owner."},
    )

    def __init__(self, *args, user, revisions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = _at_work()


class BulkReviewDateForm(forms.Form):
    due_on = DayField(
        label="Next review on",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="You can set an earlier date only. Reviewing the page moves it later.",
        error_messages={"required": "Choose a date for the next review."},
    )
    reason = forms.CharField(label="Why?", max_length=300, required=False)

    def __init__(self, *args, user, revisions, **kwargs):
        super().__init__(*args, **kwargs)


class SectionForm(forms.Form):
    section = forms.ModelChoiceField(
        queryset=None,
        help_text="Live pages move at once. Their old addresses redirect to the new ones.",
        error_messages={"required": "Choose a section."},
    )

    def __init__(self, *args, user, revisions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = permissions.sections_open_to(user)
