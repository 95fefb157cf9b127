"""The letter under which a long list shows something: its first, small and without its accent."""

import unicodedata

from django.db.models import CharField, Func

OTHER = "other"  # digits, signs, and letters that are none of these
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ACCENTED = "áàâäãåāçéèêëēíìîïīñóòôöõōúùûüūýÿ"
PLAIN = "aaaaaaaceeeeeiiiiinoooooouuuuuyy"


class Initial(Func):
    """The twin of ``initial_of`` in PostgreSQL."""

    first = f"translate(lower(left(%(expressions)s, 1)), '{ACCENTED}', '{PLAIN}')"
    template = f"(CASE WHEN {first} ~ '^[a-z]$' THEN {first} ELSE '{OTHER}' END)"
    output_field = CharField()


def initial_of(text):
    first = text[:1].lower()
    plain = unicodedata.normalize("NFD", first)[:1]
    return plain if plain in LETTERS and plain and first in LETTERS + ACCENTED else OTHER
