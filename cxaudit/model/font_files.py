"""Font files of a theme: they are fonts, hold the letters that a report needs, and do not forbid being embedded."""

import io
import struct
from pathlib import Path
from typing import Any

SUFFIXES = (".ttf", ".otf", ".woff2")
MAX_BYTES = 20_000_000
MAX_UNPACKED = 60_000_000
NEEDED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;-()%"
TABLES = ("cmap", "head", "hhea", "hmtx", "maxp")
_MAGIC = (b"\x00\x01\x00\x00", b"true", b"OTTO", b"wOF2")
_OTHERS = {b"wOFF": "a WOFF file of the first version", b"ttcf": "a collection of fonts"}
_RESTRICTED = 0x0002  # OpenType, OS/2 table, fsType: restricted licence embedding


def font_problem(path: Path) -> tuple[str, str] | None:
    """What is wrong with a font file, and what to do; None when it can be used."""
    if path.suffix.lower() not in SUFFIXES:
        return "is no TTF, OTF or WOFF2 file", "convert it, or ask its maker for one of these"
    if path.stat().st_size > MAX_BYTES:
        return f"has more than {MAX_BYTES // 1_000_000} MB", "a font of one cut is far smaller"
    raw = path.read_bytes()
    if kind := _OTHERS.get(raw[:4]):
        return f"is {kind}", "save it as TTF, OTF or WOFF2"
    font = open_font(raw)
    if font is None:
        return "is no font that can be read", "a TTF, OTF or WOFF2 file is expected"
    letters = font.getBestCmap()
    lacking = next((letter for letter in NEEDED if ord(letter) not in letters), None)
    return (f"has no letter '{lacking}'", "choose a font for texts, not for symbols") if lacking else None


def forbids_embedding(path: Path) -> bool:
    """Whether a usable font says of itself that a document must not carry it."""
    font = open_font(path.read_bytes())
    table = font.get("OS/2") if font else None
    return table is not None and table.fsType & 0x000F == _RESTRICTED


def open_font(raw: bytes) -> Any:
    """The font of a file's bytes, with the tables that a report reads; None where there is none."""
    from fontTools.ttLib import TTFont

    if raw[:4] not in _MAGIC or (raw[:4] == b"wOF2" and _is_bomb(raw)):
        return None
    try:
        font = TTFont(io.BytesIO(raw), lazy=True)
        if not font.getBestCmap() or not any(name in font for name in ("glyf", "CFF ", "CFF2")):
            return None
        return font if all(font[name] for name in TABLES) and font["hmtx"].metrics else None
    except Exception:  # noqa: BLE001  (a damaged file makes fontTools raise anything)
        return None


def _is_bomb(raw: bytes) -> bool:
    """Whether a WOFF2 file gets far larger than a font is; what its head says may be a lie."""
    import brotli
    from fontTools.ttLib.woff2 import WOFF2DirectoryEntry, woff2DirectorySize

    rest = raw[woff2DirectorySize:]
    try:
        for _ in range(struct.unpack(">H", raw[12:14])[0]):
            rest = WOFF2DirectoryEntry().fromString(rest)
        packed = rest[: struct.unpack(">I", raw[20:24])[0]]
        return len(brotli.Decompressor().process(packed, output_buffer_limit=MAX_UNPACKED)) >= MAX_UNPACKED
    except Exception:  # noqa: BLE001  (a damaged file makes fontTools raise anything)
        return True
