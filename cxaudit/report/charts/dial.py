"""The dial: a half circle of the bands, with pointers for the score that is shown and the raw score."""

from dataclasses import dataclass
from math import cos, pi, sin

from cxaudit.report.charts.axis import decimal
from cxaudit.report.charts.bands import points_text, spaced, stretches
from cxaudit.report.charts.curves import Point
from cxaudit.report.charts.shapes import Anchor, Label, Line
from cxaudit.report.charts.text import wrap
from cxaudit.report.document import Report

WIDTH, RADIUS = 150.0, 60.0
CX, CY = RADIUS + 5, RADIUS + 20


@dataclass(frozen=True, slots=True)
class Arc:
    """A band on the dial."""

    path: str
    tone: int


@dataclass(frozen=True, slots=True)
class Dial:
    """The dial; pointers are corners of triangles as SVG writes them, None where there is no such score."""

    width: float
    height: float
    bands: tuple[Arc, ...]
    ticks: tuple[Label, ...]
    target: Line
    shown: str | None
    raw: str | None
    held: str | None  # dotted from the shown to the raw score
    figure: Label
    words: tuple[Label, ...]


def draw_dial(report: Report) -> Dial:
    """The dial of the overall score; the raw pointer only where a critical failure lowers the score."""
    score, bands = report.score, report.checklist.bands
    arcs = tuple(
        Arc(_arc(band.low + 0.004, band.high - 0.004, RADIUS), band.tone)
        for band in stretches(bands)
        if band.high - band.low > 0.012
    )
    lowered = score.limited and score.raw is not None and score.adjusted is not None
    raw, shown = score.raw or 0.0, score.adjusted or 0.0
    label = next(
        (band.label for band in bands if band.id == score.band), "No verdict yet" if score.undetermined else ""
    )
    # Below the centre the numbers 0 and 100 stand at both sides.
    verdict = "No score" if score.adjusted is None else label
    lines = wrap(verdict, 8.5, 2 * RADIUS - 24, bold=True, language=report.audit.language, most=2)
    (x1, y1), (x2, y2) = _at(score.target, RADIUS - 7), _at(score.target, RADIUS + 5)
    return Dial(
        WIDTH,
        CY + 13 + 10 * max(len(lines) - 1, 0),
        arcs,
        _ticks([band.from_ for band in bands], score.target),
        Line(x1, y1, x2, y2),
        None if score.adjusted is None else _pointer(shown),
        _pointer(raw) if lowered else None,
        _arc(shown + 0.03, raw - 0.03, RADIUS - 10.5) if lowered and raw - shown > 0.07 else None,
        Label(CX, CY - 9, decimal(score.adjusted), "figure", "middle"),
        tuple(Label(CX, CY + 6 + 10 * i, line, "value", "middle") for i, line in enumerate(lines)),
    )


def _ticks(edges: list[float], target: float) -> tuple[Label, ...]:
    """Numbers at the ends and at the bands' edges, as far as there is room along the arc."""
    ends = [Label(_at(end, RADIUS)[0], CY + 9, points_text(end), "tick", "middle") for end in (0, 1)]
    found = []
    for edge in spaced((0, 1, *sorted(edges, reverse=True)), lambda score: score * pi * (RADIUS + 9), 11)[2:]:
        # A number stands outside the tick of the target, if both are at the same edge.
        x, y = _at(edge, RADIUS + (11 if abs(edge - target) < 0.03 else 9))
        anchor: Anchor = "middle" if abs(edge - 0.5) < 0.04 else "end" if edge < 0.5 else "start"
        found.append(Label(x, y + 2.4, points_text(edge), "tick", anchor))
    return (*ends, *(label for label in found if label.box[0] >= 0 and label.box[2] <= WIDTH))


def _at(score: float, radius: float) -> Point:
    angle = pi * (1 - score)
    return CX + radius * cos(angle), CY - radius * sin(angle)


def _arc(start: float, end: float, radius: float) -> str:
    (x1, y1), (x2, y2) = _at(start, radius), _at(end, radius)
    return f"M{x1:.2f} {y1:.2f}A{radius:g} {radius:g} 0 0 1 {x2:.2f} {y2:.2f}"


def _pointer(score: float) -> str:
    corners = _at(score, RADIUS - 6.5), _at(score - 0.021, RADIUS - 14.5), _at(score + 0.021, RADIUS - 14.5)
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in corners)
