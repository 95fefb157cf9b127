import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageChops, ImageCms
from PIL.PngImagePlugin import PngInfo

import articles
from articles import images, sandbox
from articles.images import ImageFile, ImageRefused, Limits
from articles.images.encoding import fitted, in_webp, prepare, verify

RED, GREEN, BLUE, WHITE = (200, 0, 0), (0, 160, 0), (0, 0, 200), (255, 255, 255)
UPRIGHT = [[RED, GREEN], [BLUE, WHITE]]  # top left, top right; bottom left, bottom right
JPEG_METADATA = [b"Exif", b"GPS", b"http://ns.adobe.com", b"ICC_PROFILE", b"secret comment"]
TURNS = {  # how a camera that notes this orientation has stored an upright picture
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def encoded(image, format="PNG", **options):
    buffer = io.BytesIO()
    image.save(buffer, format, **options)
    return buffer.getvalue()


def decoded(file):
    """The file's pixels; a palette, which only says them in fewer bytes, is looked through."""
    image = Image.open(io.BytesIO(file.content))
    return image.convert("RGB") if image.mode == "P" else image


def four_quarters(width=400, height=200):
    image = Image.new("RGB", (width, height))
    for row, colors in enumerate(UPRIGHT):
        for column, color in enumerate(colors):
            box = (column * width // 2, row * height // 2)
            image.paste(color, (*box, box[0] + width // 2, box[1] + height // 2))
    return image


def photograph(orientation):
    """What a phone sends: turned, with a position, a profile, a comment and XMP."""
    image = four_quarters()
    if TURNS[orientation] is not None:
        image = image.transpose(TURNS[orientation])
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "GPS secret camera"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (44.0, 29.0, 33.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return encoded(
        image,
        "JPEG",
        quality=95,
        exif=exif,
        icc_profile=profile,
        comment=b"secret comment",
        xmp=b"<x:xmpmeta>secret place</x:xmpmeta>",
    )


def png_header(width, height):
    """The first bytes of a picture of any size, with next to nothing in it."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def nearly(color, expected):
    return all(abs(a - b) < 25 for a, b in zip(color, expected, strict=True))


def quarters_of(image):
    points = [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)]
    return [image.getpixel((int(image.width * x), int(image.height * y))) for x, y in points]


@pytest.mark.parametrize("orientation", TURNS)
def test_a_turned_photograph_comes_out_upright_and_says_nothing_about_its_place(orientation):
    sent = photograph(orientation)
    assert all(word in sent for word in JPEG_METADATA)

    file = prepare(sent).largest

    image = decoded(file)
    assert (image.format, image.size) == ("JPEG", (400, 200))
    assert all(map(nearly, quarters_of(image), [*UPRIGHT[0], *UPRIGHT[1]]))
    assert dict(image.getexif()) == {}
    assert not any(word in file.content for word in [*JPEG_METADATA, b"secret"])


def test_text_chunks_and_profiles_of_a_png_are_dropped():
    notes = PngInfo()
    notes.add_text("Author", "secret name")
    notes.add_itxt("XML:com.adobe.xmp", "secret place")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    sent = encoded(four_quarters(), pnginfo=notes, icc_profile=profile, dpi=(300, 300))

    file = prepare(sent).largest

    chunks = {
        name for name in (b"tEXt", b"iTXt", b"iCCP", b"eXIf", b"pHYs") if name in file.content
    }
    assert (chunks, b"secret" in file.content) == (set(), False)


def profile_with_red_and_blue_exchanged():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return srgb.replace(b"rXYZ", b"----").replace(b"bXYZ", b"rXYZ").replace(b"----", b"bXYZ")


@pytest.mark.parametrize("format", ["PNG", "JPEG"])
def test_colors_are_converted_from_the_profile_they_were_sent_with(format):
    image = Image.new("RGB", (40, 40), RED)
    sent = encoded(image, format, icc_profile=profile_with_red_and_blue_exchanged())

    seen = decoded(prepare(sent).largest).getpixel((20, 20))

    assert nearly(seen, BLUE)


def test_a_profile_that_cannot_be_read_is_left_out():
    sent = encoded(Image.new("L", (20, 20), 128), icc_profile=b"not a profile")

    assert decoded(prepare(sent).largest).getpixel((3, 3)) == (128, 128, 128)


@pytest.mark.parametrize(
    ("width", "made"),
    [
        (300, [300]),
        (480, [480]),
        (900, [480, 900]),
        (1600, [480, 960, 1600]),
        (3000, [480, 960, 1600]),
    ],
)
def test_a_picture_is_made_in_the_widths_it_has_pixels_for(width, made):
    files = prepare(encoded(four_quarters(width, width // 2))).files

    assert [file.width for file in files] == made
    assert [decoded(file).size for file in files] == [(file.width, file.height) for file in files]


def test_the_name_comes_from_the_content_and_never_from_the_sender():
    files = prepare(encoded(four_quarters(1000, 500))).files
    again = prepare(encoded(four_quarters(1000, 500))).files
    other = prepare(encoded(four_quarters(1000, 502))).files

    assert [file.name for file in files] == [file.name for file in again]
    assert files[-1].name != other[-1].name
    stem, extension = files[-1].name.split(".")
    assert (len(stem), extension) == (16, "png")
    assert [file.name for file in files[:-1]] == [f"{stem}-480.png", f"{stem}-960.png"]


def test_drawings_stay_sharp_and_photographs_stay_small():
    drawing = encoded(four_quarters(), "WEBP", lossless=True)
    noise = encoded(Image.effect_noise((600, 400), 60).convert("RGB"))
    see_through = encoded(Image.new("RGBA", (50, 50), (200, 0, 0, 90)))
    opaque = encoded(Image.new("RGBA", (50, 50), (200, 0, 0, 255)))

    formats = [prepare(sent).largest.name[-4:] for sent in (drawing, noise, see_through, opaque)]

    assert formats == [".png", ".jpg", ".png", ".png"]
    assert decoded(prepare(see_through).largest).getpixel((5, 5)) == (200, 0, 0, 90)


def test_a_drawing_of_few_colors_stays_small_at_every_width_and_exact_at_its_own():
    source = Path(articles.__file__).parent / "sample_site/images/courses-of-ms.png"
    drawing = Image.open(source).convert("RGB")

    files = prepare(source.read_bytes()).files

    assert [file.width for file in files] == [480, 960, 1000]
    assert max(len(file.content) for file in files) < 70_000
    assert decoded(files[-1]).tobytes() == drawing.tobytes()
    shrunk = drawing.resize(decoded(files[0]).size, Image.Resampling.HAMMING)
    difference = ImageChops.difference(decoded(files[0]), shrunk)
    assert max(highest for _, highest in difference.getextrema()) < 16


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_understood(mode):
    gray = Image.new("L", (40, 30), 255)
    image = Image.new(mode, (40, 30), 65535) if mode == "I;16" else gray.convert(mode)

    prepared = decoded(prepare(encoded(image)).largest)

    assert prepared.convert("L").getpixel((3, 3)) == 255


def test_a_print_photograph_is_turned_into_screen_colors():
    sent = encoded(four_quarters().convert("CMYK"), "JPEG", quality=95)

    image = decoded(prepare(sent).largest)

    assert (image.mode, nearly(image.getpixel((300, 150)), WHITE)) == ("RGB", True)


# --- pictures that are very long, or very small ---


@pytest.mark.parametrize(
    ("size", "fits"),
    [
        ((20, 17_000), (19, 16_383)),
        ((16_384, 10), (1600, 1)),
        ((2, 16_384), (2, 16_383)),
        ((2, 60_000), (1, 16_383)),
        ((400, 16_383), (400, 16_383)),
        ((1, 1), (1, 1)),
        ((1, 9), (1, 9)),
        ((60_000, 40), (1600, 1)),
    ],
)
def test_a_picture_is_made_to_fit_what_every_format_can_hold(size, fits):
    prepared = prepare(encoded(Image.new("RGB", size, BLUE)))

    assert decoded(prepared.largest).size == fits
    for file in prepared.all_files:
        image = decoded(file)
        assert image.size == (file.width, file.height)
        assert nearly(image.convert("RGB").getpixel((0, file.height // 2)), BLUE)


@pytest.mark.parametrize(
    ("size", "fits"),
    [
        ((1000, 16_500), (985, 16_248)),
        ((1600, 12_000), (1461, 10_954)),
        ((3200, 20_000), (1600, 10_000)),
        ((4000, 3000), (1600, 1200)),
    ],
)
def test_a_large_picture_is_made_to_fit_in_its_area_too(size, fits):
    assert fitted(size, is_turned=False) == fits


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF"])
def test_a_tall_picture_of_any_kind_has_its_copies(format):
    sent = encoded(Image.effect_noise((90, 17_000), 60).convert("RGB"), format)

    prepared = prepare(sent)

    assert [file.height for file in prepared.in_webp] == [16_383]
    assert prepared.largest.height == 16_383


@pytest.mark.parametrize("orientation", [1, 6, 8])
def test_a_long_photograph_that_was_turned_is_fitted_as_it_is_seen(orientation):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    sent = encoded(Image.new("RGB", (17_000, 300), GREEN), "JPEG", exif=exif)

    largest = prepare(sent).largest

    assert (largest.width, largest.height) == ((1600, 28) if orientation == 1 else (289, 16_383))


@pytest.mark.parametrize("size", [(1, 40_000), (50_000, 12), (17_000, 1)])
def test_a_picture_of_which_nothing_would_be_left_is_refused_with_the_limits(size):
    with pytest.raises(ImageRefused, match="at most 1,600 wide and 16,383 high") as refusal:
        prepare(encoded(Image.new("RGB", size)))

    assert f"{size[0]:,} by {size[1]:,} pixels" in str(refusal.value)


def test_a_tall_file_of_years_ago_gets_the_copies_that_fit():
    content = encoded(Image.new("RGB", (320, 17_000), RED), "JPEG")

    copies = in_webp(ImageFile("0123456789abcdef.jpg", 320, 17_000, content))

    assert [file.width for file in copies] == [308]
    assert all(decoded(file).size == (file.width, file.height) for file in copies)


@pytest.mark.parametrize(
    "mode",
    [
        "RGBA",
        *(
            pytest.param(mode, marks=pytest.mark.prove)
            for mode in ("1", "L", "LA", "P", "RGB", "CMYK", "I;16")
        ),
    ],
)
def test_a_large_picture_of_any_kind_is_prepared_within_the_limits(mode, monkeypatch):
    """Fifty million pixels: the largest that may be sent. A busy machine may take its time."""
    monkeypatch.setattr(images, "LIMITS", sandbox.Limits(clock=600))
    image = Image.new(mode, (7_000, 7_000))
    sent = encoded(image, "JPEG" if mode == "CMYK" else "PNG")

    assert images.prepare(sent).largest.width == 1600


def test_a_large_picture_with_something_transparent_is_prepared_as_a_small_one_is():
    picture = Image.new("RGBA", (3_300, 4_100), (200, 0, 0, 255))
    picture.paste((0, 0, 0, 0), (0, 0, 1_650, 4_100))

    image = decoded(prepare(encoded(picture)).largest)

    assert image.size == (1600, 1988)
    assert [image.getpixel((x, y)) for x in (100, 1500) for y in (0, 1987)] == [
        *2 * [(0, 0, 0, 0)],
        *2 * [(200, 0, 0, 255)],
    ]


def test_a_picture_that_needs_too_much_is_refused_in_a_sentence(monkeypatch):
    monkeypatch.setattr(images, "LIMITS", sandbox.Limits(memory=150 * 2**20))

    with pytest.raises(ImageRefused, match="needs more than 150 MB of memory"):
        images.prepare(encoded(Image.new("RGB", (6_000, 6_000))))


HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>'
REFUSED = {
    "an HTML file, whatever its name": (HTML, "web page"),
    "an HTML file that begins like a GIF": (b"GIF89a" + HTML, "not a picture|damaged"),
    "an SVG drawing": (SVG, "SVG"),
    "a HEIC photograph": (b"\0\0\0\x18ftypheic\0\0\0\0", "Save it as JPEG"),
    "an empty file": (b"", "empty"),
    "random bytes": (bytes(range(256)) * 9, "not a picture"),
    "a truncated photograph": (photograph(1)[:-3000], "damaged or not complete"),
    "a truncated PNG": (encoded(Image.effect_noise((90, 90), 50))[:-2000], "damaged"),
    "a PNG of 20,000 by 20,000": (png_header(20_000, 20_000), "too large to open safely"),
    "a PNG just past the pixel limit": (png_header(10_000, 5_001), "50 million pixels"),
    "a moving GIF": (
        encoded(
            four_quarters(), "GIF", save_all=True, append_images=[Image.new("RGB", (400, 200))]
        ),
        "moves",
    ),
    "a TIFF": (encoded(four_quarters(), "TIFF"), "JPEG, PNG, GIF or WebP"),
}


@pytest.mark.parametrize("content", REFUSED)
def test_what_is_refused_is_refused_with_a_sentence(content):
    sent, reason = REFUSED[content]

    with pytest.raises(ImageRefused, match=reason) as refusal:
        prepare(sent)

    assert str(refusal.value).endswith(".")


def test_a_file_past_the_limit_is_refused_before_anything_looks_into_it():
    with pytest.raises(ImageRefused, match=r"too large: 0.0 MB.*up to 0.001 MB"):
        prepare(b"x" * 1001, limits=Limits(size=1000))


def test_the_pixels_of_a_huge_picture_are_never_decoded(monkeypatch):
    sent = encoded(Image.new("1", (7_200, 7_200)))
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("decoded"))

    with pytest.raises(ImageRefused, match="too large"):
        prepare(sent)


@pytest.mark.filterwarnings("ignore:Tag data larger", "ignore:Corrupt EXIF")
@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_bytes_are_prepared_or_refused_and_nothing_else(data):
    sent = bytearray(data.draw(st.sampled_from(SOUND)))
    for _ in range(data.draw(st.integers(1, 12))):
        sent[data.draw(st.integers(0, len(sent) - 1))] = data.draw(st.integers(0, 255))

    try:
        prepared = prepare(bytes(sent), limits=Limits(pixels=1_000_000))
    except ImageRefused as refusal:
        assert str(refusal).endswith(".")
    else:
        stored = Image.open(io.BytesIO(prepared.largest.content))
        stored.load()
        assert stored.format in ("JPEG", "PNG")


SOUND = [
    photograph(6),
    encoded(four_quarters(60, 40)),
    encoded(four_quarters(60, 40), "GIF"),
    encoded(four_quarters(60, 40), "WEBP"),
]


def test_a_picture_of_ours_comes_back_byte_for_byte():
    ours = prepare(photograph(6)).largest

    assert verify(ours.content) == ours


@pytest.mark.parametrize(
    "sent", [HTML, SVG, encoded(four_quarters(), "GIF"), photograph(1)[:-3000]]
)
def test_what_claims_to_be_ours_and_is_not_is_refused(sent):
    with pytest.raises(ImageRefused):
        verify(sent)
