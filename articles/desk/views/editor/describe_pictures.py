"""The pictures of a draft that nobody has described yet: seen, described, taken into the draft."""

from django.contrib import messages
from django.shortcuts import redirect

from articles import permissions, publishing
from articles.desk.forms import DescribeForm
from articles.desk.views.publishing.page_acts import desk, for_page, revision_named
from articles.models import Image
from articles.publishing.approval.state import undescribed_pictures


@for_page(permissions.may_write)
def describe(request, article):
    """Asks of each picture what it shows; what is left empty is asked again another time."""
    sent = request.POST if request.method == "POST" else None
    addresses = undescribed_pictures(revision_named(article, None))
    forms = [
        DescribeForm(sent, instance=image, prefix=f"picture-{image.pk}")
        for image in sorted(
            Image.objects.at_addresses(addresses), key=lambda image: addresses.index(image.address)
        )
        if not image.is_undescribed or permissions.may_describe(request.user, image)
    ]
    if sent is not None and not any(form.errors for form in forms):
        words = {form.instance.pk: said for form in forms if (said := form.words())}
        if words:
            return _described(request, article, words)
        messages.error(request, "Describe at least one picture, or mark it as decorative.")
    asked = {form.instance.address for form in forms}
    others = [address for address in addresses if address not in asked]
    return desk(request, article, "describe", title="Pictures", forms=forms, others=others)


def _described(request, article, words):
    revision = publishing.describe_pictures(article=article, words=words, by=request.user)
    left = undescribed_pictures(revision)
    messages.success(request, "Descriptions saved in the draft." if left else ALL_DONE)
    return redirect(f"admin:articles_article_{'describe' if left else 'change'}", article.pk)


ALL_DONE = "Descriptions saved. Every picture in the draft is described or marked as decorative."
