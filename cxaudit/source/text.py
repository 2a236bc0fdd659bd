"""Bytes to text: encodings, and characters that YAML or its readers stumble over."""

import codecs
import re

MAX_BYTES = 8_000_000

Place = tuple[int, int]
Fault = tuple[Place, str, str]

_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_ALSO_PRINTABLE = "\t\n\r\x85"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD = 4096
_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "an Excel, Word or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an Excel or Word file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "an RTF document"),
)


def read_text(raw: bytes) -> tuple[str, list[Fault]]:
    """The text of a file's bytes, with what makes it no YAML: place (line and column from 0), message, hint."""
    if said := _no_text(raw):
        return "", [((0, 0), *said)]
    utf16 = raw[:2] in _UTF16
    try:
        text = raw.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as problem:
        return _foreign(raw, problem.start, utf16=utf16)
    if wrong := [character for character in set(text) if not _printable(character)]:
        position = min(text.index(character) for character in wrong)
        message = f"the character {code_of(text[position])} is not allowed in YAML"
        return text, [(place_of(text, position), message, "delete it, or type the character again")]
    return text, []


def split_lines(text: str) -> list[str]:
    """The lines as YAML counts them, which `str.splitlines` does not."""
    return _BREAK.split(text)


def place_of(text: str, position: int) -> Place:
    """Line and column, from 0, of a position in the text."""
    rows = _BREAK.split(text[:position])
    return len(rows) - 1, len(rows[-1])


def code_of(character: str) -> str:
    """The code point of a character that cannot be seen: `U+00A0`."""
    return f"U+{ord(character):04X}"


def _printable(character: str) -> bool:
    """YAML 1.2, section 5.1, without the byte order mark; a regular expression would take 7 ms to compile."""
    return (
        "\x20" <= character <= "\x7e"
        or "\xa0" <= character <= "\ud7ff"
        or "\ue000" <= character <= "\ufefe"
        or "\uff00" <= character <= "\ufffd"
        or character >= "\U00010000"
        or character in _ALSO_PRINTABLE
    )


def _no_text(raw: bytes) -> tuple[str, str] | None:
    if len(raw) > MAX_BYTES:
        return f"the file has more than {MAX_BYTES // 1_000_000} MB", "a checklist or audit is far smaller"
    if kind := next((kind for head, kind in _FORMATS if raw.startswith(head)), None):
        return f"this is {kind}, not a text file", "a YAML file is expected"
    if b"\0" not in raw[:_HEAD] or raw[:2] in _UTF16:
        return None
    if not raw[1:_HEAD:2].strip(b"\0") or not raw[:_HEAD:2].strip(b"\0"):
        return "this is UTF-16 text without a mark that says so", "save the file as UTF-8"
    return "this is a binary file, not a text file", "a YAML file is expected"


def _foreign(raw: bytes, start: int, *, utf16: bool) -> tuple[str, list[Fault]]:
    if utf16:
        return "", [((0, 0), "this UTF-16 text is damaged", "save the file as UTF-8")]
    before = raw[:start].decode("utf-8-sig")
    hint = "save the file as UTF-8 (it looks like Windows-1252)"
    return before + raw[start:].decode("cp1252", "replace"), [
        (place_of(before, len(before)), "this is not UTF-8 text", hint)
    ]
