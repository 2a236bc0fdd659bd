"""Bars of the dimensions: for so few or so many of them that a radar has no shape."""

from dataclasses import dataclass

from cxaudit.report.charts.axis import decimal
from cxaudit.report.charts.bands import points_text, spaced, tones_of
from cxaudit.report.charts.shapes import HALF, Anchor, Bar, Label, Line
from cxaudit.report.charts.text import fit
from cxaudit.report.document import DimensionPart, Report

VALUE = 30.0  # room for the score at the right


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """A dimension; no bar where there is no score."""

    name: Label
    rail: Bar
    bar: Bar | None
    value: Label


@dataclass(frozen=True, slots=True)
class DimensionBars:
    """All dimensions, with the target as a line through them."""

    width: float
    height: float
    rows: tuple[DimensionRow, ...]
    target: Line
    target_label: Label
    ticks: tuple[Label, ...]


def draw_dimension_bars(report: Report, width: float = HALF) -> DimensionBars | None:
    """A bar per dimension in order; None without any score.

    Args: `width` in points.
    """
    parts = report.dimensions
    if all(part.score is None for part in parts):
        return None
    above = len(parts) <= 6  # the name above its bar, else left of it
    left, pitch = (0.0, 29.0) if above else (92.0, 14.0)
    scale = width - left - VALUE
    bottom = pitch * len(parts) + (0 if above else 4)
    tones = tones_of(report.checklist.bands)
    rows = tuple(
        _row(part, i * pitch, left, scale, width, tones.get(part.band), above=above) for i, part in enumerate(parts)
    )
    x = left + scale * report.score.target
    target, *others = spaced((report.score.target, 0.0, 1.0), lambda score: score * scale, 16)
    ends = tuple(
        Label(left + scale * at, bottom + 11, points_text(at), "tick", "end" if at else "start") for at in others
    )
    anchor: Anchor = "start" if target * scale < 8 and not left else "middle"
    return DimensionBars(
        width,
        bottom + 14,
        rows,
        Line(x, 0 if not above else 9, x, bottom + 2),
        Label(x, bottom + 11, points_text(target), "tick strong", anchor),
        ends,
    )


def _row(
    part: DimensionPart, top: float, left: float, scale: float, width: float, tone: int | None, *, above: bool
) -> DimensionRow:
    y, high = (top + 13, 9.0) if above else (top + 3, 8.0)
    name = (
        Label(0, top + 9, fit(part.title, 8, width - 4, bold=True), "name")
        if above
        else Label(0, y + 6.6, fit(part.title, 7.25, left - 6))
    )
    bar = None if part.score is None else Bar(left, y, max(part.score * scale, 0.8), high, tone)
    value = Label(width, y + high - 1.2, decimal(part.score), "value", "end")
    return DimensionRow(name, Bar(left, y, scale, high), bar, value)
