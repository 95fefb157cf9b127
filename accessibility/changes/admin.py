"""Desks whose forms come back, with both values, where someone else was faster."""

from django.contrib import admin, messages
from django.db import transaction

from accessibility.changes.forms import BASED_ON, OpenedForm
from accessibility.changes.optimistic_lock import FormConflict
from accessibility.changes.page_context import page_context

HTTP_CONFLICT = 409


class OpenedAdmin(admin.ModelAdmin):
    """The form says what it began with; ``save_model`` hands that to an act.

    It leaves what the act returned, a SavedRow, as ``form.saved``.
    """

    form = OpenedForm

    class Media:
        css = {"all": ["accessibility/admin/conflict.css"]}

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            with transaction.atomic():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except FormConflict as refusal:
            context = page_context(request)
            context.refusal = context.conflict = refusal
            row = self.get_object(request, object_id)
            request.POST = self.get_form(request, row)(request.POST, instance=row).sent_again(
                refusal
            )
            response = super().changeform_view(request, object_id, form_url, extra_context)
            response.status_code = HTTP_CONFLICT
            return response

    def lookup_allowed(self, lookup, value, request):
        """A list is filtered by what its filters offer: others fail on values such as year 0."""
        offered = {_name_of_filter(each) for each in self.get_list_filter(request)}
        is_offered = lookup.partition("__")[0] in offered
        return is_offered and super().lookup_allowed(lookup, value, request)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        refusal = page_context(request).refusal
        return refused(form, refusal) if refusal is not None else form

    def get_fields(self, request, obj=None):
        """Where no desk names its fields, all are shown; this one stands in the form by itself."""
        return [name for name in super().get_fields(request, obj) if name != BASED_ON]

    def render_change_form(self, request, context, *args, **kwargs):
        if conflict := page_context(request).conflict:
            context |= context["adminform"].form.shown_beside(conflict)
        return super().render_change_form(request, context, *args, **kwargs)

    def construct_change_message(self, request, form, formsets, add=False):
        """The log lists what this save changed; the editor is told what it kept of others."""
        saved = getattr(form, "saved", None)  # forms of passwords have none
        if saved is not None and saved.merged:
            kept = saved.merged.names
            form.changed_data = [name for name in form.changed_data if name not in kept]
            self.message_user(request, saved.merged.sentence, messages.INFO)
        return super().construct_change_message(request, form, formsets, add)


def _name_of_filter(listed):
    """The first part of the names that a line of ``list_filter`` puts into addresses."""
    name = listed[0] if isinstance(listed, tuple) else listed
    return name.partition("__")[0] if isinstance(name, str) else name.parameter_name


def refused(form, refusal):
    """The form, with the sentences of a refusal, and never valid."""
    sentences = getattr(refusal, "messages", [str(refusal)])

    class RefusedForm(form):
        def clean(self):
            self.add_error(None, sentences)
            return super().clean()

    return RefusedForm
