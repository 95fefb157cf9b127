"""What is asked before the address of a link is changed everywhere."""

from django import forms


class ReplaceLinkForm(forms.Form):
    """The new address; ``confirmed`` once the list of pages was shown with it."""

    address = forms.URLField(
        label="New address",
        max_length=2000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"size": 60}),
        help_text="The full address, starting with https://.",
        error_messages={"required": "Enter the new address."},
    )

    def clean_address(self):
        address = self.cleaned_data["address"]
        if not address.startswith(("https://", "http://")):
            raise forms.ValidationError("Enter a web address that starts with https://.")
        return address
