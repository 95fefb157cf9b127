"""What every page of the site says."""

from accessibility.changes.forms import OpenedForm
from articles.desk.forms.rows import FeaturedPageField, FeaturedRows
from articles.models import SiteSettings
from articles.publishing.library.site_settings import FEATURED, featured_now


class SiteSettingsForm(OpenedForm):
    editor = None  # set by the admin, for each request

    class Meta:
        model = SiteSettings
        fields = (
            "site_name",
            "about",
            "contact",
            "disclaimer",
            "crisis_label",
            "crisis_number",
            "crisis_press",
            "crisis_address",
            "portal_label",
            "portal_address",
            "home_title",
            "home_introduction",
        )

    def __init__(self, *args, **kwargs):
        self.featured_before = featured_now()
        super().__init__(*args, **kwargs)
        featured = [{"page": page} for page in self.featured_before]
        data = self.data if self.is_bound else None
        self.featured = FeaturedRows(data, prefix="featured", initial=featured, editor=self.editor)

    def clean(self):
        if not self.featured.is_valid():
            self.add_error(None, "Please correct the errors under Featured pages.")
        return super().clean()

    # --- The list of featured pages, beside the fields ---

    def begun_beside(self):
        return {FEATURED: self.featured_before}

    def write(self, posted, name, value):
        if name != FEATURED:
            return super().write(posted, name, value)
        for key in [key for key in posted if key.startswith("featured-")]:
            del posted[key]
        posted["featured-TOTAL_FORMS"] = posted["featured-INITIAL_FORMS"] = str(len(value))
        for index, page in enumerate(_addresses(value)):
            posted[f"featured-{index}-page"] = page
            posted[f"featured-{index}-ORDER"] = str(index + 1)
        return None

    def label_of(self, name):
        return "Featured pages" if name == FEATURED else super().label_of(name)

    def describe(self, name, value):
        if name == FEATURED:
            return "\n".join(_addresses(value))
        return super().describe(name, value)


def _addresses(pages):
    return [FeaturedPageField().prepare_value(page) for page in pages]
