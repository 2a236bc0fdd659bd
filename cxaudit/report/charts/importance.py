"""Importance and performance: every rated practice by its points and its weight, and the four quadrants they make."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxaudit.report.charts.bands import tones_of
from cxaudit.report.charts.importance_rows import LANE, LEFT, Entry, Plot, Row, Shelf, crowding, draw_row, shelves_of
from cxaudit.report.charts.shapes import FULL, Bar, Label, Line
from cxaudit.report.charts.text import width_of
from cxaudit.report.document import Report

TOP, FOOT = 24.0, 27.0
HIGHEST, ALL_NAMED = 540.0, 60  # the greatest height in points; so many practices are all named
# Room before 0 and after 100, from the usual to what names near the ends may need.
MARGINS = ((0.0, 88.0), (0.0, 48.0), (0.0, 130.0), (40.0, 60.0), (80.0, 40.0), (120.0, 30.0))
AIRIEST = 26.0  # what a row may be higher than it needs


@dataclass(frozen=True, slots=True)
class Quadrant:
    """A quadrant's name and how many practices are in it."""

    title: Label
    count: Label


@dataclass(frozen=True, slots=True)
class Importance:
    """The matrix. Where practices are too many to be named, equal ones share a circle with their number."""

    width: float
    height: float
    rows: tuple[Row, ...]
    row_lines: tuple[Line, ...]
    focus: Bar  # the ground of "Concentrate here"
    cross_x: Line
    cross_y: Line | None  # none where all weights are equal
    quadrants: tuple[Quadrant, ...]
    axis: Line
    ticks: tuple[Label, ...]
    axis_name: Label
    weight_name: Label
    mean_weight: float
    named: int
    unnamed_focus: int  # in "Concentrate here", but without room for a name
    total: int


def draw_importance(report: Report, spare: float = 0.0) -> Importance | None:
    """The matrix of the rated practices; None without an overall score.

    Args: `spare` is height that the page has left; the rows share it.
    """
    raw = report.score.raw
    if raw is None or not any(part.points is not None and not part.advisory for part in report.practices):
        return None
    plot, entries = _plotted(report, raw)
    cross = plot.cross
    shelves = _filled(entries, plot)
    for shelf in shelves:
        shelf.air = min(spare / len(shelves), AIRIEST)
    rows: list[Row] = []
    y = TOP
    for shelf in shelves:
        rows.append(draw_row(shelf, y, cross))
        y = rows[-1].bottom
    low = next((row.top for row in rows if not row.high), None)
    ticks = tuple(
        Label(plot.zero + i / 4 * (plot.hundred - plot.zero), y + 11, str(i * 25), "tick", "middle") for i in range(5)
    )
    named = {entry.number for shelf in shelves for entry, _, _ in shelf.names}
    quadrants = _quadrants(entries, cross, y, even=low is None)
    # The line of the mean begins lower where it would run through a quadrant's name.
    crossed = any(
        label.box[0] - 2 < cross < label.box[2] + 2
        for quadrant in quadrants
        for label in (quadrant.title, quadrant.count)
        if label.y < TOP
    )
    return Importance(
        FULL,
        y + FOOT,
        tuple(rows),
        tuple(Line(LEFT - 8, row.top, FULL, row.top) for row in rows),
        Bar(LEFT - 8, TOP, cross - LEFT + 8, (y if low is None else low) - TOP),
        Line(cross, TOP if crossed else TOP - 17, cross, y),
        None if low is None else Line(LEFT - 8, low, FULL, low),
        quadrants,
        Line(LEFT - 8, y, FULL, y),
        ticks,
        Label(FULL, y + 11, "score of the practice" if FULL - plot.hundred > 80 else "score", "tick", "end"),
        Label(0, TOP - 7, "Weight"),
        sum(entry.weight for entry in entries) / len(entries),
        len(named),
        sum(entry.focus and entry.number not in named for entry in entries),
        len(entries),
    )


def _plotted(report: Report, raw: float) -> tuple[Plot, list[Entry]]:
    """The plot in which the fewest names have to be cut or broken, and the practices in it."""
    tried = []
    for before, after in MARGINS:
        zero, hundred = LEFT + before, FULL - after
        plot = Plot(zero, hundred, zero + raw * (hundred - zero), report.audit.language)
        entries = _entries(report, plot)
        wanted = entries if len(entries) <= ALL_NAMED else [entry for entry in entries if entry.focus]
        tried.append((crowding(wanted, plot), plot, entries))
        if tried[-1][0] == (0, 0):
            break
    _, plot, entries = min(tried, key=lambda found: found[0])
    return plot, entries


def _entries(report: Report, plot: Plot) -> list[Entry]:
    tones = tones_of(report.checklist.bands)
    rated = [part for part in report.practices if part.points is not None and not part.advisory]
    mean = sum(part.weight for part in rated) / max(len(rated), 1)
    raw = report.score.raw or 0.0
    return [
        Entry(
            i,
            part.title,
            plot.zero + (part.points or 0.0) * (plot.hundred - plot.zero),
            part.weight,
            tones.get(part.band),
            part.triggered,
            high=part.weight >= mean - 1e-9,
            good=(part.points or 0.0) >= raw - 1e-9,
        )
        for i, part in enumerate(rated)
    ]


def _filled(entries: Sequence[Entry], plot: Plot) -> list[Shelf]:
    """The rows with all names, if there is room; else failed critical ones and "Concentrate here", by weight."""
    if len(entries) <= ALL_NAMED:
        shelves = shelves_of(entries)
        for shelf in shelves:
            for entry in sorted(shelf.entries, key=lambda entry: (entry.x, not entry.triggered)):
                shelf.put(entry, plot)
        if _height(shelves, plot.cross) <= HIGHEST:
            return shelves
    shelves = shelves_of(entries)
    homes = {entry.number: shelf for shelf in shelves for entry in shelf.entries}
    # Circles take most room as long as nothing is named, so what is left now stays free.
    lanes = int((HIGHEST - _height(shelves, plot.cross)) / LANE)
    for entry in sorted(
        (entry for entry in entries if entry.focus or entry.triggered),
        key=lambda entry: (not entry.triggered, -entry.weight, entry.x),
    ):
        used = sum(len(shelf.lanes) for shelf in shelves)
        home = homes[entry.number]
        home.put(entry, plot, most=len(home.lanes) + lanes - used)
    return shelves


def _height(shelves: Sequence[Shelf], cross: float) -> float:
    return TOP + FOOT + sum(shelf.height(cross) for shelf in shelves)


def _quadrants(entries: Sequence[Entry], cross: float, bottom: float, *, even: bool) -> tuple[Quadrant, ...]:
    found = []
    for title, high, good in (
        ("Concentrate here", True, False),
        ("Keep it up", True, True),
        ("Low priority", False, False),
        ("Spare effort?", False, True),
    ):
        if even and not high:
            continue
        x, y = cross + 5 if good else LEFT - 8, TOP - 7 if high else bottom + 24
        count = sum(entry.high == high and entry.good == good for entry in entries)
        words = f"{count} practice{'' if count == 1 else 's'}"
        wide = width_of(title, 8, bold=True)
        left_room = cross - (LEFT - 8) - 5
        if good:  # a low mean leaves little room on the left, a high one here
            x = max(x, LEFT - 8 + width_of("Concentrate here" if high else "Low priority", 8, bold=True) + 24)
            x = min(x, FULL - wide - 5 - width_of(words, 7.25))
        elif wide + 5 + width_of(words, 7.25) > left_room:
            words = str(count)
        found.append(Quadrant(Label(x, y, title, "name"), Label(x + wide + 5, y, words)))
    return tuple(found)
