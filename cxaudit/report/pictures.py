"""Pictures of a report: re-encoded, so that nothing of the original file but the image is passed on."""

import base64
import hashlib
import io
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cxaudit.errors import RenderError
from cxaudit.model.audit import PICTURES
from cxaudit.model.evidence import MAX_PIXELS, decoding, locate_file
from cxaudit.model.load import AuditFolder
from cxaudit.report.document import Picture

if TYPE_CHECKING:
    from PIL import Image

LONGEST = 1200
LIGHT, TINT = 190, 45  # of 255: the darkest shade and the strongest tint that counts as paper


def load_pictures(folder: AuditFolder) -> dict[str, Picture]:
    """Every picture the audit names, by its path in the folder.

    Raises: RenderError when one cannot be decoded.
    """
    names = {
        evidence.file
        for ratings in folder.ratings.values()
        for rating in ratings.values()
        for evidence in rating.evidence
        if evidence.file and evidence.file.lower().endswith(PICTURES)
    }
    if folder.audit.subject.logo:
        names.add(folder.audit.subject.logo)
    return {name: _encode(name, folder) for name in sorted(names)}


def _encode(name: str, folder: AuditFolder) -> Picture:
    path = locate_file(name, folder.folder)
    if path is None:
        raise RenderError(f"'{name}' lies outside the audit's folder")
    return encode_file(path, name)


def encode_file(path: Path, name: str, longest: int = LONGEST) -> Picture:
    """Shrink to `longest` pixels and encode anew: EXIF, GPS and anything hidden stay behind.

    Args: `name` is how messages call the file.
    Raises: RenderError when it cannot be decoded.
    """
    from PIL import Image, ImageOps

    raw = path.read_bytes()
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with decoding(), Image.open(io.BytesIO(raw), formats=("PNG", "JPEG", "WEBP", "GIF")) as opened:
            opened.draft("RGB", (longest, longest))
            image = _plain(ImageOps.exif_transpose(opened), longest)
            drawing = opened.format in ("PNG", "GIF")
            image.info = {}  # Pillow writes comments, XMP and profiles anew
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as problem:
        raise RenderError(f"'{name}' cannot be decoded as a picture") from problem
    media, data = _smallest(image, drawing=drawing)
    return Picture(
        media=media,
        width=image.width,
        height=image.height,
        page=_is_page(image),
        sha256=hashlib.sha256(raw).hexdigest(),
        data=base64.b64encode(data).decode(),
    )


def _plain(image: "Image.Image", longest: int) -> "Image.Image":
    """At most `longest` pixels wide and high, as colours or, where nothing is shrunk, as the palette that it uses."""
    if image.mode == "P" and "transparency" not in image.info and max(image.size) <= longest:
        return image.remap_palette([index for index, pixels in enumerate(image.histogram()) if pixels])
    plain = image.convert("RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB")
    plain.thumbnail((longest, longest), reducing_gap=2)
    return plain


def _is_page(image: "Image.Image") -> bool:
    """Whether half of the picture is white or a light grey: paper or a screen, seldom a photo of a place."""
    pixels = image.convert("RGB").resize((48, 48)).tobytes()
    colours = [pixels[i : i + 3] for i in range(0, len(pixels), 3)]
    light = [min(colour) > LIGHT and max(colour) - min(colour) < TINT for colour in colours]
    return sum(light) > len(colours) / 2


def _smallest(image: "Image.Image", *, drawing: bool) -> tuple[Literal["image/jpeg", "image/png"], bytes]:
    """PNG for what has transparency or is a drawing with few colours, else JPEG."""
    out = io.BytesIO()
    if image.mode in ("RGBA", "P") or (drawing and image.getcolors(4096) is not None):
        image.save(out, "PNG")  # `optimize` takes three to six times as long for 3 % less
        return "image/png", out.getvalue()
    image.save(out, "JPEG", quality=82, optimize=True)
    return "image/jpeg", out.getvalue()
