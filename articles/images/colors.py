"""A picture in any colors → the same colors in sRGB, which is what browsers show without asking."""

from PIL import ImageCms

SRGB = ImageCms.createProfile("sRGB")
INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC  # which browsers take for prints, too
# What a profile speaks of → the modes of pictures that it can speak of.
FITTING = {"RGB": ("RGB", "RGBA"), "GRAY": ("L",), "CMYK": ("CMYK",)}


def plain(image):
    """The same picture in RGB or RGBA, or in the mode that a profile of its kind wants."""
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")
    if image.mode in ("CMYK", "L") and not image.has_transparency_data:
        return image
    return in_mode(image, "RGBA" if image.has_transparency_data else "RGB")


def in_mode(image, mode):
    """The picture itself where it is in that mode already; Pillow would copy every pixel."""
    return image if image.mode == mode else image.convert(mode)


def in_srgb(image, profile):
    """The picture in RGB or RGBA, its colors as seen through the profile, if it has one."""
    kind = profile.profile.xcolor_space.strip() if profile else ""
    if kind == "RGB" and image.mode == "L":
        image = image.convert("RGB")
    if kind == "GRAY" and image.mode == "RGBA":
        return with_alpha_of(image, in_srgb(image.convert("L"), profile))
    if image.mode in FITTING.get(kind, ()):
        image = converted(image, profile)
    return image if image.mode in ("RGB", "RGBA") else image.convert("RGB")


def converted(image, profile):
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        return ImageCms.profileToProfile(
            image, profile, SRGB, renderingIntent=INTENT, outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a profile that does not fit its picture says nothing about its colors


def with_alpha_of(image, colored):
    colored = colored.convert("RGBA")
    colored.putalpha(image.getchannel("A"))
    return colored
