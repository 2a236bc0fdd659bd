"""Small words: numbers, counts and lists as an English sentence has them."""

from collections.abc import Sequence
from math import floor

from cxaudit.engine.rounding import NOISE, tenths

MINUS = "\N{MINUS SIGN}"
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def printed(amount: int) -> str:
    """Points given in tenths: `73.1`, with a real minus below zero."""
    point, rest = divmod(abs(amount), 10)
    return f"{MINUS if amount < 0 else ''}{point}.{rest}"


def signed(amount: int) -> str:
    """A change in tenths of a point: `+1.9`, `−1.9`, `0.0`."""
    return f"+{printed(amount)}" if amount > 0 else printed(amount)


def coefficient(value: float) -> str:
    """A coefficient with two decimals, rounded half up: `0.73`, `−0.05`."""
    hundredths = floor(abs(value) * 100 + 0.5 + NOISE)
    return f"{MINUS if value < 0 < hundredths else ''}{hundredths // 100}.{hundredths % 100:02}"


def signed_coefficient(value: float) -> str:
    """The same as a distance from 0: `+0.05`, `−0.05`, `0.00`."""
    text = coefficient(value)
    return f"+{text}" if value > 0 and text != "0.00" else text


def points(fraction: float) -> str:
    """A fraction of 0 to 1 as printed points: `66.9`."""
    return printed(tenths(fraction))


def whole(fraction: float) -> str:
    """A fraction as printed points, without a decimal where it is 0: `75`, `62.5`."""
    return points(fraction).removesuffix(".0")


def number(value: int) -> str:
    """A whole number, spelt out up to twelve: `three`, `13`."""
    return _SMALL[value] if value < len(_SMALL) else f"{value:,}"


def part_of(value: int, total: int) -> str:
    """Some of all, both spelt out or neither: `three of ten`, `5 of 18`."""
    return f"{number(value)} of {number(total)}" if max(value, total) < len(_SMALL) else f"{value:,} of {total:,}"


def all_of(value: int) -> str:
    """All of so many: `Both`, `All three`."""
    return "Both" if value == 2 else f"All {number(value)}"


def count(value: int, noun: str) -> str:
    """A number with its noun: `one practice`, `three practices`, `13 practices`."""
    return f"{number(value)} {noun if value == 1 else noun + 's'}"


def listed(parts: Sequence[str], most: int = 99) -> str:
    """`a, b and c`; beyond `most`, `a, b and 3 more`."""
    shown = list(parts[:most])
    if len(parts) > most:
        shown.append(f"{len(parts) - most} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def fitting(*candidates: str, room: int = 105) -> str:
    """The first candidate that fits into `room` characters (two lines of a heading), else the last one."""
    return next((text for text in candidates if len(text) <= room), candidates[-1])
