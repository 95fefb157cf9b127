"""Image files and their alternative text."""

from django import forms
from django.core.exceptions import ValidationError

from accessibility.changes.forms import BasedOnField, OpenedForm
from accessibility.changes.optimistic_lock import fingerprint
from articles import images
from articles.models import IMAGE_WORDS, Image

BOTH = "Describe the image or mark it as decorative, not both."


class PreparedImageField(forms.FileField):
    """The file of an image; cleans to ``images.PreparedImage``, whatever the file is called."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/gif,image/webp"})

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if upload in self.empty_values:
            return upload
        if upload.size > images.Limits().size:
            raise ValidationError("This file is too large. Pictures can be up to 20 MB.")
        try:
            return images.prepare(upload.read())
        except images.ImageRefused as refusal:
            raise ValidationError(str(refusal)) from refusal


class ImageWordsForm(forms.ModelForm):
    """An image's alternative text: a description, or that none is needed."""

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
            self.add_error("is_decorative", BOTH)
        return super().clean()


class DescribeForm(forms.ModelForm):
    """The words for one picture of a page, now or later."""

    class Meta:
        model = Image
        fields = ("alternative_text", "is_decorative")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_described_meanwhile = not self.instance.is_undescribed
        self.fields["alternative_text"].label = "What does it show?"
        self.fields["is_decorative"].label = "It is decorative"
        for field in self.fields.values():
            field.disabled = self.is_described_meanwhile

    def clean(self):
        given = super().clean()
        if given.get("alternative_text") and given.get("is_decorative"):
            self.add_error("is_decorative", BOTH)
        return given

    def words(self):
        """What was said; nothing where it is left for later."""
        given = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return given if any(given.values()) else None


FOCUS_NAMES = [
    ("left-top", "Upper left"),
    ("center-top", "Top"),
    ("right-top", "Upper right"),
    ("left-center", "Left"),
    ("center-center", "Middle"),
    ("right-center", "Right"),
    ("left-bottom", "Lower left"),
    ("center-bottom", "Bottom"),
    ("right-bottom", "Lower right"),
]
FOCUS = ("focus_x", "focus_y")
MIDDLE_OF = {"left": 17, "center": 50, "right": 83, "top": 17, "bottom": 83}


class ImageForm(ImageWordsForm, OpenedForm):
    """An image's words, and where in it the subject is: a ninth, or to the percent."""

    focus = forms.ChoiceField(
        label="Where is the subject?",
        choices=FOCUS_NAMES,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "focus-grid"}),
        help_text="This part stays visible when the image is cropped, as portraits are.",
    )

    class Meta(ImageWordsForm.Meta):
        fields = (*IMAGE_WORDS, "focus_x", "focus_y")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["focus"] = self.instance.focus_name()
        for name in {"focus_x", "focus_y"} & self.fields.keys():  # none for those who only look
            self.fields[name].widget.attrs |= {"min": 0, "max": 100}

    def clean(self):
        """The ninth says where, unless someone wrote other numbers."""
        super().clean()
        focus, numbers = self.cleaned_data.get("focus"), self._numbers()
        is_another = focus and numbers and focus != Image(**numbers).focus_name()
        if is_another and self._began_with(numbers):
            across, down = focus.split("-")
            self.cleaned_data |= {"focus_x": MIDDLE_OF[across], "focus_y": MIDDLE_OF[down]}
        return self.cleaned_data

    def _numbers(self):
        """Both of them, or none."""
        found = {name: self.cleaned_data.get(name) for name in FOCUS}
        return None if None in found.values() else found

    def _began_with(self, numbers):
        """Whether the form was opened with them: someone else may have saved others since."""
        began = self.opened().prints
        return all(began[name] == fingerprint(value) for name, value in numbers.items())

    def helping(self):
        return ("focus",)

    def sent_again(self, refusal):
        """A chosen ninth has become numbers by now, which the form shows instead."""
        posted = super().sent_again(refusal)
        values = refusal.mine | {name: refusal.now[name] for name in refusal.taken}
        numbers = {name: values[name] for name in FOCUS}
        for name, value in numbers.items():
            self.write(posted, name, value)
        posted["focus"] = Image(**numbers).focus_name()
        return posted


class ImageUploadForm(ImageWordsForm):
    image = PreparedImageField(
        label="Image file",
        allow_empty_file=True,  # refused in our own words
        help_text=(
            "JPEG, PNG, GIF or WebP, up to 20 MB. The place and time of a photo are removed."
        ),
        error_messages={"required": "Choose an image file."},
    )
    field_order = ("image", *IMAGE_WORDS)

    def _post_clean(self):
        """Nothing here is the row to be saved: the act makes it."""


class ReplaceImageForm(ImageUploadForm):
    """A file that replaces an image, with its own alternative text.

    ``seen``: fingerprints of the words that it began with, by name.
    """

    seen = BasedOnField()

    reason = forms.CharField(
        label="Why can it not wait for approval?",
        max_length=500,
        required=False,
        help_text=(
            "Leave empty if live pages should keep the old picture until their new revisions are"
            " approved and published. With a reason, pages you can publish show the new"
            " picture now, as “published without review”. So do live menus."
        ),
    )
    field_order = (*ImageUploadForm.field_order, "reason")

    @staticmethod
    def begun_with(words):
        """What the form of an image with these words begins with."""
        return words | {"seen": _prints(words)}

    def data_after(self, refusal):
        """What was sent, by an editor who has now seen the words that are saved."""
        data = self.data.copy()
        data["seen"] = self.fields["seen"].prepare_value(_prints(refusal.now))
        return data


def _prints(words):
    return {name: fingerprint(value) for name, value in words.items()}
