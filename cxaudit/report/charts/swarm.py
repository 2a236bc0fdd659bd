"""The single practices of a touchpoint beside its whisker: where there are few touchpoints, there is room to show all."""

from itertools import count

from cxaudit.report.charts.axis import Axis
from cxaudit.report.charts.bands import tones_of
from cxaudit.report.charts.shapes import Dot
from cxaudit.report.document import Report

PITCH, SMALLEST, NEAR = 5.4, 3.0, 11.0


def draw_swarm(report: Report, touchpoint: str, x: float, score: Dot | None, axis: Axis, step: float) -> tuple[Dot, ...]:
    """A dot for each rated practice at its own points, equal ones side by side; none where they would not fit."""
    tones = tones_of(report.checklist.bands)
    marks = sorted((axis.y(part.points), tones.get(part.band)) for part in report.practices
                   if part.touchpoint == touchpoint and part.points is not None and not part.advisory)
    for pitch in (PITCH, 4.2, SMALLEST):
        found: list[Dot] = []
        for y, tone in marks:
            # Both sides of the whisker, further out where the touchpoint's own mark stands.
            start = NEAR if score and abs(y - score.y) < NEAR else 6.5
            for slot in count():
                away = (start + pitch * (slot // 2)) * (-1 if slot % 2 else 1)
                if all(abs(dot.y - y) >= pitch * 0.8 or abs(dot.x - x - away) >= pitch * 0.8 for dot in found):
                    break
            found.append(Dot(x + away, y, pitch * 0.36, tone))
        if all(abs(dot.x - x) < step / 2 - 4 for dot in found):
            return tuple(found)
    return ()
