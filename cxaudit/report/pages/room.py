"""How many lines a text takes on the page, and texts cut to a number of lines."""

from functools import lru_cache
from math import ceil

from cxaudit.report.charts.text import width_in, width_of
from cxaudit.report.text import shorten
from cxaudit.report.widths import Advances, advances


def count_lines(text: str, size: float, room: float, *, bold: bool = False, serif: bool = False) -> int:
    """Lines of a text of that size in points, in a column `room` points wide; at least one."""
    lines, used, blank = 1, 0.0, width_of(" ", size)
    for word in text.split():
        width = _serif_width(word, size) if serif else width_of(word, size, bold=bold)
        if used + width > room:
            lines += used > 0
            lines += max(ceil(width / room) - 1, 0)
            width = width % room if width > room else width
            used = 0.0
        used += width + blank
    return lines


def cut_to(lines: int, text: str, size: float, room: float, *, bold: bool = False, serif: bool = False) -> str:
    """The text, or as much of it as fits into that many lines."""
    if count_lines(text, size, room, bold=bold, serif=serif) <= lines:
        return " ".join(text.split())
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if count_lines(shorten(text, middle), size, room, bold=bold, serif=serif) <= lines:
            low = middle
        else:
            high = middle - 1
    return shorten(text, low)


def _serif_width(text: str, size: float) -> float:
    return _serif_width_in(advances("serif", 400), advances("sans", 400), text) * size


@lru_cache(maxsize=1 << 15)
def _serif_width_in(table: Advances, instead: Advances, text: str) -> float:
    return sum(table.get(letter) or width_in(instead, letter) for letter in text)
