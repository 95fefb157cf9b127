"""Image files and the words that stand in for them."""

from django import forms
from django.core.exceptions import ValidationError

from articles import images
from articles.models import Image

IMAGE_WORDS = ("alternative_text", "is_decorative", "caption", "credit")


class PreparedImageField(forms.FileField):
    """The file of an image; cleans to ``images.PreparedImage``, whatever the file is called."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/gif,image/webp"})

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if upload in self.empty_values:
            return upload
        if upload.size > images.Limits().size:
            raise ValidationError("The file is too large. Pictures may have up to 20 MB.")
        try:
            return images.prepare(upload.read())
        except images.ImageRefused as refusal:
            raise ValidationError(str(refusal)) from refusal


class ImageWordsForm(forms.ModelForm):
    """The words that stand in for an image: a description, or that none is needed."""

    class Meta:
        model = Image
        fields = IMAGE_WORDS

    def clean(self):
        described = self.cleaned_data.get("alternative_text")
        decorative = self.cleaned_data.get("is_decorative")
        if not described and not decorative and "alternative_text" not in self.errors:
            self.add_error(
                "alternative_text",
                "Say what the image shows, or mark it as decorative if it adds nothing.",
            )
        if described and decorative:
            self.add_error(
                "is_decorative", "Either describe the image or mark it as decorative, not both."
            )
        return super().clean()


class ImageUploadForm(ImageWordsForm):
    image = PreparedImageField(
        label="Image file",
        allow_empty_file=True,  # refused in our own words
        help_text=(
            "JPEG, PNG, GIF or WebP, up to 20 MB. Where and when a photograph was taken is removed."
        ),
        error_messages={"required": "Choose the file of an image."},
    )
    field_order = ("image", *IMAGE_WORDS)

    def _post_clean(self):
        """Nothing here is the row to be saved: the act makes it."""
