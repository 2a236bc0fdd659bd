"""Amounts in print: exact in tables, three significant figures in sentences, always with the currency's code."""

from decimal import ROUND_HALF_UP, Decimal
from math import floor, log10

from cxaudit.engine.rounding import NOISE
from cxaudit.report.phrases import MINUS

SPACE = "\N{NO-BREAK SPACE}"
TIMES = "×"
_LARGE = ((1e9, "billion"), (1e6, "million"))


def exact_money(value: float) -> str:
    """`396,000` without a code, for a table that names it once; under 1,000 with its cents: `408.00`."""
    size = abs(value)
    whole = abs(size - round(size)) < 1e-6
    return _signed(value, f"{_half_up(size, 0 if whole or size >= 1000 else 2):,.{0 if whole or size >= 1000 else 2}f}")


def money(value: float, currency: str) -> str:
    """`EUR 396,000`, exact."""
    return f"{currency}{SPACE}{exact_money(value)}"


def about_money(value: float, currency: str) -> str:
    """`EUR 1.27 million`, in three significant figures, for a sentence; under 100 with its cents."""
    size = abs(value)
    for unit, word in _LARGE:
        if size >= unit * (1 - 5e-4):
            return f"{currency}{SPACE}{_signed(value, about(size / unit))}{SPACE}{word}"
    return f"{currency}{SPACE}{_signed(value, exact_money(size) if size < 100 else about(size))}"


def about(value: float) -> str:
    """A number in three significant figures, with thousands separators: `1,270`, `674`, `8.25`."""
    if value <= 0:
        return "0" if value == 0 else _signed(value, about(-value))
    places = 2 - floor(log10(value) + NOISE)
    rounded = _half_up(value, places)
    text = f"{rounded:,.{max(places, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def about_customers(value: float) -> str:
    """Customers in three significant figures and never in parts: `1,500`, `842`, `12`."""
    return about(value) if value >= 100 else str(int(_half_up(value, 0)))


def exact_count(value: float) -> str:
    """Customers as computed, with a decimal where they do not come out even: `841.5`, `12.04`, `1,500`."""
    text = f"{_half_up(value, 1 if value >= 100 else 2):,.2f}"
    return text.rstrip("0").rstrip(".")


def share(value: float) -> str:
    """A share of 0 to 1 as written by its author: `15 %`, `8.3 %`."""
    return f"{round(value * 100, 4):g}{SPACE}%"


def _half_up(value: float, places: int) -> float:
    """Rounded half up after removing float noise; Python's `round` rounds half to even."""
    clean = Decimal(f"{value:.13g}")
    return float(clean.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def _signed(value: float, text: str) -> str:
    return f"{MINUS}{text}" if value < 0 else text
