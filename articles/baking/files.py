"""Files that are there whole or not at all: written, made durable, renamed."""

import ctypes
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

FEW = 200  # files that are waited for by themselves; for more, the whole disk is asked once
AT_ONCE = 4  # of these: a disk does several in the time of one
LIBC = ctypes.CDLL(None, use_errno=True)


def put_in_place(unfinished: bytes, path: bytes) -> None:
    try:
        os.rename(unfinished, path)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        os.rename(unfinished, path)


def write(path: bytes, content: bytes, moment: float | None = None) -> None:
    try:
        write_file(path, content)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write_file(path, content)
    if moment is not None:
        os.utime(path, (moment, moment))


def write_file(path: bytes, content: bytes) -> None:
    with open(path, "wb") as file:
        file.write(content)


def replace(path: bytes, content: bytes, *, durable: bool = True) -> None:
    """Write, make durable, rename: the file is the old one or the new one, whatever happens."""
    unfinished = path + b".new"
    write(unfinished, content)
    if durable:
        make_durable([unfinished])
    os.rename(unfinished, path)


def make_durable(paths: Sequence[bytes]) -> None:
    if len(paths) > FEW:
        sync_disk(os.path.dirname(paths[0]))
    elif len(paths) == 1:
        sync_file(paths[0])
    else:
        with ThreadPoolExecutor(min(AT_ONCE, len(paths))) as pool:
            list(pool.map(sync_file, paths))


def sync_file(path: bytes) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def sync_disk(folder: bytes) -> None:
    """Wait until all that was written to the disk of ``folder`` is on it."""
    number = os.open(folder, os.O_RDONLY)
    try:
        if LIBC.syncfs(number) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), folder)
    finally:
        os.close(number)


def remove_file(path: bytes) -> None:
    try:
        os.unlink(path)
    except (FileNotFoundError, NotADirectoryError):
        return


def remove_empty_folders(folder: bytes, top: bytes) -> None:
    while len(folder) > len(top):
        try:
            os.rmdir(folder)
        except OSError:
            return
        folder = os.path.dirname(folder)
