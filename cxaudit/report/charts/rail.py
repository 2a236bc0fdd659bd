"""The rail: one score on the bands, with the target as a tick."""

from dataclasses import dataclass

from cxaudit.report.charts.axis import shown_score
from cxaudit.report.charts.bands import points_text, spaced, stretches
from cxaudit.report.charts.shapes import Anchor, Bar, Label
from cxaudit.report.charts.text import width_of
from cxaudit.report.document import Report, TouchpointPart

WIDTH, HEIGHT, APART = 161.0, 25.0, 18.0


@dataclass(frozen=True, slots=True)
class Rail:
    """A score on a rail of 0 to 100; no `x` where there is no score."""

    width: float
    height: float
    bands: tuple[Bar, ...]
    x: float | None
    target: float
    target_label: Label
    ticks: tuple[Label, ...]


def rail_of(touchpoint: TouchpointPart, report: Report, width: float = WIDTH) -> Rail:
    """The score that a touchpoint is shown with, on the bands of its checklist.

    Args: `width` in points.
    """
    score = shown_score(touchpoint)
    bars = tuple(
        Bar(band.low * width, 8, max((band.high - band.low) * width - 0.8, 0.4), 6, band.tone)
        for band in stretches(report.checklist.bands)
    )
    edges = [band.from_ for band in report.checklist.bands]
    target, *others = spaced((report.score.target, 0, 1, *edges), lambda at: at * width, APART)
    # The pointer stays inside the drawing at both ends.
    x = None if score is None else min(max(score * width, 3.6), width - 3.6)
    return Rail(
        width,
        HEIGHT,
        bars,
        x,
        min(max(target * width, 0.7), width - 0.7),
        _tick(target, width, strong=True),
        tuple(_tick(at, width) for at in others),
    )


def _tick(at: float, width: float, *, strong: bool = False) -> Label:
    text, x = points_text(at), at * width
    half = width_of(text, 7.25, bold=strong) / 2
    anchor: Anchor = "start" if x < half else "end" if x > width - half else "middle"
    at_edge = {"start": 0.0, "middle": x, "end": width}[anchor]
    return Label(at_edge, 23, text, "tick strong" if strong else "tick", anchor)
