#!/usr/bin/env python
"""Django's own command line; errors at start are one sentence."""

import os
import signal
import sys


def main():
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from mscoe.environment import use_values_of_this_machine
    from mscoe.postgres.server import ServerProblem

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mscoe.settings")
    use_values_of_this_machine()
    try:
        settings.INSTALLED_APPS  # noqa: B018  reads the settings: some commands run without any
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, ServerProblem) as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)  # as a shell says it; the person who pressed Ctrl-C knows why
