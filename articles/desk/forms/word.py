"""A Word document that is to become a page."""

from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError

from articles.models import Section

TOO_LARGE = "This Word document is larger than 20 MB. Make its pictures smaller and try again."


class WordForm(forms.Form):
    document = forms.FileField(
        label="Word document",
        allow_empty_file=True,  # refused in our own words
        widget=forms.FileInput(
            attrs={
                "accept": ".docx,application/vnd.openxmlformats-officedocument"
                ".wordprocessingml.document"
            }
        ),
        help_text="A .docx file, up to 20 MB. Save an older .doc file as .docx first.",
        error_messages={"required": "Choose a Word document."},
    )
    section = forms.ModelChoiceField(
        Section.objects.none(),
        required=False,
        empty_label="Not decided yet",
        help_text="Where the page belongs. You can choose this later.",
    )

    def __init__(self, *args, sections, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = sections

    def clean_document(self):
        from articles.importers.word.package import MOST_BYTES  # late, as in views/word.py

        upload = self.cleaned_data["document"]
        if upload.size > MOST_BYTES:
            raise ValidationError(TOO_LARGE)
        return upload

    def document_name(self):
        return PurePath(self.cleaned_data["document"].name).stem[:150]
