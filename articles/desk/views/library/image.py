"""The desk of one image: another file in its place."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from articles import permissions, publishing
from articles.desk.forms import IMAGE_WORDS, ReplaceImageForm
from articles.models import Image
from articles.publishing.errors import ImageWordsChanged, Refused
from articles.publishing.library.images import uses_of


@never_cache
def replace(request, pk):
    """Asks for the file and its alternative text, shows where it is used, and replaces it."""
    if not permissions.may_change_images(request.user):
        raise PermissionDenied
    image = get_object_or_404(Image, pk=pk, archived_at=None)
    words = {name: getattr(image, name) for name in IMAGE_WORDS}
    form = ReplaceImageForm(
        request.POST or None, request.FILES or None, initial=ReplaceImageForm.begun_with(words)
    )
    if form.is_valid() and (done := _replaced(form, image, by=request.user)):
        _tell(request, done)
        return redirect("admin:articles_image_change", done.image.pk)
    context = {
        **admin.site.each_context(request),
        "opts": Image._meta,
        "title": "Replace image",
        "image": image,
        "form": form,
        "uses": uses_of([image], at=timezone.now())[image.address],
    }
    return render(request, "admin/articles/image/replace.html", context)


def _replaced(form, image, *, by):
    words = {name: form.cleaned_data[name] for name in IMAGE_WORDS}
    try:
        return publishing.replace_image(
            image=image,
            prepared=form.cleaned_data["image"],
            by=by,
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"] or None,
            **words,
        )
    except ImageWordsChanged as refusal:
        form.data = form.data_after(refusal)
        form.add_error(None, str(refusal))
        return None
    except Refused as refusal:
        form.add_error("image", str(refusal))
        return None


def _tell(request, done):
    messages.success(request, "Image replaced.")
    sentences = {
        "Readers now see it on": done.published,
        "Readers will see it once these drafts are published:": done.waiting,
        "You cannot edit these pages, so they keep the old picture:": done.left,
        "It is now the portrait of": done.people,
        "It is now in the biography of": done.biographies,
        "Readers now see it in the menus": done.menus_published,
        "Readers will see it once these menus are published:": done.menus_waiting,
        "You cannot edit these menus, so they keep the old picture:": done.menus_left,
    }
    for beginning, names in sentences.items():
        if names:
            listed = ", ".join(f"“{name}”" for name in names)
            messages.info(request, f"{beginning} {listed}.")
