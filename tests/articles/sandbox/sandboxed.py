"""What the tests of the sandbox call in a child process."""

import os
import signal
import time

from articles.images import ImageFile, ImageRefused


def process(_):
    return os.getpid(), os.getppid()


def environment(_):
    return dict(os.environ)


def refuse(sentence):
    raise ImageRefused(sentence)


def stumble(words):
    return {}[words]


def work(_):
    while True:
        pass


def wait(seconds):
    time.sleep(seconds)
    return seconds


def fill(size):
    return len(bytearray(size))


def fill_unnoticed(size):
    """As a library may: what it says is no longer that memory was short."""
    try:
        return fill(size)
    except MemoryError as problem:
        raise ValueError("The file is damaged.") from problem


def die(sign):
    os.kill(os.getpid(), sign)
    signal.pause()


def vanish(status):
    os._exit(status)


def write(size, *, path):
    with open(path, "wb") as file:
        file.write(bytes(size))


def echo(content):
    return content


def file_of(name):
    return ImageFile(name, 1, 1, b"")


class Sly:
    """Pickled, it would run a program in whoever reads it."""

    def __reduce__(self):
        return os.system, ("true",)


def sly(_):
    return Sly()
