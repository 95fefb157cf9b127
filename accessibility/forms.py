"""What editors fill in to arrange a menu. Forms refuse; the acts in ``menus`` write."""

import hashlib
import json
from urllib.parse import urlsplit

from django import forms
from django.conf import settings

from accessibility.addresses import address_book
from accessibility.glossary import spelled_alike
from accessibility.hint_rules import (
    description_problems,
    keyboard_hint_problems,
    label_problems,
)
from accessibility.hints import DEFAULT_KEYBOARD_HINT, LANGUAGE_NAMES
from accessibility.menu_trees import VALUES, levels_of, problems_elsewhere
from accessibility.menus import places_without_menu
from accessibility.models import Menu, MenuItem, Term

ADDRESSES_OFFERED = 500
LONGEST_SPELLING = 100
TERM_FIELDS = (
    "name",
    "abbreviation",
    "plain_words",
    "other_spellings",
    "misspellings",
    "language",
    "source_title",
    "source_address",
    "explained_on_pages",
    "in_use",
)
SPELLED = ("name", "abbreviation", "other_spellings", "misspellings", "language")


def refuse(problems):
    if problems:
        raise forms.ValidationError([problem.message for problem in problems])


class MenuForm(forms.ModelForm):
    slug = forms.ChoiceField(label="Place in the page")

    class Meta:
        model = Menu
        fields = ("slug", "name", "keyboard_hint")
        widgets = {"keyboard_hint": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "name": "What it is called when read aloud, without the word “menu”: “Main”.",
            "keyboard_hint": (
                "One sentence, heard once at the first button of the menu and shown on the Keyboard"
                f" help page. May be empty. For example: {DEFAULT_KEYBOARD_HINT}"
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["slug"]  # templates find the menu by it
            return
        self.fields["slug"].choices = list(places_without_menu().items())

    def clean_keyboard_hint(self):
        hint = " ".join(self.cleaned_data["keyboard_hint"].split())
        refuse(keyboard_hint_problems(hint))
        return hint


class MenuItemForm(forms.ModelForm):
    language = forms.ChoiceField(
        required=False,
        choices=[("", "English"), *((k, v) for k, v in LANGUAGE_NAMES.items() if k != "en")],
        label="Language of the label and of the page",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = MenuItem
        fields = ("label", "address", "description", "language", "parent")
        labels = {"parent": "Under", "address": "Address"}
        help_texts = {
            "label": "Name the page people come to, not a picture of it. At most 60 characters.",
            "address": (
                "/treatments/relapses/ for a page of this site, https:// for another site, tel: for"
                " a telephone number. Kinds of file and “external site” are added for you."
            ),
            "description": (
                "What is behind the link, if the label does not say it: shown to everyone as small"
                " text. Usually empty. At most 100 characters."
            ),
        }

    def __init__(self, *args, menu, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.menu = menu
        self.fields["label"].required = True
        self.fields["address"].widget.attrs["list"] = "addresses"
        self.fields["parent"].empty_label = "Nothing: the first level"
        self.fields["parent"].queryset = self.possible_parents()
        if not self.fields["parent"].queryset:
            del self.fields["parent"]
        self.initial["seen"] = fingerprint(self.instance)

    def possible_parents(self):
        """Entries of the first level; an entry that has others under it stays there itself."""
        if levels_of(self.instance.menu.slug) == 1 or self.instance.pk and self.has_children():
            return MenuItem.objects.none()
        return self.instance.menu.items.filter(parent=None).exclude(pk=self.instance.pk)

    def has_children(self):
        return self.instance.children.exists()

    def offered_addresses(self):
        return address_book().search("")[:ADDRESSES_OFFERED]

    def clean_label(self):
        refuse(label_problems(self.cleaned_data["label"]))
        return self.cleaned_data["label"]

    def clean_address(self):
        """An address may wait for its page, but it has to be one that a menu can lead to."""
        address = own_path(self.cleaned_data["address"].strip())
        if address and not address.startswith("/"):
            refuse(problems_elsewhere(address))
        return address

    def clean_description(self):
        description = self.cleaned_data["description"].strip()
        refuse(description_problems(description, label=self.cleaned_data.get("label", "")))
        return description

    def clean(self):
        stored = MenuItem.objects.filter(pk=self.instance.pk).first()
        if stored and self.cleaned_data.get("seen") != fingerprint(stored):
            self.data = self.data.copy()
            self.data["seen"] = fingerprint(stored)
            raise forms.ValidationError(
                f"Somebody else changed this entry meanwhile: it is now “{stored.label}” and leads"
                f" to {stored.address}. What you wrote is below; save again to put it in place."
            )
        return super().clean()


def fingerprint(item):
    """What an editor saw, so that nobody overwrites what they have not seen."""
    values = [getattr(item, key) for key in (*VALUES, "parent_id")]
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:16]


def own_path(address):
    """The path alone where somebody pasted a whole address of this site."""
    parts = urlsplit(address)
    if parts.scheme in ("http", "https") and parts.hostname in settings.ALLOWED_HOSTS:
        return parts._replace(scheme="", netloc="").geturl() or "/"
    return address


class PublishMenuForm(forms.Form):
    note = forms.CharField(
        max_length=200,
        required=False,
        label="What changed (for the list of versions)",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class LinesField(forms.CharField):
    """Several short texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = (" ".join(line.split()) for line in super().to_python(value).splitlines())
        return list(dict.fromkeys(filter(None, lines)))

    def validate(self, value):
        super().validate(value)
        if too_long := next((line for line in value if len(line) > LONGEST_SPELLING), None):
            raise forms.ValidationError(
                f"“{too_long[:40]}…” is too long: use at most {LONGEST_SPELLING} characters a line."
            )


def lines_of(name):
    return LinesField(required=False, help_text=Term._meta.get_field(name).help_text)


class TermForm(forms.ModelForm):
    other_spellings = lines_of("other_spellings")
    misspellings = lines_of("misspellings")
    source_address = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=Term._meta.get_field("source_address").help_text,
        widget=forms.URLInput(attrs={"class": "vURLField"}),
    )

    class Meta:
        model = Term
        fields = TERM_FIELDS
        widgets = {"plain_words": forms.Textarea(attrs={"rows": 3})}

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean_abbreviation(self):
        return " ".join(self.cleaned_data["abbreviation"].split())

    def clean(self):
        """One spelling leads to one meaning, or neither pages nor the search know which."""
        values = super().clean()
        if self.errors:
            return values
        told = Term(
            pk=self.instance.pk, **{name: values[name] for name in SPELLED if name in values}
        )
        for spelling, other in spelled_alike(told):
            self.add_error(
                None,
                f"“{spelling}” stands for “{other}” already. Take it out here or there, so that it "
                "leads to one meaning.",
            )
        return values
