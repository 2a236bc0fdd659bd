"""The thin line of an earlier audit behind the journey curve."""

from collections.abc import Sequence

from cxaudit.report.charts.axis import Axis
from cxaudit.report.charts.curves import Point, runs, smooth
from cxaudit.report.document import Report

STUB = 7.0  # half the width of a score that has no neighbours to be joined with


def earlier_scores(report: Report) -> dict[str, float]:
    """Scores then by touchpoint, of the practices that are compared; empty without a baseline."""
    return {part.id: part.before for part in report.change.touchpoints} if report.change else {}


def earlier_path(report: Report, axis: Axis, xs: Sequence[float]) -> str:
    """The path through the scores then; it breaks where a touchpoint cannot be compared.

    Args: `xs` are the places of the touchpoints.
    """
    scores = earlier_scores(report)
    points: list[Point | None] = [
        (x, axis.y(scores[part.id])) if part.id in scores else None
        for x, part in zip(xs, report.touchpoints, strict=True)
    ]
    return "".join(
        smooth(piece) if len(piece) > 1 else f"M{piece[0][0] - STUB:.2f} {piece[0][1]:.2f}h{2 * STUB:.0f}"
        for piece in runs(points)
    )
