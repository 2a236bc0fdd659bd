"""The roadmap: a bar per action over three spans, 30 days, 90 days, later."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from cxaudit.report.charts.shapes import HALF, Bar, Label
from cxaudit.report.charts.text import fit, width_of
from cxaudit.report.document import ActionPart, Report

MOST = 14  # actions that are drawn, in the order of the plan
LEFT, TOP, PITCH, LEAST = 104.0, 33.0, 9.6, 170.0
SPANS = (0.30, 0.34, 0.36)  # how much of the width each span has
DAYS = (0, 30, 90, 180)  # where the spans end; later ones make the last longer
WORKING_WEEK = 5 / 7


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time."""

    x1: float
    x2: float
    title: Label
    about: Label


@dataclass(frozen=True, slots=True)
class RoadmapRow:
    """An action: a bar as long as the work, up to its due date; open where only a span is suggested."""

    number: Label
    name: Label
    bar: Bar
    open: bool
    critical: bool
    done: bool
    overdue: bool
    note: Label | None


@dataclass(frozen=True, slots=True)
class Roadmap:
    """The roadmap of the first `shown` actions of `total`, by date."""

    width: float
    height: float
    left: float
    top: float
    bottom: float
    spans: tuple[Span, ...]
    rows: tuple[RoadmapRow, ...]
    shown: int
    total: int
    undated: int  # among those that are shown


def draw_roadmap(report: Report, width: float = HALF, height: float = LEAST) -> Roadmap | None:
    """The roadmap, counted from the start of the plan; None without actions.

    Args: `width` and the least `height` in points.
    """
    actions = sorted(report.actions, key=lambda action: action.number)[:MOST]
    if not actions:
        return None
    start, titles = report.plan.start, {part.id: part.title for part in report.practices}
    end = max([DAYS[-1], *((action.due - start).days for action in actions if action.due)])
    clock = _Clock(start, width, end)
    actions.sort(key=lambda action: (_ends(action, start), action.number))
    pitch = min(max(PITCH, (height - TOP - 6) / len(actions)), 18.0)
    rows = tuple(
        _row(action, titles.get(action.practice, action.do), clock, TOP + pitch * (i + 0.5), width, report)
        for i, action in enumerate(actions)
    )
    bottom = TOP + pitch * len(actions)
    last = start + dt.timedelta(days=end)
    abouts = ("30 days", "90 days", f"to {last:%b} {last.year}")
    edges = [clock.x(day) for day in (*DAYS[:3], end)]
    spans = tuple(
        Span(x1, x2, Label(x1 + 3, TOP - 20, title, "name"), Label(x1 + 3, TOP - 10, about))
        for title, about, (x1, x2) in zip(("Now", "Next", "Later"), abouts, pairwise(edges), strict=True)
    )
    return Roadmap(
        width,
        bottom + 6,
        LEFT,
        TOP,
        bottom,
        spans,
        rows,
        len(actions),
        len(report.actions),
        sum(action.due is None for action in actions),
    )


@dataclass(frozen=True, slots=True)
class _Clock:
    """Where a day lies: each span has its share of the width, so a date years ahead does not press the first days."""

    start: dt.date
    width: float
    end: int

    def x(self, day: float) -> float:
        room, at = self.width - LEFT, LEFT
        for share, first, last in zip(SPANS, DAYS, (*DAYS[1:3], self.end), strict=False):
            if day <= last:
                return at + room * share * max(day - first, 0) / (last - first)
            at += room * share
        return self.width


def _ends(action: ActionPart, start: dt.date) -> float:
    """The day on which an action ends, counted from the start; of one without a date the end of its span."""
    if action.due:
        return (action.due - start).days
    return {"now": DAYS[1], "next": DAYS[2]}.get(action.horizon, DAYS[3])


def _row(action: ActionPart, title: str, clock: _Clock, y: float, width: float, report: Report) -> RoadmapRow:
    day, done = _ends(action, clock.start), action.status == "done"
    overdue = action.due is not None and day < 0 and not done
    if action.due is None:
        begin: float = {"now": DAYS[0], "next": DAYS[1]}.get(action.horizon, DAYS[2])
    else:
        begin = max(day - max(action.days, 1) / WORKING_WEEK, 0)
    x1, x2 = clock.x(begin), clock.x(day)
    x1 = min(x1, max(x2 - 4, LEFT))  # a bar is never so short that it is not seen
    bar = Bar(x1, y - 2.2, max(x2 - x1, 4), 4.4)
    words = _words(action, report, done=done, overdue=overdue)
    note = None
    if words:
        wide = width_of(words, 7.25, bold=True)
        if bar.x + bar.width + 5 + wide <= width:
            note = Label(bar.x + bar.width + 5, y + 2.5, words, "tick strong")
        elif bar.x - 5 - wide >= LEFT:
            note = Label(bar.x - 5, y + 2.5, words, "tick strong", "end")
    return RoadmapRow(
        Label(9, y + 2.5, str(action.number), "tick strong", "end"),
        Label(13, y + 2.5, fit(title, 7.25, LEFT - 18)),
        bar,
        action.due is None,
        action.critical,
        done,
        overdue,
        note,
    )


def _words(action: ActionPart, report: Report, *, done: bool, overdue: bool) -> str:
    """What is said beside a bar."""
    if done:
        return "done"
    if overdue and action.due:
        return f"was due {action.due.day} {action.due:%b} {action.due.year}"
    if action.critical:
        alone = len(report.score.triggered) == 1  # several lift it only together
        capped = report.score.limited and report.checklist.critical_effect == "cap"
        return "lifts the cap" if capped and alone else "critical"
    return ""
