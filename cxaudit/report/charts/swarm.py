"""The single practices of a touchpoint along its whisker: where touchpoints are few, there is room to show all."""

from dataclasses import dataclass
from itertools import count

from cxaudit.report.charts.axis import Axis
from cxaudit.report.charts.bands import tones_of
from cxaudit.report.charts.shapes import Dot
from cxaudit.report.document import Report

FEW = 4  # up to so many touchpoints show their practices
PITCHES, NEAR = (5.4, 4.2, 3.0), 11.0


@dataclass(frozen=True, slots=True)
class Grain:
    """A practice: a small dot, or a triangle where it is critical and failed."""

    dot: Dot
    triggered: bool


def draw_swarm(
    report: Report, touchpoint: str, x: float, score: Dot | None, axis: Axis, step: float
) -> tuple[Grain, ...]:
    """A mark for each rated practice at its own points, equal ones side by side; none where they would not fit."""
    tones = tones_of(report.checklist.bands)
    parts = sorted(
        (axis.y(part.points), not part.triggered, tones.get(part.band))
        for part in report.practices
        if part.touchpoint == touchpoint and part.points is not None and not part.advisory
    )
    for pitch in PITCHES:
        found: list[Grain] = []
        for y, calm, tone in parts:
            size = pitch * 0.36 if calm else 3.2
            # On the whisker and at both sides of it, but not where the touchpoint's own mark stands.
            start = NEAR if score and abs(y - score.y) < NEAR else 0.0
            for slot in count():
                away = (start + pitch * ((slot + (start == 0)) // 2)) * (-1 if slot % 2 else 1)
                if all(max(abs(mark.dot.y - y), abs(mark.dot.x - x - away)) >= size + mark.dot.r for mark in found):
                    break
            found.append(Grain(Dot(x + away, y, size, tone), not calm))
        if all(abs(mark.dot.x - x) < step / 2 - 4 for mark in found):
            return tuple(found)
    return ()
