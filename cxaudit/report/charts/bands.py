"""Bands as stretches of an axis from 0 to 1, and the numbers that are printed along it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from cxaudit.engine.rounding import tenths
from cxaudit.report.document import BandPart


@dataclass(frozen=True, slots=True)
class Stretch:
    """A band from `low` to `high`, both 0 to 1."""

    label: str
    tone: int
    low: float
    high: float


def stretches(bands: Sequence[BandPart], floor: float = 0.0) -> list[Stretch]:
    """The bands above `floor` from the best to the worst; the worst one reaches down to it."""
    ordered = sorted(bands, key=lambda band: -band.from_)
    found, high = [], 1.0
    for band in ordered:
        low = floor if band is ordered[-1] else max(band.from_, floor)
        if high - low > 1e-9:
            found.append(Stretch(band.label, band.tone, low, high))
            high = low
    return found


def tones_of(bands: Iterable[BandPart]) -> dict[str | None, int]:
    """Tone by the band's id."""
    return {band.id: band.tone for band in bands}


def points_text(score: float) -> str:
    """A place on the axis as printed: whole points where it is one, else with a decimal."""
    whole, rest = divmod(tenths(score), 10)
    return f"{whole}.{rest}" if rest else str(whole)


def spaced(wanted: Iterable[float], place: Callable[[float], float], gap: float) -> list[float]:
    """The scores that keep their distance of `gap` points from all before them; the first ones matter most."""
    kept: list[float] = []
    for score in wanted:
        if all(abs(place(score) - place(other)) >= gap for other in kept):
            kept.append(score)
    return kept
