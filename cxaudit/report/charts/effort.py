"""The effort matrix: actions by effort and by the points they are expected to add."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from cxaudit.report.charts.shapes import HALF, Bar, Label, Line
from cxaudit.report.charts.text import width_of
from cxaudit.report.document import ActionPart, Report

MOST = 14  # actions that are drawn, in the order of the plan
LEFT, TOP, FOOT, RADIUS, PITCH = 20.0, 30.0, 40.0, 7.0, 15.6
Height = Callable[[float], float]  # from a share of the score, 0 to 1, to a place on the page


@dataclass(frozen=True, slots=True)
class Chip:
    """An action: its number in a circle, in a square where it mends a critical failure; hollow while only proposed."""

    x: float
    y: float
    r: float
    critical: bool
    open: bool
    done: bool
    label: Label


@dataclass(frozen=True, slots=True)
class Effort:
    """The matrix of the first `shown` actions of `total`."""

    width: float
    height: float
    chips: tuple[Chip, ...]
    quick: Bar  # the ground of the quick wins
    cross_x: Line
    cross_y: Line
    columns: tuple[Label, ...]
    ticks: tuple[Label, ...]
    tick_lines: tuple[Line, ...]
    quadrants: tuple[Label, ...]
    axis_name: Label
    shown: int
    total: int


def draw_effort(report: Report, width: float = HALF, height: float = 170) -> Effort | None:
    """Effort from left to right, expected points as height; None without actions.

    Args: `width` and `height` in points.
    """
    actions = sorted(report.actions, key=lambda action: action.number)[:MOST]
    if not actions:
        return None
    most = max(action.uplift for action in actions) * 100
    step = _tick_step(most)
    count = max(ceil(most / step - 1e-9), 1)
    bottom = height - FOOT

    def y(uplift: float) -> float:
        # The topmost chip stays below the upper edge.
        return bottom - (bottom - TOP - RADIUS - 3) * uplift * 100 / (step * count)

    days = report.checklist.effort_days
    keys = [*days, *sorted({action.effort for action in actions} - set(days))]
    groups = [[action for action in actions if action.effort == key] for key in keys]
    edges = _edges(groups, width, y)
    chips = [
        chip
        for group, (x1, x2) in zip(groups, pairwise(edges), strict=True)
        for chip in _chips(group, x1, x2, y, bottom)
    ]
    cross_x, right = edges[1], edges[-1]
    cross_y = max(min(y(report.plan.crosshair), bottom), TOP)
    columns = tuple(
        Label((x1 + x2) / 2, bottom + 16, _column_text(key, days.get(key), x2 - x1), "tick", "middle")
        for key, (x1, x2) in zip(keys, pairwise(edges), strict=True)
    )
    values = [step * i for i in range(count + 1)]
    return Effort(
        width,
        height,
        tuple(chips),
        Bar(LEFT, TOP, cross_x - LEFT, cross_y - TOP),
        Line(cross_x, TOP, cross_x, bottom),
        Line(LEFT, cross_y, right, cross_y),
        columns,
        tuple(Label(LEFT - 5, y(value / 100) + 2.4, f"{value:g}", "tick", "end") for value in values),
        tuple(Line(LEFT, y(value / 100), right, y(value / 100)) for value in values),
        _quadrants(right, height),
        Label(0, TOP - 18, "Expected points"),
        len(actions),
        len(report.actions),
    )


def _quadrants(right: float, height: float) -> tuple[Label, ...]:
    return (
        Label(LEFT, TOP - 6, "Quick wins", "name"),
        Label(right, TOP - 6, "Major projects", "name", "end"),
        Label(LEFT, height - 8, "Fill-ins", "name"),
        Label(right, height - 8, "Later", "name", "end"),
    )


def _edges(groups: Sequence[Sequence[ActionPart]], width: float, y: Height) -> list[float]:
    """Edges of the columns: as wide as the most actions of like value that stand side by side in them."""

    def crowd(group: Sequence[ActionPart]) -> int:
        heights = [y(action.uplift) for action in group]
        return max((sum(abs(other - height) < PITCH for other in heights) for height in heights), default=0)

    needs = [min(max(crowd(group), 3), 9) for group in groups]
    edges = [LEFT]
    for need in needs:
        edges.append(edges[-1] + (width - LEFT) * need / sum(needs))
    return edges


def _chips(group: Sequence[ActionPart], x1: float, x2: float, y: Height, bottom: float) -> list[Chip]:
    """Actions at their own height; equal ones side by side, and only where a column is full moved up or down."""
    places: list[tuple[float, float]] = []
    chips = []
    for action in sorted(group, key=lambda action: (-action.uplift, action.number)):
        equal = [other for other in group if abs(other.uplift - action.uplift) < 1e-9]
        wanted = (x1 + x2) / 2 + (equal.index(action) - (len(equal) - 1) / 2) * PITCH
        x, height = _free_place(wanted, y(action.uplift), places, (x1 + RADIUS + 1, x2 - RADIUS - 1), bottom)
        places.append((x, height))
        chips.append(
            Chip(
                x,
                height,
                RADIUS,
                action.critical,
                not action.committed,
                action.status == "done",
                Label(x, height + 2.6, str(action.number), "tick strong", "middle"),
            )
        )
    return chips


def _free_place(
    x: float, y: float, taken: Sequence[tuple[float, float]], span: tuple[float, float], bottom: float
) -> tuple[float, float]:
    """The nearest place that is free: beside, then above and below."""
    for dy in (0.0, *(sign * 2.0 * i for i in range(1, 80) for sign in (-1, 1))):
        for dx in sorted((i * PITCH / 4 for i in range(-60, 61)), key=abs):
            at = x + dx, y + dy
            if (
                span[0] <= at[0] <= span[1]
                and TOP + RADIUS <= at[1] <= bottom
                and all((at[0] - other[0]) ** 2 + (at[1] - other[1]) ** 2 >= (2 * RADIUS + 1) ** 2 for other in taken)
            ):
                return at
    return x, y


def _column_text(key: str, days: float | None, room: float) -> str:
    if days is None:
        return key
    texts = (f"{key} · {days:g} day{'' if days == 1 else 's'}", f"{key} · {days:g} d", key)
    return next((text for text in texts if width_of(text, 7.25) <= room - 4), key)


def _tick_step(most: float) -> float:
    """A round step of which at most four reach the greatest value, in points."""
    return next((step for step in (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0) if most / step <= 4), 50.0)
