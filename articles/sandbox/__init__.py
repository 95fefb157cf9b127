"""Files from outside are converted in a child process with limits, never in a web server's own.

``run`` calls a function by its dotted name in a child that may use so much processor time, memory
and clock time. What the child returns comes back as plain values; a file that makes it crash, hang
or swell costs one sentence, and nobody else's request. Linux only, as the rest of the site.
"""

from articles.sandbox.calls import run
from articles.sandbox.limits import Limits
from articles.sandbox.stopping import Cause, Stopped

__all__ = ["Cause", "Limits", "Stopped", "run"]
