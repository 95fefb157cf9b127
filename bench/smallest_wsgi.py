"""The smallest WSGI application that gives the answer BENCH_ANSWER names: its headers and bytes.

BENCH_HEADERS=few: with no more headers than a browser needs.
"""

import json
import os
from pathlib import Path

FOLDER = Path(os.environ["BENCH_ANSWER"])
BODY = (FOLDER / "body").read_bytes()
HEADERS = [tuple(header) for header in json.loads((FOLDER / "headers.json").read_text())]
if os.environ.get("BENCH_HEADERS") == "few":
    HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(BODY)))]


def application(environ, start_response):
    start_response("200 OK", HEADERS)
    return [BODY]
