"""The waterfall: from 100 down to the score that is shown, in the printed tenths of the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxaudit.report.charts.pillars import WHOLE, Pillar, Span, raise_pillars
from cxaudit.report.charts.shapes import FULL, Bar, Label, Line
from cxaudit.report.charts.text import fit
from cxaudit.report.document import Report

FEW = 6  # bars: a chart with so few of them is lower
STANDING, MOST = 8, 12  # so many touchpoints as columns; and in all, as rows
WIDEST = 64.0  # of a bar that stands


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The bars in order, standing or, where they are many, lying; `others` touchpoints stand in one of them."""

    width: float
    height: float
    lying: bool
    bars: tuple[Pillar, ...]
    zero: Line
    others: int


def draw_waterfall(report: Report) -> Waterfall | None:
    """A bar per touchpoint, then the raw score, the critical rule and the shown score; None without a ledger.

    Where no critical rule lowers the score, its bar and the score before it are left out.
    """
    if not report.ledger:
        return None
    losses, others = _losses(report)
    held = sum(line.tenths for line in report.ledger if line.kind == "critical")
    spans = [Span("total", "Full score", 0, WHOLE)]
    level = WHOLE
    for name, lost in losses:
        spans.append(Span("loss", name, level, level - lost))
        level -= lost
    if held:
        name = "Critical failure" if len(report.score.triggered) < 2 else "Critical failures"
        # "Cap" is the word of the rule that stops a score at a number; another rule may set it to zero.
        before = "Before the cap" if report.checklist.critical_effect == "cap" else "Before it"
        spans += [Span("total", before, 0, level), Span("cap", name, level, level - held)]
        level -= held
    spans.append(Span("total", "Score shown" if held else "Score", 0, level))
    if len(losses) > STANDING:
        return _lay(spans, others)
    plot = 128.0 if len(spans) > FEW else 100.0
    row = raise_pillars(spans, FULL, plot, WIDEST, report.audit.language, WHOLE)
    return Waterfall(FULL, row.height, lying=False, bars=row.pillars, zero=row.zero, others=others)


def _losses(report: Report) -> tuple[list[tuple[str, int]], int]:
    """Tenths lost per touchpoint in the order of the journey; the smallest of many as one, and how many these are."""
    home = {part.id: part.touchpoint for part in report.practices}
    lost = {part.id: 0 for part in report.touchpoints}
    for line in report.ledger:
        if line.kind != "critical" and line.practices and line.tenths:
            lost[home[line.practices[0]]] += line.tenths
    # A touchpoint without a score takes no part, which is not the same as losing nothing.
    lost = {part.id: lost[part.id] for part in report.touchpoints if part.score is not None or lost[part.id]}
    titles = {part.id: part.title for part in report.touchpoints}
    if len(lost) <= MOST:
        return [(titles[key], tenths) for key, tenths in lost.items()], 0
    ranked = sorted(lost, key=lambda key: -lost[key])
    kept = set(ranked[: MOST - 1])
    rest = sum(lost[key] for key in ranked[MOST - 1 :])
    others = len(ranked) - len(kept)
    return [*((titles[key], lost[key]) for key in lost if key in kept), (f"{others} others", rest)], others


def _lay(spans: Sequence[Span], others: int) -> Waterfall:
    """Bars that lie, names left of them: any number of touchpoints of any name."""
    pitch, left, thick = 11.4, 138.0, 7.6
    scale = FULL - left - 34

    def x(tenths: int) -> float:
        return left + scale * tenths / WHOLE

    bars = []
    for i, span in enumerate(spans):
        y, low, high = pitch * i + 2, min(span.start, span.end), max(span.start, span.end)
        shown = fit(span.name, 7.25, left - 8, bold=span.kind != "loss")
        level = x(span.end)
        bars.append(
            Pillar(
                span,
                Bar(x(low), y, max(x(high) - x(low), 0.8), thick),
                Label(x(high) + 5, y + 6.7, span.value, "value"),
                (Label(0, y + 6.4, shown, "tick" if span.kind == "loss" else "tick strong"),),
                Line(level, y + thick, level, y + pitch) if i < len(spans) - 1 else None,
            )
        )
    bottom = pitch * len(spans) + 1
    return Waterfall(FULL, bottom + 1, lying=True, bars=tuple(bars), zero=Line(left, 0, left, bottom), others=others)
