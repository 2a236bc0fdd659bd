"""Photos as cameras, screens and strangers make them."""

import io
from functools import cache
from typing import Any

from PIL import Image, ImageCms

LEFT, RIGHT = (250, 20, 20), (20, 20, 250)
SECRET = b"Maria was here"


def halves(width: int = 64, height: int = 32) -> Image.Image:
    """Red on the left and blue on the right, so that a turn shows."""
    image = Image.new("RGB", (width, height), LEFT)
    image.paste(RIGHT, (width // 2, 0, width, height))
    return image


def encoded(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """The bytes of a picture file."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def exif_of(*, orientation: int = 1, taken: str = "2026:10:14 18:05:11", offset: str | None = None) -> Image.Exif:
    """What a telephone writes: how it was held, when, where, and by whom."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = SECRET.decode()
    inner = exif.get_ifd(0x8769)
    inner[0x9003] = taken
    if offset:
        inner[0x9011] = offset
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 32.0, 59.0), 3: "E", 4: (9.0, 59.0, 1.0)})
    return exif


@cache
def srgb_profile() -> bytes:
    """A colour profile; made once, since the time of its making stands in it."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def telling_photo(**facts: Any) -> bytes:
    """A JPEG that carries EXIF, GPS, XMP, a comment and a colour profile, each with something that must not stay."""
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"
    return encoded(halves(), exif=exif_of(**facts), comment=SECRET, xmp=xmp, icc_profile=srgb_profile())


def colour_at(data: bytes, x: float, y: float) -> tuple[int, int, int]:
    """The colour at a place of a picture file, given in parts of its size."""
    with Image.open(io.BytesIO(data)) as image:
        found = image.convert("RGB").getpixel((int(x * image.width), int(y * image.height)))
    assert isinstance(found, tuple)
    return found[0], found[1], found[2]


def is_near(found: tuple[int, ...], wanted: tuple[int, ...], by: int = 12) -> bool:
    """Whether two colours look the same; JPEG is not exact."""
    return all(abs(a - b) <= by for a, b in zip(found, wanted, strict=True))
