"""The journey curve: score per touchpoint, from the weakest to the strongest practice, stages above, names below."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxaudit.report.charts.axis import Axis, Tick, decimal, floor_below, reaches, shown_score
from cxaudit.report.charts.bands import tones_of
from cxaudit.report.charts.curves import Point, runs, sample, smooth
from cxaudit.report.charts.journey_before import earlier_path, earlier_scores
from cxaudit.report.charts.journey_frame import Head, draw_bands, draw_heads
from cxaudit.report.charts.journey_key import KeyRow, draw_key, names_below
from cxaudit.report.charts.room import clearest
from cxaudit.report.charts.shapes import FULL, Anchor, Bar, Box, Dot, Label, Line
from cxaudit.report.charts.stage_heads import head_stages
from cxaudit.report.charts.swarm import FEW, Grain, draw_swarm
from cxaudit.report.charts.text import fit, wrap
from cxaudit.report.document import Report, TouchpointPart

LEFT, RIGHT, PLOT = 22.0, 76.0, 118.0
HIGHER = 130.0  # what the plot may grow where the page has room
DENSE = 26.0  # with less room for each, only the key says the scores


@dataclass(frozen=True, slots=True)
class Stop:
    """A touchpoint on the curve; `dot` is None where there is no score, and `void` then says so."""

    x: float
    dot: Dot | None
    diamond: float | None  # its half width, for a moment of truth
    value: Label | None
    whisker: Line | None
    practices: tuple[Grain, ...]  # where there is room for them, triangles among them
    alarm: Point | None  # the triangle of a failed critical practice
    alarm_label: Label | None
    void: Bar | None
    void_label: Label | None
    under: tuple[Label, ...]  # name, or number
    channel: Label | None
    weakest: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Journey:
    """The large journey curve; `key` holds the names where they are too many to stand below the curve."""

    width: float
    height: float
    axis: Axis
    target: Tick
    ticks: tuple[Tick, ...]
    bands: tuple[Bar, ...]
    band_labels: tuple[Label, ...]
    heads: tuple[Head, ...]
    path: str
    stops: tuple[Stop, ...]
    rows: tuple[Label, ...]  # what the rows below the names are
    rule: Line | None
    key: tuple[KeyRow, ...]
    dense: bool  # so close that whiskers step back and only the key has scores
    shows_practices: bool  # small dots are practices
    before: str  # the thin line of the earlier audit


def draw_journey(report: Report, spare: float = 0.0) -> Journey | None:
    """The large curve; None without any score.

    Up to ten touchpoints are named below the curve, more are numbered and named in a key in three columns.

    Args: `spare` is height that the page has left; the plot takes up to `HIGHER` of it.
    """
    parts = report.touchpoints
    lows = [score for part in parts for score in (shown_score(part), part.low) if score is not None]
    if not lows:
        return None
    step = (FULL - LEFT - RIGHT) / len(parts)
    heads = head_stages(reaches(report), LEFT, step, 8, bold=True, language=report.audit.language, most=3)
    top = 26 + 9.5 * max(len(head.lines) for head in heads) if heads else 16.0
    plot = PLOT + min(max(spare, 0.0), HIGHER)
    lowest = min(*lows, *earlier_scores(report).values(), report.score.target)
    axis = Axis(LEFT, FULL - RIGHT, top, plot, floor_below(lowest))
    xs = [LEFT + step * (i + 0.5) for i in range(len(parts))]
    names = names_below(report, min(step - 4, 118.0))
    stops, path = _stops(report, axis, xs, step, names)
    under = max((label.y for stop in stops for label in stop.under), default=axis.bottom)
    last = max([under, *(label.y for stop in stops for label in (stop.channel, *stop.weakest) if label)])
    key = draw_key(report, under + 22) if names is None else ()
    height = max([last + 5, *(label.y + 5 for row in key for label in row.labels)])
    target, ticks = axis.ticks(report)
    rows = []
    if any(stop.channel for stop in stops):
        rows.append(Label(axis.right + 5, under + 12, "Channel"))
    rule_y = under + (17.5 if rows else 5.5)
    weakest = [label.y for stop in stops for label in stop.weakest]
    if weakest:
        rows.append(Label(axis.right + 5, min(weakest), "Weakest practice"))
    return Journey(
        FULL,
        height,
        axis,
        target,
        ticks,
        *draw_bands(report, axis),
        draw_heads(report, heads, axis, step),
        path,
        stops,
        tuple(rows),
        Line(axis.left, rule_y, axis.right, rule_y) if weakest else None,
        key,
        dense=step < DENSE,
        shows_practices=any(stop.practices for stop in stops),
        before=earlier_path(report, axis, xs),
    )


def _stops(
    report: Report, axis: Axis, xs: Sequence[float], step: float, names: list[tuple[str, ...]] | None
) -> tuple[tuple[Stop, ...], str]:
    parts, tones = report.touchpoints, tones_of(report.checklist.bands)
    points: list[Point | None] = []
    for x, part in zip(xs, parts, strict=True):
        score = shown_score(part)
        points.append(None if score is None else (x, axis.y(score)))
    pieces = runs(points)
    size = min(3.8, step * 0.3)
    dots = [
        Dot(*point, size, tones.get(part.band)) if point else None for point, part in zip(points, parts, strict=True)
    ]
    diamonds = [
        min(8.0, step * 0.46) if part.moment_of_truth and dot else None for part, dot in zip(parts, dots, strict=True)
    ]
    swarms = [
        draw_swarm(report, part.id, x, dot, axis, step) if len(parts) <= FEW else ()
        for x, part, dot in zip(xs, parts, dots, strict=True)
    ]
    whiskers = [_whisker(part, x, axis) for x, part in zip(xs, parts, strict=True)]
    alarms = [
        None if swarm else _alarm(report, part, x, axis, dot)
        for x, part, swarm, dot in zip(xs, parts, swarms, dots, strict=True)
    ]
    alarm_labels = [
        Label(at[0] + 7, at[1] + 3, "critical", "tick strong") if at and step > 38 else None for at in alarms
    ]
    taken: list[Box] = [(x - 1.2, y - 1.2, x + 1.2, y + 1.2) for piece in pieces for x, y in sample(piece, 12)]
    taken += [(line.x1 - 3.5, line.y1, line.x1 + 3.5, line.y2) for line in whiskers if line]
    for dot, diamond in zip(dots, diamonds, strict=True):
        if dot:
            reach = diamond or dot.r
            taken.append((dot.x - reach, dot.y - reach, dot.x + reach, dot.y + reach))
    taken += [grain.dot.box for swarm in swarms for grain in swarm]
    taken += [(at[0] - 4, at[1] - 4, at[0] + 4, at[1] + 4) for at in alarms if at]
    taken += [label.box for label in alarm_labels if label]
    values = _values(parts, dots, diamonds, taken, axis) if step >= DENSE else {}
    feet = [dot.y + (diamond or dot.r) for dot, diamond in zip(dots, diamonds, strict=True) if dot]
    under, channels, weakest = _below(report, max([axis.bottom, *feet]), xs, step, names)
    stops = tuple(
        Stop(
            x,
            dots[i],
            diamonds[i],
            values.get(i),
            whiskers[i],
            swarms[i],
            alarms[i],
            alarm_labels[i],
            *_void(x, step, axis, scored=dots[i] is not None),
            under[i],
            channels[i],
            weakest[i],
        )
        for i, x in enumerate(xs)
    )
    return stops, "".join(smooth(piece) for piece in pieces if len(piece) > 1)


def _values(
    parts: Sequence[TouchpointPart],
    dots: Sequence[Dot | None],
    diamonds: Sequence[float | None],
    taken: list[Box],
    axis: Axis,
) -> dict[int, Label]:
    """The printed scores beside their dots, where the curve and the whiskers leave room."""
    inside = (axis.left + 1, axis.top - 5, axis.right + 3, axis.bottom - 1)
    found: dict[int, Label] = {}
    for i, dot in enumerate(dots):
        if dot is None:
            continue
        text = decimal(shown_score(parts[i]))
        near = [box for box in taken if box[0] < dot.x + 70 and box[2] > dot.x - 70]
        found[i] = clearest(_beside(dot, diamonds[i] or dot.r, text), near, inside)[0]
        taken.append(found[i].box)
    return found


def _beside(dot: Dot, reach: float, text: str) -> list[Label]:
    """Places for a value from the best to the worst: right of the dot, left of it, then further away."""
    found = []
    for away in (0.0, 6.0, 12.0, 20.0, 32.0):
        aside = reach + 2.5 + away
        sides: tuple[tuple[float, Anchor], ...] = ((dot.x + aside, "start"), (dot.x - aside, "end"))
        found += [Label(x, dot.y + dy, text, "value", anchor) for dy in (-6, 12, -10, 16, 3) for x, anchor in sides]
    found += [Label(dot.x, dot.y + dy, text, "value", "middle") for dy in (-reach - 4, reach + 9)]
    return found


def _below(
    report: Report, bottom: float, xs: Sequence[float], step: float, names: list[tuple[str, ...]] | None
) -> tuple[list[tuple[Label, ...]], list[Label | None], list[tuple[Label, ...]]]:
    """Names, channels and weakest practices below the axis; numbers only, where a key has the names."""
    parts, language = report.touchpoints, report.audit.language
    y = bottom + 13
    if names is None:
        every = max(1, -int(-9.4 // step))  # in a very long journey every second or third is numbered
        numbers = [(Label(x, y - 2, str(i + 1), "tick", "middle"),) if i % every == 0 else () for i, x in enumerate(xs)]
        return list(numbers), [None] * len(xs), [()] * len(xs)
    room = min(step - 4, 118.0)
    after = y + 9.5 * max(len(lines) for lines in names)
    channels = [
        Label(x, after + 2.5, fit(part.channel, 7.25, room), "tick", "middle") if part.channel else None
        for x, part in zip(xs, parts, strict=True)
    ]
    titles = {part.id: part.title for part in report.practices}
    weakest = [wrap(titles.get(part.weakest or "", ""), 7.25, room, language=language, most=4) for part in parts]
    start = after + (18.5 if any(channels) else 6.5)
    return (
        [
            tuple(Label(x, y + 9.5 * i, line, "name", "middle") for i, line in enumerate(lines))
            for x, lines in zip(xs, names, strict=True)
        ],
        channels,
        [
            tuple(Label(x, start + 8.8 * i, line, "tick", "middle") for i, line in enumerate(lines))
            for x, lines in zip(xs, weakest, strict=True)
        ],
    )


def _whisker(part: TouchpointPart, x: float, axis: Axis) -> Line | None:
    if part.low is None or part.high is None or part.high - part.low < 1e-9:
        return None
    return Line(x, axis.y(part.high), x, axis.y(part.low))


def _alarm(report: Report, part: TouchpointPart, x: float, axis: Axis, dot: Dot | None) -> Point | None:
    """Where the triangle stands: at the lowest critical practice that failed here, clear of the score's mark."""
    failed = [practice.points or 0.0 for practice in report.practices if practice.id in part.triggered]
    if not failed:
        return None
    y = min(axis.y(min(failed)), axis.bottom - 4.5)
    clear = (8.0 if part.moment_of_truth else 3.8) + 5.5
    if dot and abs(y - dot.y) < clear:
        y = dot.y + clear if dot.y + clear <= axis.bottom - 4.5 else dot.y - clear
    return x, y


def _void(x: float, step: float, axis: Axis, *, scored: bool) -> tuple[Bar | None, Label | None]:
    """A tinted column where there is no score: nothing that could be read as a value."""
    if scored:
        return None, None
    text = "no score" if step > 32 else "–"
    wide = min(step, 72.0)
    return (
        Bar(x - wide / 2 + 0.5, axis.top, wide - 1, axis.plot),
        Label(x, axis.top + axis.plot / 2 + 2.4, text, "tick", "middle"),
    )
