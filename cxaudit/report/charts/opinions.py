"""Every auditor's rating of every practice: a column per level, and in each column a fixed place per auditor.

Where the auditors are so many that their marks would meet, each column says how many of them gave the level.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from cxaudit.report.agreement_parts import SharedPart
from cxaudit.report.charts.shapes import FULL, HALF, Bar, Label, Line
from cxaudit.report.charts.text import fit, width_of
from cxaudit.report.document import Report

SHAPES = ("disc", "square", "triangle", "diamond", "ring", "cross")
WIDE, NAMES = 340.0, 112.0  # beside the figures, and its room for names
PITCH, GROUP, TOP, FOOT = 10.6, 14.6, 22.0, 4.0
CLOSEST = 7.2  # nearer marks would touch each other
NARROWEST = 18.0  # a column that has room for a bar and its number
FIRST = {"a4": 568.0, "letter": 538.0}  # height of the chart that stands below the heading
FURTHER = {"a4": 645.0, "letter": 618.0}  # and of those on further pages, two side by side
Entry = str | SharedPart  # the line of a touchpoint, or a practice


@dataclass(frozen=True, slots=True)
class Mark:
    """One rating."""

    shape: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Tally:
    """How many auditors gave a level: a bar as long as their part of all, and the number."""

    bar: Bar
    number: Label


@dataclass(frozen=True, slots=True)
class Opinion:
    """A practice with a mark per auditor, or with tallies; `line` joins its lowest and highest rating."""

    name: Label
    marks: tuple[Mark, ...]
    tallies: tuple[Tally, ...]
    line: Line | None
    apart: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A level."""

    label: Label
    x: float
    width: float
    tinted: bool


@dataclass(frozen=True, slots=True)
class Opinions:
    """A chart of some of the practices: as many as fit on a page."""

    width: float
    height: float
    top: float
    columns: tuple[Column, ...]
    groups: tuple[Label, ...]
    rows: tuple[Opinion, ...]
    ranked: bool  # by spread, not by touchpoint
    tallied: bool  # how many gave each level, not who


def draw_opinions(report: Report, paper: str = "a4") -> list[list[Opinions]]:
    """The first chart alone, then pages of two side by side where there is room; nothing where no figures are given.

    The practices stand by touchpoint, or, where only that fits on one page, by how far the auditors lie apart.
    """
    agreement = report.agreement
    if agreement is None or agreement.reason:
        return []
    titles = {part.id: part.title for part in report.touchpoints}
    entries: list[Entry] = []
    for key, rows in groupby(agreement.shared, key=lambda row: row.practice.partition(".")[0]):
        entries += [titles.get(key, key), *rows]
    ranked: list[Entry] = [*sorted(agreement.shared, key=lambda row: -row.spread)]
    if _height(entries) > FIRST[paper] >= _height(ranked):
        entries = ranked  # without the touchpoints they all stand on one page
    used = [i for i in range(len(agreement.leniency)) if any(row.places[i] is not None for row in agreement.shared)]
    first, rest = _take(entries, FIRST[paper])
    levels = len(agreement.levels)
    tallied = len(used) > len(SHAPES) or _slot(WIDE, levels, len(used)) < CLOSEST
    side = _column(HALF, levels) >= NARROWEST if tallied else _slot(HALF, levels, len(used)) >= CLOSEST
    made = [[_draw(report, first, used, WIDE, tallied=tallied)]]
    while rest:
        page, room = [], FURTHER[paper]
        if side and _height(rest) < room * 2:  # two columns of even height
            room = max(_height(rest) / 2 + 3 * PITCH, 120.0)
        for _ in range(2 if side else 1):
            some, rest = _take(rest, room)
            page += [_draw(report, some, used, HALF if side else FULL, tallied=tallied)] if some else []
        made.append(page)
    return made


def _column(width: float, levels: int) -> float:
    """The width of a level."""
    return (width - _left(width)) / max(levels, 1)


def _left(width: float) -> float:
    """The room for names."""
    return NAMES if width > HALF else 100.0


def _slot(width: float, levels: int, auditors: int) -> float:
    """The distance of two auditors' places inside a level."""
    return min(12.0, (_column(width, levels) - 4) / max(auditors, 1))


def used_auditors(report: Report) -> list[tuple[int, str]]:
    """The auditors who rated practices in common, by their place in the audit, each with the shape of the charts."""
    agreement = report.agreement
    if agreement is None:
        return []
    used = [i for i in range(len(agreement.leniency)) if any(row.places[i] is not None for row in agreement.shared)]
    return [(place, SHAPES[i % len(SHAPES)]) for i, place in enumerate(used)]


def _take(entries: Sequence[Entry], room: float) -> tuple[list[Entry], list[Entry]]:
    """What fits into the room, and the rest; a touchpoint that goes on is named again."""
    used, i = TOP + FOOT, 0
    while i < len(entries) and used + _line(entries[i]) <= room:
        used += _line(entries[i])
        i += 1
    if i < len(entries) and i and isinstance(entries[i - 1], str):
        i -= 1
    if i == len(entries):
        return list(entries), []
    rest = list(entries[i:])
    if not isinstance(rest[0], str):
        name = next(entry for entry in reversed(entries[:i]) if isinstance(entry, str))
        rest.insert(0, name.removesuffix(", continued") + ", continued")
    return list(entries[:i]), rest


def _line(entry: Entry) -> float:
    return GROUP if isinstance(entry, str) else PITCH


def _height(entries: Sequence[Entry]) -> float:
    return TOP + FOOT + sum(map(_line, entries))


def _draw(report: Report, entries: Sequence[Entry], used: Sequence[int], width: float, *, tallied: bool) -> Opinions:
    levels = report.agreement.levels if report.agreement else []
    left, column = _left(width), _column(width, len(levels))
    names = {part.id: part.title for part in report.practices}
    groups, rows, y = [], [], TOP
    for entry in entries:
        y += _line(entry)
        if isinstance(entry, str):
            groups.append(Label(0, y - 2.5, fit(entry, 7.25, width - 4, bold=True), "tick strong"))
            continue
        apart = entry.settle
        room = left + column * min(place for place in entry.places if place is not None) - 2
        name = fit(names.get(entry.practice, entry.practice), 7.25, max(room, left - 4), bold=apart)
        marks = () if tallied else _marks(entry, used, _slot(width, len(levels), len(used)), left, column, y - 5)
        xs = [mark.x for mark in marks]
        line = Line(min(xs), y - 5, max(xs), y - 5) if entry.spread and xs else None
        tallies = _tallies(entry, len(used), left, column, y) if tallied else ()
        rows.append(Opinion(Label(0, y - 2.6, name, "tick strong" if apart else "tick"), marks, tallies, line, apart))
    columns = tuple(
        Column(
            Label(left + column * (i + 0.5), TOP - 9, fit(level, 8, column - 2, bold=True), "name", "middle"),
            left + column * i,
            column,
            bool(i % 2),
        )
        for i, level in enumerate(levels)
    )
    return Opinions(width, y + FOOT, TOP, columns, tuple(groups), tuple(rows), not groups, tallied)


def _marks(
    entry: SharedPart, used: Sequence[int], slot: float, left: float, column: float, y: float
) -> tuple[Mark, ...]:
    """A mark per auditor, each at the auditor's own place inside the level."""
    return tuple(
        Mark(SHAPES[i % len(SHAPES)], left + column * (place + 0.5) + (i - (len(used) - 1) / 2) * slot, y)
        for i, auditor in enumerate(used)
        if (place := entry.places[auditor]) is not None
    )


def _tallies(entry: SharedPart, auditors: int, left: float, column: float, y: float) -> tuple[Tally, ...]:
    """A bar and a number in each level that was given; all auditors together fill the column."""
    given = Counter(place for place in entry.places if place is not None)
    longest = column - width_of(str(auditors), 7.25, bold=True) - 6
    return tuple(
        Tally(
            Bar(left + column * place + 2, y - 8.2, longest * count / auditors, 6.4),
            Label(left + column * place + 4 + longest * count / auditors, y - 2.4, str(count), "tick strong"),
        )
        for place, count in sorted(given.items())
    )
