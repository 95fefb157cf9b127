"""How much one conversion may cost, and how the kernel is asked to hold it to that."""

import ctypes
import os
import resource
import signal
from dataclasses import dataclass

PR_SET_PDEATHSIG = 1
NICENESS = 10  # readers and searches go first on a busy machine
SECONDS_TO_STOP = 1  # between the signal for too much processor time and the one nobody survives


@dataclass(frozen=True)
class Limits:
    """Seconds of processor and of the clock, and bytes of memory and of one written file.

    ``waiting``: seconds to wait for a place where as many are converted as may be at once.
    """

    processor: int = 10
    memory: int = 512 * 2**20
    clock: int = 20
    file: int = 200_000_000
    waiting: int = 25


USUAL = Limits()


def hold_to(limits: Limits) -> None:
    """Limit this process for the rest of its life; it ends when its parent does."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.file, limits.file))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.processor, limits.processor + SECONDS_TO_STOP))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    signal.alarm(limits.clock)
