"""Which processes hold a port of this machine, as Linux lists them in /proc (proc(5))."""

import os
from enum import Enum
from pathlib import Path

SERVING = b"mscoe.startup.serve"  # the processes that a run started, and not the run itself
LISTENING = "0A"  # TCP_LISTEN in the kernel's net/tcp_states.h


class Holder(Enum):
    ENDING = "the remains of a killed run of this site"
    UNSEEN = "no process, or one that this user may not inspect"
    OTHER = "another program, or a running copy of this site"


def holder_of(port, *, root):
    """Who holds it. A ``make run`` in the folder ``root`` that lives holds it itself."""
    holders = list(holders_of(port))
    if not holders:
        return Holder.UNSEEN
    return Holder.ENDING if all(_is_left_behind(pid, root) for pid in holders) else Holder.OTHER


def holders_of(port):
    """Numbers of the processes that listen at the port, as far as this user may see them."""
    sockets = {f"socket:[{inode}]" for inode in _listening(port)}
    for folder in Path("/proc").glob("[0-9]*"):
        if sockets and not sockets.isdisjoint(_open_files(folder)):
            yield int(folder.name)


def _listening(port):
    """Inodes of the sockets that listen there."""
    for table in ("tcp", "tcp6"):
        try:
            lines = Path(f"/proc/net/{table}").read_text().splitlines()[1:]
        except OSError:
            continue
        for _, local, _, state, *rest in map(str.split, lines):
            if state == LISTENING and int(local.rpartition(":")[2], 16) == port:
                yield rest[5]


def _open_files(folder):
    """What its open files lead to; none of a process that ended or belongs to someone else."""
    found = set()
    try:
        for link in os.scandir(folder / "fd"):
            found.add(os.readlink(link.path))
    except OSError:
        pass
    return found


def _is_left_behind(pid, root):
    try:
        place = os.readlink(f"/proc/{pid}/cwd")
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return True  # it has just ended
    return Path(place) == root and SERVING in words
