from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from accessibility.text import model_fields

WEBP = ".webp"

# What an editor says about a picture.
IMAGE_WORDS = ("alternative_text", "is_decorative", "caption", "credit")


class ImageQuerySet(models.QuerySet):
    def at_addresses(self, addresses):
        """Images whose addresses, as written in Markdown, are among the given ones."""
        prefix = settings.MEDIA_URL
        return self.filter(
            file__in=[a.removeprefix(prefix) for a in addresses if a.startswith(prefix)]
        )

    def without_webp(self):
        """Images that came here before the site made WebP copies."""
        return self.annotate(files_made=Cast("sources", models.TextField())).exclude(
            files_made__contains=WEBP
        )


class Image(models.Model):
    """A picture we re-encoded ourselves; its file name comes from its content and never changes."""

    file = models.FileField(upload_to="images", max_length=200, unique=True, editable=False)
    width = models.PositiveIntegerField(editable=False, help_text="In pixels.")
    height = models.PositiveIntegerField(editable=False, help_text="In pixels.")
    sources = models.JSONField(
        default=list,
        blank=True,
        editable=False,
        help_text="Narrower copies made by the site: a list of {file, width}.",
    )
    alternative_text = model_fields.CharField(
        max_length=300,
        blank=True,
        help_text="One sentence for people who cannot see the image.",
    )
    is_decorative = models.BooleanField(
        "decorative",
        default=False,
        help_text="The image adds nothing to the text. Screen readers skip it.",
    )
    caption = model_fields.CharField(
        max_length=300, blank=True, help_text="Shown under the image to everyone."
    )
    credit = model_fields.CharField(
        max_length=200, blank=True, help_text="Who made it, and the license."
    )
    focus_x = models.PositiveSmallIntegerField(
        "focus from the left",
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=(
            "Where the subject is, in percent from the left edge. It stays visible when cropped."
        ),
    )
    focus_y = models.PositiveSmallIntegerField(
        "focus from the top",
        default=50,
        validators=[MaxValueValidator(100)],
        help_text="Where the subject is, in percent from the top edge.",
    )
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="replaces",
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = ImageQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="image_is_not_described_and_decorative",
                condition=Q(is_decorative=False) | Q(alternative_text=""),
            )
        ]

    def __str__(self):
        name = self.file.name.rpartition("/")[2]
        kind = "Decorative image" if self.is_decorative else "Image without a description,"
        return self.alternative_text or f"{kind} {name}"

    def get_absolute_url(self):
        return self.address

    @property
    def is_undescribed(self):
        """Whether it has no description yet and is not marked as decorative."""
        return not (self.alternative_text or self.is_decorative)

    @property
    def address(self):
        """How Markdown and pages name the image, such as "/media/images/ab12cd34.jpg"."""
        return settings.MEDIA_URL + self.file.name

    def as_shown(self):
        """What a template needs to show the image; ``sources``: (address, width in pixels)."""
        narrower = [(settings.MEDIA_URL + one["file"], one["width"]) for one in self.narrower()]
        return self.as_used() | {
            "sources": narrower,
            "webp": self.in_webp(),
            "focus": self.focus_name(),
        }

    def narrower(self):
        """Narrower copies in the image's own format."""
        return [one for one in self.sources if not one["file"].endswith(WEBP)]

    def in_webp(self):
        """(address, width) of the copies for browsers that know WebP, the narrowest first."""
        copies = [one for one in self.sources if one["file"].endswith(WEBP)]
        return [(settings.MEDIA_URL + one["file"], one["width"]) for one in copies]

    def focus_name(self):
        """The ninth of the image that its focus is in, as style sheets name it: "left-top"."""
        across = ("left", "center", "right")[min(self.focus_x * 3 // 100, 2)]
        down = ("top", "center", "bottom")[min(self.focus_y * 3 // 100, 2)]
        return f"{across}-{down}"

    def thumbnail(self):
        """The address of the lightest copy."""
        copies = self.in_webp() or [(settings.MEDIA_URL + one["file"], 0) for one in self.sources]
        return copies[0][0] if copies else self.address

    def as_used(self):
        """What a revision keeps of an image: enough to render it again unchanged.

        WebP copies are none of it: they follow from the file, and a page that was approved before
        they were made stays approved.
        """
        return {
            "address": self.address,
            "width": self.width,
            "height": self.height,
            "sources": self.narrower(),
            "alternative_text": self.alternative_text,
            "is_decorative": self.is_decorative,
            "caption": self.caption,
            "credit": self.credit,
        }
