"""How many queries a page takes once everything is warm: run by the Python of whoever is asked.

python -m bench.peers.queries /an/address/
"""

import sys

import django

WARM = 3


def count(path):
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    reader = Client(headers={"host": "127.0.0.1"})
    for _ in range(WARM):
        with CaptureQueriesContext(connection) as queries:
            status = reader.get(path).status_code
    if status != 200:
        raise SystemExit(f"{path} answered {status}.")
    return len(queries)


if __name__ == "__main__":
    django.setup()
    print(count(sys.argv[1]))
