"""Tell editors who save what was removed from the text they sent."""

import re
from functools import wraps

from django.contrib import messages

from accessibility.text.cleaning import cleaned, report

NOT_WORDS = re.compile(r"password|token|^_|^based_on|^base$|-TOTAL_FORMS|-INITIAL_FORMS")
LABELS = {"body": "text", "q": "search"}


def reported(view):
    """A view of the desk; after a post that was carried out, one message a field that was cleaned.

    The fields of the models clean what is stored: this reports it, for every form alike.
    """

    @wraps(view)
    def with_report(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == 302:
            for sentence in reports(request.POST):
                messages.warning(request, sentence)
        return response

    return with_report


def reports(post):
    """What was removed from each field of a post, in sentences."""
    told = (
        report(f"“{_label(name)}”", cleaned(value, markup=True))
        for name in post
        if not NOT_WORDS.search(name)
        for value in post.getlist(name)
    )
    return list(filter(None, told))


def _label(name):
    """The name of a field without the row it is in: "resources-0-note" is "note"."""
    own = re.sub(r"^.*-\d+-", "", name)
    return LABELS.get(own, own.replace("_", " "))
