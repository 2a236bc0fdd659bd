"""Rows of the importance matrix: one per weight, with a lane for every name so that no two can meet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt

from cxaudit.report.charts.room import Span, first_lanes
from cxaudit.report.charts.shapes import FULL, Anchor, Label
from cxaudit.report.charts.text import ELLIPSIS, fit, width_of, wrap

LEFT, LANE, PITCH, AROUND = 34.0, 9.7, 8.3, 11.0
MOST_ROWS, LONGEST, NEAR = 7, 150.0, 14.0
MOST_LINES, NARROWEST = 3, 26.0  # of a name that has to stand on its own side of the mean
ASIDE, KEEP = 7.0, 4.0  # from a mark to its name, and from a name to the line of the mean


@dataclass(frozen=True, slots=True)
class Plot:
    """Where 0, 100 and the mean lie across the page."""

    zero: float
    hundred: float
    cross: float
    language: str


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
    more: tuple[Label, ...] = ()  # further lines of the name


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
    air: float = 0.0  # more height than it needs, where the page has it
    lanes: list[list[Span]] = field(default_factory=list)
    names: list[tuple[Entry, tuple[Label, ...], int]] = field(default_factory=list)

    def put(self, entry: Entry, plot: Plot, *, most: float = 1e9) -> bool:
        """Give the entry's name a place; whether there was one with at most so many lanes."""
        labels, span = place_name(entry, plot)
        if not labels:
            return False
        lanes = [list(lane) for lane in self.lanes]
        lane = first_lanes(lanes, span, len(labels))
        if len(lanes) > max(most, len(self.lanes)):
            return False
        self.lanes = lanes
        self.names.append((entry, labels, lane))
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
            lane = first_lanes(lanes, (x - r - 1, x + r + 1))
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
            and all(label.box[2] < cross for _, labels, _ in self.names for label in labels)
        )

    def height(self, cross: float) -> float:
        """What it takes as it is filled now."""
        names = LANE * len(self.lanes)
        circles = sum(2 * max(r for _, r, _ in lane) + 2 for lane in self.circles())
        return max(AROUND + (max(names, circles) if self.beside(cross) else names + circles), 24.0) + self.air


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
    marks, y = [], top + (AROUND + shelf.air) / 2
    for entry, labels, number in shelf.names:
        middle = y + LANE * (number + len(labels) / 2)
        first, *more = (
            Label(label.x, middle + 2.5 + PITCH * (i - (len(labels) - 1) / 2), label.text, label.role, label.anchor)
            for i, label in enumerate(labels)
        )
        marks.append(
            Mark(entry.x, middle, 2.5, entry.tone, 1, entry.triggered, entry.focus, first, tuple(more)),
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


def place_name(entry: Entry, plot: Plot) -> tuple[tuple[Label, ...], Span]:
    """A name right of its mark, else left of it, in as few lines as keep it on its own side of the mean.

    Returns: the lines as labels, and the span that mark and name take up.
    """
    bold = entry.focus
    right = (FULL if entry.good else plot.cross - KEEP) - entry.x - ASIDE
    left = entry.x - ASIDE - (plot.cross + KEEP if entry.good else LEFT - 5)
    sides: tuple[tuple[float, Anchor], ...] = ((right, "start"), (left, "end"))
    tried = [(_lines_of(entry.title, min(room, LONGEST), plot, bold=bold), anchor) for room, anchor in sides]
    lines, anchor = min(tried, key=lambda pair: _worth(pair[0]))
    wide = max(width_of(line, 7.25, bold=bold) for line in lines) if lines else 0.0
    x = entry.x + ASIDE if anchor == "start" else entry.x - ASIDE
    labels = tuple(Label(x, 0, line, "tick strong" if bold else "tick", anchor) for line in lines)
    over = ASIDE + 4 + wide
    return labels, (entry.x - 5, entry.x + over) if anchor == "start" else (entry.x - over, entry.x + 5)


def crowding(entries: Sequence[Entry], plot: Plot) -> tuple[int, int]:
    """How well names keep to their sides: how many are cut, and how many lines they take beyond one each."""
    named = [place_name(entry, plot)[0] for entry in entries]
    cut = sum(not labels or labels[-1].text.endswith(ELLIPSIS) for labels in named)
    return cut, sum(len(labels) - 1 for labels in named)


def _lines_of(title: str, room: float, plot: Plot, *, bold: bool) -> tuple[str, ...]:
    """The name in as few lines as fit; none where there is no room at all."""
    if room < NARROWEST:
        return (fit(title, 7.25, room, bold=bold),) if width_of(title, 7.25, bold=bold) <= room else ()
    return wrap(title, 7.25, room, bold=bold, language=plot.language, most=MOST_LINES)


def _worth(lines: tuple[str, ...]) -> tuple[bool, bool, int]:
    """The order of ways to set a name: whole ones before cut ones, and few lines before many."""
    return not lines, bool(lines) and lines[-1].endswith(ELLIPSIS), len(lines)


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
