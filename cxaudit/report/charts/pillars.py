"""Bars between two totals that stand beside each other, each from where the one before it ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cxaudit.report.charts.shapes import Bar, Label, Line
from cxaudit.report.charts.text import wrap
from cxaudit.report.phrases import printed, signed

Kind = Literal["total", "gain", "loss", "none", "cap"]
STRONG = ("total", "cap")
WHOLE = 1000
TOP, WIDEST_NAME, LINE = 18.0, 96.0, 8.8  # above the highest bar; of a name below a bar, and its lines


@dataclass(frozen=True, slots=True)
class Span:
    """What a bar stands for: a total from 0, or a change from `start` to `end`, in tenths of a point."""

    kind: Kind
    name: str
    start: int
    end: int

    @property
    def value(self) -> str:
        """The number above the bar."""
        return printed(self.end) if self.kind == "total" else signed(self.end - self.start)


@dataclass(frozen=True, slots=True)
class Pillar:
    """A bar with its number and its name, and the line to the next one."""

    span: Span
    bar: Bar
    value: Label
    names: tuple[Label, ...]
    link: Line | None


@dataclass(frozen=True, slots=True)
class Row:
    """All pillars, the line at 0, and the height with the names."""

    pillars: tuple[Pillar, ...]
    zero: Line
    height: float


def raise_pillars(spans: Sequence[Span], width: float, plot: float, widest: float, language: str, least: int) -> Row:
    """The bars at their heights, names below them.

    Args: `width` of all, `plot` as the height of the bars and `widest` as the width of one, in points; `least` as the
        number of tenths that the height stands for at least.
    """
    lowest = min(0, *(min(span.start, span.end) for span in spans))
    highest = max(least, *(max(span.start, span.end) for span in spans))
    pitch = width / len(spans)
    wide = min(pitch - 8, widest)

    def y(tenths: int) -> float:
        return TOP + plot * (highest - tenths) / (highest - lowest)

    pillars, lines, foot = [], 1, y(lowest)
    for i, span in enumerate(spans):
        middle, low, high = pitch * (i + 0.5), min(span.start, span.end), max(span.start, span.end)
        strong = span.kind in STRONG
        words = wrap(span.name, 7.25, min(pitch - 3, WIDEST_NAME), bold=strong, language=language, most=4)
        lines = max(lines, len(words))
        role: Literal["tick", "tick strong"] = "tick strong" if strong else "tick"
        pillars.append(
            Pillar(
                span,
                Bar(middle - wide / 2, y(high), wide, max(y(low) - y(high), 0.8)),
                Label(middle, y(high) - 5, span.value, "value", "middle"),
                tuple(Label(middle, foot + 11 + LINE * n, word, role, "middle") for n, word in enumerate(words)),
                Line(middle + wide / 2, y(span.end), middle + pitch - wide / 2, y(span.end))
                if i < len(spans) - 1
                else None,
            )
        )
    return Row(tuple(pillars), Line(0, y(0), width, y(0)), foot + 11 + LINE * (lines - 1) + 4)
