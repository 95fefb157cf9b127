from django.conf import settings
from django.db import models
from django.db.models import Q


class Menu(models.Model):
    """A menu of the site: its landmark's name, its hint, and the tree that editors arrange."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=60)
    keyboard_hint = models.CharField(max_length=200, blank=True)
    legacy_hint = models.TextField(blank=True)

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
    position = models.PositiveIntegerField(default=0)
    label = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=500, blank=True)
    description = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=12, blank=True)

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
    name = models.CharField(max_length=60)
    keyboard_hint = models.CharField(max_length=200, blank=True)
    tree = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    note = models.CharField(max_length=200, blank=True)

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
    """An entry that was taken out of a menu, with what stood under it: the bin of menus."""

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
