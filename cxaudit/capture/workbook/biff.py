"""Looking through an old .xls before it is parsed: how large would its sheets become?

An .xls is a small disk (a compound file) with a stream of records in it. Only what bounds the cost is read here.
Source: [MS-CFB] sections 2.2 to 2.6, [MS-XLS] sections 2.3 and 2.4.
"""

import struct

from cxaudit.capture.workbook.limits import FAILED, Extent, TooMuch

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_TEXTS = 20_000  # each may have 32,767 letters
_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFA  # from _FREE on a number is no sector
_BOF, _FORMULA, _ERROR, _TEXT, _SHEET, _SHARED = 0x809, 0x06, 0x205, 0xFD, 0x85, 0xFC
_CELLS = {_FORMULA, _ERROR, _TEXT, 0x203, 0x204, 0x27E, 0xBD, 0xD6}
_MANY = 0xBD  # one record with several numbers in a row


def weigh_xls(data: bytes) -> dict[str, Extent]:
    """How large each sheet of an .xls becomes, by the sheet's name.

    Raises: TooMuch; ValueError when the file is damaged.
    """
    try:
        return _weigh(_stream(data))
    except (struct.error, IndexError, UnicodeDecodeError) as problem:
        raise ValueError("the file is damaged") from problem


def _weigh(stream: bytes) -> dict[str, Extent]:
    names: dict[int, str] = {}
    found: dict[str, Extent] = {}
    extent, at, texts = Extent(), 0, 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        if kind == _BOF:
            extent = found.setdefault(names.get(at, ""), Extent())
        elif kind == _SHEET and length > 8:
            names[struct.unpack_from("<I", body)[0]] = _name(body[6:])
        elif kind in _CELLS and length >= 6:
            row, column = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, length - 2)[0] if kind == _MANY else column
            extent.add(row, max(column, last), times=max(last - column, 0) + 1)
            texts += kind == _TEXT
            if (kind == _ERROR and body[7:8] == b"\1") or (
                kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6:7] == b"\2"
            ):
                extent.faults[row, column] = FAILED
            if texts > MAX_TEXTS:
                raise TooMuch(f"it holds more than {MAX_TEXTS:,} texts; save it as .xlsx")
        at += 4 + length
    return found


def _name(body: bytes) -> str:
    count, wide = body[0], body[1] & 1
    return body[2 : 2 + count * 2].decode("utf-16-le") if wide else body[2 : 2 + count].decode("latin-1")


def _stream(data: bytes) -> bytes:
    """The stream of records: the file `Workbook` of the small disk."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    if size not in (512, 4096):
        raise ValueError("the file is damaged")
    table: list[int] = []
    for sector in _table_sectors(data, size):
        table += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    entries = _chain(data, struct.unpack_from("<I", data, 48)[0], table, size)
    root: tuple[int, int] | None = None
    for at in range(0, len(entries) - 127, 128):
        length = struct.unpack_from("<H", entries, at + 64)[0]
        name = entries[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le")
        start, count = struct.unpack_from("<II", entries, at + 116)
        root = root or (start, count)
        if name in ("EncryptedPackage", "EncryptionInfo"):
            raise TooMuch("it is locked with a password; save it without one")
        if name in ("Workbook", "Book"):
            if count >= struct.unpack_from("<I", data, 56)[0]:
                return _chain(data, start, table, size)[:count]
            small = _chain(data, struct.unpack_from("<I", data, 60)[0], table, size)
            places = list(struct.unpack(f"<{len(small) // 4}I", small))
            return _chain(b"\0" * 64 + _chain(data, root[0], table, size), start, places, 64)[:count]
    raise ValueError("the file is damaged")


def _table_sectors(data: bytes, size: int) -> list[int]:
    """The sectors that hold the table of chains."""
    found = list(struct.unpack_from("<109I", data, 76))
    following, seen = struct.unpack_from("<I", data, 68)[0], 0
    while following < _FREE and seen < len(data) // size:
        part = struct.unpack_from(f"<{size // 4}I", data, (following + 1) * size)
        found += part[:-1]
        following, seen = part[-1], seen + 1
    return [sector for sector in found if sector < _FREE]


def _chain(data: bytes, start: int, table: list[int], size: int) -> bytes:
    """The sectors of a chain, one after another; a chain that turns in a circle ends with the file's size."""
    parts: list[bytes] = []
    sector = start
    while sector < _FREE:
        if len(parts) * size > len(data):
            raise ValueError("the file is damaged")
        parts.append(data[(sector + 1) * size : (sector + 2) * size])
        sector = table[sector]
    return b"".join(parts)
