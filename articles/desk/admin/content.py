"""Sections, people, links and images: saved through acts, because readers see them at once."""

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.forms import URLInput
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator

from accessibility.changes.admin import OpenedAdmin
from accessibility.changes.page_context import page_context
from articles import permissions, publishing
from articles.desk.forms import IMAGE_WORDS, ImageForm, ImageUploadForm
from articles.desk.views.library import image as image_view
from articles.desk.views.library import link as link_view
from articles.models import Article, Image, Link, Person, Section
from articles.models.section import SLUG
from articles.publishing.errors import EditConflict, Refused
from articles.publishing.library.images import uses_of
from articles.publishing.library.sections import places_of_section
from articles.publishing.library.trash import places_of


class ActAdmin(OpenedAdmin):
    """Saves through an act. A refusal comes back in the form, with everything that was typed."""

    actions = None
    formfield_overrides = {models.SlugField: {"error_messages": {"invalid": SLUG.message}}}

    def changeform_view(self, request, *args, **kwargs):
        try:
            with transaction.atomic():
                return super().changeform_view(request, *args, **kwargs)
        except EditConflict:
            raise  # answered with both texts
        except (Refused, ValidationError) as refusal:
            page_context(request).refusal = refusal
            return super().changeform_view(request, *args, **kwargs)

    def has_delete_permission(self, request, obj=None):
        return False  # published pages refer to them


class ArchivableAdmin(ActAdmin):
    """What can be moved to the trash: it leaves the lists, and its form becomes read-only."""

    change_form_template = "admin/articles/archivable_change_form.html"

    class Media:
        css = {"all": ["articles/admin/trash.css"]}

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows if is_about_one(request) else rows.filter(archived_at=None)

    def has_change_permission(self, request, obj=None):
        is_archived = obj is not None and obj.archived_at is not None
        return not is_archived and super().has_change_permission(request, obj)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            context["archiving"] = {
                "kind": obj._meta.verbose_name,
                "pk": obj.pk,
                "thing": obj,
                "may_archive": permissions.may_archive(request.user, obj),
            }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


def is_about_one(request):
    """Whether the address names a single thing, not a list or a choice of them."""
    return "object_id" in request.resolver_match.kwargs


def _unique(field, name):
    """Says that the duplicate may be in the trash, where no list shows it."""
    sentence = f"There is already {name} with this {field}. If no list shows it, look in the trash."
    return {"unique": sentence}


def offer_accounts(field, *, named):
    """Active desk accounts and anyone already chosen; accounts are created elsewhere."""
    at_work = User.objects.filter(Q(is_staff=True, is_active=True) | Q(pk=named))
    field.queryset = at_work.order_by("username")
    field.widget.can_add_related = field.widget.can_change_related = False
    field.widget.can_view_related = False


@admin.register(Section)
class SectionAdmin(ActAdmin):
    list_display = ("name", "slug", "position", "page_count")
    fields = ("name", "slug", "introduction", "position", "review_months")
    prepopulated_fields = {"slug": ("name",)}
    search_fields = ("name", "introduction")

    @admin.display(description="pages")
    def page_count(self, section):
        return section.pages

    def get_queryset(self, request):
        """With the number of pages that the signed-in person may read."""
        pages = Article.objects.filter(section=OuterRef("pk"), archived_at=None).order_by()
        pages = permissions.only_readable(pages, request.user)
        count = pages.values("section").annotate(count=Count("*")).values("count")
        return super().get_queryset(request).annotate(pages=Coalesce(Subquery(count), 0))

    class Media:
        css = {"all": ["articles/admin/desk.css", "articles/admin/seeing.css"]}

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            context["places"] = places_of_section(obj, reader=request.user, at=timezone.now())
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        form.saved = publishing.save_section(section=obj, by=request.user, opened=form.opened())


@admin.register(Person)
class PersonAdmin(ArchivableAdmin):
    change_form_template = None  # its own, by its name
    list_display = ("name", "credentials", "affiliation")
    fields = (
        "name",
        "slug",
        "credentials",
        "affiliation",
        "biography",
        "portrait",
        "account",
    )
    prepopulated_fields = {"slug": ("name",)}
    search_fields = ("name", "credentials", "affiliation")

    def get_form(self, request, obj=None, **kwargs):
        kwargs["error_messages"] = {"slug": _unique("address part", "someone")}
        form = super().get_form(request, obj, **kwargs)
        if "portrait" in form.base_fields:
            chosen = obj.portrait_id if obj is not None else None
            shown = Image.objects.filter(Q(archived_at=None) | Q(pk=chosen))
            form.base_fields["portrait"].queryset = shown
        if "account" in form.base_fields:
            offer_accounts(form.base_fields["account"], named=obj and obj.account_id)
        return form

    class Media:
        css = {"all": ["articles/admin/desk.css", "articles/admin/seeing.css"]}

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            context["places"] = places_of(obj, reader=request.user, at=timezone.now())
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        form.saved = publishing.save_person(person=obj, by=request.user, opened=form.opened())


@admin.register(Link)
class LinkAdmin(ArchivableAdmin):
    change_form_template = None  # our own, by its name
    list_display = ("title_or_address", "publisher", "kind", "language")
    list_filter = ("kind", "language")
    show_facets = admin.ShowFacets.NEVER
    formfield_overrides = {models.URLField: {"assume_scheme": "https", "widget": URLInput}}
    fields = ("address", "title", "publisher", "kind", "language")
    search_fields = ("title", "publisher", "address")

    @admin.display(description="link", ordering="title")
    def title_or_address(self, link):
        return str(link)

    def get_form(self, request, obj=None, **kwargs):
        kwargs["error_messages"] = {"address": _unique("address", "a link")}
        return super().get_form(request, obj, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        """Pages hold the address as well: it is changed there and here by one act."""
        return ("address",) if obj is not None and obj.uses.exists() else ()

    def render_change_form(self, request, context, *args, **kwargs):
        context["may_replace"] = permissions.may_replace_links(request.user)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self):
        replace = self.admin_site.admin_view(link_view.replace)
        return [
            path("<int:pk>/replace/", replace, name="articles_link_replace"),
            *super().get_urls(),
        ]

    def save_model(self, request, obj, form, change):
        form.saved = publishing.save_link(link=obj, by=request.user, opened=form.opened())


@admin.register(Image)
class ImageAdmin(ArchivableAdmin):
    change_form_template = None  # its own, by its name
    list_display = ("picture", "words", "where_used", "size", "uploaded_at")
    list_per_page = 24
    list_display_links = ("words",)
    search_fields = ("alternative_text", "caption", "credit")
    search_help_text = "Search the alternative text, caption and credit"
    readonly_fields = ("picture", "address", "size")

    class Media:
        css = {"all": ["articles/admin/desk.css", "articles/admin/seeing.css"]}

    def get_form(self, request, obj=None, **kwargs):
        kwargs["form"] = ImageForm if obj else ImageUploadForm
        return super().get_form(request, obj, **kwargs)

    def get_fields(self, request, obj=None):
        if obj is None:
            return ("image", *IMAGE_WORDS)
        focus = ("focus", "focus_x", "focus_y") if self.has_change_permission(request, obj) else ()
        return (*self.readonly_fields, *IMAGE_WORDS, *focus)

    def get_readonly_fields(self, request, obj=None):
        return self.readonly_fields if obj else ()

    def get_changelist_instance(self, request):
        """Each image of the list knows where it is used, asked for all of them at once."""
        changes = super().get_changelist_instance(request)
        uses = uses_of(changes.result_list, at=timezone.now())
        for image in changes.result_list:
            image.uses = uses[image.address]
        return changes

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            uses = uses_of([obj], at=timezone.now())[obj.address]
            context["uses"] = _uses_for(request.user, uses)
            context["may_replace"] = permissions.may_change_images(request.user)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @admin.display(description="picture")
    def picture(self, image):
        return format_html(
            '<img class="thumbnail" src="{}" alt="{}" loading="lazy">',
            image.thumbnail(),
            image.alternative_text,
        )

    @admin.display(description="used")
    def where_used(self, image):
        return describe_uses(image.uses)

    @admin.display(description="alternative text", ordering="alternative_text")
    def words(self, image):
        return Truncator(image).words(15)

    @admin.display(description="size")
    def size(self, image):
        return f"{image.width} × {image.height} pixels"

    def save_model(self, request, obj, form, change):
        if change:
            form.saved = publishing.save_image(image=obj, by=request.user, opened=form.opened())
            return
        words = {name: form.cleaned_data[name] for name in IMAGE_WORDS}
        made = publishing.add_image(prepared=form.cleaned_data["image"], by=request.user, **words)
        obj.pk = made.pk

    def get_urls(self):
        replace = self.admin_site.admin_view(image_view.replace)
        own = path("<int:pk>/replace/", replace, name="articles_image_replace")
        return [own, *super().get_urls()]


def describe_uses(uses):
    """How often an image is used: "2 pages, 1 person"."""
    names = {"pages": ("page", "pages"), "people": ("person", "people"), "menus": ("menu", "menus")}
    counted = [(len(uses[kind]), *called) for kind, called in names.items()]
    words = [f"{count} {one if count == 1 else many}" for count, one, many in counted if count]
    return ", ".join(words) or "nowhere"


def _uses_for(user, uses):
    """What someone may read of where an image is used; drafts of others are only counted."""
    pages = [
        (page, place)
        for page, place in uses["pages"].items()
        if "live" in place or permissions.may_read(user, page)
    ]
    return {
        "pages": pages,
        "people": uses["people"],
        "menus": uses["menus"],
        "hidden": len(uses["pages"]) - len(pages),
    }
