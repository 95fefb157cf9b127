"""The list of pages: how its rows are counted and ordered, and what they are filtered by."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles import permissions, workflow
from articles.desk import pagination
from articles.models import STATE_NAMES, Article

KEPT_WITH_STATE = {
    "updated_at": "desk_entry__saved_at",
    "-updated_at": "-desk_entry__saved_at",
}


class PageList(ChangeList):
    """Finds the rows once, to count and to show them; says how many there are in words."""

    def get_ordering(self, request, queryset):
        """The rows of a state by the day that PostgreSQL keeps beside it, in one index."""
        found = super().get_ordering(request, queryset)
        is_of_state = {"state", "approval"} & request.GET.keys()
        return [KEPT_WITH_STATE.get(name, name) for name in found] if is_of_state else found

    def get_results(self, request):
        super().get_results(request)
        if not self.multi_page:
            self.result_list = self.paginator.object_list[: pagination.MOST]

    def count_label(self):
        many = self.paginator.is_cut and not (self.query or self.has_active_filters)
        number = (many and pagination.about(self.model)) or self.paginator.count_label()
        return f"The first {self.result_count:,} of {number}" if self.paginator.is_cut else number


class UsedFilter(admin.RelatedFieldListFilter):
    """Offers values of pages that are not in the trash: one look-up for each value."""

    def field_choices(self, field, request, model_admin):
        pages = Article.objects.filter(**{field.name: OuterRef("pk")}, archived_at=None)
        pages = permissions.only_readable(pages, request.user)
        ordering = self.field_admin_ordering(field, request, model_admin)
        used = field.related_model.objects.filter(Exists(pages))
        return [
            (thing.pk, str(thing)) for thing in (used.order_by(*ordering) if ordering else used)
        ]


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return list(STATE_NAMES.items())

    def queryset(self, request, queryset):
        if self.value() not in STATE_NAMES:
            return queryset
        return queryset.in_state(self.value(), at=timezone.now())


class ApprovalFilter(admin.SimpleListFilter):
    """The approval state of the latest revision."""

    title = "approval"
    parameter_name = "approval"
    unreviewed = "without-review"

    def lookups(self, request, model_admin):
        return [*workflow.APPROVAL_STATES.items(), (self.unreviewed, "Published without review")]

    def queryset(self, request, queryset):
        at = timezone.now()
        if self.value() == self.unreviewed:
            return queryset.published_without_review(at=at)
        if self.value() in workflow.APPROVAL_STATES:
            return queryset.in_approval_state(self.value(), at=at)
        return queryset
