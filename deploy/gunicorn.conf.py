"""How gunicorn serves the site; what differs between machines comes from the environment."""

import os
import shutil
import subprocess
import sys
import tempfile

from gunicorn.glogging import Logger

sys.path.insert(0, os.getcwd())

from mscoe.startup.processes import end_soon_after_parent  # noqa: E402 - findable once the path is set

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
timeout = 30
graceful_timeout = 35  # requests under way are finished: nginx waits as long
keepalive = 5
# Workers are replaced now and then, not all at once, so that a leak never adds up.
max_requests = 10_000
max_requests_jitter = 1_000
# A worker's sign of life is a file it touches; on a disk that could stall the worker.
MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None
worker_tmp_dir = MEMORY
# Who read what is nobody's business: no access log. Errors go to stderr.
accesslog = None
errorlog = "-"
loglevel = "error"
# One socket an account, by which a master can be steered: the second site of an account would take
# it from the first. Signals do all that is needed here.
control_socket_disable = True


def post_fork(server, worker):
    """A master that is killed takes its workers along: they would hold the port, and serve nobody.

    What is being answered just then has a second to get done.
    """
    end_soon_after_parent(worker.ppid, seconds=1)


class WithoutAccessLog(Logger):
    """With a logging configuration gunicorn writes a line for each request, which nobody reads."""

    def access(self, resp, req, environ, request_time):
        return


logger_class = WithoutAccessLog
if os.environ.get("LOG_FORMAT", "json") == "json":
    logconfig_dict = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "mscoe.monitoring.logs.Json"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {
            "gunicorn.error": {"level": "ERROR", "handlers": ["stderr"], "propagate": False}
        },
    }

# --- metrics: the workers count in files, which a process of its own sums and serves ---

METRICS_ADDRESS = os.environ.get("METRICS_ADDRESS")
if METRICS_ADDRESS:
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:  # this file is read again at SIGHUP
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="metrics-", dir=MEMORY)

    def when_ready(server):
        command = [sys.executable, "-m", "mscoe.monitoring.metrics_server", METRICS_ADDRESS]
        # Ctrl-C is for gunicorn, which ends it.
        server.metrics = subprocess.Popen(command, start_new_session=True)

    def child_exit(server, worker):
        from prometheus_client import multiprocess  # needs the folder to be named first

        multiprocess.mark_process_dead(worker.pid)

    def on_exit(server):
        server.metrics.terminate()
        server.metrics.wait()
        shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
