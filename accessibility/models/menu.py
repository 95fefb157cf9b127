from django.conf import settings
from django.db import models
from django.db.models import Q

from accessibility.text import model_fields


class Menu(models.Model):
    """A menu of the site: its landmark's name, its hint, and the tree that editors arrange."""

    class Place(models.TextChoices):
        NAMED = "", "Only where a template of the site uses it"
        FOOT = "foot", "At the bottom of every page"

    slug = models.SlugField(
        unique=True, help_text="The name that templates use for the menu. It never changes."
    )
    name = model_fields.CharField(
        max_length=60,
        help_text="What screen readers call it, without the word “menu”: “Main”.",
    )
    keyboard_hint = model_fields.CharField(
        max_length=200,
        blank=True,
        help_text="One sentence about keys, announced once at the first button of the menu.",
    )
    legacy_hint = model_fields.TextField(
        blank=True, help_text="Instructions imported from another site. Readers do not see them."
    )
    place = models.CharField(
        "shown",
        max_length=10,
        choices=Place,
        blank=True,
        help_text="Where readers see the menu once it is published.",
    )

    class Meta:
        ordering = ["id"]
        permissions = [("publish_menu", "Can publish menus")]

    def __str__(self):
        return self.name


class MenuItem(models.Model):
    """One entry of the working tree. Drafts may be incomplete: publishing is what refuses."""

    menu = models.ForeignKey(Menu, on_delete=models.CASCADE, related_name="items")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, related_name="children", null=True, blank=True
    )
    position = models.PositiveIntegerField(
        default=0, help_text="Its position on its level, from 0."
    )
    label = model_fields.CharField(
        max_length=200,
        blank=True,
        help_text="The words of the link: the name of the page it goes to.",
    )
    address = model_fields.CharField(
        max_length=500,
        blank=True,
        help_text="A path on this site, an address on another site, or a phone number.",
    )
    description = model_fields.CharField(
        max_length=300,
        blank=True,
        help_text="What is behind the link. Everyone sees it as small text.",
    )
    language = models.CharField(
        max_length=12,
        blank=True,
        help_text="The language of the label and the page. Empty means English.",
    )
    badge = model_fields.CharField(
        max_length=300, blank=True, help_text="The address of a picture from the image library."
    )
    badge_alone = models.BooleanField(
        "show the picture alone",
        default=False,
        help_text="The picture replaces the words, and is read aloud as the label.",
    )
    legacy_hint = model_fields.TextField(
        blank=True, help_text="Instructions imported from another site. Readers do not see them."
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                name="no_item_is_its_own_parent",
                condition=Q(parent=None) | ~Q(parent=models.F("id")),
            )
        ]

    def __str__(self):
        return self.label or "(no label yet)"


class MenuVersionQuerySet(models.QuerySet):
    def published(self):
        """Versions that visitors have read."""
        return self.filter(purpose=MenuVersion.PUBLISHED)

    def live(self, *, as_of=None):
        """The newest published version of every menu: what visitors read now, or read then."""
        published = self.published() if as_of is None else self.published().filter(at__lte=as_of)
        return published.order_by("menu_id", "-id").distinct("menu_id")


class MenuVersion(models.Model):
    """A menu as it was published, or as it stood when another version took its place.

    Written once: the database refuses to change or delete a row.
    """

    PUBLISHED = "published"
    SET_ASIDE = "set aside"

    menu = models.ForeignKey(Menu, on_delete=models.PROTECT, related_name="versions")
    purpose = models.CharField(
        max_length=10,
        choices=[(PUBLISHED, "Published"), (SET_ASIDE, "Set aside")],
        default=PUBLISHED,
    )
    name = model_fields.CharField(max_length=60)
    keyboard_hint = model_fields.CharField(max_length=200, blank=True)
    place = models.CharField(
        max_length=10, choices=Menu.Place, blank=True, help_text="Where readers saw the menu."
    )
    tree = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    note = model_fields.CharField(max_length=200, blank=True)

    objects = MenuVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                name="menu_versions_published",
                fields=["menu", "-id"],
                condition=Q(purpose="published"),
            )
        ]

    def __str__(self):
        return f"{self.name}, {self.get_purpose_display().lower()} {self.at:%Y-%m-%d %H:%M}"


class RemovedEntry(models.Model):
    """An entry that was removed from a menu, with the entries under it: the trash of menus."""

    menu = models.ForeignKey(Menu, on_delete=models.PROTECT, related_name="removed_entries")
    node = models.JSONField()
    parent_key = models.PositiveBigIntegerField(null=True)
    removed_at = models.DateTimeField()
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    brought_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-removed_at", "-id"]
        verbose_name_plural = "removed entries"

    def __str__(self):
        return self.node["label"] or "(no label yet)"


class MenuStep(models.Model):
    """One thing an editor did to a working tree, so that it can be undone and done again."""

    menu = models.ForeignKey(Menu, on_delete=models.CASCADE, related_name="steps")
    words = models.CharField(max_length=300, help_text="What was done: “moved “Care” up”.")
    # What has to be put back, by the key of an entry ("menu" for the menu's own words).
    change = models.JSONField(help_text="The rows it changed, as they were on the other side.")
    item_key = models.PositiveBigIntegerField(null=True, help_text="The entry it was about.")
    removed = models.ForeignKey(
        RemovedEntry,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The entry that it moved to the trash or restored.",
    )
    at = models.DateTimeField(help_text="When it was done.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        help_text="Who did it.",
    )
    undone_at = models.DateTimeField(null=True, help_text="When it was undone.")

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return self.words
