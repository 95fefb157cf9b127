"""Sections, people, links and images: saved through acts, since readers see them at once."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.forms import URLInput
from django.utils.html import format_html
from django.utils.text import Truncator

from articles import publishing
from articles.forms import IMAGE_WORDS, ImageUploadForm, ImageWordsForm
from articles.models import Image, Link, Person, Section
from articles.models.section import SLUG


class ActAdmin(admin.ModelAdmin):
    """Saves through an act. A refusal comes back in the form, with everything that was typed."""

    actions = None
    formfield_overrides = {models.SlugField: {"error_messages": {"invalid": SLUG.message}}}

    def changeform_view(self, request, *args, **kwargs):
        try:
            with transaction.atomic():
                return super().changeform_view(request, *args, **kwargs)
        except publishing.EditConflict:
            raise  # answered with both texts
        except (publishing.Refused, ValidationError) as refusal:
            request.refusal = refusal
            return super().changeform_view(request, *args, **kwargs)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        return _refused(form, request.refusal) if hasattr(request, "refusal") else form

    def has_delete_permission(self, request, obj=None):
        return False  # published pages refer to them


def _refused(form, refusal):
    sentences = getattr(refusal, "messages", [str(refusal)])

    class RefusedForm(form):
        def clean(self):
            self.add_error(None, sentences)
            return super().clean()

    return RefusedForm


@admin.register(Section)
class SectionAdmin(ActAdmin):
    list_display = ("name", "slug", "position", "page_count")
    fields = ("name", "slug", "introduction", "position")
    prepopulated_fields = {"slug": ("name",)}
    search_fields = ("name", "introduction")

    @admin.display(description="pages")
    def page_count(self, section):
        return section.articles.count()

    def save_model(self, request, obj, form, change):
        publishing.save_section(section=obj, by=request.user)


@admin.register(Person)
class PersonAdmin(ActAdmin):
    list_display = ("name", "credentials", "affiliation")
    fields = ("name", "slug", "credentials", "affiliation", "biography", "portrait")
    prepopulated_fields = {"slug": ("name",)}
    search_fields = ("name", "credentials", "affiliation")

    def save_model(self, request, obj, form, change):
        publishing.save_person(person=obj, by=request.user)


@admin.register(Link)
class LinkAdmin(ActAdmin):
    list_display = ("title_or_address", "publisher", "kind", "language")
    list_filter = ("kind", "language")
    show_facets = admin.ShowFacets.NEVER
    formfield_overrides = {models.URLField: {"assume_scheme": "https", "widget": URLInput}}
    fields = ("address", "title", "publisher", "kind", "language")
    search_fields = ("title", "publisher", "address")

    @admin.display(description="link", ordering="title")
    def title_or_address(self, link):
        return str(link)

    def save_model(self, request, obj, form, change):
        publishing.save_link(link=obj, by=request.user)


@admin.register(Image)
class ImageAdmin(ActAdmin):
    list_display = ("picture", "words", "size", "uploaded_at")
    list_display_links = ("words",)
    search_fields = ("alternative_text", "caption", "credit")
    readonly_fields = ("picture", "address", "size")

    def get_form(self, request, obj=None, **kwargs):
        kwargs["form"] = ImageWordsForm if obj else ImageUploadForm
        return super().get_form(request, obj, **kwargs)

    def get_fields(self, request, obj=None):
        return (*self.readonly_fields, *IMAGE_WORDS) if obj else ("image", *IMAGE_WORDS)

    def get_readonly_fields(self, request, obj=None):
        return self.readonly_fields if obj else ()

    @admin.display(description="picture")
    def picture(self, image):
        shown = image.as_shown()
        address = shown["sources"][0][0] if shown["sources"] else image.address
        return format_html(
            '<img class="thumbnail" src="{}" alt="{}">', address, image.alternative_text
        )

    @admin.display(description="alternative text", ordering="alternative_text")
    def words(self, image):
        return Truncator(image).words(15)

    @admin.display(description="size")
    def size(self, image):
        return f"{image.width} × {image.height} pixels"

    def save_model(self, request, obj, form, change):
        if change:
            publishing.save_image(image=obj, by=request.user)
            return
        words = {name: form.cleaned_data[name] for name in IMAGE_WORDS}
        made = publishing.add_image(prepared=form.cleaned_data["image"], by=request.user, **words)
        obj.pk = made.pk
