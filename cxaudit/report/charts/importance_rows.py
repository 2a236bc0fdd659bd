"""Rows of the importance matrix: one per weight, with a lane for every name so that no two can meet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt

from cxaudit.report.charts.room import Span, first_lane
from cxaudit.report.charts.shapes import FULL, Anchor, Label
from cxaudit.report.charts.text import fit, width_of

LEFT, LABEL_ROOM, LANE, AROUND = 34.0, 88.0, 9.7, 11.0
MOST_ROWS, LONGEST, NEAR = 7, 150.0, 14.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A practice: its number, its place across, and the side of both means on which it lies."""

    number: int
    title: str
    x: float
    weight: float
    tone: int | None
    triggered: bool
    high: bool
    good: bool

    @property
    def focus(self) -> bool:
        """Whether it lies in "Concentrate here"."""
        return self.high and not self.good


@dataclass(frozen=True, slots=True)
class Mark:
    """A practice with its name, or a circle for `size` of them that share place and band."""

    x: float
    y: float
    r: float
    tone: int | None
    size: int
    triggered: bool
    focus: bool
    label: Label | None


@dataclass(frozen=True, slots=True)
class Row:
    """A weight, or a range of weights, from `top` to `bottom`."""

    top: float
    bottom: float
    high: bool
    titles: tuple[Label, ...]
    marks: tuple[Mark, ...]


@dataclass(slots=True)
class Shelf:
    """A row while it is filled: names in lanes of equal height, circles in lanes below them."""

    low: float
    high: float
    entries: list[Entry]
    lanes: list[list[Span]] = field(default_factory=list)
    names: list[tuple[Entry, Label, int]] = field(default_factory=list)

    def put(self, entry: Entry, cross: float, *, may_grow: bool = True) -> bool:
        """Give the entry's name a place; whether there was one."""
        label, span = place_name(entry, cross)
        lanes = [list(lane) for lane in self.lanes]
        lane = first_lane(lanes, span)
        if lane == len(self.lanes) and not may_grow:
            return False
        self.lanes = lanes
        self.names.append((entry, label, lane))
        return True

    def circles(self) -> list[list[tuple[float, float, list[Entry]]]]:
        """Those without a name as circles (x, radius, members), in lanes."""
        named = {entry.number for entry, _, _ in self.names}
        groups: list[list[Entry]] = []
        left = [entry for entry in self.entries if entry.number not in named]
        for entry in sorted(left, key=lambda entry: (entry.tone or 0, entry.x, entry.number)):
            last = groups[-1] if groups else None
            if last and last[0].tone == entry.tone and last[0].good == entry.good and entry.x - last[0].x <= NEAR:
                last.append(entry)
            else:
                groups.append([entry])
        lanes: list[list[Span]] = []
        found: list[list[tuple[float, float, list[Entry]]]] = []
        for group in sorted(groups, key=lambda members: (-len(members), members[0].x)):
            r, x = radius_of(len(group)), sum(entry.x for entry in group) / len(group)
            lane = first_lane(lanes, (x - r - 1, x + r + 1))
            if lane == len(found):
                found.append([])
            found[lane].append((x, r, group))
        return found

    def beside(self, cross: float) -> bool:
        """Whether names stand left of the mean and circles right of it, so that both can use the same height."""
        circles = self.circles()
        return (
            len(circles) == 1
            and all(x - r > cross for x, r, _ in circles[0])
            and all(label.box[2] < cross for _, label, _ in self.names)
        )

    def height(self, cross: float) -> float:
        """What it takes as it is filled now."""
        names = LANE * len(self.lanes)
        circles = sum(2 * max(r for _, r, _ in lane) + 2 for lane in self.circles())
        return max(AROUND + (max(names, circles) if self.beside(cross) else names + circles), 24.0)


def shelves_of(entries: Sequence[Entry]) -> list[Shelf]:
    """Rows from the heaviest: one per weight or, where these are many, for ranges that part at the mean weight."""
    kinds: dict[tuple[bool, str], list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: -entry.weight):
        kinds.setdefault((entry.high, weight_text(entry.weight)), []).append(entry)
    groups = list(kinds.values())
    if len(groups) > MOST_ROWS:
        sides = [[entry for entry in entries if entry.high == high] for high in (True, False)]
        groups = [part for side in sides for part in _ranges(side)]
    return [
        Shelf(min(entry.weight for entry in group), max(entry.weight for entry in group), group) for group in groups
    ]


def draw_row(shelf: Shelf, top: float, cross: float) -> Row:
    """The row at its place on the page."""
    marks, y = [], top + AROUND / 2
    for entry, label, number in shelf.names:
        middle = y + LANE * (number + 0.5)
        marks.append(
            Mark(
                entry.x,
                middle,
                2.5,
                entry.tone,
                1,
                entry.triggered,
                entry.focus,
                Label(label.x, middle + 2.5, label.text, label.role, label.anchor),
            )
        )
    y += LANE * len(shelf.lanes)
    bottom = top + shelf.height(cross)
    beside = shelf.beside(cross)
    for lane in shelf.circles():
        r_most = max(r for _, r, _ in lane)
        for x, r, group in lane:
            middle = (top + bottom) / 2 if beside else y + r_most + 1
            count = Label(x, middle + 2.5, str(len(group)), "tick strong", "middle") if len(group) > 1 else None
            marks.append(
                Mark(
                    x,
                    middle,
                    r,
                    group[0].tone,
                    len(group),
                    len(group) == 1 and group[0].triggered,
                    group[0].focus and x < cross,
                    count,
                )
            )
        y += 2 * r_most + 2
    return Row(top, bottom, shelf.entries[0].high, _titles(shelf, (top + bottom) / 2), tuple(marks))


def place_name(entry: Entry, cross: float) -> tuple[Label, Span]:
    """A name right of its mark, else left of it, so that it does not cross the mean; across it where neither is free.

    Returns: the label, and the span that mark and name take up.
    """
    bold = entry.focus
    wide = min(width_of(entry.title, 7.25, bold=bold), LONGEST)
    on_page = FULL - entry.x - 7, entry.x - 7 - (LEFT - 5)
    on_side = (on_page[0], entry.x - 7 - (cross + 3)) if entry.good else (cross - 3 - entry.x - 7, on_page[1])
    leftwards = on_side[0] < wide <= on_side[1] or (max(on_side) < wide and on_page[0] < wide <= on_page[1])
    room = on_page[leftwards] if wide > on_side[leftwards] else on_side[leftwards]
    title = fit(entry.title, 7.25, min(room, LONGEST), bold=bold)
    wide = width_of(title, 7.25, bold=bold)
    anchor: Anchor = "end" if leftwards else "start"
    label = Label(entry.x - 7 if leftwards else entry.x + 7, 0, title, "tick strong" if bold else "tick", anchor)
    return label, (entry.x - 11 - wide, entry.x + 5) if leftwards else (entry.x - 5, entry.x + 11 + wide)


def radius_of(size: int) -> float:
    """Of a circle for so many practices, in points; wide enough for their number."""
    return 2.5 if size == 1 else min(5.2 + 0.55 * sqrt(size), 11.0)


def weight_text(weight: float) -> str:
    """A weight with at most two decimals."""
    return f"{weight:.2f}".rstrip("0").rstrip(".")


def _ranges(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Up to three ranges of equal width, from the heaviest; none of them empty."""
    if not entries:
        return []
    least, most = min(entry.weight for entry in entries), max(entry.weight for entry in entries)
    step = (most - least) / 3 or 1.0
    parts: list[list[Entry]] = [[], [], []]
    for entry in entries:
        parts[min(int((most - entry.weight) / step), 2)].append(entry)
    return [part for part in parts if part]


def _titles(shelf: Shelf, middle: float) -> tuple[Label, ...]:
    low, high = weight_text(shelf.low), weight_text(shelf.high)
    if low == high:
        return (
            (Label(LEFT - 15, middle + 3, low, "value", "end"),)
            if width_of(low, 8.5, bold=True) < LEFT - 15
            else (Label(0, middle + 2.5, fit(low, 7.25, LEFT - 9, bold=True), "tick strong"),)
        )
    return (
        Label(0, middle - 1.5, fit(low, 7.25, LEFT - 9, bold=True), "tick strong"),
        Label(0, middle + 7.5, fit(f"to {high}", 7.25, LEFT - 9, bold=True), "tick strong"),
    )
