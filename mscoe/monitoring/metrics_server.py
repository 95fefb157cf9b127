"""Serves /metrics on a private address, beside gunicorn, which starts it: deploy/gunicorn.conf.py.

``python -m mscoe.monitoring.metrics_server 127.0.0.1:9108``. The processes of gunicorn
leave their counts in the folder PROMETHEUS_MULTIPROC_DIR; here they are summed.
"""

import os
import signal
import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from prometheus_client import CollectorRegistry, make_wsgi_app
from prometheus_client.exposition import ThreadingWSGIServer
from prometheus_client.multiprocess import MultiProcessCollector

from mscoe.monitoring.metrics import SiteFigures
from mscoe.startup.processes import die_with_parent


class SilentHandler(WSGIRequestHandler):
    def log_message(self, *arguments):
        """Who asked is of no interest."""


def main(address):
    die_with_parent(signal.SIGTERM)()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mscoe.settings")
    django.setup()
    host, _, port = address.rpartition(":")
    server = make_server(host, int(port), application(), ThreadingWSGIServer, SilentHandler)
    server.serve_forever()


def application():
    """Answers /metrics alone."""
    registry = CollectorRegistry()
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(registry)
    registry.register(SiteFigures())
    tell = make_wsgi_app(registry)

    def answer(environ, start_response):
        if environ["PATH_INFO"] == "/metrics":
            return tell(environ, start_response)
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b"Only /metrics is here.\n"]

    return answer


if __name__ == "__main__":
    main(sys.argv[1])
