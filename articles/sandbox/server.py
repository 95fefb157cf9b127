"""The process that children are forked from: it has imported what they need, so each is cheap.

Reads names of modules from the socket ``descriptor``, each with the socket of one call; forks a
child for the call; tells on the same socket how the child ended. Ends when the other end is closed,
as it is when the site's process dies, or after idle minutes. Its children are killed with it.
"""

import gc
import importlib
import json
import os
import pickle
import select
import signal
import socket
import sys

from django.conf import settings

from articles.sandbox.answers import answer_to
from articles.sandbox.limits import hold_to
from articles.sandbox.stopping import STATUS

IDLE_SECONDS = 300
LONGEST_NAME = 500


def main(descriptor: str, shared_settings: str) -> None:
    gc.disable()  # nothing here is long-lived but modules; nor is it in the children
    settings.configure(**json.loads(shared_settings))
    control = socket.socket(fileno=int(descriptor))
    ended, wake_up = os.pipe()
    os.set_blocking(ended, False)
    os.set_blocking(wake_up, False)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the site, and this with it
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake_up)
    calls: dict[int, socket.socket] = {}
    while True:
        ready, _, _ = select.select([control, ended], [], [], IDLE_SECONDS)
        if ended in ready:
            os.read(ended, 4096)
            report_ended(calls)
        if control in ready and not start(control, calls):
            return
        if not ready and not calls:
            return


def start(control: socket.socket, calls: dict[int, socket.socket]) -> bool:
    """Fork a child for the next call; False when nobody can send one any more."""
    name, descriptors, _, _ = socket.recv_fds(control, LONGEST_NAME, 1)
    if not name:
        return False
    call = socket.socket(fileno=descriptors[0])
    if name.decode() not in sys.modules:
        module = importlib.import_module(name.decode())
        if hasattr(module, "warm_up"):
            module.warm_up()
        gc.freeze()  # what is shared with the children stays shared
    child = os.fork()
    if child == 0:
        for other in (control, *calls.values()):
            other.close()  # who waits for another call waits until nobody holds its socket
        work(call)
    calls[child] = call
    return True


def report_ended(calls: dict[int, socket.socket]) -> None:
    while calls:
        child, status = os.waitpid(-1, os.WNOHANG)
        if child == 0:
            return
        with calls.pop(child) as call:
            try:
                call.sendall(STATUS.pack(status))
            except OSError:
                continue  # nobody waits for it any longer


def work(call: socket.socket) -> None:
    """In the child: read the call, answer it, end."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    status = 1
    try:
        with call.makefile("rb") as file:
            limits, name, argument, options, raises = pickle.load(file)
        hold_to(limits)
        module, _, function = name.rpartition(".")
        content, status = answer_to(
            getattr(sys.modules[module], function), argument, options, raises
        )
        call.sendall(content)
    finally:
        os._exit(status)
