"""Photos as phones make them: large, turned, and telling where they were taken."""

import io
from functools import cache
from pathlib import Path

from PIL import Image

MAKER, GPS, LATITUDE = 0x010F, 0x8825, 2


@cache
def photo(width: int = 4000, height: int = 3000) -> bytes:
    """A JPEG of 12 megapixels with a camera's name and a place."""
    picture = Image.radial_gradient("L").resize((width, height)).convert("RGB")
    exif = Image.Exif()
    exif[MAKER] = "SecretCamera"
    exif.get_ifd(GPS)[LATITUDE] = (53.0, 33.0, 2.0)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80, exif=exif)
    assert b"SecretCamera" in out.getvalue()
    return out.getvalue()


def told_by(data: bytes) -> tuple[tuple[int, int], dict]:
    """Size and EXIF of a picture."""
    with Image.open(io.BytesIO(data)) as picture:
        return picture.size, dict(picture.getexif())


def as_file(name: str, data: bytes) -> dict:
    """A file for Playwright to choose."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": data}


def write_photo(path: Path) -> Path:
    """The photo as a file."""
    path.write_bytes(photo())
    return path
