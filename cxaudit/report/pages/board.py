"""Page two of the board's summary: scorecard, critical failures and five actions, so set that they always fit."""

from dataclasses import dataclass

from cxaudit.engine.scores import leaves_open
from cxaudit.report.document import DimensionPart, PracticePart, Report, TouchpointPart
from cxaudit.report.pages.room import count_lines, cut_to
from cxaudit.report.pages.summary import ROOM, title_class
from cxaudit.report.text import show_day

SMALL, LINE = 8.25, 11.14  # size and height of a line in a table, in points
PAD = {"a4": 3.2, "letter": 2.7}
GAP = {"a4": 27.0, "letter": 17.0}  # below an exhibit
EXHIBIT, HEADS, BANDS, NOTE = 26.0, 14.0, 36.0, 14.0  # rule and title of an exhibit; heads of a table
SLIM, LISTED = (
    (18.6, 16.8, 14.9),
    (16.4, 14.4),
)  # a row of the heat table, from roomy to dense, and of the list in columns
DO, OWNER = 278.0, 76.0
WHAT, SEEN, DONE = 120.0, 190.0, 160.0
NAME = {3: 108.0, 2: 188.0}  # names of touchpoints in columns
MOST_DIMENSIONS = 10
FEW_ACTIONS = 5
SPARE = 10.0
# lines of an action, critical failures shown, and lines of each; the first that fits is taken
TABLED = 4
TIGHTER = ((4, 4, 4), (3, 4, 3), (3, 3, 2), (2, 3, 2), (2, 3, 1), (1, 3, 2), (1, 3, 1), (1, 2, 1), (1, 1, 1))


@dataclass(frozen=True, slots=True)
class BoardAction:
    """An action with its texts cut to the lines that it has."""

    number: int
    do: str
    owner: str
    due: str
    agreed: bool
    critical: bool
    effort: str
    tenths: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A critical practice that failed, or was not rated: what was seen and what is done."""

    title: str
    where: str
    seen: str
    done: str
    failed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A touchpoint with as much of its name as one line holds."""

    touchpoint: TouchpointPart
    name: str


@dataclass(frozen=True, slots=True)
class Board:
    """The page's content. `columns` holds the touchpoints where a table of them all would not fit."""

    rows: tuple[Row, ...]
    columns: tuple[tuple[Row, ...], ...]
    dense: int
    dimensions: tuple[DimensionPart, ...]
    failures: tuple[Failure, ...]
    more_failures: int
    actions: tuple[BoardAction, ...]


def set_board(report: Report, paper: str) -> Board:
    """The page's content: a table of touchpoints and dimensions if there is room for it, else a list in columns."""
    dimensions = tuple(report.dimensions[:MOST_DIMENSIONS])
    fixed = EXHIBIT + HEADS + BANDS + NOTE + (9.0 if dimensions else 0.0)
    for kind, tries in (("table", TIGHTER[:TABLED]), ("names", TIGHTER), ("short", TIGHTER)):
        columns, height = _columns(report, short=kind == "short")
        height += EXHIBIT + NOTE + (36.0 if dimensions else 0.0) + (BANDS if kind == "names" else 0.0)
        for most, shown, lines in tries:
            actions, failures = _actions(report, most), _failures(report, shown, lines)
            left = ROOM[paper] - SPARE - GAP[paper] - _title_height(report, paper)
            left -= _actions_height(actions, paper) + _failures_height(failures, paper)
            fitting = [i for i, row in enumerate(SLIM) if fixed + row * (len(report.touchpoints) + 1) <= left]
            more = len(_open(report)) - len(failures)
            if kind == "table" and fitting:
                return Board(_rows(report, dimensions), (), fitting[0], dimensions, failures, more, actions)
            if kind != "table" and height <= left:
                return Board((), columns, 1 + (kind == "short"), dimensions, failures, more, actions)
    return Board((), columns, 2, dimensions, failures, more, actions)


def _rows(report: Report, dimensions: tuple[DimensionPart, ...]) -> tuple[Row, ...]:
    """The rows of the table; the wider the dimensions, the shorter the names."""
    cells = min(84.0 / len(dimensions), 15.0) * len(dimensions) + 17 if dimensions else 100.0
    return tuple(_row(part, (170 - cells) * 2.835 - 6) for part in report.touchpoints)


def _columns(report: Report, *, short: bool) -> tuple[tuple[tuple[Row, ...], ...], float]:
    """Three columns, or two of a few touchpoints, filled from the top, and the height of the highest.

    Args: `short` keeps each name on one line, where need be by the touchpoint's short name.
    """
    count = 3 if len(report.touchpoints) > 12 else 2
    room = NAME[count]
    rows = [_row(part, room, short=short) for part in report.touchpoints]
    most = -(-len(rows) // count)
    columns = tuple(tuple(rows[i * most : (i + 1) * most]) for i in range(count))
    heights = [
        sum(LISTED[short] + 10.7 * (count_lines(row.name, SMALL, room) - 1) for row in column) for column in columns
    ]
    return columns, max(heights)


def _row(part: TouchpointPart, room: float, *, short: bool = True) -> Row:
    room -= 11.0 * (part.moment_of_truth + bool(part.triggered))
    if not short:
        return Row(part, cut_to(2, part.title, SMALL, room))
    fits = count_lines(part.title, SMALL, room, bold=True) == 1
    return Row(part, part.title if fits else cut_to(1, part.short, SMALL, room, bold=True))


def _title_height(report: Report, paper: str) -> float:
    text = report.words.get("scorecard", "")
    size, margin = {"": 20.0, "long": 15.0}.get(title_class(text), 11.5), 18.0 if paper == "a4" else 14.0
    return 10.7 + 4 + margin + count_lines(text, size, 447.8, serif=True) * size * 1.22


def _actions(report: Report, most: int) -> tuple[BoardAction, ...]:
    return tuple(
        BoardAction(
            row.number,
            cut_to(most, row.do, SMALL, DO - 9),
            cut_to(max(most - 1, 1), row.owner or "to be named", SMALL, OWNER - 9),
            show_day(row.due) if row.due else {"now": "in 30 days", "next": "in 90 days"}.get(row.horizon, "later"),
            row.committed,
            row.critical,
            row.effort,
            row.tenths,
        )
        for row in [row for row in report.actions if row.status != "done"][:FEW_ACTIONS]
    )


def _actions_height(actions: tuple[BoardAction, ...], paper: str) -> float:
    if not actions:
        return EXHIBIT + 14
    lines = (
        max(count_lines(action.do, SMALL, DO - 9), count_lines(action.owner, SMALL, OWNER - 9)) for action in actions
    )
    return EXHIBIT + HEADS + sum(2 * PAD[paper] + 0.5 + LINE * count for count in lines) + 14


def _open(report: Report) -> list[PracticePart]:
    """Critical practices that failed, then those that were not rated."""
    failed = [part for part in report.practices if part.triggered]
    missing = [part for part in report.practices if leaves_open(critical=part.critical, state=part.state)]
    return failed + missing


def _failures(report: Report, shown: int, lines: int) -> tuple[Failure, ...]:
    places = {part.id: part.title for part in report.touchpoints}
    planned = {row.practice: row for row in report.actions}
    return tuple(
        Failure(
            cut_to(lines, part.title, SMALL, WHAT - 10, bold=True),
            cut_to(1, places.get(part.touchpoint, ""), SMALL, WHAT - 10),
            cut_to(lines, _seen(part), SMALL, SEEN - 14),
            cut_to(lines, _done(part, planned[part.id].do if part.id in planned else ""), SMALL, DONE - 6),
            part.triggered,
        )
        for part in _open(report)[:shown]
    )


def _seen(part: PracticePart) -> str:
    words = next((note.text for note in part.notes), "") or part.anchor or part.label or part.reason or ""
    return f"{part.rating_text}. {words}" if part.rating_text else words or "Not rated."


def _done(part: PracticePart, planned: str) -> str:
    if part.triggered:
        return planned or "Nothing is planned yet."
    return "To be judged in the next visit; until then the verdict is open."


def _failures_height(failures: tuple[Failure, ...], paper: str) -> float:
    if not failures:
        return 0.0
    lines = (
        max(
            count_lines(row.title, SMALL, WHAT - 10, bold=True) + 1,
            count_lines(row.seen, SMALL, SEEN - 14),
            count_lines(row.done, SMALL, DONE - 6),
        )
        for row in failures
    )
    return EXHIBIT + HEADS + sum(2 * PAD[paper] + 0.5 + LINE * count for count in lines) + GAP[paper]
