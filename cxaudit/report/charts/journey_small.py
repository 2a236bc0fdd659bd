"""The small journey curve of the summary: whole points; short names, or numbers with a key of the turning points."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxaudit.report.charts.axis import Axis, Reach, Tick, floor_below, reaches, rounded, shown_score
from cxaudit.report.charts.bands import spaced, tones_of
from cxaudit.report.charts.curves import Point, runs, sample, smooth
from cxaudit.report.charts.journey_key import KeyRow, draw_turning_points, turning_points
from cxaudit.report.charts.room import clearest
from cxaudit.report.charts.shapes import Bar, Box, Dot, Label, Line, meet
from cxaudit.report.charts.stage_heads import StageHead, head_stages
from cxaudit.report.charts.text import ELLIPSIS, wrap
from cxaudit.report.document import Report

WIDTH, LEFT, RIGHT, PLOT = 309.0, 18.0, 2.0, 94.0
KEYED_PLOT = 86.0  # lower, where a key follows
NAMED, PICKED = 12, 6  # so many may all be named; of more, the key has so many
CLOSE = 14.0  # with less room, only weakest and strongest have a value
WRAPPED = 56.0  # from this room on, names have two lines rather than two rows
Names = dict[int, tuple[Label, ...]]


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
    """The small curve; `key` has the turning points where not all names stand whole below it."""

    width: float
    height: float
    axis: Axis
    target: Tick
    ticks: tuple[Tick, ...]
    heads: tuple[tuple[Line, tuple[Label, ...]], ...]
    path: str
    stops: tuple[SmallStop, ...]
    key: tuple[KeyRow, ...]


def draw_journey_small(report: Report) -> SmallJourney | None:
    """The small curve; None without any score."""
    parts = report.touchpoints
    scores = [shown_score(part) for part in parts]
    known = [score for score in scores if score is not None]
    if not known:
        return None
    step = (WIDTH - LEFT - RIGHT) / len(parts)
    found, language = reaches(report), report.audit.language
    heads = head_stages(found, LEFT, step, 7.25, bold=False, language=language)
    top = 17 + 9.0 * max(len(head.lines) for head in heads) if heads else 14.0
    xs = [LEFT + step * (i + 0.5) for i in range(len(parts))]
    named = _names(report, xs, step)
    floor = floor_below(min(*known, report.score.target))
    axis = Axis(LEFT, WIDTH - RIGHT, top, PLOT if named else KEYED_PLOT, floor)
    points = [None if score is None else (x, axis.y(score)) for x, score in zip(xs, scores, strict=True)]
    dots, values = _marks(report, axis, points, step)
    bottom = _bottom(report, axis, dots, step)
    key: tuple[KeyRow, ...] = ()
    if named:
        rows = 1 + max(round(label.y / 9) for labels in named.values() for label in labels)
        names = {i: tuple(_down(label, bottom + 11) for label in labels) for i, labels in named.items()}
        alarm_y, height = bottom + 18.2 + 9 * (rows - 1), bottom + 14 + 9 * (rows - 1)
        height += 10 if any(part.triggered for part in parts) else 0
    else:
        alarm_y = bottom + 5.6
        picked = turning_points(report, PICKED)
        y = bottom + (17.5 if any(part.triggered for part in parts) else 10.5)
        names = _numbers(xs, y, picked)
        key = draw_turning_points(report, picked, y + 15, LEFT - 9, WIDTH)
        height = max(label.y for row in key for label in row.labels) + 3.5
    target, ticks = _ticks(report, axis)
    return SmallJourney(
        WIDTH,
        height,
        axis,
        target,
        ticks,
        tuple(_head(reach, head, axis, step) for reach, head in zip(found, heads, strict=True)),
        "".join(smooth(piece) for piece in runs(points) if len(piece) > 1),
        tuple(
            _stop(report, i, x, (dots[i], values.get(i), names.get(i, ())), (step, axis, alarm_y, bool(named)))
            for i, x in enumerate(xs)
        ),
        key,
    )


def _stop(
    report: Report,
    i: int,
    x: float,
    marks: tuple[Dot | None, Label | None, tuple[Label, ...]],
    place: tuple[float, Axis, float, bool],
) -> SmallStop:
    part, (dot, value, names), (step, axis, alarm_y, named) = report.touchpoints[i], marks, place
    alarm = (x, alarm_y) if part.triggered and dot else None
    wordy = named and step >= 36
    return SmallStop(
        x,
        dot,
        _diamond(step) if part.moment_of_truth and dot else None,
        value,
        names,
        _alarm_at(alarm, wordy=wordy),
        Label(x - 9, alarm[1] + 2.3, "critical") if alarm and wordy else None,
        None if dot else Bar(x - step / 2 + 0.5, axis.top, step - 1, axis.plot),
    )


def _bottom(report: Report, axis: Axis, dots: Sequence[Dot | None], step: float) -> float:
    """The foot of the plot: marks on the axis push the names down."""
    feet = [
        dot.y + (_diamond(step) if part.moment_of_truth else dot.r)
        for dot, part in zip(dots, report.touchpoints, strict=True)
        if dot
    ]
    return max([axis.bottom, *feet])


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


def _names(report: Report, xs: Sequence[float], step: float) -> Names | None:
    """Short names from 0 downwards, wrapped, in one row or in two; None where one of them would have to be cut."""
    parts = report.touchpoints
    if len(parts) > NAMED:
        return None
    if step >= WRAPPED:
        lines = [wrap(part.short, 7.25, step - 6, language=report.audit.language, most=2) for part in parts]
        if any(each and each[-1].endswith(ELLIPSIS) for each in lines):
            return None
        return {
            i: tuple(Label(x, 9 * n, line, "tick", "middle") for n, line in enumerate(lines[i]))
            for i, x in enumerate(xs)
        }
    for rows in (1, 2):
        # With two rows, the upper one begins; so the line of names reads from left to right.
        labels = [
            Label(x, 9 * (i % rows), part.short, "tick", "middle")
            for i, (x, part) in enumerate(zip(xs, parts, strict=True))
        ]
        boxes = [label.box for label in labels]
        if all(box[0] >= 0 and box[2] <= WIDTH for box in boxes) and not any(
            meet(box, other, 3) for i, box in enumerate(boxes) for other in boxes[i + rows : i + rows + 1]
        ):
            return {i: (label,) for i, label in enumerate(labels)}
    return None


def _numbers(xs: Sequence[float], y: float, picked: Sequence[int]) -> Names:
    """The numbers of the key below the curve: first those that the key explains, then others where there is room."""
    found: Names = {}
    for i in [*picked, *(i for i in range(len(xs)) if i not in picked)]:
        label = Label(xs[i], y, str(i + 1), "tick strong" if i in picked else "tick", "middle")
        if i in picked or not any(meet(label.box, other[0].box, 2) for other in found.values()):
            found[i] = (label,)
    return found


def _down(label: Label, by: float) -> Label:
    return Label(label.x, label.y + by, label.text, label.role, label.anchor)


def _alarm_at(alarm: Point | None, *, wordy: bool) -> Point | None:
    if alarm is None:
        return None
    return (alarm[0] - 14, alarm[1]) if wordy else alarm


def _diamond(step: float) -> float:
    return min(6.2, step * 0.46)


def _head(reach: Reach, head: StageHead, axis: Axis, step: float) -> tuple[Line, tuple[Label, ...]]:
    x1, x2 = axis.left + step * reach.first, axis.left + step * reach.end
    gap, y = min(2.0, step / 5), axis.top - 12 - 9 * (len(head.lines) - 1)
    return (
        Line(x1 + gap, axis.top - 7, x2 - gap, axis.top - 7),
        tuple(Label(head.x, y + 9 * i, line, "tick", "middle") for i, line in enumerate(head.lines)),
    )


def _ticks(report: Report, axis: Axis) -> tuple[Tick, tuple[Tick, ...]]:
    """The target, the ends, and the edges of the bands that are far from both: the small curve stays calm."""
    edges = [band.from_ for band in report.checklist.bands if band.from_ > axis.floor]
    target, *others = spaced((report.score.target, axis.floor, *sorted(edges)), axis.y, 15)
    return axis.tick(target, strong=True), tuple(axis.tick(score) for score in others)
