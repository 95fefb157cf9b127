"""What can go wrong while setting up, and saying so."""

import sys


class CannotPrepare(Exception):
    """Something is missing that cannot be had; the message says what, in a sentence."""


def say(text):
    print(text, file=sys.stderr, flush=True)


def last_lines(text, count=5):
    return "\n".join(text.strip().splitlines()[-count:])
