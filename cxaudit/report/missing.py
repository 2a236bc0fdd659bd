"""Characters that no font has: where they stand in the document and what would help, a sentence for each place."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from cxaudit.report.document import Report

MOST_NAMED, MOST_PLACES = 3, 8
# What the Unicode name of a character begins with, and the packages of Debian and Ubuntu that have such characters.
PACKAGES = {
    ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC", "FULLWIDTH"): "fonts-noto-cjk",
    ("ARABIC", "HEBREW"): "fonts-dejavu-core",
    ("DEVANAGARI", "THAI", "BENGALI", "TAMIL", "TELUGU", "GEORGIAN", "ARMENIAN", "ETHIOPIC"): "fonts-noto-core",
}
ANY = "fonts-noto-color-emoji or fonts-noto-core"
_KEYS = ("practices", "touchpoints", "stages", "dimensions")  # parts that have an id


def describe_missing(codes: Iterable[int], report: Report | None) -> Iterator[str]:
    """A sentence for each place where characters first stand that no font on this computer has.

    Args: `codes` are code points, each at most once; without `report` the characters are named without a place.
    """
    found = {code: _plain(code) for code in codes}
    letters = dict.fromkeys(letter for text in found.values() for letter in text)
    places = _places(report, set(letters)) if report else {}
    groups: dict[str, list[str]] = {}
    for letter in letters:
        groups.setdefault(places.get(letter, ""), []).append(letter)
    for place, members in list(groups.items())[:MOST_PLACES]:
        named = [f"U+{ord(letter):04X} ({unicodedata.name(letter, 'without a name')})" for letter in members]
        more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
        where = f" in {place}" if place else ""
        yield (
            f"no font on this computer has {', '.join(named[:MOST_NAMED])}{more}{where}; a box is printed instead"
            f"{_help(members)}"
        )
    if len(groups) > MOST_PLACES:
        yield f"characters that no font has stand first in {len(groups) - MOST_PLACES} more places"


def _plain(code: int) -> str:
    """The letter behind a joined form, which charts use."""
    return unicodedata.normalize("NFKC", chr(code)) if 0xFB1D <= code <= 0xFEFC else chr(code)


def _help(members: list[str]) -> str:
    names = [unicodedata.name(letter, "") for letter in members]
    known = [next((package for starts, package in PACKAGES.items() if name.startswith(starts)), ANY) for name in names]
    packages = dict.fromkeys(package for name, package in zip(names, known, strict=True) if name)
    return f" (on Debian and Ubuntu: install {', '.join(packages)})" if packages else ""


def _places(report: Report, wanted: set[str]) -> dict[str, str]:
    """The first place of each wanted character, as a person who wrote the audit would look for it."""
    found: dict[str, str] = {}
    for place, text in _texts(report):
        for letter in wanted.intersection(text).difference(found):
            found[letter] = place
        if len(found) == len(wanted):
            break
    return found


def _texts(report: Report) -> Iterator[tuple[str, str]]:
    """Every text with its place: the audit first, then practices with their ids, then everything else."""
    data = report.model_dump(mode="json", exclude={"pictures"})
    yield from _walk(data.pop("audit"), "audit")
    for key in _KEYS:
        for part in data.pop(key, []):
            yield from _walk(part, f"{key.removesuffix('s')} {part.get('id') or '-'}")
    yield from _walk(data, "")


def _walk(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inside in value.items():
            if isinstance(key, str) and not key.isascii():
                yield place, key
            yield from _walk(inside, f"{place}, {key}".removeprefix(", ") if key.isascii() else place)
    elif isinstance(value, list):
        for inside in value:
            yield from _walk(inside, place)
