"""Forms that carry the values they started from, so that acts can see conflicts."""

import json

from django import forms
from django.forms.models import ModelChoiceField, ModelMultipleChoiceField
from django.utils.choices import flatten_choices

from accessibility.changes.optimistic_lock import Opened, fingerprint, last_line

BASED_ON = "based_on"


class BasedOnField(forms.CharField):
    """Fingerprints by name, in a hidden field. Whatever cannot be read says nothing."""

    # A browser that comes back to a page shall not bring back old ones. No id: a screen may have
    # two forms.
    widget = forms.HiddenInput(attrs={"autocomplete": "off", "id": False})

    def __init__(self):
        super().__init__(required=False)

    def prepare_value(self, value):
        return json.dumps(value, separators=(",", ":")) if isinstance(value, dict) else value

    def clean(self, value):
        try:
            typed = json.loads(value or "")
        except (ValueError, RecursionError):
            return {}
        return typed if isinstance(typed, dict) else {}

    def has_changed(self, initial, data):
        return False  # nothing that someone typed


class OpenedForm(forms.ModelForm):
    """The form of a row that someone else may have open as well."""

    based_on = BasedOnField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields[BASED_ON]  # nobody else has a row that is not there yet

    def get_initial_for_field(self, field, field_name):
        """Fingerprints are made late: by then the form knows all that it begins with."""
        if field_name == BASED_ON:
            return carried(self.prints(), since=last_line())
        return super().get_initial_for_field(field, field_name)

    def prints(self):
        """A fingerprint of each value that the form begins with."""
        begun = {name: self.get_initial_for_field(self.fields[name], name) for name in self.asked()}
        return {name: fingerprint(value) for name, value in (begun | self.begun_beside()).items()}

    def asked(self):
        """The names of fields that say something of the row."""
        return [
            name
            for name, field in self.fields.items()
            if name != BASED_ON and name not in self.helping() and not field.disabled
        ]

    def helping(self):
        """Names of fields that only help to fill in others."""
        return ()

    def begun_beside(self):
        """What the form begins with that is none of its fields, by name."""
        return {}

    def opened(self):
        """What the act must know, of a form that was sent; None where there is no row yet."""
        if BASED_ON not in self.fields:
            return None
        typed = self.based_on_now()
        names = [*self.asked(), *self.begun_beside()]
        labels = {name: str(self.fields[name].label) for name in self.asked()}
        prints = {name: str(typed.get("is", {}).get(name, "")) for name in names}
        return Opened(prints, labels, typed.get("since", 0))

    def based_on_now(self):
        typed = BasedOnField().clean(self.data.get(BASED_ON))
        is_sound = isinstance(typed.get("is"), dict) and isinstance(typed.get("since"), int)
        return typed if is_sound else {}

    # --- Coming back ---

    def sent_again(self, refusal):
        """What was posted, with what others alone changed, and what the next save is based on."""
        posted = self.data.copy()
        for name in refusal.taken:
            self.write(posted, name, refusal.now[name])
        since = self.based_on_now().get("since", 0)
        posted[BASED_ON] = BasedOnField().prepare_value(carried(refusal.prints, since=since))
        return posted

    def write(self, posted, name, value):
        """Put a value into what was posted, as a browser would send it."""
        value = self.fields[name].prepare_value(value)
        if isinstance(value, bool):
            value = ["on"] if value else []
        several = value if isinstance(value, list | tuple | set) else [value]
        posted.setlist(name, ["" if one is None else str(one) for one in several])

    def shown_beside(self, refusal):
        """What a template shows of a refusal: both values of what both changed, and the rest."""
        taken = [self.label_of(name) for name in refusal.taken]
        return {"differing": self._differing(refusal), "taken": taken}

    def _differing(self, refusal):
        return [
            {
                "label": self.label_of(name),
                "id": self[name].id_for_label if name in self.fields else "",
                "now": self.describe(name, refusal.now[name]),
                "mine": self.describe(name, refusal.mine[name]),
            }
            for name in refusal.overlaps
        ]

    def label_of(self, name):
        return str(self.fields[name].label)

    def describe(self, name, value):
        """A value as people read it."""
        field = self.fields[name]
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if isinstance(field, ModelMultipleChoiceField):
            return _lines(map(field.label_from_instance, field.queryset.filter(pk__in=value)))
        if isinstance(field, ModelChoiceField):
            model = field.queryset.model
            return str(model._default_manager.filter(pk=value).first() or "")
        if isinstance(field, forms.ChoiceField):
            return str(dict(flatten_choices(field.choices)).get(value, value))
        value = field.prepare_value(value)
        return "" if value is None else str(value)


def shown_again(form, refusal, *, instance, **options):
    """A form that was refused, with all that was typed; its next save knows what it replaces."""
    again = type(form)(form.sent_again(refusal), instance=instance, **options)
    again.add_error(None, str(refusal))
    return again


def _lines(values):
    return "\n".join(map(str, values))


def carried(prints, *, since):
    return {"since": since, "is": prints}
