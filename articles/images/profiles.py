"""Which colors the numbers of a picture mean: its ICC profile, or one made of what a PNG says.

A PNG can name its colors without a profile: by code numbers (chunk ``cICP``, of ITU-T H.273), or by
a gamma with primaries (``gAMA``, ``cHRM``). Which one counts is as in the PNG specification, third
edition, section 4.3; where that leaves a choice, as browsers choose.
"""

import io
import struct
from collections.abc import Callable
from functools import cache
from math import exp

from PIL import ImageCms

WHITE_D65 = (0.3127, 0.3290)
WHITE_DCI = (0.314, 0.351)
# H.273, table 2: code → (x, y) of white, red, green and blue.
PRIMARIES = {
    1: (WHITE_D65, (0.640, 0.330), (0.300, 0.600), (0.150, 0.060)),  # BT.709 and sRGB
    5: (WHITE_D65, (0.640, 0.330), (0.290, 0.600), (0.150, 0.060)),
    6: (WHITE_D65, (0.630, 0.340), (0.310, 0.595), (0.155, 0.070)),
    7: (WHITE_D65, (0.630, 0.340), (0.310, 0.595), (0.155, 0.070)),
    9: (WHITE_D65, (0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),  # BT.2020
    11: (WHITE_DCI, (0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
    12: (WHITE_D65, (0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),  # Display P3
    22: (WHITE_D65, (0.630, 0.340), (0.295, 0.605), (0.155, 0.077)),
}
# ICC.1:2022, annex E: from the white of a picture to the D50 of profiles, by Bradford.
BRADFORD = (0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296)
D50 = (0.9642, 1.0, 0.8249)
CURVE_POINTS = 4096
USUAL_GAMMA = 1 / 2.2
Matrix = tuple[tuple[float, ...], ...]


def profile_of(image, content: bytes) -> ImageCms.ImageCmsProfile | None:
    """The profile of an opened picture, or None where its numbers are sRGB already."""
    is_png = image.format == "PNG"
    if is_png and (made := by_codes(cicp_of(content))):
        return opened(made)
    if profile := image.info.get("icc_profile"):
        return opened(profile)
    if is_png and "srgb" not in image.info and "gamma" in image.info:
        made = by_gamma(image.info["gamma"], image.info.get("chromaticity"))
        return opened(made) if made else None
    return None


def opened(profile: bytes) -> ImageCms.ImageCmsProfile | None:
    try:
        return ImageCms.ImageCmsProfile(io.BytesIO(profile))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None  # what cannot be read says nothing about colors


# --- what a PNG says ------------------------------------------------------------------------------


def cicp_of(content: bytes) -> bytes:
    """The four bytes of the chunk ``cICP``, which stands before the pixels; else none."""
    place = 8
    while place + 12 <= len(content):
        (length,), kind = struct.unpack_from(">I", content, place), content[place + 4 : place + 8]
        if kind == b"cICP":
            return content[place + 8 : place + 12] if length == 4 else b""
        if kind in (b"IDAT", b"PLTE"):
            break
        place += 12 + length
    return b""


def by_codes(codes: bytes) -> bytes | None:
    """A profile for the code numbers; None for unknown ones and for what is no full-range RGB."""
    if len(codes) != 4 or codes[2:] != b"\x00\x01":
        return None
    primaries, transfer = PRIMARIES.get(codes[0]), TRANSFERS.get(codes[1])
    return made_profile(primaries, transfer) if primaries and transfer else None


def by_gamma(gamma: float, chromaticity: tuple[float, ...] | None) -> bytes | None:
    """A profile for what old PNGs say; the usual gamma alone is how they say sRGB."""
    if not 0.01 < gamma < 10 or (chromaticity is None and abs(gamma - USUAL_GAMMA) < 0.001):
        return None
    points = chromaticity or sum(PRIMARIES[1], ())
    pairs = tuple(zip(points[::2], points[1::2], strict=True))
    try:
        return made_profile(pairs, lambda value: value ** (1 / gamma))
    except ZeroDivisionError:
        return None  # points that span no colors


def srgb(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def power(exponent: float) -> Callable[[float], float]:
    return lambda value: value**exponent


def pq(value: float) -> float:
    """Perceptual quantization (SMPTE ST 2084): a value → candelas per square meter → light."""
    root = value ** (32 / 2523)
    return on_screen(10_000 * (max(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)) ** 6.277)


def hlg(value: float) -> float:
    """Hybrid log-gamma (BT.2100), on the screen of 1,000 candelas that it is meant for."""
    if value <= 0.5:
        scene = value * value / 3
    else:
        scene = (exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12
    return on_screen(1000 * scene**1.2)


def on_screen(candelas: float) -> float:
    """High dynamic range on an ordinary screen: true up to half its light, then rolled off.

    Fitted to what Chromium 156 shows of such pictures, within 0.03 of the screen's light.
    """
    light = candelas / 406
    return light if light <= 0.5 else 1 - 0.5 * exp((0.5 - light) / 0.68)


# H.273, table 3: code → light of a value, both from 0 to 1.
TRANSFERS: dict[int, Callable[[float], float]] = {
    **dict.fromkeys((1, 6, 14, 15), power(2.4)),  # as screens show them: BT.1886
    4: power(2.2),
    5: power(2.8),
    8: power(1),
    13: srgb,
    16: pq,
    17: lambda value: 52.37 / 48 * value**2.6,  # SMPTE ST 428-1
    18: hlg,
}


# --- a profile of a matrix and a curve (ICC.1:2022, sections 8.3.3 and 10.6) ----------------------


@cache
def made_profile(primaries, transfer: Callable[[float], float]) -> bytes:
    """The bytes of an ICC profile for RGB of these primaries, with this light of a value."""
    matrix = to_d50(primaries)
    tags = {
        key: b"XYZ \0\0\0\0" + b"".join(fixed(row[column]) for row in matrix)
        for column, key in enumerate((b"rXYZ", b"gXYZ", b"bXYZ"))
    }
    light = [transfer(n / (CURVE_POINTS - 1)) for n in range(CURVE_POINTS)]
    levels = [round(65535 * min(max(value, 0.0), 1.0)) for value in light]
    curve = b"curv\0\0\0\0" + struct.pack(f">I{CURVE_POINTS}H", CURVE_POINTS, *levels)
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    tags[b"wtpt"] = b"XYZ \0\0\0\0" + b"".join(map(fixed, D50))
    return with_header(tags)


def with_header(tags: dict[bytes, bytes]) -> bytes:
    table, data = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for key, value in tags.items():
        table += key + struct.pack(">II", start + len(data), len(value))
        data += value + bytes(-len(value) % 4)
    header = bytearray(128)
    struct.pack_into(">I", header, 0, start + len(data))
    header[8:24] = b"\x02\x40\0\0mntrRGB XYZ "
    header[36:40] = b"acsp"
    header[68:80] = b"".join(map(fixed, D50))
    return bytes(header) + table + data


def fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def to_d50(primaries) -> Matrix:
    """Linear RGB of these primaries → XYZ relative to D50."""
    white, *colors = (((x / y), 1.0, (1 - x - y) / y) for x, y in primaries)
    columns = transposed(tuple(colors))
    strengths = times(inverse(columns), white)
    matrix = tuple(
        tuple(value * strength for value, strength in zip(row, strengths, strict=True))
        for row in columns
    )
    cones, wanted = times(BRADFORD, white), times(BRADFORD, D50)
    scaled = tuple(
        tuple(value * to / of for value in row)
        for row, to, of in zip(BRADFORD, wanted, cones, strict=True)
    )
    return product(product(inverse(BRADFORD), scaled), matrix)


def transposed(matrix: Matrix) -> Matrix:
    return tuple(zip(*matrix, strict=True))


def times(matrix: Matrix, vector: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def product(one: Matrix, other: Matrix) -> Matrix:
    return transposed(tuple(times(one, column) for column in transposed(other)))


def inverse(matrix: Matrix) -> Matrix:
    """Of three rows of three; ZeroDivisionError where there is none."""
    (a, b, c), (d, e, f), (g, h, i) = matrix
    cofactors = (
        (e * i - f * h, c * h - b * i, b * f - c * e),
        (f * g - d * i, a * i - c * g, c * d - a * f),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    )
    size = a * cofactors[0][0] + b * cofactors[1][0] + c * cofactors[2][0]
    return tuple(tuple(value / size for value in row) for row in cofactors)
