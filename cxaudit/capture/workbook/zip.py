"""Unpacking a zipped workbook under limits, and packing anew what was looked at.

The parser gets only the fresh one: a directory that lies, overlapping entries and doubled names cannot reach it.
"""

import io
import struct
import zipfile
import zlib

from cxaudit.capture.workbook.limits import MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED, RATIO_FROM, TooMuch

_CHUNK = 1 << 16
_WRONG = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, struct.error)


def unpack(data: bytes) -> dict[str, bytes]:
    """The XML parts of a zipped workbook by name, unpacked under the limits.

    Raises: TooMuch; ValueError when the file is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
            if len(entries) > MAX_ENTRIES:
                raise TooMuch(f"it holds {len(entries):,} files; a workbook has at most {MAX_ENTRIES:,}")
            _check_sizes(sum(entry.file_size for entry in entries), len(data))
            parts: dict[str, bytes] = {}
            total = 0
            for entry in entries:
                if entry.flag_bits & 1:
                    raise TooMuch("it is locked with a password; save it without one")
                parts[entry.filename] = _unpacked(packed, entry, len(data), total)
                total += len(parts[entry.filename])
    except _WRONG as problem:
        raise ValueError("the file is damaged") from problem
    return {name: part for name, part in parts.items() if name == "mimetype" or name.endswith((".xml", ".rels"))}


def pack(parts: dict[str, bytes]) -> bytes:
    """A zipped workbook of these parts, not compressed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as packed:
        for name, part in parts.items():
            packed.writestr(zipfile.ZipInfo(name), part)
    return made.getvalue()


def _unpacked(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, size: int, before: int) -> bytes:
    """One entry, counted while it is inflated: what the directory says of its size may be a lie."""
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ValueError("the file is packed in an unknown way")
    chunks, total = [], before
    with packed.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            total += len(chunk)
            _check_sizes(total, size)
            chunks.append(chunk)
    return b"".join(chunks)


def _check_sizes(unpacked: int, packed: int) -> None:
    if unpacked > MAX_UNPACKED or (unpacked > RATIO_FROM and unpacked > MAX_RATIO * packed):
        raise TooMuch(f"it would unpack to more than {min(unpacked, MAX_UNPACKED) // 1_000_000} MB")
