"""The points ledger as printed: lines of touchpoints and practices in columns, page after page."""

from dataclasses import dataclass

from cxaudit.report.document import Report
from cxaudit.report.pages.room import count_lines
from cxaudit.report.text import shorten

COLUMNS = 3
MOST = 17.0  # lines in a column: a block is never broken, so it must not leave much of a page empty
ALONE = 22.0  # lines in a column where everything is one block: it still has room below the waterfall
WHOLE = 40.0  # the same where the ledger begins in mid-page: everything then goes to the next page, which has more room
REST = 13.0  # lines that the last of several blocks has at least, beside the sums
LEAST = 8  # lines in a column of a short book
SUMS = 11.0  # lines that the sums at the end take
MOST_APART = 3  # lines of a group before it may go on in the next column
CONTINUED = ", continued"
TITLE, LETTERS = 105.0, 52  # width of a title in points, and its most letters


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a column; `head` marks the line of a touchpoint with the sum of its practices, in tenths."""

    title: str
    tenths: int | None
    head: bool = False

    @property
    def lines(self) -> float:
        """The height, in lines."""
        further = count_lines(self.title, 8.25, TITLE, bold=self.head) - 1
        return 1 + 0.78 * further + 0.5 * self.head  # only the first has a padding


@dataclass(frozen=True, slots=True)
class Sum:
    """A line of the sums at the end, in tenths of points."""

    title: str
    tenths: int


Column = list[Row]


def list_losses(report: Report) -> list[list[Column]]:
    """Blocks of three columns, each a third of a page; practices that lost nothing are left out.

    The last column of the last block leaves room for the sums.
    """
    groups = _groups(report)
    blocks: list[list[Column]] = []
    last = _last(groups, ALONE)
    if last is None and not (report.agreement or report.change):
        last = _last(groups, WHOLE)  # those two parts take whole pages: after them the ledger begins at the top of one
    while last is None:
        fillings = [_fill(groups, height) for height in range(int(MOST), LEAST - 1, -1)]
        # The sums never stand alone or with a few lines: a block that would take nearly all leaves some for theirs.
        block, groups = next((found for found in fillings if sum(map(_height, found[1])) >= REST), fillings[-1])
        blocks.append(block)
        last = _last(groups, MOST)
    return [*blocks, last]


def sum_up(report: Report) -> list[Sum]:
    """From 100 to the score shown, in a handful of lines; empty where there is no score."""
    if report.score.raw is None:
        return []
    titles = {part.id: part.title for part in report.practices}
    lost = [line for line in report.ledger if line.kind == "practice" and line.tenths]
    number = sum(len(line.practices) for line in lost)
    sums = [Sum("Full score", 1000)]
    if lost:
        sums.append(Sum(f"Lost in {number} practice{'s' if number != 1 else ''}", -sum(line.tenths for line in lost)))
    for kind, name in (
        ("not_applicable", "Not applicable"),
        ("not_observed", "Not observed"),
        ("unrated", "Not rated"),
        ("critical", "Critical rule"),
    ):
        lines = [line for line in report.ledger if line.kind == kind]
        keys = [key for line in lines for key in line.practices]
        if keys:
            what = titles.get(keys[0], keys[0]) if len(keys) == 1 else f"{len(keys)} practices"
            sums.append(Sum(f"{name}: {what}", -sum(line.tenths for line in lines)))
    return sums


def _groups(report: Report) -> list[Column]:
    titles = {part.id: shorten(part.title, LETTERS) for part in report.practices}
    lines = {
        line.practices[0]: line.tenths
        for line in report.ledger
        if line.kind in ("practice", "not_applicable") and len(line.practices) == 1 and line.tenths
    }
    groups = []
    for touchpoint in report.touchpoints:
        rows = [Row(titles[key], -tenths) for key, tenths in lines.items() if key.partition(".")[0] == touchpoint.id]
        if rows:
            title = shorten(touchpoint.title, LETTERS)
            groups.append([Row(title, sum(row.tenths or 0 for row in rows), head=True), *rows])
    return groups


def _last(groups: list[Column], most: float) -> list[Column] | None:
    """All groups in the lowest block that has room for the sums, too; None where they need more than one."""
    for height in range(LEAST, int(most) + 1):
        block, left = _fill(groups, height)
        if not left and _height(block[-1]) + SUMS <= most:
            return block
    return None


def _fill(groups: list[Column], height: float) -> tuple[list[Column], list[Column]]:
    """Three columns of at most `height` lines, and the groups that are left; a long group goes on in the next."""
    waiting = list(groups)
    columns: list[Column] = []
    for _ in range(COLUMNS):
        column: Column = []
        while waiting:
            group, room = waiting[0], height - _height(column)
            if _height(group) <= room:
                column += waiting.pop(0)
                continue
            fitting = next(i for i in range(len(group) + 1) if _height(group[: i + 1]) > room)
            if fitting >= MOST_APART and (len(group) - fitting >= 2 or not column):
                column += group[:fitting]
                title = group[0].title.removesuffix(CONTINUED) + CONTINUED
                waiting[0] = [Row(title, None, head=True), *group[fitting:]]
            break
        columns.append(column)
    return columns, waiting


def _height(rows: Column) -> float:
    return sum(row.lines for row in rows)
