"""The bridge from the earlier score to this one: what each cause added or took, in printed tenths."""

from dataclasses import dataclass

from cxaudit.report.change_parts import ChangePart
from cxaudit.report.charts.pillars import WHOLE, Kind, Pillar, Span, raise_pillars
from cxaudit.report.charts.shapes import Line

WIDE, PLOT, BAR = 297.6, 100.0, 46.0
NAMES = {
    "ratings": "Ratings",
    "applicability": "What could be rated",
    "checklist": "Checklist",
    "scale": "Scales",
    "critical": "Critical rule",
}


@dataclass(frozen=True, slots=True)
class Bridge:
    """The earlier score, the causes, this score."""

    width: float
    height: float
    piers: tuple[Pillar, ...]
    zero: Line


def draw_bridge(change: ChangePart | None, language: str = "en") -> Bridge | None:
    """A bar per cause between the two scores; None where the change could not be split."""
    if change is None or not change.causes or change.before is None or change.after is None:
        return None
    spans = [Span("total", change.baseline.name, 0, change.before)]
    level = change.before
    for part in change.causes:
        kind: Kind = "gain" if part.tenths > 0 else "loss" if part.tenths < 0 else "none"
        spans.append(Span(kind, NAMES[part.cause], level, level + part.tenths))
        level += part.tenths
    spans.append(Span("total", change.baseline.now, 0, change.after))
    row = raise_pillars(spans, WIDE, PLOT, BAR, language, WHOLE // 5)
    return Bridge(WIDE, row.height, row.pillars, row.zero)
