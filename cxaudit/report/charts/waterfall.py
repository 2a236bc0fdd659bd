"""The waterfall: from 100 down to the score that is shown, in the printed tenths of the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cxaudit.report.charts.shapes import FULL, Bar, Label, Line
from cxaudit.report.charts.text import fit, wrap
from cxaudit.report.document import Report

Kind = Literal["total", "loss", "cap"]
FEW = 6  # bars: a chart with so few of them is lower
STANDING, MOST = 8, 12  # so many touchpoints as columns; and in all, as rows
WHOLE = 1000


@dataclass(frozen=True, slots=True)
class Step:
    """A total from 0 to `high`, or a loss from `high` down to `low`, in tenths."""

    kind: Kind
    name: str
    low: int
    high: int
    bar: Bar
    value: Label
    names: tuple[Label, ...]
    link: Line | None  # to the next step


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The steps in order, as columns or, where they are many, as rows; `others` touchpoints stand in one of them."""

    width: float
    height: float
    lying: bool
    steps: tuple[Step, ...]
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
    bare: list[tuple[Kind, str, int, int]] = [("total", "Full score", 0, WHOLE)]
    level = WHOLE
    for name, lost in losses:
        bare.append(("loss", name, level - lost, level))
        level -= lost
    if held:
        name = "Critical failure" if len(report.score.triggered) < 2 else "Critical failures"
        # "Cap" is the word of the rule that stops a score at a number; another rule may set it to zero.
        before = "Before the cap" if report.checklist.critical_effect == "cap" else "Before it"
        bare += [("total", before, 0, level), ("cap", name, level - held, level)]
        level -= held
    bare.append(("total", "Score shown" if held else "Score", 0, level))
    return _rows(bare, others) if len(losses) > STANDING else _columns(bare, others, report.audit.language)


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


def _columns(bare: Sequence[tuple[Kind, str, int, int]], others: int, language: str) -> Waterfall:
    """Bars that stand, names below them."""
    pitch, top, plot = FULL / len(bare), 18.0, 128.0 if len(bare) > FEW else 100.0
    wide = min(pitch - 8, 64.0)

    def y(tenths: int) -> float:
        return top + plot * (1 - tenths / WHOLE)

    steps, lines = [], 1
    for i, (kind, name, low, high) in enumerate(bare):
        x, middle = pitch * (i + 0.5) - wide / 2, pitch * (i + 0.5)
        role: Literal["tick", "tick strong"] = "tick" if kind == "loss" else "tick strong"
        words = wrap(name, 7.25, min(pitch - 3, 96), bold=kind != "loss", language=language, most=4)
        lines = max(lines, len(words))
        level = y(high if kind == "total" else low)
        steps.append(
            Step(
                kind,
                name,
                low,
                high,
                Bar(x, y(high), wide, max(y(low) - y(high), 0.8)),
                Label(middle, y(high) - 5, _value(kind, low, high), "value", "middle"),
                tuple(Label(middle, y(0) + 11 + 8.8 * n, word, role, "middle") for n, word in enumerate(words)),
                Line(x + wide, level, x + pitch, level) if i < len(bare) - 1 else None,
            )
        )
    return Waterfall(
        FULL,
        y(0) + 11 + 8.8 * (lines - 1) + 4,
        lying=False,
        steps=tuple(steps),
        zero=Line(0, y(0), FULL, y(0)),
        others=others,
    )


def _rows(bare: Sequence[tuple[Kind, str, int, int]], others: int) -> Waterfall:
    """Bars that lie, names left of them: any number of touchpoints of any name."""
    pitch, left, high_of_bar = 11.4, 138.0, 7.6
    scale = FULL - left - 34

    def x(tenths: int) -> float:
        return left + scale * tenths / WHOLE

    steps = []
    for i, (kind, name, low, high) in enumerate(bare):
        y = pitch * i + 2
        shown = fit(name, 7.25, left - 8, bold=kind != "loss")
        level = x(high if kind == "total" else low)
        steps.append(
            Step(
                kind,
                name,
                low,
                high,
                Bar(x(low), y, max(x(high) - x(low), 0.8), high_of_bar),
                Label(x(high) + 5, y + 6.7, _value(kind, low, high), "value"),
                (Label(0, y + 6.4, shown, "tick" if kind == "loss" else "tick strong"),),
                Line(level, y + high_of_bar, level, y + pitch) if i < len(bare) - 1 else None,
            )
        )
    bottom = pitch * len(bare) + 1
    return Waterfall(FULL, bottom + 1, lying=True, steps=tuple(steps), zero=Line(left, 0, left, bottom), others=others)


def _value(kind: Kind, low: int, high: int) -> str:
    size = high - low
    number = f"{size // 10}.{size % 10}"
    return number if kind == "total" or not size else f"\N{MINUS SIGN}{number}"
