"""The frame of the journey curve: stages with their scores above it, bands at its side."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxaudit.report.charts.axis import Axis, decimal, reaches
from cxaudit.report.charts.bands import stretches
from cxaudit.report.charts.shapes import FULL, Bar, Label, Line
from cxaudit.report.charts.stage_heads import StageHead
from cxaudit.report.charts.text import fit, width_of
from cxaudit.report.document import Report


@dataclass(frozen=True, slots=True)
class Head:
    """A stage above the curve."""

    line: Line
    title: tuple[Label, ...]
    score: Label | None


def draw_heads(report: Report, heads: Sequence[StageHead], axis: Axis, step: float) -> tuple[Head, ...]:
    """Stages with their scores below their names; a name may reach over a neighbour that shows none."""
    drawn = []
    for reach, head in zip(reaches(report), heads, strict=True):
        x1, x2 = axis.left + step * reach.first, axis.left + step * reach.end
        gap, score = min(2.0, step / 5), decimal(reach.stage.score)
        scored = width_of(score, 7.25) < x2 - x1 - 2
        base = axis.top - 23 - 9.5 * (len(head.lines) - 1)
        drawn.append(
            Head(
                Line(x1 + gap, axis.top - 7, x2 - gap, axis.top - 7),
                tuple(Label(head.x, base + 9.5 * i, line, "name", "middle") for i, line in enumerate(head.lines)),
                Label((x1 + x2) / 2, axis.top - 12.5, score, "tick", "middle") if scored else None,
            )
        )
    return tuple(drawn)


def draw_bands(report: Report, axis: Axis) -> tuple[tuple[Bar, ...], tuple[Label, ...]]:
    """The bands as a stripe right of the plot, named where they are high enough."""
    bars, labels = [], []
    for band in stretches(report.checklist.bands, axis.floor):
        y1, y2 = axis.y(band.high), axis.y(band.low)
        bars.append(Bar(axis.right + 5, y1 + 0.4, 4, max(y2 - y1 - 0.8, 0.3), band.tone))
        if y2 - y1 >= 8.5:
            labels.append(Label(axis.right + 14, (y1 + y2) / 2 + 2.5, fit(band.label, 7.25, FULL - axis.right - 14)))
    return tuple(bars), tuple(labels)
