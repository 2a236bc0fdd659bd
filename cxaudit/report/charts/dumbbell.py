"""Every touchpoint then and now: two marks on one line, the largest rise on top."""

from dataclasses import dataclass

from cxaudit.engine.rounding import tenths
from cxaudit.report.charts.axis import decimal, floor_below
from cxaudit.report.charts.bands import points_text, spaced, tones_of
from cxaudit.report.charts.shapes import FULL, Dot, Label, Line
from cxaudit.report.charts.text import fit
from cxaudit.report.document import Report
from cxaudit.report.phrases import signed

LEFT, RIGHT = 142.0, 130.0  # room for names, and for the numbers
TOP = 27.0
PITCHES = ((14, 15.0), (20, 13.2), (99, 12.4))  # up to so many rows; twenty stand on one page with the bridge


@dataclass(frozen=True, slots=True)
class Pair:
    """A touchpoint: the hollow mark is then, the filled one now; they may lie on each other."""

    name: Label
    line: Line | None
    before: Dot
    after: Dot
    numbers: tuple[Label, Label, Label]  # then, now, number of practices
    change: Label
    fell: bool
    rule: Line


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """All touchpoints that can be compared."""

    width: float
    height: float
    pairs: tuple[Pair, ...]
    heads: tuple[Label, ...]
    ticks: tuple[Label, ...]
    grid: tuple[Line, ...]
    target: Line
    target_label: Label


def draw_dumbbell(report: Report) -> Dumbbell | None:
    """A row per touchpoint; None where none can be compared."""
    change = report.change
    if change is None or not change.touchpoints:
        return None
    parts = sorted(change.touchpoints, key=lambda part: tenths(part.before) - tenths(part.after))
    titles = {part.id: part.title for part in report.touchpoints}
    tones = tones_of(report.checklist.bands)
    pitch = next(pitch for most, pitch in PITCHES if len(parts) <= most or most == PITCHES[-1][0])
    lows = [score for part in parts for score in (part.before, part.after)]
    floor = floor_below(min(*lows, report.score.target))
    right = FULL - RIGHT

    def x(score: float) -> float:
        return LEFT + (right - LEFT) * (score - floor) / (1 - floor)

    pairs = []
    for i, part in enumerate(parts):
        y = TOP + pitch * (i + 0.5)
        move = tenths(part.after) - tenths(part.before)
        one, two = x(part.before), x(part.after)
        pairs.append(
            Pair(
                Label(0, y + 2.6, fit(titles.get(part.id, part.id), 8, LEFT - 10, bold=True), "name"),
                Line(one, y, two, y) if move else None,
                Dot(one, y, 3.2, None),
                Dot(two, y, 3.8, tones.get(part.after_band)),
                (
                    Label(right + 38, y + 2.6, decimal(part.before), "tick", "end"),
                    Label(right + 66, y + 2.6, decimal(part.after), "tick strong", "end"),
                    Label(FULL, y + 2.6, str(part.compared), "tick", "end"),
                ),
                Label(right + 93, y + 2.6, signed(move), "value", "end"),
                fell=move < 0,
                rule=Line(0, y + pitch / 2, FULL, y + pitch / 2),
            )
        )
    bottom = TOP + pitch * len(parts)
    edges = (floor, *(band.from_ for band in report.checklist.bands if band.from_ > floor), 1.0)
    target, *others = spaced((report.score.target, *edges), x, 16)
    return Dumbbell(
        FULL,
        bottom + 2,
        tuple(pairs),
        _heads(change.baseline.name, change.baseline.now, right),
        tuple(Label(x(at), TOP - 6, points_text(at), "tick", "middle") for at in others),
        tuple(Line(x(at), TOP - 2, x(at), bottom) for at in others),
        Line(x(target), TOP - 2, x(target), bottom),
        Label(x(target), TOP - 6, points_text(target), "tick strong", "middle"),
    )


def _heads(then: str, now: str, right: float) -> tuple[Label, ...]:
    """What the numbers are: the months over their columns, the year below them."""
    heads = [Label(right + 93, TOP - 6, "Change", "tick", "end"), Label(FULL, TOP - 6, "Practices", "tick", "end")]
    for text, x in ((then, right + 38), (now, right + 66)):
        month, _, year = text.rpartition(" ")
        heads += [Label(x, TOP - 15, month, "tick", "end"), Label(x, TOP - 6, year, "tick", "end")]
    return tuple(heads)
