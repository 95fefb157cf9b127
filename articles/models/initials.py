"""How lists are filed and split: by the first letters of titles, small and without accents.

The pages of a long list are under their first letters; those of a letter with too many are under
their first two, and so on. A blank stands for whatever is no letter.
"""

from django.db.models import CharField, Func

OTHER = "0-9"  # digits, signs, and letters that are none of these
BLANK = " "
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ACCENTED = "áàâäãåāçéèêëēíìîïīñóòôöõōúùûüūýÿ"
PLAIN = "aaaaaaaceeeeeiiiiinoooooouuuuuyy"
DEEPEST = 8  # first letters by which a list is split; what is alike until there stays together
FILED = f"regexp_replace(translate(lower(%s), '{ACCENTED}', '{PLAIN}'), '[^a-z]+', ' ', 'g')"


class FiledUnder(Func):
    """The key by which lists are sorted and split."""

    template = FILED.replace("%s", "%(expressions)s")
    output_field = CharField()


class Initial(Func):
    """The part of a list that splits by one letter only."""

    first = f"translate(lower(left(%(expressions)s, 1)), '{ACCENTED}', '{PLAIN}')"
    template = f"(CASE WHEN {first} ~ '^[a-z]$' THEN {first} ELSE '{OTHER}' END)"
    output_field = CharField()


def part_of(prefix):
    """First letters as an address has them."""
    return OTHER if prefix == BLANK else prefix.replace(BLANK, "-")


def prefix_of(part):
    """The first letters that are meant by a part of an address; None if none can be."""
    if part == OTHER:
        return BLANK
    prefix = part.replace("-", BLANK)
    is_possible = 0 < len(prefix) <= DEEPEST and prefix != BLANK and set(prefix) <= SIGNS
    return prefix if is_possible and part_of(prefix) == part else None


SIGNS = {BLANK, *LETTERS}


def label_of(prefix):
    """First letters as readers see them."""
    if prefix == BLANK:
        return "0–9 and others"
    return prefix.strip().capitalize() + ("" if len(prefix) == 1 else "…")


def beyond(prefix):
    """The least key after all those that begin with the letters."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)
