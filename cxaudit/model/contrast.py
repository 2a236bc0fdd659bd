"""How far two colours are apart for an eye: contrast as WCAG defines it, lightness in grey, and colours near others.

Colours are texts of the form `#173B5F`.

Source: WCAG 2.2, definitions of relative luminance and contrast ratio; CIE 15:2018 for L*.
"""

import math
import re
from collections.abc import Callable
from functools import lru_cache

TEXT = 4.5  # WCAG 2.2, 1.4.3: the least contrast of text
_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
_STEPS = 255
_WHITE, _BLACK = "#FFFFFF", "#000000"


def read_colour(text: str) -> str | None:
    """`173b5f`, `#173B5F` or `#abc` as `#173B5F`; None for anything else."""
    match = _COLOUR.fullmatch(text.strip())
    if not match:
        return None
    digits = match.group(1)
    return f"#{digits if len(digits) == 6 else ''.join(2 * digit for digit in digits)}".upper()


@lru_cache(maxsize=4096)
def luminance(colour: str) -> float:
    """Relative luminance, from 0 (black) to 1 (white)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 (the same) to 21 (black on white)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lightness(colour: str) -> float:
    """L*, from 0 (black) to 100 (white): how light the colour is in a print in grey."""
    y = luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > 216 / 24389 else y * 24389 / 27


def mix(one: str, other: str, part: float) -> str:
    """The colour that lies `part` (0 to 1) of the way from `one` to `other`."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{math.floor(a + (b - a) * part + 0.5):02X}" for a, b in pairs)


def nearest(colour: str, passes: Callable[[str], bool]) -> str | None:
    """The darker or lighter colour of the same hue that passes and changes the lightness least; None if none does."""
    found = []
    for end in (_BLACK, _WHITE):
        tried = (mix(colour, end, step / _STEPS) for step in range(1, _STEPS + 1))
        if (hit := next(filter(passes, tried), None)) is not None:
            found.append(hit)
    return min(found, key=lambda hit: abs(lightness(hit) - lightness(colour)), default=None)


def show_ratio(ratio: float) -> str:
    """A ratio as printed, `4.48:1`; one that fails is never shown as the number that it misses."""
    shown = f"{ratio:.2f}"
    return f"{ratio:.4f}:1" if ratio < TEXT <= float(shown) else f"{shown}:1"


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
