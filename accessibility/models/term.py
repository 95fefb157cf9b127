from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from accessibility.text import model_fields


def _spellings(help_text):
    return ArrayField(
        model_fields.CharField(max_length=100), default=list, blank=True, help_text=help_text
    )


class TermQuerySet(models.QuerySet):
    def in_use(self):
        """Terms that the glossary shows; the others are kept, and say nothing."""
        return self.filter(in_use=True)


class Term(models.Model):
    """A word that not everybody knows, and what it means in plain words."""

    name = model_fields.CharField(
        "term",
        max_length=100,
        help_text="In full, as you would write it inside a sentence: “magnetic resonance imaging”.",
    )
    slug = models.SlugField(max_length=100, unique=True, editable=False)
    abbreviation = model_fields.CharField(
        max_length=20,
        blank=True,
        help_text="With its capitals: “MRI”. Pages spell out the term where they first use it.",
    )
    plain_words = model_fields.TextField(
        "meaning in plain words",
        max_length=400,
        help_text="One to three short sentences for someone who has never heard the word.",
    )
    other_spellings = _spellings(
        "Other names and forms, one per line: “tiredness”, “lesions”. Pages that use one link to"
        " the meaning, and a search for one finds the term."
    )
    misspellings = _spellings(
        "Wrong spellings that people type, one per line. A search for one finds the term. Readers"
        " never see them."
    )
    language = models.CharField(
        max_length=12,
        choices=[("en", "English"), ("es", "Spanish")],
        default="en",
        help_text="The language of the term. It is explained on pages in that language.",
    )
    explained_on_pages = models.BooleanField(
        default=True,
        help_text="Pages link to the meaning where they first use the term. Uncheck this for"
        " everyday words that are here only for search.",
    )
    source_title = model_fields.CharField(
        max_length=200, blank=True, help_text="The title of the source."
    )
    source_address = model_fields.URLField(
        max_length=500, blank=True, help_text="The address of the source."
    )
    in_use = models.BooleanField(
        default=True,
        help_text="Uncheck this to remove the term from the glossary, the pages and the search. It"
        " is kept here.",
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name"), "pk"]
        verbose_name = "glossary term"
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                "language",
                name="one_meaning_per_term",
                violation_error_message="The glossary has this term already; it may be out of use.",
            )
        ]

    def __str__(self):
        return f"{self.name} ({self.abbreviation})" if self.abbreviation else self.name

    def get_absolute_url(self):
        return f"{reverse('accessibility:glossary')}#{self.slug}"
