"""What every page of the site says."""

from django import forms

from articles.forms.rows import FeaturedRows
from articles.models import FeaturedPage, SiteSettings


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
