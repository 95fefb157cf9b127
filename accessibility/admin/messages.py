"""The desk of readers' messages: what waits for an answer, and what was done."""

from django.contrib import admin
from django.utils.text import Truncator

from accessibility.changes.admin import OpenedAdmin
from accessibility.models import Message
from accessibility.statement import messages
from accessibility.views.menu_forms import MessageForm


@admin.register(Message)
class MessageAdmin(OpenedAdmin):
    form = MessageForm
    list_display = ("at", "words", "page", "answered_at", "answered_by")
    list_select_related = ("answered_by",)
    search_fields = ("text", "page", "name", "note")
    readonly_fields = ("at", "text", "page", "name", "reply_to", "answered_at", "answered_by")
    fields = (*readonly_fields, "answered", "note")
    actions = None

    @admin.display(description="message")
    def words(self, message):
        return Truncator(message.text).words(15)

    def has_add_permission(self, request):
        return False  # readers write them

    def has_delete_permission(self, request, obj=None):
        return False  # the person who told us may ask what came of it

    def save_model(self, request, obj, form, change):
        answered, note = form.cleaned_data["answered"], form.cleaned_data["note"]
        form.saved = messages.set_answered(
            message=obj, answered=answered, note=note, by=request.user, opened=form.opened()
        )
