"""The small journey curve of the summary: whole points, short names, few words."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxaudit.report.charts.axis import Axis, Reach, Tick, floor_below, reaches, rounded, shown_score
from cxaudit.report.charts.bands import spaced, tones_of
from cxaudit.report.charts.curves import Point, runs, sample, smooth
from cxaudit.report.charts.room import clearest
from cxaudit.report.charts.shapes import Bar, Box, Dot, Label, Line, meet
from cxaudit.report.charts.text import ELLIPSIS, fit, width_of, wrap
from cxaudit.report.document import Report

WIDTH, LEFT, RIGHT, PLOT = 309.0, 18.0, 2.0, 94.0
NAMED, PICKED = 12, 6  # up to so many are all named; else the weakest few
CLOSE = 14.0  # with less room, only weakest and strongest have a number
WRAPPED = 56.0  # from this room on, names have two lines rather than two rows


@dataclass(frozen=True, slots=True)
class SmallStop:
    """A touchpoint; `dot` is None where there is no score, and `void` then says so."""

    x: float
    dot: Dot | None
    diamond: float | None
    value: Label | None
    names: tuple[Label, ...]
    alarm: Point | None
    alarm_label: Label | None
    void: Bar | None


@dataclass(frozen=True, slots=True)
class SmallJourney:
    """The small curve; `named` is the number of touchpoints with a name."""

    width: float
    height: float
    axis: Axis
    target: Tick
    ticks: tuple[Tick, ...]
    heads: tuple[tuple[Line, tuple[Label, ...]], ...]
    path: str
    stops: tuple[SmallStop, ...]
    named: int


def draw_journey_small(report: Report) -> SmallJourney | None:
    """The small curve; None without any score."""
    parts = report.touchpoints
    scores = [shown_score(part) for part in parts]
    known = [score for score in scores if score is not None]
    if not known:
        return None
    step = (WIDTH - LEFT - RIGHT) / len(parts)
    found = reaches(report)
    floor = floor_below(min(*known, report.score.target))
    titles = [_title(reach, step, report.audit.language) for reach in found]
    axis = Axis(LEFT, WIDTH - RIGHT, 17 + 9.0 * max(map(len, titles)) if found else 14.0, PLOT, floor)
    xs = [LEFT + step * (i + 0.5) for i in range(len(parts))]
    points = [None if score is None else (x, axis.y(score)) for x, score in zip(xs, scores, strict=True)]
    dots, values = _marks(report, axis, points, step)
    # Marks at the foot of the axis push the names down.
    bottom = max(
        [
            axis.bottom,
            *(
                dot.y + (_diamond(step) if part.moment_of_truth else dot.r)
                for dot, part in zip(dots, parts, strict=True)
                if dot
            ),
        ]
    )
    names, rows = _names(report, bottom + 11, xs, step)
    alarms = [
        (x, bottom + 18.2 + 9 * (rows - 1)) if part.triggered and dot is not None else None
        for x, part, dot in zip(xs, parts, dots, strict=True)
    ]
    wordy = step >= 36
    stops = tuple(
        SmallStop(
            x,
            dots[i],
            _diamond(step) if parts[i].moment_of_truth and dots[i] else None,
            values.get(i),
            names.get(i, ()),
            _alarm_at(alarm, wordy=wordy),
            Label(x - 9, alarm[1] + 2.3, "critical") if alarm and wordy else None,
            None if dots[i] else Bar(x - step / 2 + 0.5, axis.top, step - 1, axis.plot),
        )
        for i, (x, alarm) in enumerate(zip(xs, alarms, strict=True))
    )
    target, ticks = _ticks(report, axis)
    height = bottom + 14 + 9 * (rows - 1) + (10 if any(alarms) else 0)
    return SmallJourney(
        WIDTH,
        height,
        axis,
        target,
        ticks,
        tuple(_head(reach, title, axis, step) for reach, title in zip(found, titles, strict=True)),
        "".join(smooth(piece) for piece in runs(points) if len(piece) > 1),
        stops,
        len(names),
    )


def _marks(
    report: Report, axis: Axis, points: Sequence[Point | None], step: float
) -> tuple[list[Dot | None], dict[int, Label]]:
    """Dots, and the values that find room outside the bend of the curve; the weakest choose first."""
    parts, tones = report.touchpoints, tones_of(report.checklist.bands)
    size = min(3.0, step * 0.3)
    dots = [
        Dot(*point, size, tones.get(part.band)) if point else None for point, part in zip(points, parts, strict=True)
    ]
    taken: list[Box] = [(x - 1, y - 1, x + 1, y + 1) for piece in runs(points) for x, y in sample(piece, 12)]
    for dot, part in zip(dots, parts, strict=True):
        if dot:
            reach = _diamond(step) if part.moment_of_truth else dot.r
            taken.append((dot.x - reach, dot.y - reach, dot.x + reach, dot.y + reach))
    inside = (axis.left, axis.top - 5, axis.right, axis.bottom - 1)
    values: dict[int, Label] = {}
    order = sorted((i for i, dot in enumerate(dots) if dot), key=lambda i: shown_score(parts[i]) or 0.0)
    if step < CLOSE:
        order = list(dict.fromkeys([*order[:PICKED], *order[:-3:-1]]))
    for i in order:
        dot = dots[i]
        if dot is None:
            continue
        reach, text = _diamond(step) if parts[i].moment_of_truth else dot.r, rounded(shown_score(parts[i]) or 0.0)
        before = next((other.y for other in dots[max(i - 1, 0) : i] if other), dot.y)
        after = next((other.y for other in dots[i + 1 : i + 2] if other), dot.y)
        above = [Label(dot.x + dx, dot.y - reach - 3.5, text, "tick strong", "middle") for dx in (0, 5, -5, 9, -9)]
        below = [Label(dot.x + dx, dot.y + reach + 8.5, text, "tick strong", "middle") for dx in (0, 5, -5, 9, -9)]
        first, second = (above, below) if dot.y <= (before + after) / 2 + 2 else (below, above)
        beside = [
            Label(dot.x + reach + 2, dot.y + 2.6, text, "tick strong"),
            Label(dot.x - reach - 2, dot.y + 2.6, text, "tick strong", "end"),
        ]
        label, hits = clearest([*first, *second, *beside], taken, inside)
        if not hits or len(parts) <= NAMED:
            values[i] = label
            taken.append(label.box)
    return dots, values


def _names(report: Report, y: float, xs: Sequence[float], step: float) -> tuple[dict[int, tuple[Label, ...]], int]:
    """Short names in one row, wrapped or staggered; in a long journey only those of the weakest touchpoints."""
    parts = report.touchpoints
    if len(parts) > NAMED:
        picked = _picked(report, xs, y)
        return {i: (label,) for i, label in picked.items()}, 1 + any(label.y > y for label in picked.values())
    if step >= WRAPPED:
        lines = [wrap(part.short, 7.25, step - 6, language=report.audit.language, most=2) for part in parts]
        return (
            {
                i: tuple(Label(x, y + 9 * n, line, "tick", "middle") for n, line in enumerate(lines[i]))
                for i, x in enumerate(xs)
            },
            max(map(len, lines)),
        )
    rows = 2 if any(width_of(part.short, 7.25) > step - 2 for part in parts) and len(parts) > 1 else 1
    names: dict[int, tuple[Label, ...]] = {}
    for i, (x, part) in enumerate(zip(xs, parts, strict=True)):
        room = min(rows * step - 3, 2 * x, 2 * (WIDTH - x))
        # With two rows, the upper one begins; so the line of names reads from left to right.
        names[i] = (Label(x, y + 9 * (i % rows), fit(part.short, 7.25, room), "tick", "middle"),)
    return names, rows


def _picked(report: Report, xs: Sequence[float], y: float) -> dict[int, Label]:
    parts = report.touchpoints
    scored = [i for i, part in enumerate(parts) if shown_score(part) is not None]
    least = min(shown_score(parts[i]) or 0.0 for i in scored)
    # The low point first, then those with a triangle, which needs a name.
    weakest = sorted(
        scored,
        key=lambda i: ((shown_score(parts[i]) or 0.0) > least, not parts[i].triggered, shown_score(parts[i]) or 0.0),
    )
    names: dict[int, Label] = {}
    for i in weakest:
        text = fit(parts[i].short, 7.25, 90)
        half = width_of(text, 7.25) / 2
        x = min(max(xs[i], half), WIDTH - half)
        for row in (0, 1):
            label = Label(x, y + 9 * row, text, "tick", "middle")
            left, above, right, below = label.box
            if not any(meet((left - 4, above, right + 4, below), other.box) for other in names.values()):
                names[i] = label
                break
        if len(names) == PICKED:
            break
    return names


def _alarm_at(alarm: Point | None, *, wordy: bool) -> Point | None:
    if alarm is None:
        return None
    return (alarm[0] - 14, alarm[1]) if wordy else alarm


def _diamond(step: float) -> float:
    return min(6.2, step * 0.46)


def _title(reach: Reach, step: float, language: str) -> tuple[str, ...]:
    """A stage's title in up to two lines; nothing where only a stump would fit."""
    room = step * (reach.end - reach.first) - 2
    lines = wrap(reach.stage.title, 7.25, room, language=language, most=2)
    return () if room < 28 and (len(lines) > 1 or lines[-1].endswith(ELLIPSIS)) else lines


def _head(reach: Reach, title: Sequence[str], axis: Axis, step: float) -> tuple[Line, tuple[Label, ...]]:
    x1, x2 = axis.left + step * reach.first, axis.left + step * reach.end
    gap, y = min(2.0, step / 5), axis.top - 12 - 9 * (len(title) - 1)
    return (
        Line(x1 + gap, axis.top - 7, x2 - gap, axis.top - 7),
        tuple(Label((x1 + x2) / 2, y + 9 * i, line, "tick", "middle") for i, line in enumerate(title)),
    )


def _ticks(report: Report, axis: Axis) -> tuple[Tick, tuple[Tick, ...]]:
    """The target, the ends, and the edges of the bands that are far from both: the small curve stays calm."""
    edges = [band.from_ for band in report.checklist.bands if band.from_ > axis.floor]
    target, *others = spaced((report.score.target, axis.floor, *sorted(edges)), axis.y, 15)
    return axis.tick(target, strong=True), tuple(axis.tick(score) for score in others)
