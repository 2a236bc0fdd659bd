"""Pictures of a report: what is seen stays, what is not seen goes, and what is no picture is named."""

import base64
import io
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from cxaudit.errors import RenderError
from cxaudit.report.document import Picture
from cxaudit.report.pictures import LONGEST, encode_file
from cxaudit.report.weasy import import_weasyprint

HIDDEN = "a name that nobody may read"


def opened(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(picture.data)))


def gradient(width: int, height: int) -> Image.Image:
    """Many colours, as in a photo."""
    return Image.merge("RGB", [Image.linear_gradient("L").rotate(turn).resize((width, height)) for turn in (0, 90, 45)])


def test_a_photo_is_shrunk_turned_upright_and_tells_nothing_else(tmp_path: Path):
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, HIDDEN  # lies on its side; a description
    hidden = HIDDEN.encode()
    gradient(2400, 1600).save(tmp_path / "a.jpg", exif=exif, comment=hidden, xmp=hidden, icc_profile=hidden)
    made = encode_file(tmp_path / "a.jpg", "a.jpg")
    assert (made.media, made.width, made.height) == ("image/jpeg", LONGEST * 2 // 3, LONGEST)
    assert opened(made).size == (made.width, made.height)
    assert HIDDEN.encode() in (tmp_path / "a.jpg").read_bytes()
    assert HIDDEN.encode() not in base64.b64decode(made.data)
    assert not opened(made).getexif()


def test_a_drawing_keeps_each_pixel_and_of_its_palette_what_it_uses(tmp_path: Path):
    drawing = Image.new("P", (300, 200), 3)
    drawing.paste(7, (20, 20, 90, 120))
    drawing.putpalette([*bytes(range(24)), *HIDDEN.encode()[:24]])
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", HIDDEN)
    told.add_itxt("XML:com.adobe.xmp", HIDDEN)
    drawing.save(tmp_path / "a.png", pnginfo=told, icc_profile=HIDDEN.encode())
    assert HIDDEN.encode()[:24] in (tmp_path / "a.png").read_bytes()
    made = encode_file(tmp_path / "a.png", "a.png")
    assert made.media == "image/png"
    assert opened(made).mode == "P"
    assert opened(made).convert("RGB").tobytes() == drawing.convert("RGB").tobytes()
    assert HIDDEN.encode()[:24] not in base64.b64decode(made.data)
    assert not opened(made).info


def test_a_drawing_that_is_shrunk_is_smoothed(tmp_path: Path):
    lines = Image.new("P", (2 * LONGEST, 400), 0)
    lines.putpalette([0, 0, 0, 255, 255, 255])
    for x in range(0, 2 * LONGEST, 2):
        lines.paste(1, (x, 0, x + 1, 400))
    lines.save(tmp_path / "a.png")
    made = opened(encode_file(tmp_path / "a.png", "a.png")).convert("L")
    assert made.size == (LONGEST, 200)
    assert 100 < made.getpixel((LONGEST // 2, 100)) < 155, "black and white lines become grey"


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_stays_so(tmp_path: Path, mode: str):
    logo = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    logo.paste((200, 30, 30, 255), (10, 10, 50, 30))
    logo.convert(mode).save(tmp_path / "a.png", **({"transparency": 0} if mode == "P" else {}))
    made = encode_file(tmp_path / "a.png", "a.png")
    assert made.media == "image/png"
    assert opened(made).convert("RGBA").getpixel((2, 2))[3] == 0
    assert opened(made).convert("RGBA").getpixel((30, 20))[3] == 255


def test_paper_is_told_from_a_photo(tmp_path: Path):
    Image.new("RGB", (200, 200), (245, 244, 240)).save(tmp_path / "paper.png")
    gradient(200, 200).save(tmp_path / "photo.jpg")
    assert encode_file(tmp_path / "paper.png", "paper.png").page
    assert not encode_file(tmp_path / "photo.jpg", "photo.jpg").page


def test_half_a_photo_is_refused_also_after_weasyprint_was_there(tmp_path: Path):
    import_weasyprint()
    out = io.BytesIO()
    gradient(300, 200).save(out, "JPEG")
    (tmp_path / "a.jpg").write_bytes(out.getvalue()[: len(out.getvalue()) // 2])
    with pytest.raises(RenderError, match=r"photos/a\.jpg"):
        encode_file(tmp_path / "a.jpg", "photos/a.jpg")


@pytest.mark.filterwarnings("always")
def test_damaged_exif_is_nobodys_business(tmp_path: Path, recwarn: pytest.WarningsRecorder):
    gradient(60, 40).save(tmp_path / "a.jpg", exif=b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x09\x01\x12")
    assert encode_file(tmp_path / "a.jpg", "a.jpg").width == 60
    assert not list(recwarn)


@pytest.mark.parametrize("content", [b"", b"MZ this is a program", b"\x89PNG\r\n\x1a\n cut off", b"<svg/>"])
def test_what_is_no_picture_is_named(tmp_path: Path, content: bytes):
    (tmp_path / "a.png").write_bytes(content)
    with pytest.raises(RenderError, match=r"photos/a\.png"):
        encode_file(tmp_path / "a.png", "photos/a.png")
