"""The bars of the business case: who leaves against who must stay, and the revenue at risk as a range."""

from dataclasses import dataclass

from cxaudit.report.business_parts import BusinessCasePart, RoutePart
from cxaudit.report.charts.shapes import HALF, Anchor, Bar, Label, Line
from cxaudit.report.charts.text import fit, width_of
from cxaudit.report.document import Report
from cxaudit.report.money import about, about_customers

PITCH, NAME, TOP, HIGH = 24.0, 8.5, 12.0, 7.0  # of a row: its height, the baseline of its name, its bar
LEAST = 1.2  # so that the shortest bar is seen


@dataclass(frozen=True, slots=True)
class Measure:
    """A row: name and number above a bar.

    `open` bars rest on a statistic, the `focus` is what the chart is about, and `quiet` bars are only there to compare.
    """

    name: Label
    badge: Label | None
    value: Label
    bar: Bar
    open: bool
    focus: bool
    quiet: bool


@dataclass(frozen=True, slots=True)
class Measures:
    """Rows on one scale; `marks` show the goal on the bars below it, `band` a range with its `words`."""

    width: float
    height: float
    rows: tuple[Measure, ...]
    marks: tuple[Line, ...]
    band: Bar | None
    words: Label | None


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    value: float
    text: str
    badge: str = ""
    focus: bool = False
    quiet: bool = False


def draw_break_even(report: Report, width: float = HALF) -> Measures | None:
    """Customers who must stay against those who leave, in a year; None where neither is known.

    Args: `width` in points.
    """
    part = report.business_case
    if part is None:
        return None
    rows = []
    if part.break_even and part.break_even.whole:
        whole = part.break_even.whole
        rows.append(_Row("Must stay to break even", whole, f"{whole:,}", focus=True))
    for name, route, quiet in _routes(part, "Leave over service", "Leave after a bad experience", "All who leave"):
        rows.append(_Row(name, route.customers, about_customers(route.customers), _badge(part, route), quiet=quiet))
    return _measures(rows, width, goal_first=True) if rows else None


def draw_at_risk(report: Report, width: float = HALF) -> Measures | None:
    """The yearly revenue that goes with those who leave, by route; None where none is known.

    Args: `width` in points.
    """
    part = report.business_case
    if part is None:
        return None
    rows = [
        _Row(
            name,
            route.revenue,
            about(route.revenue),
            _badge(part, route),
            focus=route is part.top_down or route is part.bottom_up,
            quiet=quiet,
        )
        for name, route, quiet in _routes(
            part, "Top-down: over service", "Bottom-up: after a bad experience", "All who leave"
        )
        if route.revenue is not None
    ]
    return _measures(rows, width, (part.span.low, part.span.high) if part.span else None) if rows else None


def _routes(part: BusinessCasePart, service: str, experience: str, everyone: str) -> list[tuple[str, RoutePart, bool]]:
    """The routes that are known, by name; the last column says that a bar is only there for comparison."""
    found = (
        (service, part.top_down, False),
        (experience, part.bottom_up, False),
        ("Preventable at most", part.preventable, False),
        (everyone, part.lost, True),
    )
    return [(name, route, quiet) for name, route, quiet in found if route is not None]


def _badge(part: BusinessCasePart, route: RoutePart) -> str:
    """The word beside a number that rests on a statistic; of several the gravest."""
    badges = {
        figure.statistic.badge or "survey"
        for figure in part.figures
        if figure.statistic and figure.statistic.id in route.rests_on
    }
    return next((word for word in ("folklore", "not verified", "survey") if word in badges), "")


def _measures(
    rows: list[_Row], width: float, span: tuple[float, float] | None = None, *, goal_first: bool = False
) -> Measures:
    most = max(row.value for row in rows) or 1.0
    drawn = tuple(_measure(row, i * PITCH, width, width * row.value / most) for i, row in enumerate(rows))
    bottom = PITCH * len(rows) - (PITCH - TOP - HIGH)
    goal = next((row for row in drawn if row.focus), None) if goal_first else None
    marks = (
        tuple(
            Line(goal.bar.width, row.bar.y - 1, goal.bar.width, row.bar.y + HIGH + 2.5)
            for row in drawn
            if row is not goal
        )
        if goal
        else ()
    )
    band, words = None, None
    if span:
        x1, x2 = (width * value / most for value in span)
        text = f"range {about(span[0])} to {about(span[1])}"
        half, middle = width_of(text, 7.25, bold=True) / 2, (x1 + x2) / 2
        anchor: Anchor = "start" if middle < half else "end" if middle > width - half else "middle"
        band = Bar(x1, 0, max(x2 - x1, 1.0), bottom + 4)
        words = Label({"start": 0.0, "middle": middle, "end": width}[anchor], bottom + 13, text, "tick strong", anchor)
    return Measures(width, bottom + (16 if words else 5), drawn, marks, band, words)


def _measure(row: _Row, top: float, width: float, length: float) -> Measure:
    value = Label(width, top + NAME, row.text, "value", "end")
    room = value.box[0] - 6
    badge = f" · {row.badge}" if row.badge else ""
    name = fit(row.name, 8, room - width_of(badge, 7.25), bold=True)
    after = width_of(name, 8, bold=True)
    return Measure(
        Label(0, top + NAME, name, "name"),
        Label(after + 2, top + NAME, badge.strip(), "tick") if badge else None,
        value,
        Bar(0, top + TOP, max(length, LEAST), HIGH),
        bool(row.badge),
        row.focus,
        row.quiet,
    )
