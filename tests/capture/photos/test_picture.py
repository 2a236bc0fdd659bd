"""Photos from outside: only the image is kept, however it was held and encoded; what is no picture is refused."""

import io
import random
import re
import struct
import zlib

import pytest
from PIL import Image, ImageFile

from cxaudit.capture.photos import picture
from cxaudit.capture.photos.picture import encode_photo
from tests.capture.pictures import (
    LEFT,
    RIGHT,
    SECRET,
    colour_at,
    encoded,
    exif_of,
    halves,
    is_near,
    srgb_profile,
    telling_photo,
)


def _segments(jpeg: bytes) -> list[int]:
    """The markers of a JPEG up to the image data."""
    found, at = [], 2
    while jpeg[at] == 0xFF and jpeg[at + 1] != 0xDA:
        found.append(jpeg[at + 1])
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return found


def test_nothing_but_the_image_is_kept() -> None:
    given = telling_photo()
    assert given.count(SECRET) == 3  # EXIF, XMP and comment: else this test would prove nothing
    assert {0xE1, 0xE2, 0xFE} <= set(_segments(given))
    kept = encode_photo(given, "a.jpg").data
    assert SECRET not in kept
    assert b"Exif" not in kept
    # JFIF, tables, frame: no APP1 (EXIF, XMP), no APP2 (profile), no APP13 (IPTC), no comment
    assert set(_segments(kept)) <= {0xE0, 0xDB, 0xC0, 0xC4}
    assert not Image.open(io.BytesIO(kept)).getexif()


def test_the_same_bytes_give_the_same_bytes() -> None:
    given = telling_photo()
    assert encode_photo(given, "a.jpg") == encode_photo(given, "b.jpg")


# For each way to hold a camera: where the stored left half, red, is seen.
@pytest.mark.parametrize(
    ("orientation", "size", "red", "blue"),
    [
        (1, (64, 32), (0.1, 0.5), (0.9, 0.5)),
        (2, (64, 32), (0.9, 0.5), (0.1, 0.5)),
        (3, (64, 32), (0.9, 0.5), (0.1, 0.5)),
        (4, (64, 32), (0.1, 0.5), (0.9, 0.5)),
        (5, (32, 64), (0.5, 0.1), (0.5, 0.9)),
        (6, (32, 64), (0.5, 0.1), (0.5, 0.9)),
        (7, (32, 64), (0.5, 0.9), (0.5, 0.1)),
        (8, (32, 64), (0.5, 0.9), (0.5, 0.1)),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_photos_stand_upright(
    kind: str, orientation: int, size: tuple[int, int], red: tuple[float, float], blue: tuple[float, float]
) -> None:
    kept = encode_photo(encoded(halves(), kind, exif=exif_of(orientation=orientation)), "a")
    assert (kept.width, kept.height) == size
    assert is_near(colour_at(kept.data, *red), LEFT, 40)  # 4:2:0 and small: colours bleed
    assert is_near(colour_at(kept.data, *blue), RIGHT, 40)


@pytest.mark.parametrize(
    ("taken", "offset", "told"),
    [
        ("2026:10:14 18:05:11", None, "2026-10-14T18:05:11"),
        ("2026:10:14 18:05:11", "+02:00", "2026-10-14T18:05:11+02:00"),
        ("2026:10:14 18:05:11", "nonsense", "2026-10-14T18:05:11"),
        ("0000:00:00 00:00:00", None, None),
        ("yesterday", None, None),
    ],
)
def test_when_a_photo_was_taken_is_what_the_camera_wrote(taken: str, offset: str | None, told: str | None) -> None:
    assert encode_photo(telling_photo(taken=taken, offset=offset), "a.jpg").taken == told


@pytest.mark.parametrize(("size", "kept"), [((4000, 3000), (1600, 1200)), ((900, 3200), (450, 1600)), ((8, 5), (8, 5))])
def test_the_longer_side_has_at_most_1600_pixels(size: tuple[int, int], kept: tuple[int, int]) -> None:
    photo = encode_photo(encoded(Image.new("RGB", size, LEFT)), "a.jpg")
    assert (photo.width, photo.height) == kept == Image.open(io.BytesIO(photo.data)).size


def test_noise_needs_more_room_than_an_encoder_expects() -> None:
    noise = Image.frombytes("RGB", (800, 600), random.Random(1).randbytes(800 * 600 * 3))
    assert encode_photo(encoded(noise, "BMP"), "a.bmp").width == 800


GREY = (128, 128, 128)


KINDS = {
    "see-through": (encoded(Image.new("RGBA", (8, 8), (0, 0, 0, 0)), "PNG"), (255, 255, 255)),
    "grey and half see-through": (encoded(Image.new("LA", (8, 8), (0, 128)), "PNG"), (127, 127, 127)),
    "grey with one clear tone": (encoded(Image.new("L", (8, 8), 0), "PNG", transparency=0), (255, 255, 255)),
    "palette with one clear tone": (encoded(Image.new("P", (8, 8), 0), "GIF", transparency=0), (255, 255, 255)),
    "palette": (encoded(Image.new("P", (8, 8), 0).convert("RGB").convert("P"), "PNG"), (0, 0, 0)),
    "black and white": (encoded(Image.new("1", (8, 8), 1), "PNG"), (255, 255, 255)),
    "16 bit PNG": (encoded(Image.new("I;16", (8, 8), 128 * 257), "PNG"), GREY),
    "16 bit TIFF": (encoded(Image.new("I;16", (8, 8), 128 * 257), "TIFF"), GREY),
    "float TIFF": (encoded(Image.new("F", (8, 8), 128.0), "TIFF"), GREY),
    "CMYK": (encoded(Image.new("CMYK", (8, 8), (0, 0, 0, 127))), GREY),
    "CMYK TIFF": (encoded(Image.new("CMYK", (8, 8), (0, 0, 0, 127)), "TIFF"), GREY),
    "YCbCr": (encoded(Image.new("YCbCr", (8, 8), (128, 128, 128))), GREY),
    "lossless WebP": (encoded(Image.new("RGB", (8, 8), LEFT), "WEBP", lossless=True), LEFT),
    "animated GIF": (encoded(Image.new("RGB", (8, 8), LEFT), "GIF", save_all=True, append_images=[halves(8, 8)]), LEFT),
    "two pictures of one camera": (
        encoded(Image.new("RGB", (8, 8), LEFT), "MPO", save_all=True, append_images=[halves(8, 8)]),
        LEFT,
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_becomes_rgb_on_white(kind: str) -> None:
    given, wanted = KINDS[kind]
    kept = encode_photo(given, "a").data
    assert Image.open(io.BytesIO(kept)).mode == "RGB"
    assert is_near(colour_at(kept, 0.5, 0.5), wanted)


def test_colours_of_another_profile_look_the_same_without_it() -> None:
    """A profile with red and blue exchanged: whoever leaves it out shows the wrong colour."""
    profile = bytearray(srgb_profile())
    red, blue = profile.index(b"rXYZ", 128), profile.index(b"bXYZ", 128)
    profile[red : red + 4], profile[blue : blue + 4] = profile[blue : blue + 4], profile[red : red + 4]
    at = bytes(profile).find("sRGB".encode("utf-16-be"))
    profile[at : at + 8] = "swap".encode("utf-16-be")
    given = encoded(Image.new("RGB", (8, 8), (200, 30, 30)), "PNG", icc_profile=bytes(profile))
    assert is_near(colour_at(encode_photo(given, "a").data, 0.5, 0.5), (30, 30, 200))


def test_a_broken_profile_does_not_cost_the_photo() -> None:
    given = encoded(Image.new("RGB", (8, 8), LEFT), icc_profile=b"no profile at all")
    assert is_near(colour_at(encode_photo(given, "a").data, 0.5, 0.5), LEFT)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP"])
@pytest.mark.parametrize("lenient", [False, True], ids=["strict", "after WeasyPrint was imported"])
def test_what_was_cut_off_is_refused(kind: str, lenient: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    noise = Image.frombytes("RGB", (64, 64), random.Random(1).randbytes(64 * 64 * 3))
    whole = encoded(noise, kind)
    assert encode_photo(whole, "a").width == 64
    with pytest.raises(ValueError, match=r"^'a' is damaged or was cut off; take it from the camera again$"):
        encode_photo(whole[: len(whole) * 2 // 3], "a")
    assert ImageFile.LOAD_TRUNCATED_IMAGES is lenient


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"", "is empty"),
        (b"<html>", "is no picture that can be read (JPEG, PNG, WebP, GIF, TIFF or BMP)"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is no picture that can be read"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "is no picture that can be read"),
        (b"MZ\x90\0" * 40, "is no picture that can be read"),
        (b"\xff\xd8\xff\xe0 <script>", "is damaged or was cut off"),
        (b"%PDF-1.7", "is a PDF; save its page as a picture"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "is a HEIC picture; open it and export it as JPEG (on an iPhone:"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "is a HEIC picture"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", "is an AVIF picture; open it and export it as JPEG"),
        (b"\0\0\0\x18ftypisom\0\0\0\0mp41mp42", "is a film"),
    ],
)
def test_what_is_no_picture_is_refused_in_one_sentence(given: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"'IMG_1.HEIC' {said}")):
        encode_photo(given, "IMG_1.HEIC")


def _png(width: int, height: int, *chunks: tuple[bytes, bytes]) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", head), *chunks, (b"IDAT", zlib.compress(b"\0" * 64)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


@pytest.mark.parametrize("size", [(10_001, 10_000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_bombs_are_refused_before_they_are_unpacked(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="'a' has more than 100 megapixels; export it smaller"):
        encode_photo(_png(*size), "a")


def test_a_text_that_unpacks_to_gigabytes_is_refused() -> None:
    zipped = b"Comment\0\0" + zlib.compress(b"\0" * 20_000_000)
    with pytest.raises(ValueError, match="is damaged"):
        encode_photo(_png(4, 4, (b"zTXt", zipped)), "a")


def test_a_file_that_is_too_large_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "MAX_BYTES", 1_000_000)
    with pytest.raises(ValueError, match=r"^'a' has more than 1 MB; export it smaller$"):
        encode_photo(b"\xff\xd8\xff" + bytes(1_000_000), "a")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "MPO"])
def test_damaged_bytes_raise_nothing_but_a_sentence(kind: str) -> None:
    dice = random.Random(7)
    extra = {} if kind in ("GIF", "BMP") else {"exif": exif_of(orientation=6)}
    given = encoded(halves(), kind, **extra)
    said = []
    for _ in range(150):
        damaged = bytearray(given)
        for _ in range(dice.randint(1, 12)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        try:
            encode_photo(bytes(damaged), "a")
        except ValueError as problem:
            said.append(str(problem))
    assert 0 < len(said) < 150
    assert {sentence[:4] for sentence in said} == {"'a' "}
