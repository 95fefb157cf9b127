"""Why a conversion was stopped, and the sentence for the person who sent the file."""

import os
import signal
import struct
from enum import StrEnum

from articles.sandbox.limits import Limits

STATUS = struct.Struct("i")  # how a child ended, as waitpid says it
OUT_OF_MEMORY = 3  # the exit status of a child that says so itself


class Cause(StrEnum):
    PROCESSOR = "processor"
    MEMORY = "memory"
    CLOCK = "clock"
    CRASH = "crash"
    BUSY = "busy"


WHAT_HAPPENED = {
    Cause.PROCESSOR: "This {what} is too complex to convert: it was stopped after {processor}"
    " seconds of work.",
    Cause.MEMORY: "This {what} is too large to convert: it needs more than {memory} MB of memory.",
    Cause.CLOCK: "Converting this {what} took longer than {clock} seconds, so it was stopped. The"
    " site may be busy: try again in a few minutes.",
    Cause.CRASH: "Something in this {what} cannot be converted, and nothing was saved.",
    Cause.BUSY: "The site is busy converting other files. Wait a minute, then send this {what}"
    " again.",
}
WHAT_TO_DO = {
    "document": "Split it into shorter documents, or copy its text into a new one, and send that.",
    "page": "Split it into shorter pages, or save it again from the browser, and import that.",
    "text": "Paste it in smaller parts, or without its formatting (Ctrl+Shift+V).",
    "picture": "Save it again as a smaller JPEG or PNG, and send that.",
}


class Stopped(Exception):
    """A call in a child process came to no end of its own; ``cause`` says why."""

    def __init__(self, cause: Cause, limits: Limits) -> None:
        super().__init__(cause)
        self.cause = cause
        self.limits = limits

    def sentence(self, what: str) -> str:
        """What happened and what to do, about a "document", "page", "text" or "picture"."""
        happened = WHAT_HAPPENED[self.cause].format(
            what=what,
            processor=self.limits.processor,
            clock=self.limits.clock,
            memory=self.limits.memory // 2**20,
        )
        return happened if self.cause is Cause.BUSY else f"{happened} {WHAT_TO_DO[what]}"


def cause_of(status: int) -> Cause | None:
    """Why a child with this wait status was stopped; None for one that ended by itself."""
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGXCPU:
        return Cause.PROCESSOR
    if code == -signal.SIGALRM:
        return Cause.CLOCK
    if code in (OUT_OF_MEMORY, -signal.SIGKILL):  # a machine short of memory kills like this
        return Cause.MEMORY
    return Cause.CRASH if code else None
