"""The choice between two editors' changes, where they overlap."""

from django import forms

MINE, THEIRS, BOTH = "mine", "theirs", "both"
WRITTEN = ("title", "short_title", "summary", "body")
LISTED = ("byline", "resources")


class ConflictForm(forms.Form):
    """One choice an overlap: one text, the other, or both, which may be edited."""

    def __init__(self, overlaps, data=None):
        super().__init__(data)
        self.overlaps = overlaps
        for index, overlap in enumerate(overlaps):
            self.fields[f"choice_{index}"] = forms.ChoiceField(
                label="Which version do you want to keep?",
                choices=_choices(overlap),
                widget=forms.RadioSelect,
                error_messages={"required": "Choose which version to keep."},
            )
            if overlap.name in WRITTEN:
                self.fields[f"text_{index}"] = _both_field(overlap)

    def rows(self):
        """(overlap, field of the choice, field of the text or None), in order."""
        return [
            (
                overlap,
                self[f"choice_{index}"],
                self[f"text_{index}"] if overlap.name in WRITTEN else None,
            )
            for index, overlap in enumerate(self.overlaps)
        ]

    def chosen(self):
        """What replaces each overlap."""
        return [self._chosen(index, overlap) for index, overlap in enumerate(self.overlaps)]

    def _chosen(self, index, overlap):
        choice = self.cleaned_data[f"choice_{index}"]
        if choice == BOTH:
            return self.cleaned_data.get(f"text_{index}", both(overlap))
        return getattr(overlap, choice)


def _choices(overlap):
    choices = [(MINE, "Yours"), (THEIRS, "Theirs")]
    if overlap.name in WRITTEN:
        choices.append((BOTH, "Both, as edited below"))
    elif overlap.name in LISTED:
        choices.append((BOTH, "Both: theirs, then your additions"))
    return choices


def _both_field(overlap):
    is_long = overlap.is_text or overlap.name == "summary"
    return forms.CharField(
        label="Both, edited",
        required=False,
        strip=False,
        initial=both(overlap),
        widget=forms.Textarea(attrs={"rows": 6}) if is_long else forms.TextInput,
    )


def both(overlap):
    """Theirs and mine, as one value."""
    if overlap.name in LISTED:
        added = [entry for entry in overlap.mine if entry[0] not in dict(overlap.theirs)]
        return [*overlap.theirs, *added]
    separator = "\n\n" if overlap.is_text else " "
    return separator.join(filter(None, (overlap.theirs.strip("\n"), overlap.mine.strip("\n"))))
