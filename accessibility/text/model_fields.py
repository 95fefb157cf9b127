"""Fields of text that keep nothing invisible, whichever way a value comes in.

Forms, acts, commands and imports all end at a field: in ``full_clean`` by ``to_python``, in
``save`` and ``bulk_create`` by ``pre_save``, in ``update`` and in look-ups by ``get_prep_value``.
To migrations they are Django's own fields.
"""

from django.db import models

from accessibility.text.cleaning import Cleaned, cleaned


class CleanText:
    """Mixed into a field of text: what is kept is what ``clean_text.cleaned`` leaves."""

    multiline = markup = False

    def cleaned(self, value: str) -> Cleaned:
        return cleaned(value, multiline=self.multiline, markup=self.markup)

    def _clean(self, value):
        return self.cleaned(value).text if isinstance(value, str) else value

    def to_python(self, value):
        return self._clean(super().to_python(value))

    def get_prep_value(self, value):
        return self._clean(super().get_prep_value(value))

    def pre_save(self, model_instance, add):
        value = self._clean(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        plain = type(self).__mro__[2]
        is_django = plain.__module__.startswith(models.__name__)
        module = models.__name__ if is_django else plain.__module__
        return name, f"{module}.{plain.__name__}", args, kwargs


class CharField(CleanText, models.CharField):
    """One line."""


class TextField(CleanText, models.TextField):
    """Lines of text, in some fields Markdown."""

    multiline = markup = True


class URLField(CleanText, models.URLField):
    """An address; browsers copy invisible marks along with it."""


class JSONField(CleanText, models.JSONField):
    """Plain values; every text among them is cleaned."""

    multiline = True

    def _clean(self, value):
        if isinstance(value, dict):
            return {key: self._clean(each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return [self._clean(each) for each in value]
        return super()._clean(value)


class EmailField(CleanText, models.EmailField):
    """An address of mail."""
