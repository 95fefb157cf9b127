#!/usr/bin/env python
"""Django's own command line; what cannot start says so in a sentence."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mscoe.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from mscoe.postgres_server import ServerProblem

    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, ServerProblem) as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
