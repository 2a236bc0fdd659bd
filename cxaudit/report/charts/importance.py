"""Importance and performance: every rated practice by its points and its weight, and the four quadrants they make."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cxaudit.report.charts.bands import tones_of
from cxaudit.report.charts.importance_rows import Entry, Mark, Row, bin_weights, draw_row, lanes_needed
from cxaudit.report.charts.shapes import FULL, Bar, Label, Line
from cxaudit.report.charts.text import width_of
from cxaudit.report.document import Report

LEFT, LABEL_ROOM, TOP, FOOT = 34.0, 88.0, 24.0, 27.0
HIGHEST, ALL_NAMED = 540.0, 60                          # the greatest height in points; so many practices are all named


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
    focus: Bar                                          # the ground of "Concentrate here"
    cross_x: Line
    cross_y: Line | None                                # none where all weights are equal
    quadrants: tuple[Quadrant, ...]
    axis: Line
    ticks: tuple[Label, ...]
    axis_name: Label
    weight_name: Label
    mean_weight: float
    named: int
    unnamed_focus: int                                  # in "Concentrate here", but without room for a name
    total: int


def draw_importance(report: Report) -> Importance | None:
    """The matrix of the rated practices; None without an overall score."""
    tones, raw = tones_of(report.checklist.bands), report.score.raw
    rated = [part for part in report.practices if part.points is not None and not part.advisory]
    if raw is None or not rated:
        return None
    mean = sum(part.weight for part in rated) / len(rated)
    scale = FULL - LEFT - LABEL_ROOM
    cross = LEFT + raw * scale
    entries = [Entry(part.title, LEFT + (part.points or 0.0) * scale, part.weight, tones.get(part.band), part.triggered,
                     high=part.weight >= mean - 1e-9, good=(part.points or 0.0) >= raw - 1e-9) for part in rated]
    bins = bin_weights(entries)
    named = _named(entries, bins, cross)
    rows: list[Row] = []
    y = TOP
    for title, inside in bins:
        rows.append(draw_row(title, [replace(entry, named=entry in named) for entry in inside], y, cross))
        y = rows[-1].bottom
    low = next((row.top for row in rows if not row.high), None)
    ticks = [Label(LEFT + quarter / 4 * scale, y + 11, str(quarter * 25), "tick", "middle") for quarter in range(5)]
    return Importance(
        FULL, y + FOOT, tuple(rows), tuple(Line(LEFT - 8, row.top, FULL, row.top) for row in rows),
        Bar(LEFT - 8, TOP, max(cross - LEFT + 8, 0), (low or y) - TOP), Line(cross, TOP - 17, cross, y),
        Line(LEFT - 8, low, FULL, low) if low is not None else None, _quadrants(entries, cross, y, even=low is None),
        Line(LEFT - 8, y, FULL, y), tuple(ticks), Label(FULL, y + 11, "score of the practice", "tick", "end"),
        Label(0, TOP - 7, "Weight"), mean, sum(isinstance(mark.label, Label) for row in rows for mark in row.marks),
        sum(entry.high and not entry.good and entry not in named for entry in entries), len(entries))


def _named(entries: Sequence[Entry], bins: Sequence[tuple[str, list[Entry]]], cross: float) -> set[Entry]:
    """Whose names are printed: all, where they fit; else in "Concentrate here", the weightiest first, until it is full."""
    everything = set(entries)
    if len(entries) <= ALL_NAMED and _height(bins, everything, cross) <= HIGHEST:
        return everything
    focus = sorted((entry for entry in entries if entry.high and not entry.good),
                   key=lambda entry: (not entry.triggered, -entry.weight, entry.x))
    named: set[Entry] = set()
    for entry in focus:
        if _height(bins, {*named, entry}, cross) <= HIGHEST:
            named.add(entry)
        elif len(named) > 5 * len(bins):
            break
    return named


def _height(bins: Sequence[tuple[str, list[Entry]]], named: set[Entry], cross: float) -> float:
    return TOP + FOOT + sum(lanes_needed([replace(entry, named=entry in named) for entry in inside], cross) for _, inside in bins)


def _quadrants(entries: Sequence[Entry], cross: float, bottom: float, *, even: bool) -> tuple[Quadrant, ...]:
    found = []
    for title, high, good, x, y in (
            ("Concentrate here", True, False, LEFT - 8, TOP - 7), ("Keep it up", True, True, cross + 5, TOP - 7),
            ("Low priority", False, False, LEFT - 8, bottom + 24), ("Spare effort?", False, True, cross + 5, bottom + 24)):
        if even and not high:
            continue
        count = sum(entry.high == high and entry.good == good for entry in entries)
        words = f"{count} practice{'' if count == 1 else 's'}"
        wide = width_of(title, 8, bold=True)
        left_room = cross - (LEFT - 8) - 5
        if good:                                        # a high score leaves little room at the right
            x = min(x, FULL - wide - 5 - width_of(words, 7.25))
        elif wide + 5 + width_of(words, 7.25) > left_room:
            words = str(count)
        found.append(Quadrant(Label(x, y, title, "name"), Label(x + wide + 5, y, words)))
    return tuple(found)


__all__ = ["Importance", "Mark", "Row", "draw_importance"]
