"""Errors while setting up, and how they are reported."""

import sys


class CannotPrepare(Exception):
    """Something is missing that cannot be had; the message says what, in a sentence."""


def say(text):
    print(text, file=sys.stderr, flush=True)


def last_lines(text, count=5):
    return "\n".join(text.strip().splitlines()[-count:])
