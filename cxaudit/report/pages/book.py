"""The points ledger as printed: lines of touchpoints and practices in columns, page after page."""

from dataclasses import dataclass
from math import ceil

from cxaudit.report.document import Report

COLUMNS = 3
FIRST, FURTHER = 26, 44                         # lines in a column: below the waterfall, and on a page of their own
SUMS = 9                                        # lines that the sums at the end take


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a column; `head` marks the line of a touchpoint with the sum of its practices, in tenths."""

    title: str
    tenths: int
    head: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """A line of the sums at the end, in tenths of points."""

    title: str
    tenths: int


Column = list[Row]


def list_losses(report: Report) -> list[list[Column]]:
    """Blocks of three columns, each fit for a page; practices that lost nothing are left out."""
    groups = _groups(report)
    blocks: list[list[Column]] = []
    while groups:
        room = FURTHER if blocks else FIRST
        total = sum(map(len, groups))
        last = total + SUMS <= room * COLUMNS
        height = min(room, max(ceil((total + SUMS) / COLUMNS) + 1, 8)) if last else room
        block, groups = _fill(groups, height)
        blocks.append(block)
    return blocks


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
    for kind, name in (("not_applicable", "Not applicable"), ("not_observed", "Not observed"), ("unrated", "Not rated"),
                       ("critical", "Critical rule")):
        lines = [line for line in report.ledger if line.kind == kind]
        keys = [key for line in lines for key in line.practices]
        if keys:
            what = titles.get(keys[0], keys[0]) if len(keys) == 1 else f"{len(keys)} practices"
            sums.append(Sum(f"{name}: {what}", -sum(line.tenths for line in lines)))
    return sums


def _groups(report: Report) -> list[Column]:
    titles = {part.id: part.title for part in report.practices}
    lines = {line.practices[0]: line.tenths for line in report.ledger
             if line.kind in ("practice", "not_applicable") and len(line.practices) == 1 and line.tenths}
    groups = []
    for touchpoint in report.touchpoints:
        rows = [Row(titles[key], -tenths) for key, tenths in lines.items() if key.partition(".")[0] == touchpoint.id]
        if rows:
            groups.append([Row(touchpoint.title, sum(row.tenths for row in rows), head=True), *rows])
    return groups


def _fill(groups: list[Column], height: int) -> tuple[list[Column], list[Column]]:
    """Three columns of at most `height` lines, and the groups that are left; a long group goes on in the next column."""
    waiting = list(groups)
    columns: list[Column] = []
    for _ in range(COLUMNS):
        column: Column = []
        while waiting:
            group, room = waiting[0], height - len(column)
            if len(group) + 1 <= room or (len(group) <= room and not column):
                column += [*group]
                waiting.pop(0)
            elif room >= 6 and len(group) - (room - 1) >= 3:
                column += group[:room - 1]
                waiting[0] = [Row(f"{group[0].title.removesuffix(', continued')}, continued", group[0].tenths, head=True),
                              *group[room - 1:]]
                break
            else:
                break
        columns.append(column)
    return columns, waiting
