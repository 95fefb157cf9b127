"""What a picture may be, and what is made of it: plain values."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What a picture may be, in bytes as sent and in pixels once decoded."""

    size: int = 20_000_000
    pixels: int = 50_000_000


USUAL = Limits()


@dataclass(frozen=True)
class ImageFile:
    """One file to store: its own name, its pixels, its bytes."""

    name: str
    width: int
    height: int
    content: bytes


@dataclass(frozen=True)
class PreparedImage:
    """The same picture at every width we serve, narrowest first."""

    files: tuple[ImageFile, ...]
    in_webp: tuple[ImageFile, ...] = ()

    @property
    def largest(self) -> ImageFile:
        return self.files[-1]

    @property
    def all_files(self) -> tuple[ImageFile, ...]:
        return self.files + self.in_webp


class ImageRefused(Exception):
    """A sentence for the person who sent the file: what is wrong and what to do."""
