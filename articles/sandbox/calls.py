"""One call of a function in a child process: asked, waited for, answered."""

import logging
import pickle
import socket
from collections.abc import Mapping

from articles.sandbox import answers
from articles.sandbox.limits import USUAL, Limits
from articles.sandbox.parent import ServerGone, connection
from articles.sandbox.places import place
from articles.sandbox.stopping import STATUS, Cause, Stopped, cause_of

logger = logging.getLogger(__name__)
SECONDS_TO_BE_KILLED = 5
CHUNK = 1 << 20


def run(
    name: str,
    argument,
    options: Mapping | None = None,
    *,
    raises: tuple[type[Exception], ...] = (),
    limits: Limits = USUAL,
):
    """What the function of that dotted name returns for an argument, from a child process.

    ``options`` are its keyword arguments. Values go both ways as plain values and dataclasses of
    this project. An exception of ``raises`` comes back with its message; whatever else goes wrong
    is ``Stopped``.
    """
    names = tuple(f"{each.__module__}.{each.__qualname__}" for each in raises)
    request = pickle.dumps((limits, name, argument, dict(options or {}), names))
    with place(limits):
        content, status = asked(name.rpartition(".")[0], request, limits)
    if cause := cause_of(status):
        if cause is Cause.CRASH:
            logger.warning("A conversion ended with wait status %s", status)
        raise Stopped(cause, limits)
    return opened(content, dict(zip(names, raises, strict=True)), limits)


def opened(content: bytes, raises: dict[str, type[Exception]], limits: Limits):
    try:
        kind, value = answers.read(content)
        if kind == answers.RETURNED:
            return value
        if kind == answers.RAISED:
            refusal = raises[value[0]](value[1])
        else:
            logger.warning("A conversion failed: %s", value)
            refusal = Stopped(Cause.CRASH, limits)
    except Exception as problem:  # whatever an answer holds that nobody may return
        logger.warning("A conversion gave no answer: %s", type(problem).__name__)
        raise Stopped(Cause.CRASH, limits) from None
    raise refusal


def asked(module: str, request: bytes, limits: Limits) -> tuple[bytes, int]:
    """The child's answer and wait status; a server that ended in between is started once more."""
    for _ in range(2):
        try:
            with connection(module) as call:
                return exchanged(call, request, limits)
        except ServerGone:
            continue
    logger.error("The process that converts files cannot be started")
    raise Stopped(Cause.CRASH, limits)


def exchanged(call: socket.socket, request: bytes, limits: Limits) -> tuple[bytes, int]:
    call.settimeout(limits.clock + SECONDS_TO_BE_KILLED)
    try:
        call.sendall(request)
        call.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # the child ended early; how is read below
    content = received(call, limits)
    if len(content) < STATUS.size:
        raise ServerGone
    return content[: -STATUS.size], STATUS.unpack(content[-STATUS.size :])[0]


def received(call: socket.socket, limits: Limits) -> bytes:
    chunks = []
    try:
        while chunk := call.recv(CHUNK):
            chunks.append(chunk)
    except TimeoutError:
        raise Stopped(Cause.CLOCK, limits) from None
    except ConnectionError:
        raise ServerGone from None
    return b"".join(chunks)
