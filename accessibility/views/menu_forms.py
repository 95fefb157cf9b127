"""What editors fill in to arrange a menu. Forms refuse; the acts in ``menus`` write."""

from itertools import count
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.utils.text import slugify

from accessibility.changes.forms import OpenedForm
from accessibility.glossary import spelled_alike
from accessibility.hint_rules import (
    description_problems,
    keyboard_hint_problems,
    label_problems,
)
from accessibility.hints import DEFAULT_KEYBOARD_HINT, LANGUAGE_NAMES
from accessibility.menus.acts import places_without_menu
from accessibility.menus.address_book import address_book
from accessibility.menus.live import NAMES
from accessibility.menus.tree import levels_of
from accessibility.menus.validation import external_problems
from accessibility.models import Menu, MenuItem, Message, Term

OWN_MENU = "own"
CHOICES_OFFERED = 12
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


class MenuForm(OpenedForm):
    slug = forms.ChoiceField(label="Menu")

    class Meta:
        model = Menu
        fields = ("slug", "name", "place", "keyboard_hint")
        widgets = {"keyboard_hint": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "keyboard_hint": (
                "One sentence that screen readers announce at the first button of the menu. It"
                " also appears on the Keyboard help page. May be empty. For example:"
                f" {DEFAULT_KEYBOARD_HINT}"
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.slug in NAMES:
            self.fields.pop("place", None)  # the page's shell has a place for it
        if self.instance.pk:
            self.fields.pop("slug", None)  # templates find the menu by it
            return
        free = list(places_without_menu().items())
        self.fields["slug"].choices = [*free, (OWN_MENU, "A new menu with its own name")]

    def clean_keyboard_hint(self):
        hint = " ".join(self.cleaned_data["keyboard_hint"].split())
        refuse(keyboard_hint_problems(hint))
        return hint

    def clean(self):
        super().clean()
        if self.cleaned_data.get("slug") == OWN_MENU:
            self.cleaned_data["slug"] = free_slug(self.cleaned_data.get("name", ""))
        elif not self.instance.pk:
            self.cleaned_data["place"] = ""
        return self.cleaned_data


def free_slug(name):
    """A slug for a new menu: its name's, with a number where that is taken."""
    wanted = slugify(name)[:40] or "menu"
    taken = {*NAMES, *Menu.objects.values_list("slug", flat=True)}
    numbered = (f"{wanted}-{number}" for number in count(2))
    return wanted if wanted not in taken else next(s for s in numbered if s not in taken)


class MenuItemForm(OpenedForm):
    language = forms.ChoiceField(
        required=False,
        choices=[("", "English"), *((k, v) for k, v in LANGUAGE_NAMES.items() if k != "en")],
        label="Language of the label and of the page",
    )

    class Meta:
        model = MenuItem
        fields = (
            "label",
            "address",
            "description",
            "language",
            "badge",
            "badge_alone",
            "parent",
        )
        labels = {"parent": "Under", "address": "Address", "badge": "Picture"}
        help_texts = {
            "label": "Name the page the link goes to, not a picture of it. At most 60 characters.",
            "address": (
                "Type words from a page’s title to find it, or an address: /treatments/relapses/"
                " for a page on this site, https:// for another site, tel: for a phone number."
                " The file type and “external site” are added for you."
            ),
            "description": (
                "What is behind the link, if the label does not say it. Everyone sees it as"
                " small text. Usually empty. At most 100 characters."
            ),
            "badge": (
                "A small picture from the image library, next to the label. Type words to find"
                " one. It is not read aloud, because the label says what it means. Usually"
                " empty."
            ),
            "badge_alone": (
                "Only the picture is shown, and it is read aloud as the label. Most people find"
                " words faster."
            ),
        }

    def __init__(self, *args, menu, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.menu = menu
        self.fields["label"].required = True
        for name in ("address", "badge"):
            self.fields[name].widget.attrs |= {"class": "vTextField", "autocomplete": "off"}
        self.fields["parent"].empty_label = "Nothing: the first level"
        self.fields["parent"].queryset = self.possible_parents()
        if self.instance.pk or not self.fields["parent"].queryset:
            del self.fields["parent"]  # an entry that is there is moved in the tree

    def possible_parents(self):
        """Entries that have a level below them."""
        items = self.instance.menu.items
        inner = levels_of(self.instance.menu.slug) - 1
        rows = items.filter(parent=None)
        for depth in range(1, inner):
            rows |= items.filter(**{"parent__" * depth + "parent": None})
        return rows

    def clean_label(self):
        refuse(label_problems(self.cleaned_data["label"]))
        return self.cleaned_data["label"]

    def clean_address(self):
        """An address may wait for its page, but it has to be one that a menu can lead to."""
        address = own_path(self.cleaned_data["address"].strip())
        if address and not address.startswith("/"):
            refuse(external_problems(address))
        return address

    def clean_description(self):
        description = self.cleaned_data["description"].strip()
        refuse(description_problems(description, label=self.cleaned_data.get("label", "")))
        return description

    def clean_badge(self):
        badge = own_path(self.cleaned_data["badge"].strip())
        if badge and badge not in address_book().pictures_at([badge]):
            raise forms.ValidationError(
                "There is no picture with this name in the image library. Search for one, or"
                " leave the field empty."
            )
        return badge

    def clean(self):
        if not self.cleaned_data.get("badge"):
            self.cleaned_data["badge_alone"] = False
        return super().clean()


def own_path(address):
    """The path alone where someone pasted a whole address of this site."""
    parts = urlsplit(address)
    if parts.scheme in ("http", "https") and parts.hostname in settings.ALLOWED_HOSTS:
        return parts._replace(scheme="", netloc="").geturl() or "/"
    return address


def offered(kind, words):
    """What someone may choose for a field: (what goes into the field, its words, a picture)."""
    if kind == "badge":
        found = address_book().pictures(words)
        return [(each.address, each.words, each.address) for each in found][:CHOICES_OFFERED]
    found = address_book().search(words)
    return [(each.address, each.title, "") for each in found][:CHOICES_OFFERED]


class PublishMenuForm(forms.Form):
    note = forms.CharField(
        max_length=200,
        required=False,
        label="What changed (shown in the list of versions)",
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
                f"“{too_long[:40]}…” is too long. Use at most {LONGEST_SPELLING} characters a line."
            )


def lines_of(name):
    return LinesField(required=False, help_text=Term._meta.get_field(name).help_text)


class TermForm(OpenedForm):
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
                f"“{spelling}” is already used for “{other}”. Remove it here or there, so that it"
                " has one meaning.",
            )
        return values


class PreviewForm(forms.Form):
    page = forms.CharField(
        max_length=300,
        required=False,
        label="Page to show it on",
        help_text="The address of a live page, such as /treatments/.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class TellForm(forms.Form):
    """What a reader tells us about a barrier; only what was hard has to be there."""

    use_required_attribute = False

    text = forms.CharField(
        label="What was hard or impossible?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Please tell us what was hard or impossible."},
    )
    page = forms.CharField(
        label="On which page? (if it was about one page)", max_length=300, required=False
    )
    name = forms.CharField(label="Your name (optional)", max_length=120, required=False)
    reply_to = forms.CharField(
        label="How can we reach you? (if you want an answer)",
        max_length=200,
        required=False,
        help_text="An email address or a phone number.",
    )
    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.errors:
            if name in self.fields:
                self.fields[name].widget.attrs |= {
                    "aria-invalid": "true",
                    "aria-describedby": f"id_{name}_error",
                }

    @property
    def is_by_a_machine(self):
        """Only what fills in every field finds the hidden one."""
        return bool(self.data.get("website"))


class MessageForm(OpenedForm):
    answered = forms.BooleanField(
        required=False,
        help_text="Check this when you have answered the reader or removed the barrier.",
    )

    class Meta:
        model = Message
        fields = ("note",)
        widgets = {"note": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["answered"] = self.instance.answered_at is not None
