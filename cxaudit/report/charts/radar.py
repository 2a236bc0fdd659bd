"""The radar: an axis per dimension from 0 in the centre to 100, rings at the bands' edges, a dashed one as target."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

from cxaudit.report.charts.axis import decimal
from cxaudit.report.charts.bands import points_text, spaced, tones_of
from cxaudit.report.charts.curves import Point
from cxaudit.report.charts.room import spread
from cxaudit.report.charts.shapes import HALF, Anchor, Dot, Label, Line, meet
from cxaudit.report.charts.text import width_of, wrap
from cxaudit.report.document import DimensionPart, Report

FEWEST, MOST = 4, 12  # fewer or more dimensions are drawn as bars
RADII, AWAY, EVEN = (68.0, 63.0, 58.0, 53.0, 48.0), 6.5, 0.02


@dataclass(frozen=True, slots=True)
class Spoke:
    """A dimension: its axis, its score on it, and its name."""

    line: Line
    dot: Dot
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Radar:
    """The radar; polygons are corners as SVG writes them. `left_out` are titles of dimensions without a score."""

    width: float
    height: float
    rings: tuple[str, ...]
    ring_labels: tuple[Label, ...]
    target: str
    shape: str
    spokes: tuple[Spoke, ...]
    left_out: tuple[str, ...]


def draw_radar(report: Report, width: float = HALF) -> Radar | None:
    """The radar of the scored dimensions; None for fewer than four or more than twelve.

    Args: `width` in points.
    """
    parts = [part for part in report.dimensions if part.score is not None]
    if not FEWEST <= len(parts) <= MOST:
        return None
    radius = next(
        (
            r
            for r in RADII
            if all(width_of(word, 8, bold=True) <= _room(width, r) for part in parts for word in part.title.split())
        ),
        RADII[-1],
    )
    wheel = _Wheel(width / 2, 0, radius, len(parts))
    texts = _texts(
        parts,
        [_room(width, radius) if wheel.side(i) else width * 0.7 for i in range(len(parts))],
        report.audit.language,
    )
    above = max((len(texts[i]) for i in range(len(parts)) if not wheel.side(i) and wheel.at(i, 1)[1] < 0), default=0)
    below = max((len(texts[i]) for i in range(len(parts)) if not wheel.side(i) and wheel.at(i, 1)[1] > 0), default=0)
    sides = max(sum(9.6 * len(texts[i]) + 4 for i in range(len(parts)) if wheel.side(i) == side) for side in (-1, 1))
    room = max(radius + AWAY + 1, sides / 2)
    wheel = _Wheel(width / 2, max(radius + 9.6 * above + 6, room), radius, len(parts))
    height = wheel.cy + max(radius + 9.6 * below + 8, room)
    tones = tones_of(report.checklist.bands)
    labels = _labels(wheel, texts, height)
    spokes = []
    for i, part in enumerate(parts):
        x, y = wheel.at(i, part.score or 0.0)
        spokes.append(Spoke(Line(wheel.cx, wheel.cy, *wheel.at(i, 1)), Dot(x, y, 3.2, tones.get(part.band)), labels[i]))
    edges = [band.from_ for band in report.checklist.bands if 0.02 < band.from_ < 0.98]
    return Radar(
        width,
        height,
        tuple(wheel.ring(edge) for edge in (*edges, 1.0)),
        _ring_labels(report, wheel, parts, edges, spokes),
        wheel.ring(report.score.target),
        " ".join(f"{spoke.dot.x:.2f},{spoke.dot.y:.2f}" for spoke in spokes),
        tuple(spokes),
        tuple(part.title for part in report.dimensions if part.score is None),
    )


@dataclass(frozen=True, slots=True)
class _Wheel:
    """Where a score lies on the axis of a number."""

    cx: float
    cy: float
    radius: float
    spokes: int

    def at(self, i: int, score: float) -> Point:
        angle = -pi / 2 + 2 * pi * i / self.spokes
        return self.cx + self.radius * score * cos(angle), self.cy + self.radius * score * sin(angle)

    def side(self, i: int) -> int:
        """1 for the right half, -1 for the left, 0 for straight up or down."""
        across = cos(-pi / 2 + 2 * pi * i / self.spokes)
        return 0 if abs(across) < EVEN else 1 if across > 0 else -1

    def ring(self, score: float) -> str:
        return " ".join(f"{x:.2f},{y:.2f}" for x, y in (self.at(i, score) for i in range(self.spokes)))


def _room(width: float, radius: float) -> float:
    return width / 2 - radius - AWAY


def _texts(parts: Sequence[DimensionPart], rooms: Sequence[float], language: str) -> list[tuple[str, ...]]:
    """Name and score below each other, or in one line where there are many dimensions and all of them fit."""
    together = [f"{part.title} {decimal(part.score)}" for part in parts]
    if len(parts) > 8 and all(width_of(text, 8, bold=True) <= room for text, room in zip(together, rooms, strict=True)):
        return [(text,) for text in together]
    return [
        (*wrap(part.title, 8, room, bold=True, language=language, most=2), decimal(part.score))
        for part, room in zip(parts, rooms, strict=True)
    ]


def _labels(wheel: _Wheel, texts: Sequence[tuple[str, ...]], height: float) -> list[tuple[Label, ...]]:
    """Names outside the wheel: those at a side are moved along it until none meets another."""
    found: list[tuple[Label, ...]] = [()] * len(texts)
    for side in (1, -1):
        members = sorted((i for i in range(len(texts)) if wheel.side(i) == side), key=lambda i: wheel.at(i, 1)[1])
        sizes = [9.6 * len(texts[i]) + 3 for i in members]
        centres = spread([wheel.at(i, 1.08)[1] for i in members], sizes, 0, height)
        anchor: Anchor = "start" if side > 0 else "end"
        for i, middle in zip(members, centres, strict=True):
            half = 4.8 * len(texts[i])
            nearest = min(abs(middle - half - wheel.cy), abs(middle + half - wheel.cy))
            if middle - half <= wheel.cy <= middle + half:
                nearest = 0.0
            x = wheel.cx + side * (sqrt(max(wheel.radius**2 - nearest**2, 0.0)) + AWAY)
            found[i] = _stack(texts[i], x, middle - half + 7, anchor)
    for i, lines in enumerate(texts):
        if not wheel.side(i):
            x, y = wheel.at(i, 1)
            up = y < wheel.cy
            found[i] = _stack(lines, x, y - 6 - 9.6 * (len(lines) - 1) if up else y + 13, "middle")
    return found


def _stack(lines: Sequence[str], x: float, y: float, anchor: Anchor) -> tuple[Label, ...]:
    last = len(lines) - 1
    return tuple(
        Label(x, y + 9.6 * i, line, "tick strong" if i == last and last else "name", anchor)
        for i, line in enumerate(lines)
    )


def _ring_labels(
    report: Report, wheel: _Wheel, parts: Sequence[DimensionPart], edges: Sequence[float], spokes: Sequence[Spoke]
) -> tuple[Label, ...]:
    """Numbers of the rings along the weakest axis, where the shape leaves the most room."""
    weakest = min(range(len(parts)), key=lambda i: parts[i].score or 0.0)
    clear = [edge for edge in edges if edge - (parts[weakest].score or 0.0) > 0.1 and (1 - edge) * wheel.radius > 8]
    found = []
    for edge in spaced((report.score.target, *sorted(clear)), lambda score: score * wheel.radius, 8)[1:]:
        x, y = wheel.at(weakest, edge)
        label = Label(x + 2, y + 7, points_text(edge), "tiny", "middle")
        if not any(meet(label.box, spoke.dot.box) for spoke in spokes) and edge in clear:
            found.append(label)
    return tuple(found)
