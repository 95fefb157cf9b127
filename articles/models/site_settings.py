import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from accessibility.text import model_fields
from articles.text import phone_numbers

HELP_SCHEMES = ("tel:", "sms:", "https://")
NOTHING_TO_PRESS = "This names something to press, but the field for it is empty."
PRESSED = re.compile(r"\bpress (\w+)", re.IGNORECASE)


def first_crisis_label():
    return settings.CRISIS_LINE["label"]


def first_crisis_address():
    return settings.CRISIS_LINE["address"]


def first_crisis_number():
    """The number that the first address calls, if readers see it too."""
    address = first_crisis_address()
    number = address.partition(":")[2] if is_phone(address) else ""
    return number if phone_numbers.names(first_crisis_label(), number) else ""


def first_crisis_press():
    found = PRESSED.search(settings.CRISIS_LINE["label"])
    return found[1] if found and first_crisis_number() else ""


def first_portal_label():
    return settings.PATIENT_PORTAL["label"]


def first_portal_address():
    return settings.PATIENT_PORTAL["address"]


def is_help_address(value):
    """Whether readers are taken to help by it, with nothing but a phone or a browser."""
    if not value.startswith(HELP_SCHEMES):
        raise ValidationError("Start the address with tel:, sms: or https://, such as tel:988.")


def is_phone(address):
    return address.startswith(("tel:", "sms:"))


class SiteSettings(models.Model):
    """What every page says about the site. One row."""

    site_name = model_fields.CharField(
        max_length=120, help_text="Shown at the top of every page and in browser tabs."
    )
    home_title = model_fields.CharField(max_length=120, help_text="The heading of the home page.")
    home_introduction = model_fields.TextField(
        blank=True, help_text="One or two sentences under that heading."
    )
    about = model_fields.TextField(
        blank=True, help_text="“About this site”, at the bottom of every page."
    )
    disclaimer = model_fields.TextField(
        blank=True, help_text="Shown beside every list of links to other sites."
    )
    contact = model_fields.TextField(
        blank=True,
        help_text="How readers can reach the editors. Shown at the bottom of every page.",
    )

    crisis_label = model_fields.CharField(
        "crisis line",
        max_length=120,
        default=first_crisis_label,
        help_text="As readers see it, such as “Veterans Crisis Line: dial 988, then press 1”.",
    )
    crisis_number = model_fields.CharField(
        "number to call",
        max_length=40,
        blank=True,
        default=first_crisis_number,
        help_text="The number alone, such as 988. Leave it empty if the line has none.",
    )
    crisis_press = model_fields.CharField(
        "what to press",
        max_length=10,
        blank=True,
        default=first_crisis_press,
        help_text="What callers press once someone answers, such as 1. Leave it empty if nothing.",
    )
    crisis_address = model_fields.CharField(
        "address of the crisis line",
        max_length=300,
        default=first_crisis_address,
        validators=[is_help_address],
        help_text="What the link opens, such as tel:988.",
    )
    portal_label = model_fields.CharField(
        "patient portal",
        max_length=120,
        default=first_portal_label,
        help_text="As readers see it, such as “My HealtheVet patient portal”.",
    )
    portal_address = model_fields.CharField(
        "address of the patient portal",
        max_length=300,
        default=first_portal_address,
        validators=[is_help_address],
        help_text="What the link opens, such as https://www.myhealth.va.gov/.",
    )

    class Meta:
        verbose_name = verbose_name_plural = "site settings"
        constraints = [
            models.CheckConstraint(name="there_is_one_row_of_settings", condition=models.Q(pk=1))
        ]

    def __str__(self):
        return self.site_name

    @classmethod
    def current(cls):
        """The row, or unsaved first values for a site that has none yet."""
        return cls.objects.first() or cls.first_values()

    @classmethod
    def first_values(cls):
        return cls(pk=1, site_name=settings.SITE_NAME, home_title=settings.SITE_NAME)

    def clean(self):
        """The label, the number and the address name one line, whichever of them was changed."""
        if problems := dict(self._what_contradicts_the_number()):
            raise ValidationError(problems)

    def _what_contradicts_the_number(self):
        number, press = self.crisis_number, self.crisis_press
        called = self.crisis_address.partition(":")[2]
        if not number:
            return
        if not phone_numbers.names(self.crisis_label, number):
            yield "crisis_label", f"Name the number to call, {number}, in what readers see."
        elif PRESSED.findall(self.crisis_label) != ([press] if press else []):
            yield "crisis_label", f"Say “press {press}” here." if press else NOTHING_TO_PRESS
        if is_phone(self.crisis_address) and not phone_numbers.names(called, number):
            yield "crisis_address", f"This address calls another number than {number}."

    @property
    def crisis_line(self):
        """What readers in a crisis see, and what it opens."""
        return {"label": self.crisis_label, "address": self.crisis_address}

    @property
    def patient_portal(self):
        return {"label": self.portal_label, "address": self.portal_address}

    @property
    def help_lines(self):
        """Both, in the order in which pages show them."""
        return self.crisis_line, self.patient_portal


def help_lines():
    """The crisis line and the patient portal, as the desk has them now."""
    return SiteSettings.current().help_lines


class FeaturedPage(models.Model):
    """A page that the home page shows first."""

    article = models.OneToOneField(
        "articles.Article", on_delete=models.PROTECT, related_name="featured"
    )
    position = models.PositiveIntegerField("order", default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return str(self.article)


class FirstPage(models.Model):
    """A page that its section lists before the others, in an order that people choose."""

    article = models.OneToOneField(
        "articles.Article", on_delete=models.PROTECT, related_name="listed_first"
    )
    section = models.ForeignKey(
        "articles.Section", on_delete=models.PROTECT, related_name="first_pages"
    )
    position = models.PositiveIntegerField("order", default=0)

    class Meta:
        ordering = ["section", "position", "pk"]

    def __str__(self):
        return str(self.article)
