"""The strip: single observations in order, a cell each, with the rating as it was recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cxaudit.report.charts.shapes import Bar, Label
from cxaudit.report.charts.text import fit, width_of
from cxaudit.report.document import ObservationPart, PracticePart

ROOM = 213.0  # the middle column of a touchpoint's table, 75 mm
WIDEST, NARROWEST, WIDEST_TEXT = 17.7, 8.4, 52.0  # pitch of cells
CELL, ROW, MOST_ROWS, MOST_KINDS = 14.0, 17.0, 5, 12


@dataclass(frozen=True, slots=True)
class Cell:
    """An observation, or all observations of one rating; its colour is that of the band."""

    bar: Bar
    band: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class Strip:
    """The observations; `grouped` where they are too many for a cell each and stand together by rating."""

    width: float
    height: float
    cells: tuple[Cell, ...]
    times: tuple[Label, ...]
    grouped: bool


def strip_of(practice: PracticePart, room: float = ROOM) -> Strip | None:
    """The strip of a practice; None without observations.

    Args: `room` is its greatest width, in points.
    """
    seen = practice.observations
    if not seen:
        return None
    widest = max(width_of(part.rating, 7.25, bold=True) for part in seen) + 5
    pitch = max(min(WIDEST, room / len(seen)), NARROWEST, min(widest, WIDEST_TEXT))
    in_row = int(room / pitch + 1e-9)
    if len(seen) > in_row * MOST_ROWS:
        return _grouped(seen, room)
    rows = -(-len(seen) // in_row)
    in_row = -(-len(seen) // rows)
    cells = []
    for i, part in enumerate(seen):
        bar = Bar(i % in_row * pitch, i // in_row * ROW, pitch - 1, CELL)
        cells.append(Cell(bar, part.band, _inside(bar, part.rating)))
    times = _times(seen, in_row * pitch, pitch, room, (rows - 1) * ROW + 22.5)
    width = max([in_row * pitch, *(label.box[2] for label in times)])
    return Strip(width, (rows - 1) * ROW + (25 if times else CELL), tuple(cells), times, grouped=False)


def _times(seen: Sequence[ObservationPart], width: float, pitch: float, room: float, y: float) -> tuple[Label, ...]:
    """When: below each cell if all fit, else at the first and the last; none where not even these do."""
    wide = [width_of(part.at, 6.75) for part in seen]
    if pitch * len(seen) <= room:
        below = [Label((i + 0.5) * pitch - 0.5, y, part.at, "tiny", "middle") for i, part in enumerate(seen) if part.at]
        edges = [-1.0, *(edge for label in below for edge in (label.box[0], label.box[2])), room]
        if all(after - before > 0.9 for before, after in pairwise(edges[1:-1])) and edges == sorted(edges):
            return tuple(below)
    end = max(width - 1, wide[0] + 8 + wide[-1])
    if len(seen) == 1 and wide[0] <= room:
        return (Label(0, y, seen[0].at, "tiny"),) if seen[0].at else ()
    if end > room or len(seen) == 1:
        return ()
    ends = Label(0, y, seen[0].at, "tiny"), Label(end, y, seen[-1].at, "tiny", "end")
    return tuple(label for label in ends if label.text)


def _grouped(seen: Sequence[ObservationPart], room: float) -> Strip:
    """A bar parted by rating, from the lowest points to the highest; each part says the rating and how often."""
    ordered = sorted(seen, key=lambda part: part.points)
    measured = len({part.rating for part in ordered}) > MOST_KINDS
    kinds: dict[str, list[ObservationPart]] = {}
    for part in ordered:
        kinds.setdefault(part.band if measured else part.rating, []).append(part)
    cells, x = [], 0.0
    for parts in kinds.values():
        wide = room * len(parts) / len(seen)
        bar = Bar(x, 0, max(wide - 1, 0.5), CELL)
        first, last = parts[0].rating, parts[-1].rating
        text = f"{first} ×{len(parts)}" if first == last else f"{first} to {last} ×{len(parts)}"
        fits = width_of(text, 7.25, bold=True) <= bar.width - 2
        cells.append(Cell(bar, parts[0].band, _inside(bar, text if fits else str(len(parts)))))
        x += wide
    return Strip(room, CELL, tuple(cells), (), grouped=True)


def _inside(bar: Bar, text: str) -> Label | None:
    shown = fit(text, 7.25, bar.width - 1.5, bold=True)
    return Label(bar.x + bar.width / 2, bar.y + 10, shown, "tick strong", "middle") if shown else None
