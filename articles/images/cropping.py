"""A picture without its margins, before it is prepared; for code that runs in a child process."""

import io
import math

from articles.images.colors import in_srgb, plain
from articles.images.encoding import turn_of, turned
from articles.images.files import USUAL, ImageRefused
from articles.images.opening import load, open_image
from articles.images.profiles import profile_of


def cropped(content: bytes, *, left: float, top: float, right: float, bottom: float) -> bytes:
    """The picture without its margins, given as fractions of its width and height as stored.

    Nothing of what is cut off stays, in pixels or metadata; part of a pixel is cut off too. Raises
    ImageRefused.
    """
    image = load(open_image(content, USUAL))
    width, height = image.size
    box = (
        math.ceil(left * width),
        math.ceil(top * height),
        math.floor((1 - right) * width),
        math.floor((1 - bottom) * height),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        raise ImageRefused("Nothing is left of the picture. Crop it less.")
    picture = in_srgb(plain(image.crop(box)), profile_of(image, content))
    return exactly_encoded(
        turned(picture, turn_of(image)), was_jpeg=image.format in ("JPEG", "MPO")
    )


def exactly_encoded(picture, *, was_jpeg: bool) -> bytes:
    buffer = io.BytesIO()
    picture.info = {}  # encoders copy comments, profiles and density from here
    if was_jpeg:
        picture.save(buffer, "JPEG", quality=95)
    else:
        picture.save(buffer, "PNG")
    return buffer.getvalue()
