"""How strict or mild each auditor rates: the mean distance from the others, in levels."""

from dataclasses import dataclass

from cxaudit.report.charts.opinions import Mark, used_auditors
from cxaudit.report.charts.shapes import Label, Line
from cxaudit.report.charts.text import fit
from cxaudit.report.document import Report
from cxaudit.report.phrases import signed_coefficient

WIDE, PITCH, TOP, LEAST = 121.0, 24.0, 14.0, 0.5
MOST, ENDS = 8, 3  # auditors that are drawn one by one; of more, so many of the strictest and of the mildest


@dataclass(frozen=True, slots=True)
class Habit:
    """An auditor: name and value above, the mark on the line below."""

    name: Label
    value: Label
    mark: Mark
    line: Line
    axis: Line
    middle: Line


@dataclass(frozen=True, slots=True)
class Leniency:
    """The auditors around the middle, which is the mean of the others: all, or the ends of `total`."""

    width: float
    height: float
    heads: tuple[Label, Label]
    habits: tuple[Habit, ...]
    total: int


def draw_leniency(report: Report) -> Leniency | None:
    """A row per auditor, or for the strictest and the mildest of many; None where no figures are given."""
    agreement = report.agreement
    if agreement is None or agreement.reason:
        return None
    shown = [(i, shape, value) for i, shape in used_auditors(report) if (value := agreement.leniency[i]) is not None]
    total = len(shown)
    if total > MOST:
        shown.sort(key=lambda habit: habit[2])
        shown = [(i, "disc", value) for i, _, value in (*shown[:ENDS], *shown[-ENDS:])]
    most = max(LEAST, *(abs(value) for _, _, value in shown))
    middle, reach = WIDE / 2, WIDE / 2 - 6
    habits = []
    for row, (i, shape, value) in enumerate(shown):
        y = TOP + PITCH * row
        text = signed_coefficient(value)
        name = fit(report.audit.auditors[i].name, 7.25, WIDE - 30)
        x = middle + value / most * reach
        habits.append(
            Habit(
                Label(0, y + 8, name),
                Label(WIDE, y + 8, text, "tick strong", "end"),
                Mark(shape, x, y + 16),
                Line(middle, y + 16, x, y + 16),
                Line(0, y + 16, WIDE, y + 16),
                Line(middle, y + 12, middle, y + 20),
            )
        )
    bottom = TOP + PITCH * len(shown)
    heads = Label(0, 6, "stricter"), Label(WIDE, 6, "milder", "tick", "end")
    return Leniency(WIDE, bottom + 2, heads, tuple(habits), total)
