"""How wide texts are, and how they break: the renderer sets SVG text letter by letter, so advances simply add up."""

import unicodedata
from functools import cache, lru_cache

from pyphen import Pyphen, language_fallback

from cxaudit.report.widths import Advances, advances

ELLIPSIS = "…"
_FULL, _OTHER = 1.0, 0.62  # advances of square letters, and of others that our font lacks
_LOOSE = " ,.;:·–-"  # what no ellipsis follows
_NEVER_FIRST = "、。，．・：；？！」』）】〉》ー々"  # no line begins with these


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a text in points: exact for letters that the report's sans font has, an estimate for others."""
    return width_in(advances("sans", 600 if bold else 400), text) * size


@lru_cache(maxsize=1 << 15)  # the same words are measured again for every way to break a page
def width_in(table: Advances, text: str) -> float:
    """Width of a text of size 1 in a font of these advances, estimated for letters that it lacks."""
    return sum(table.get(letter) or _advance_of(letter) for letter in text)


def wrap(
    text: str, size: float, room: float, *, bold: bool = False, language: str = "en", most: int = 99
) -> tuple[str, ...]:
    """The text in lines that are at most `room` wide.

    Breaks between words; inside a word only where it alone is longer than a line: after its own hyphens, by the rules
    of the language, else anywhere. Chinese and Japanese break between letters.

    Args:
        most: the most lines; the last of them then ends in an ellipsis.
    """
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if width_of(longer, size, bold=bold) <= room:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        rest = word
        while width_of(rest, size, bold=bold) > room and len(rest) > 1:
            head, rest = _cut(rest, size, room, bold, language)
            lines[-1:] = [head, ""]
        lines[-1] = rest
    if len(lines) > most:
        ended = lines[most - 1].removesuffix("-").rstrip(_LOOSE) + ELLIPSIS
        lines[most - 1 :] = [fit(ended, size, room, bold=bold)]
    return tuple(line for line in lines if line)


def fit(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text if it fits into `room`, else as many words as do before an ellipsis; letters where no word fits."""
    if width_of(text, size, bold=bold) <= room:
        return text
    inside = range(len(text) - 1, 0, -1)
    ends = [cut for cut in inside if text[cut] == " " or _is_wide(text[cut - 1])]
    for cut in (*ends, *inside):
        short = text[:cut].rstrip(_LOOSE) + ELLIPSIS
        if len(short) > 1 and width_of(short, size, bold=bold) <= room:
            return short
    return ELLIPSIS if width_of(ELLIPSIS, size, bold=bold) <= room else ""


def _advance_of(letter: str) -> float:
    """An estimate for a letter that another font will show."""
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cc", "Cf", "Mn", "Me"):
        return 0.0
    return _FULL if _is_wide(letter) else _OTHER


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


def _cut(word: str, size: float, room: float, bold: bool, language: str) -> tuple[str, str]:
    """A word that is longer than a line in two; the first part fits if a single letter does."""
    cuts = [
        (word[:i], word[i:])
        for i in range(1, len(word))
        if word[i - 1] in "-/" or (_is_wide(word[i - 1]) and word[i] not in _NEVER_FIRST)
    ]
    cuts += [(f"{head}-", rest) for head, rest in _hyphens(language, word)]
    fitting = [cut for cut in cuts if width_of(cut[0], size, bold=bold) <= room]
    if not fitting:
        anywhere = [(word[:i] + ("" if _is_wide(word[i - 1]) else "-"), word[i:]) for i in range(1, len(word))]
        fitting = [cut for cut in anywhere if width_of(cut[0], size, bold=bold) <= room] or [(word[:1], word[1:])]
    return max(fitting, key=lambda cut: len(word) - len(cut[1]))


def _hyphens(language: str, word: str) -> list[tuple[str, str]]:
    found = _dictionary(language)
    return [(str(head), str(rest)) for head, rest in found.iterate(word)] if found else []


@cache
def _dictionary(language: str) -> Pyphen | None:
    known = language_fallback(language) or language_fallback("en")
    return Pyphen(lang=known) if known else None
