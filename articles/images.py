"""Bytes somebody sent → a picture that is ours: decoded, upright, bare of metadata, re-encoded.

Knows no database and no storage. What a file calls itself is never believed: only what it
decodes to counts, and its size is judged before a single pixel is decoded.
"""

import hashlib
import io
import math
import warnings
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

FORMATS = ("JPEG", "PNG", "GIF", "WEBP")  # what editors may send
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}  # what we store
WIDTHS = (480, 960, 1600)
WEBP_WIDTHS = (480, 640, 960, 1600)  # 640: a phone's column, where its screen is twice as fine
JPEG_QUALITY = 82
WEBP_QUALITY = 78
PALETTE = 256  # colors, at most, that a PNG can name in a byte a pixel
WORTH_THE_BLUR = 3  # a PNG photograph becomes JPEG where that is so many times smaller
SRGB = ImageCms.createProfile("sRGB")


@dataclass(frozen=True)
class Limits:
    """What a picture may be, in bytes as sent and in pixels once decoded."""

    size: int = 20_000_000
    pixels: int = 50_000_000


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


def prepare(content: bytes, *, limits: Limits = Limits()) -> PreparedImage:
    """Check what was sent and make our own files of it; refuses with :class:`ImageRefused`."""
    original = _load(_open(content, limits), room_for=WIDTHS[-1])
    picture = _without_metadata(_in_srgb(_upright(original)))
    format = _fitting_format(picture, was_jpeg=original.format in ("JPEG", "MPO"))
    widest = min(picture.width, WIDTHS[-1])
    widths = sorted({width for width in WIDTHS if width < widest} | {widest})
    versions = [_at_width(picture, width) for width in widths]
    if format == "PNG" and _colors(picture):
        versions = [_few_colors(version) for version in versions]
    contents = [_encode(version, format) for version in versions]
    stem, extension = hashlib.sha256(contents[-1]).hexdigest()[:16], EXTENSIONS[format]
    suffixes = [f"-{width}" for width in widths[:-1]] + [""]
    files = tuple(
        ImageFile(f"{stem}{suffix}.{extension}", version.width, version.height, encoded)
        for suffix, version, encoded in zip(suffixes, versions, contents, strict=True)
    )
    return PreparedImage(files, in_webp(files[-1]))


def in_webp(ours: ImageFile) -> tuple[ImageFile, ...]:
    """Copies of a file of ours for browsers that know WebP: a drawing stays as sharp as it was.

    Made from the stored file and nothing else, so an image of years ago gets the same ones as a
    new one, and an imported one the same as before its export.
    """
    image = _load(_open(ours.content, Limits()))
    picture = image.convert("RGBA" if image.has_transparency_data else "RGB")
    is_flat = bool(_colors(picture))
    stem = ours.name.rpartition(".")[0]
    copies: list[ImageFile] = []
    for width in sorted({each for each in WEBP_WIDTHS if each < image.width} | {image.width})[::-1]:
        version = _at_width(picture, width)
        if is_flat:
            version = _few_colors(version).convert("RGB")
        content = _webp(version, is_sharp=image.format == "PNG")
        suffix = "" if width == image.width else f"-{width}"
        # Blended edges can make a narrower drawing the heavier one: nobody is served by that.
        if all(len(content) < len(wider.content) for wider in copies):
            copies.append(ImageFile(f"{stem}{suffix}.webp", width, version.height, content))
    return tuple(reversed(copies))


def _webp(picture, *, is_sharp):
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", lossless=is_sharp, quality=100 if is_sharp else WEBP_QUALITY)
    return buffer.getvalue()


def verify(content: bytes, *, limits: Limits = Limits()) -> ImageFile:
    """A file of ours that comes back, unchanged: decoded in full only to be sure of it."""
    image = _load(_open(content, limits))
    if image.format not in EXTENSIONS:
        raise ImageRefused("Pictures are kept as JPEG, PNG or WebP; this file is none of them.")
    stem = hashlib.sha256(content).hexdigest()[:16]
    return ImageFile(f"{stem}.{EXTENSIONS[image.format]}", image.width, image.height, content)


def cropped(content: bytes, *, left: float, top: float, right: float, bottom: float) -> bytes:
    """The picture without its margins, given as fractions of its width and height as stored.

    Nothing of what is cut off stays, in pixels or metadata; part of a pixel is cut off too.
    """
    original = _load(_open(content, Limits()))
    width, height = original.size
    box = (
        math.ceil(left * width),
        math.ceil(top * height),
        math.floor((1 - right) * width),
        math.floor((1 - bottom) * height),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        raise ImageRefused("Nothing is left of the picture. Crop it less.")
    is_jpeg = original.format in ("JPEG", "MPO")
    picture = _without_metadata(_in_srgb(_upright(original.crop(box))))
    return _encode_exactly(picture, "JPEG" if is_jpeg else "PNG")


def _encode_exactly(picture, format):
    buffer = io.BytesIO()
    picture.save(buffer, format, **({"quality": 95} if format == "JPEG" else {}))
    return buffer.getvalue()


def _open(content, limits):
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
        raise ImageRefused(_too_many_pixels(limits)) from None
    except Exception:  # the parsers of four formats raise whatever they stumble over
        raise ImageRefused(_what_it_is_instead(content)) from None
    if image.width * image.height > limits.pixels:
        raise ImageRefused(_too_many_pixels(limits))
    if moves:
        raise ImageRefused("The picture moves. Send one still frame of it as PNG or JPEG.")
    return image


def _load(image, *, room_for=None):
    if room_for:
        image.draft("RGB", (room_for, room_for))  # a JPEG is decoded no larger than we need it
    try:
        image.load()
    except Exception:
        raise ImageRefused(
            "The picture is damaged or not complete. Save it again, then send the new file."
        ) from None
    return image


def _upright(image):
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # a damaged EXIF block says nothing about which way is up
        return image


def _too_many_pixels(limits):
    return (
        "The picture is too large to open safely: it may have up to"
        f" {limits.pixels / 1e6:g} million pixels. Make it smaller, then send it again."
    )


def _what_it_is_instead(content):
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


def _in_srgb(image):
    profile = image.info.get("icc_profile")
    if image.mode == "P" or not profile:
        return image
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        return ImageCms.profileToProfile(
            image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), SRGB, outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a profile that does not fit its picture says nothing about its colors


def _without_metadata(image):
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")
    picture = image.convert("RGBA" if image.has_transparency_data else "RGB")
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema()[0] == 255:
        picture = picture.convert("RGB")
    picture.info = {}  # encoders copy comments, profiles and density from here
    return picture


def _fitting_format(picture, *, was_jpeg):
    """JPEG for photographs; PNG where something is transparent or has the sharp edges of text."""
    if picture.mode == "RGBA":
        return "PNG"
    if was_jpeg:
        return "JPEG"
    sample = _at_width(picture, min(picture.width, WIDTHS[0]))
    sharp, blurred = (len(_encode(sample, format)) for format in ("PNG", "JPEG"))
    return "JPEG" if sharp > WORTH_THE_BLUR * blurred else "PNG"


def _at_width(picture, width):
    if width == picture.width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _colors(picture):
    """How many colors an opaque drawing has, or None where they are many or not opaque."""
    return len(picture.getcolors(PALETTE) or []) or None if picture.mode == "RGB" else None


def _few_colors(version):
    """A drawing with a palette: a fraction of the bytes, and as sharp.

    Making it narrower blended its colors to thousands; the nearest few hundred look the same.
    Where they are few already, not one pixel changes.
    """
    method = Image.Quantize.MEDIANCUT if _colors(version) else Image.Quantize.MAXCOVERAGE
    return version.quantize(PALETTE, method=method, dither=Image.Dither.NONE)


def _encode(picture, format):
    buffer = io.BytesIO()
    if format == "JPEG":
        picture.save(buffer, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    else:
        picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
