"""What was sent, opened: what a file calls itself is never believed, only what it decodes to.

Its size is judged before a single pixel is decoded.
"""

import io
import warnings

# A child process would import each of these again, and for WebP every other format with it.
from PIL import (  # noqa: F401, I001
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

from articles.images.files import ImageRefused, Limits

FORMATS = ("JPEG", "PNG", "GIF", "WEBP")  # what editors may send
DAMAGED = "The picture is damaged or not complete. Save it again, then send the new file."


def open_image(content: bytes, limits: Limits):
    """The picture, not decoded yet. Raises ImageRefused."""
    if len(content) > limits.size:
        raise ImageRefused(
            f"The file is too large: {len(content) / 1e6:.1f} MB."
            f" Pictures may have up to {limits.size / 1e6:g} MB."
        )
    try:
        with warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning):
            image = Image.open(io.BytesIO(content), formats=FORMATS)
            moves = image.format != "MPO" and getattr(image, "is_animated", False)
    except Image.DecompressionBombError:
        raise ImageRefused(too_many_pixels(limits)) from None
    except MemoryError:
        raise
    except Exception:  # the parsers of four formats raise whatever they stumble over
        raise ImageRefused(what_it_is_instead(content)) from None
    if image.width * image.height > limits.pixels:
        raise ImageRefused(too_many_pixels(limits))
    if moves:
        raise ImageRefused("The picture moves. Send one still frame of it as PNG or JPEG.")
    return image


def load(image, *, room_for: tuple[int, int] | None = None):
    """The picture, decoded; a JPEG no larger than there is need of, in width and height."""
    if room_for:
        image.draft("RGB", room_for)
    try:
        image.load()
    except MemoryError:
        raise
    except Exception:
        raise ImageRefused(DAMAGED) from None
    return image


def too_many_pixels(limits: Limits) -> str:
    return (
        "The picture is too large to open safely: it may have up to"
        f" {limits.pixels / 1e6:g} million pixels. Make it smaller, then send it again."
    )


def what_it_is_instead(content: bytes) -> str:
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not content:
        return "The file is empty."
    if b"<svg" in start:
        return "SVG drawings can carry programs and are not accepted. Save it as PNG."
    if start.startswith(b"<"):
        return "This is a web page, not a picture. Send a JPEG or PNG file."
    if start[4:8] == b"ftyp":
        return "Pictures of this kind (HEIC, AVIF) are not accepted. Save it as JPEG."
    return "This is not a picture that can be opened. Send a JPEG, PNG, GIF or WebP file."
