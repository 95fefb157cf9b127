"""Bytes someone sent → a picture that is ours: decoded, upright, bare of metadata, re-encoded.

Knows no database and no storage. Each picture is decoded in a child process with limits
(``articles.sandbox``): a file that its decoder stumbles over costs a sentence and nothing else.
``encoding`` is what runs there.
"""

from pathlib import Path

from articles import sandbox
from articles.images.files import USUAL, ImageFile, ImageRefused, Limits, PreparedImage

__all__ = [
    *("ImageFile", "ImageRefused", "Limits", "PreparedImage"),
    *("in_webp", "prepare", "prepare_files", "verify"),
]

LIMITS = sandbox.Limits()
ENCODING = "articles.images.encoding"


def prepare(content: bytes, *, limits: Limits = USUAL) -> PreparedImage:
    """Check what was sent and make our own files of it; refuses with :class:`ImageRefused`."""
    return _in_child("prepare", content, limits=limits)


def prepare_files(files: list[Path]) -> list[PreparedImage | str] | None:
    """What is made of each file, or the sentence that refuses it, by one child process.

    None where all of them together are too much for one: each by itself may still be none.
    """
    try:
        return sandbox.run(f"{ENCODING}.prepare_files", files, limits=LIMITS)
    except sandbox.Stopped:
        return None


def in_webp(ours: ImageFile) -> tuple[ImageFile, ...]:
    """Copies of a file of ours for browsers that know WebP, narrowest first."""
    return _in_child("in_webp", ours)


def verify(content: bytes, *, limits: Limits = USUAL) -> ImageFile:
    """A file of ours that comes back, unchanged: decoded in full only to be sure of it."""
    return _in_child("verify", content, limits=limits)


def _in_child(function, content, **options):
    name = f"{ENCODING}.{function}"
    try:
        return sandbox.run(name, content, options, raises=(ImageRefused,), limits=LIMITS)
    except sandbox.Stopped as stopped:
        raise ImageRefused(stopped.sentence("picture")) from stopped
