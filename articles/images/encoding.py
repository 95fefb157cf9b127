"""One picture at every width we serve: what runs in the child process that decodes it.

``articles.images`` has the same functions for everyone else.
"""

import hashlib
import io
from pathlib import Path

from PIL import ExifTags, Image

from articles.images.colors import in_mode, in_srgb, plain
from articles.images.files import USUAL, ImageFile, ImageRefused, Limits, PreparedImage
from articles.images.opening import load, open_image
from articles.images.profiles import profile_of

EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}  # what we store
WIDTHS = (480, 960, 1600)
WEBP_WIDTHS = (480, 640, 960, 1600)  # 640: a phone's column, where its screen is twice as fine
LONGEST_SIDE = 16_383  # of a WebP, whose format has 14 bits for it; a JPEG could have 65,535
LARGEST_AREA = 1600 * 10_000  # what all copies of one picture can be made of in a few seconds
JPEG_QUALITY = 82
# Quality and method, of 6, for copies up to a width. Method 2 takes half the time of the usual 4,
# for a twentieth more bytes; of the widest, method 1 takes a third less again, for a hundredth more
# bytes and a quarter of a decibel, which nobody sees on a screen as fine as it is made for.
WEBP_SETTINGS = ((960, (78, 2)), (WIDTHS[-1], (76, 1)))
LOSSLESS_EFFORT = 75  # of 100: the last quarter takes half as long again, for 2 % fewer bytes
QUICK, SMALL = 6, 9  # of zlib, for a PNG: a narrower copy is 3 % heavier in a quarter of the time
# Resampling from far and from near: photographs hide what the quicker one is less exact in.
EXACT, FAST = Image.Resampling.LANCZOS, Image.Resampling.HAMMING
ROWS = 64
PALETTE = 256  # colors, at most, that a PNG can name in a byte a pixel
WORTH_THE_BLUR = 3  # a PNG photograph becomes JPEG where that is so many times smaller
# What undoes the turn that a camera noted (Exif 2.32, tag 0x0112).
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDES_SWAPPED = (5, 6, 7, 8)


def prepare(content: bytes, *, limits: Limits = USUAL) -> PreparedImage:
    """Check what was sent and make our own files of it. Raises ImageRefused.

    Every copy is made from the largest file of ours, so that a picture of years ago, or one that
    comes back from an export, gets the same copies as a new one.
    """
    picture, is_flat, was_jpeg = ready(content, limits)
    format = fitting_format(picture, was_jpeg=was_jpeg)
    stored = with_few_colors(picture) if format == "PNG" and is_flat else picture
    encoded = encode(stored, format)
    name = f"{hashlib.sha256(encoded).hexdigest()[:16]}.{EXTENSIONS[format]}"
    largest = ImageFile(name, picture.width, picture.height, encoded)
    copies = Copies(largest)
    return PreparedImage((*copies.narrower(), largest), copies.in_webp())


def prepare_files(files: list[Path]) -> list[PreparedImage | str]:
    """What is made of each file, or the sentence that refuses it."""
    return [prepared_or_refused(file) for file in files]


def prepared_or_refused(file: Path) -> PreparedImage | str:
    try:
        return prepare(file.read_bytes())
    except ImageRefused as refusal:
        return str(refusal)
    except OSError as problem:
        return f"its file cannot be read: {problem.strerror}."


def in_webp(ours: ImageFile) -> tuple[ImageFile, ...]:
    """Copies of a file of ours for browsers that know WebP: a drawing stays as sharp as it was."""
    return Copies(ours).in_webp()


def verify(content: bytes, *, limits: Limits = USUAL) -> ImageFile:
    """A file of ours that comes back, unchanged: decoded in full only to be sure of it."""
    image = load(open_image(content, limits))
    if image.format not in EXTENSIONS:
        raise ImageRefused("Pictures are kept as JPEG, PNG or WebP; this file is none of them.")
    stem = hashlib.sha256(content).hexdigest()[:16]
    return ImageFile(f"{stem}.{EXTENSIONS[image.format]}", image.width, image.height, content)


# --- what was sent → a picture that fits ----------------------------------------------------------


def ready(content: bytes, limits: Limits) -> tuple[Image.Image, bool, bool]:
    """The picture upright, in sRGB, small enough; whether it is flat; whether it was a JPEG.

    It is made smaller first of all: the rest then takes a fraction of the memory and the time.
    """
    image = open_image(content, limits)
    turn = turn_of(image)
    size = fitted(image.size, is_turned=turn in SIDES_SWAPPED)
    was_jpeg = image.format in ("JPEG", "MPO")
    image = load(image, room_for=size)
    profile = profile_of(image, content)
    image = plain(image)
    is_flat = bool(image.mode in ("L", "RGB") and image.getcolors(PALETTE))
    image = resized(nearer(image, size), size, FAST if was_jpeg else EXACT)
    picture = turned(in_srgb(image, profile), turn)
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema()[0] == 255:
        picture = picture.convert("RGB")
    picture.info = {}  # encoders copy comments, profiles and density from here
    return picture, is_flat, was_jpeg


def turn_of(image) -> int:
    try:
        return image.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:  # a damaged EXIF block says nothing about which way is up
        return 1


def turned(picture, turn: int):
    """The picture as a viewer turns it."""
    return picture.transpose(TURNS[turn]) if turn in TURNS else picture


def fitted(size: tuple[int, int], *, is_turned: bool) -> tuple[int, int]:
    """The size, made no larger than we serve; ``is_turned``: its height is what becomes width."""
    across, down = reversed(size) if is_turned else size
    scale = min(
        1,
        WIDTHS[-1] / across,
        LONGEST_SIDE / down,
        (LARGEST_AREA / (across * down)) ** 0.5,
    )
    if min(across, down) * scale < 0.5:
        raise ImageRefused(
            f"The picture has {across:,} by {down:,} pixels. It may be at most {WIDTHS[-1]:,} wide"
            f" and {LONGEST_SIDE:,} high, and nothing of it would be left. Cut it, or make it less"
            " narrow, then send it again."
        )
    width, height = (max(1, round(side * scale)) for side in size)
    return width, height


def nearer(image, size: tuple[int, int]):
    """Nearer to the size by a whole factor, where something is see-through: Pillow makes a copy of
    such a picture before it makes it smaller, and of the largest there is no room for two.
    """
    factor = min(image.width // size[0], image.height // size[1])
    if image.mode != "RGBA" or factor < 2:
        return image
    width, height = (-(-side // factor) for side in image.size)
    smaller = Image.new("RGBA", (width, height))
    for top in range(0, height, ROWS):
        box = (0, top * factor, image.width, min((top + ROWS) * factor, image.height))
        smaller.paste(image.crop(box).reduce(factor), (0, top))
    return smaller


def resized(picture, size: tuple[int, int], method: Image.Resampling = FAST):
    return picture if picture.size == size else picture.resize(size, method)


def fitting_format(picture, *, was_jpeg: bool) -> str:
    """JPEG for photographs; PNG where something is transparent or has the sharp edges of text."""
    if picture.mode == "RGBA":
        return "PNG"
    if was_jpeg:
        return "JPEG"
    sample = at_width(picture, min(picture.width, WIDTHS[0]))
    sharp, blurred = (len(encode(sample, format, effort=QUICK)) for format in ("PNG", "JPEG"))
    return "JPEG" if sharp > WORTH_THE_BLUR * blurred else "PNG"


# --- a file of ours → its copies ------------------------------------------------------------------


class Copies:
    """A file of ours, decoded once, and its narrower versions, each made from the next wider."""

    def __init__(self, ours: ImageFile) -> None:
        image = load(open_image(ours.content, USUAL))
        picture = in_mode(image, "RGBA" if image.has_transparency_data else "RGB")
        self.stem, _, self.extension = ours.name.rpartition(".")
        self.format = image.format
        is_drawing = self.format == "PNG" and picture.mode == "RGB"
        self.is_flat = bool(is_drawing and picture.getcolors(PALETTE))
        self.picture = picture
        self.made = {picture.width: picture}
        self.drawings = {picture.width: picture}

    def narrower(self) -> list[ImageFile]:
        """In the format of the file itself."""
        return [
            ImageFile(
                f"{self.stem}-{width}.{self.extension}",
                width,
                self.at(width).height,
                encode(self.drawn(width), self.format, effort=QUICK),
            )
            for width in WIDTHS
            if width < self.picture.width
        ]

    def in_webp(self) -> tuple[ImageFile, ...]:
        copies: list[ImageFile] = []
        for width in self.webp_widths():
            version = self.at(width)
            drawn = in_mode(self.drawn(width), version.mode)
            content = webp(drawn, is_sharp=self.format == "PNG")
            suffix = "" if width == self.picture.width else f"-{width}"
            # Blended edges can make a narrower drawing the heavier one: nobody is served by that.
            if all(len(content) < len(wider.content) for wider in copies):
                name = f"{self.stem}{suffix}.webp"
                copies.append(ImageFile(name, width, version.height, content))
        return tuple(reversed(copies))

    def webp_widths(self) -> list[int]:
        """Widest first; a tall file from before there was a limit has none at its own width."""
        width, height = self.picture.size
        widest = min(width, int(width * LONGEST_SIDE / height))
        return sorted({each for each in WEBP_WIDTHS if each < widest} | {max(1, widest)})[::-1]

    def at(self, width: int):
        if width not in self.made:
            wider = self.made[min(each for each in self.made if each > width)]
            height = max(1, round(self.picture.height * width / self.picture.width))
            self.made[width] = resized(wider, (width, height))
        return self.made[width]

    def drawn(self, width: int):
        """As it is encoded: a drawing with a palette."""
        if not self.is_flat:
            return self.at(width)
        if width not in self.drawings:
            self.drawings[width] = with_few_colors(self.at(width))
        return self.drawings[width]


def at_width(picture, width: int):
    return resized(picture, (width, max(1, round(picture.height * width / picture.width))))


def with_few_colors(version):
    """A drawing with a palette: a fraction of the bytes, and as sharp.

    Where its colors are few already, not one pixel changes: that many are all kept. Making it
    narrower blended them to thousands; the nearest few hundred look the same, and those of its
    areas are among them. (Quicker ways to choose them make white of cream.)
    """
    return version.quantize(PALETTE, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def encode(picture, format: str, *, effort: int = SMALL) -> bytes:
    buffer = io.BytesIO()
    if format == "JPEG":
        # Progressive ones are 4 % lighter and take three times as long: few browsers ask for them.
        picture.save(buffer, "JPEG", quality=JPEG_QUALITY, optimize=True)
    elif format == "PNG":
        picture.save(buffer, "PNG", compress_level=effort)
    else:
        picture.save(buffer, format)
    return buffer.getvalue()


def webp(picture, *, is_sharp: bool) -> bytes:
    buffer = io.BytesIO()
    if is_sharp:
        picture.save(buffer, "WEBP", lossless=True, quality=LOSSLESS_EFFORT, method=3)
    else:
        quality, method = next(use for width, use in WEBP_SETTINGS if picture.width <= width)
        picture.save(buffer, "WEBP", quality=quality, method=method)
    return buffer.getvalue()
