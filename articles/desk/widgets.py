"""Fields of the editors' forms: the Markdown editor, and lists with "add" beside them.

The Markdown editor keeps django-markdownx's field contract; template and module are our own.
"""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.forms.utils import flatatt
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from markdownx.widgets import AdminMarkdownxWidget

TOOLS = [
    # name of the tool, label, shortcut as aria-keyshortcuts spells it
    ("bold", "Bold", "Control+B"),
    ("italic", "Italic", "Control+I"),
    ("heading", "Heading", ""),
    ("link", "Link", "Control+K"),
    ("image", "Image", ""),
    ("list", "List", ""),
    ("numbers", "Numbered list", ""),
    ("quote", "Quote", ""),
    ("language", "Other language", ""),
    ("table", "Table", ""),
    ("keypoints", "Key points", ""),
    ("note", "Note", ""),
    ("warning", "Warning", ""),
    ("footnote", "Footnote", ""),
    ("find", "Find", ""),
]


class MarkdownEditor(AdminMarkdownxWidget):
    """A labelled text field that works by itself; the module adds tools, preview and images."""

    template_name = "articles/editor/markdown_editor.html"
    may_send_images = False  # set by the admin, for each request
    page = None  # the key of the page the text belongs to; set by the admin too

    def get_context(self, name, value, attrs=None):
        context = super().get_context(name, value, attrs)
        context["tools"] = TOOLS
        context["may_send_images"] = self.may_send_images
        context["library"] = reverse("admin:markdown-images")
        context["frame"] = reverse("admin:markdown-frame")
        context["advice"] = reverse("admin:markdown-advice")
        context["links"] = reverse("admin:markdown-links")
        context["paste"] = reverse("admin:markdown-paste")
        context["repair"] = reverse("admin:markdown-repair")
        context["spoken"] = reverse("admin:markdown-spoken")
        context["axe"] = static("articles/vendor/axe.min.js")
        context["page"] = self.page
        context["dismiss"] = reverse("admin:markdown-dismiss")
        return context

    class Media:
        extend = False  # markdownx's own script keeps the Tab key inside the field
        css = {
            "all": [
                "articles/editor/editor.css",
                "articles/admin/findings.css",
                "articles/admin/spoken.css",
            ]
        }
        js = [forms.Script("articles/editor/editor.js", type="module")]


class LongSelect(forms.Select):
    """A list of hundreds, found by typing where scripts run: see picker.js.

    As Django's own, without two templates for each of its entries. ``about`` is an attribute of
    what is chosen that is shown and searched beside its name.
    """

    def __init__(self, *args, about="", **kwargs):
        super().__init__(*args, **kwargs)
        self.about = about

    def render(self, name, value, attrs=None, renderer=None):
        chosen = set(self.format_value(value))
        options = format_html_join(
            "\n",
            "<option{}{}>{}</option>",
            (
                (
                    flatatt({"value": str(key), "selected": str(key) in chosen}),
                    self._about(key),
                    label,
                )
                for key, label in self.choices
            ),
        )
        own = {"data-behaviour": "picker"} | self.build_attrs(self.attrs, attrs)
        return format_html('<select name="{}"{}>\n{}\n</select>', name, flatatt(own), options)

    def _about(self, key):
        about = self.about and getattr(getattr(key, "instance", None), self.about, "")
        return flatatt({"data-about": about}) if about else ""


class RelatedSelect(RelatedFieldWidgetWrapper):
    """A list to choose from, with the admin's "add" and "change" beside it."""

    def __init__(self, model, field, *, about):
        relation = model._meta.get_field(field).remote_field
        super().__init__(LongSelect(about=about), relation, admin.site, can_add_related=True)
