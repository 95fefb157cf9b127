"""A picture that was prepared shows the colors that a browser shows of what was sent."""

import base64
import io
import struct
import zlib

import pytest
from PIL import Image

from articles.images.encoding import prepare
from articles.images.profiles import PRIMARIES, made_profile, power

COLORS = [
    (0, 0, 0),
    (255, 255, 255),
    (255, 0, 0),
    (0, 255, 0),
    (0, 0, 255),
    (200, 60, 40),
    (64, 64, 64),
    (128, 128, 128),
    (20, 20, 20),
    (40, 120, 200),
    (250, 240, 30),
    (150, 10, 150),
]
SIDE = 16
SRGB_POINTS = (0.3127, 0.329, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06)
P3_POINTS = (0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06)
WIDE = made_profile(PRIMARIES[9], power(1.8))
# What the middle of each square is, as a browser shows it in sRGB.
SEEN = """async ([source, side]) => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  const drawn = canvas.getContext("2d");
  drawn.drawImage(image, 0, 0);
  const colors = [];
  for (let x = side / 2; x < canvas.width; x += side)
    colors.push([...drawn.getImageData(x, side / 2, 1, 1).data]);
  return colors;
}"""


def squares(mode="RGB"):
    image = Image.new("RGB", (SIDE * len(COLORS), SIDE))
    for number, color in enumerate(COLORS):
        image.paste(color, (SIDE * number, 0, SIDE * (number + 1), SIDE))
    return image.convert(mode)


def encoded(image, format="PNG", **options):
    buffer = io.BytesIO()
    image.save(buffer, format, **options)
    return buffer.getvalue()


def png(*chunks, mode="RGB", image=None, **options):
    """A PNG of the squares with these chunks right behind its header."""
    content = encoded(image or squares(mode), **options)
    more = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return content[:33] + more + content[33:]


def cicp(primaries, transfer, matrix=0, full_range=1):
    return b"cICP", bytes([primaries, transfer, matrix, full_range])


def gamma(value):
    return b"gAMA", struct.pack(">I", round(value * 100_000))


def points(values):
    return b"cHRM", struct.pack(">8I", *(round(value * 100_000) for value in values))


def jpeg(mode="RGB"):
    return encoded(squares(mode), "JPEG", quality=100, subsampling=0, icc_profile=WIDE)


def palette():
    return squares().quantize(256)


def see_through():
    image = squares("RGBA")
    image.putpixel((0, 0), (0, 0, 0, 0))
    return image


SENT = {
    "no profile": png(),
    "a profile": png(icc_profile=WIDE),
    "a palette with a profile": png(image=palette(), icc_profile=WIDE),
    "a profile and something transparent": png(image=see_through(), icc_profile=WIDE),
    "a JPEG with a profile": jpeg(),
    "a gray PNG with an RGB profile": png(mode="L", icc_profile=WIDE),
    "a WebP with a profile": encoded(squares(), "WEBP", lossless=True, icc_profile=WIDE),
    "Display P3 by code": png(cicp(12, 13)),
    "Display P3 by code, a palette": png(cicp(12, 13), image=palette()),
    "Display P3 by code, gray": png(cicp(12, 13), mode="L"),
    "BT.709 by code": png(cicp(1, 1)),
    "BT.2020 by code": png(cicp(9, 14)),
    "a gamma of 2.2 by code": png(cicp(1, 4)),
    "linear light by code": png(cicp(1, 8)),
    "DCI-P3 by code": png(cicp(11, 17)),
    "PAL by code": png(cicp(5, 13)),
    "NTSC by code": png(cicp(6, 13)),
    "a code that outranks a profile": png(cicp(1, 13), icc_profile=WIDE),
    "a code for narrow range, which no PNG has": png(cicp(12, 13, 0, 0)),
    "a code that says nothing": png(cicp(2, 2)),
    "a code that says nothing, before a profile": png(cicp(2, 2), icc_profile=WIDE),
    "a gamma alone": png(gamma(1.0)),
    "the usual gamma alone": png(gamma(0.45455)),
    "the usual gamma with points": png(gamma(0.45455), points(SRGB_POINTS)),
    "a gamma with points": png(gamma(0.55), points(P3_POINTS)),
    "points alone": png(points(P3_POINTS)),
    "a gamma that the sRGB chunk outranks": png((b"sRGB", b"\0"), gamma(1.0)),
    "a gray PNG with a gamma": png(gamma(1.0), mode="L"),
    "a palette with a gamma": png(gamma(0.6), image=palette()),
    "points that span no color": png(gamma(0.6), points([0.3] * 8)),
}


def address(content, kind):
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


def shown(page, content):
    kind = Image.open(io.BytesIO(content)).format.lower()
    return page.evaluate(SEEN, [address(content, kind), SIDE])


def difference(some, others):
    return max(
        abs(one - other)
        for color, another in zip(some, others, strict=True)
        for one, other in zip(color, another, strict=True)
    )


@pytest.mark.parametrize("kind", SENT)
def test_a_browser_shows_the_same_colors_before_and_after(page, kind):
    sent = SENT[kind]

    prepared = prepare(sent)

    ours = [prepared.largest, prepared.in_webp[-1]]
    is_lossy = ours[0].name.endswith(".jpg")
    wanted = shown(page, sent)
    for file in ours:
        assert difference(shown(page, file.content), wanted) <= (12 if is_lossy else 2), file.name
        assert not {b"iCCP", b"ICCP", b"ICC_PROFILE", b"cICP", b"gAMA"} & chunks_in(file.content)


def chunks_in(content):
    return {
        kind for kind in (b"iCCP", b"ICCP", b"ICC_PROFILE", b"cICP", b"gAMA") if kind in content
    }


def test_the_browser_tells_the_pictures_apart(page):
    """Else any of them could have lost its profile and nobody would see it."""
    plain = shown(page, SENT["no profile"])

    apart = [kind for kind in SENT if difference(shown(page, SENT[kind]), plain) > 20]

    assert len(apart) >= 18
    assert {"a palette with a profile", "Display P3 by code", "a gamma alone"} <= set(apart)


@pytest.mark.parametrize("transfer", [16, 18])
@pytest.mark.parametrize("primaries", [9, 12])
def test_grays_of_high_dynamic_range_are_about_as_light_as_a_browser_shows_them(
    page, primaries, transfer
):
    ramp = Image.new("RGB", (SIDE * 16, SIDE))
    for number in range(16):
        level = 17 * number
        ramp.paste((level,) * 3, (SIDE * number, 0, SIDE * (number + 1), SIDE))
    sent = png(cicp(primaries, transfer), image=ramp)

    ours = shown(page, prepare(sent).largest.content)

    assert difference(ours, shown(page, sent)) <= 14
    assert difference(ours, shown(page, encoded(ramp))) > 25
