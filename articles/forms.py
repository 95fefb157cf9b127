"""What editors fill in. A form says what is wrong in words; saving is left to the acts."""

from django import forms
from django.contrib.auth import get_permission_codename
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.timezone import localtime

from articles import images, publishing
from articles.models import (
    Article,
    ByLine,
    FeaturedPage,
    Image,
    Link,
    Person,
    Resource,
    Section,
    SiteSettings,
)
from articles.models.section import SLUG
from articles.widgets import RelatedSelect

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


class OrderedRows(forms.BaseFormSet):
    """Rows in an order that people choose; the same thing never stands twice.

    What a row is about is its first field. ``editor`` sees "add" beside it where that is allowed.
    """

    def __init__(self, *args, editor, **kwargs):
        self.editor = editor
        super().__init__(*args, **kwargs)

    @property
    def subject(self):
        return next(iter(self.form.base_fields))

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Remove"
        chosen = form.fields[self.subject]
        add, change = (
            get_permission_codename(action, chosen.queryset.model._meta)
            for action in ("add", "change")
        )
        chosen.widget.can_add_related = self.editor.has_perm(f"articles.{add}")
        chosen.widget.can_change_related = self.editor.has_perm(f"articles.{change}")

    def clean(self):
        seen = set()
        for values in self.values() if not any(self.errors) else []:
            if values[self.subject] in seen:
                raise ValidationError(f"“{values[self.subject]}” stands in the list twice.")
            seen.add(values[self.subject])

    def values(self):
        """What was filled in, in order, without the rows that are empty or were removed."""
        rows = (row.cleaned_data for row in self.ordered_forms)
        return [values for values in rows if values.get(self.subject)]


class AuthorRow(forms.Form):
    person = forms.ModelChoiceField(
        Person.objects.all(), required=False, widget=RelatedSelect(ByLine, "person")
    )


class ResourceRow(forms.Form):
    link = forms.ModelChoiceField(
        Link.objects.all(), required=False, widget=RelatedSelect(Resource, "link")
    )
    note = forms.CharField(
        max_length=300, required=False, help_text="Why it is worth reading; may stay empty."
    )


class FeaturedRow(forms.Form):
    page = forms.ModelChoiceField(
        Article.objects.all(), required=False, widget=RelatedSelect(FeaturedPage, "article")
    )


def rows_of(row):
    return forms.formset_factory(
        row, formset=OrderedRows, extra=1, can_order=True, can_delete=True, max_num=100
    )


AuthorRows, ResourceRows, FeaturedRows = map(rows_of, (AuthorRow, ResourceRow, FeaturedRow))


class ArticleForm(forms.ModelForm):
    """A working copy with its by-line and its resources. Nothing in it is required."""

    editor = None  # set by the admin, for each request
    seen_revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label="What did you change?",
        max_length=300,
        required=False,
        help_text="A few words for the history; may stay empty.",
    )

    class Meta:
        model = Article
        fields = (
            "section",
            "title",
            "slug",
            "short_title",
            "summary",
            "body",
            "language",
            "owner",
            "is_sample",
            "first_published_on",
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        article, data = self.instance, self.data if self.is_bound else None
        byline, resources, latest = [], [], None
        if article.pk:
            byline = [{"person": line.person_id} for line in article.byline.all()]
            resources = [{"link": row.link_id, "note": row.note} for row in article.resources.all()]
            latest = article.latest_revision()
        self.latest = latest
        self.initial["seen_revision"] = latest.number if latest else None
        self.authors = AuthorRows(data, prefix="authors", initial=byline, editor=self.editor)
        self.resources = ResourceRows(
            data, prefix="resources", initial=resources, editor=self.editor
        )

    def clean_body(self):
        body = self.cleaned_data["body"]
        try:
            publishing.render_text(body)
        except publishing.TextTooMuch as problem:
            raise ValidationError(str(problem)) from problem
        return body

    def clean(self):
        if not self.authors.is_valid():
            self.add_error(None, "Something is wrong in the list of authors; see there.")
        if not self.resources.is_valid():
            self.add_error(None, "Something is wrong under additional information; see there.")
        self._notice_other_editors()
        return super().clean()

    def _notice_other_editors(self):
        """Told once; saving again then puts this text in place, the other stays in the history."""
        seen, latest = self.cleaned_data.get("seen_revision"), self.latest
        if (
            not seen
            or latest is None
            or latest.number == seen
            or latest.made_by in (None, self.editor)
        ):
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("seen_revision")] = latest.number
        saved_at = date_format(localtime(latest.made_at), "j F, H:i")
        colleague = latest.made_by.get_full_name() or latest.made_by
        self.add_error(
            None,
            f"{colleague} saved this page on {saved_at}, while you were writing. Your text is"
            " below and nothing is lost: look at theirs in the history, then save again to put"
            " yours in its place.",
        )

    def byline(self):
        return [values["person"].pk for values in self.authors.values()]

    def resource_list(self):
        return [(values["link"].pk, values["note"]) for values in self.resources.values()]


class SiteSettingsForm(forms.ModelForm):
    editor = None  # set by the admin, for each request

    class Meta:
        model = SiteSettings
        fields = (
            "site_name",
            "about",
            "contact",
            "disclaimer",
            "home_title",
            "home_introduction",
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        featured = [{"page": page.article_id} for page in FeaturedPage.objects.all()]
        data = self.data if self.is_bound else None
        self.featured = FeaturedRows(data, prefix="featured", initial=featured, editor=self.editor)

    def clean(self):
        if not self.featured.is_valid():
            self.add_error(None, "Something is wrong in the list of featured pages; see there.")
        return super().clean()


class MoveForm(forms.Form):
    section = forms.ModelChoiceField(
        Section.objects.in_order(), error_messages={"required": "Choose a section."}
    )
    slug = forms.SlugField(
        label="Address part",
        max_length=100,
        validators=[SLUG],
        help_text="Last part of the new address: small letters, digits and hyphens.",
        error_messages={"required": "Write the last part of the new address."},
    )


class PublishForm(forms.Form):
    reason = forms.CharField(
        label="Reason",
        max_length=500,
        required=False,
        help_text=(
            "Needed where nobody has approved the text: why can it not wait? Kept in the history;"
            " readers do not see it."
        ),
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Why is the page withdrawn?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Readers who come to the address will see this.",
        error_messages={
            "required": "Say in a sentence why the page is withdrawn: readers will see it."
        },
    )
    gone = forms.TypedChoiceField(
        label="What readers find at the address",
        choices=[
            ("no", "A notice that the page was withdrawn, with the reason"),
            ("yes", "The notice, and to search engines: gone for good (410)"),
        ],
        coerce=lambda value: value == "yes",
        initial="no",
        widget=forms.RadioSelect,
    )
