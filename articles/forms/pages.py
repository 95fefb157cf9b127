"""The form of a page: everything an author may leave for later."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.timezone import localtime

from articles import publishing
from articles.forms.rows import AuthorRows, ResourceRows
from articles.models import Article


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
