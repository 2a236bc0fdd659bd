"""The bridge from the earlier score to this one: what each cause added or took, in printed tenths."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cxaudit.report.change_parts import ChangePart
from cxaudit.report.charts.shapes import Bar, Label, Line
from cxaudit.report.charts.text import wrap
from cxaudit.report.phrases import MINUS, printed

Kind = Literal["total", "gain", "loss", "none"]
WIDE, PLOT, TOP, WHOLE = 297.6, 100.0, 18.0, 1000
NAMES = {
    "ratings": "Ratings",
    "applicability": "What could be rated",
    "checklist": "Checklist",
    "scale": "Scales",
    "critical": "Critical rule",
}


@dataclass(frozen=True, slots=True)
class Pier:
    """A score from 0, or what a cause did between two heights."""

    kind: Kind
    name: str
    tenths: int
    bar: Bar
    value: Label
    names: tuple[Label, ...]
    link: Line | None  # to the next one


@dataclass(frozen=True, slots=True)
class Bridge:
    """The earlier score, the causes, this score."""

    width: float
    height: float
    piers: tuple[Pier, ...]
    zero: Line


def draw_bridge(change: ChangePart | None, language: str = "en") -> Bridge | None:
    """A bar per cause between the two scores; None where the change could not be split."""
    if change is None or not change.causes or change.before is None or change.after is None:
        return None
    spans: list[tuple[Kind, str, int, int]] = [("total", change.baseline.name, 0, change.before)]
    level = change.before
    for part in change.causes:
        kind: Kind = "gain" if part.tenths > 0 else "loss" if part.tenths < 0 else "none"
        spans.append((kind, NAMES[part.cause], level, level + part.tenths))
        level += part.tenths
    spans.append(("total", change.baseline.now, 0, change.after))
    return _stand(spans, language)


def _stand(spans: Sequence[tuple[Kind, str, int, int]], language: str) -> Bridge:
    lowest = min(0, *(min(start, end) for _, _, start, end in spans))
    highest = max(WHOLE // 5, *(max(start, end) for _, _, start, end in spans))
    pitch = WIDE / len(spans)
    wide = min(pitch - 8, 46.0)

    def y(tenths: int) -> float:
        return TOP + PLOT * (highest - tenths) / (highest - lowest)

    piers, lines, foot = [], 1, y(lowest)
    for i, (kind, name, start, end) in enumerate(spans):
        middle, low, high = pitch * (i + 0.5), min(start, end), max(start, end)
        words = wrap(name, 7.25, pitch - 4, bold=kind == "total", language=language, most=3)
        lines = max(lines, len(words))
        number = printed(end) if kind == "total" else _signed(end - start)
        piers.append(
            Pier(
                kind,
                name,
                end - start,
                Bar(middle - wide / 2, y(high), wide, max(y(low) - y(high), 0.8)),
                Label(middle, y(high) - 5, number, "value", "middle"),
                tuple(
                    Label(middle, foot + 11 + 8.8 * n, word, "tick strong" if kind == "total" else "tick", "middle")
                    for n, word in enumerate(words)
                ),
                Line(middle + wide / 2, y(end), middle + pitch - wide / 2, y(end)) if i < len(spans) - 1 else None,
            )
        )
    return Bridge(WIDE, foot + 11 + 8.8 * (lines - 1) + 4, tuple(piers), Line(0, y(0), WIDE, y(0)))


def _signed(tenths: int) -> str:
    number = printed(abs(tenths))
    return f"+{number}" if tenths > 0 else f"{MINUS}{number}" if tenths else number
