"""What both journey curves share: the axis of scores, the stages above, the touchpoints along it."""

from dataclasses import dataclass
from itertools import groupby

from cxaudit.engine.rounding import NOISE, tenths
from cxaudit.report.charts.bands import points_text, spaced
from cxaudit.report.charts.shapes import Label, Line
from cxaudit.report.document import Report, StagePart, TouchpointPart


@dataclass(frozen=True, slots=True)
class Tick:
    """A score on the axis with its line through the plot."""

    line: Line
    label: Label


@dataclass(frozen=True, slots=True)
class Axis:
    """Scores from `floor` (0 to 1) to 1 in a plot."""

    left: float
    right: float
    top: float
    plot: float
    floor: float

    @property
    def bottom(self) -> float:
        """Where the floor lies."""
        return self.top + self.plot

    def y(self, score: float) -> float:
        """Where a score lies."""
        return self.top + self.plot * (1 - score) / (1 - self.floor)

    def tick(self, score: float, *, strong: bool = False) -> Tick:
        """A score's line and number."""
        y = self.y(score)
        label = Label(self.left - 5, y + 2.4, points_text(score), "tick strong" if strong else "tick", "end")
        return Tick(Line(self.left, y, self.right, y), label)

    def ticks(self, report: Report) -> tuple[Tick, tuple[Tick, ...]]:
        """The target, and the bands' edges that keep their distance from it."""
        edges = sorted((band.from_ for band in report.checklist.bands if band.from_ > self.floor), reverse=True)
        target, *others = spaced((report.score.target, self.floor, *edges, 1.0), self.y, 7.6)
        return self.tick(target, strong=True), tuple(self.tick(score) for score in others)


def floor_below(lowest: float) -> float:
    """Where an axis starts: at a multiple of 20 clearly below the lowest mark, as a fraction."""
    return max(int(lowest * 100 - 4) // 20, 0) / 5


@dataclass(frozen=True, slots=True)
class Reach:
    """Neighbouring touchpoints of one stage, from `first` to before `end`."""

    stage: StagePart
    first: int
    end: int


def reaches(report: Report) -> list[Reach]:
    """The stages along the journey; none for touchpoints that have no stage."""
    stages = {part.id: part for part in report.stages if part.title}
    found, start = [], 0
    for key, group in groupby(report.touchpoints, key=lambda part: part.stage):
        end = start + len(list(group))
        if key in stages:
            found.append(Reach(stages[key], start, end))
        start = end
    return found


def shown_score(touchpoint: TouchpointPart) -> float | None:
    """The score that a touchpoint's band belongs to: after a critical rule on touchpoints."""
    return touchpoint.score if touchpoint.adjusted is None else touchpoint.adjusted


def decimal(score: float | None) -> str:
    """A score as printed, with one decimal; a dash for no score."""
    if score is None:
        return "–"
    whole, rest = divmod(tenths(score), 10)
    return f"{whole}.{rest}"


def rounded(score: float) -> str:
    """A score in whole points, half up; not from its tenths, which are rounded already."""
    return str(int(score * 100 + 0.5 + NOISE))
