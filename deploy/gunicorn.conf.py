"""How gunicorn serves the site; what differs between machines comes from the environment."""

import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
timeout = 30
graceful_timeout = 10
keepalive = 5
# Workers are replaced now and then, not all at once, so that a leak never adds up.
max_requests = 10_000
max_requests_jitter = 1_000
# A worker's sign of life is a file it touches; on a disk that could stall the worker.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
# Who read what is nobody's business: no access log. Errors go to stderr.
accesslog = None
errorlog = "-"
loglevel = "error"
