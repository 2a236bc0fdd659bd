"""Keys of long journeys: all touchpoints by stage in three columns, or only the turning points in two."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxaudit.report.charts.axis import decimal, reaches, rounded, shown_score
from cxaudit.report.charts.shapes import FULL, Label
from cxaudit.report.charts.text import ELLIPSIS, fit, width_of, wrap
from cxaudit.report.document import Report, TouchpointPart

NAMED = 10  # so many touchpoints may be named below the curve itself
COLUMNS, GAP, PITCH = 3, 19.8, 10.6
KeyLine = str | tuple[int, TouchpointPart]  # a stage, or a touchpoint with its number


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A row of the key: a stage, or a touchpoint with its marks."""

    stage: Label | None
    number: Label | None
    name: Label | None
    score: Label | None
    diamond: tuple[float, float] | None
    triangle: tuple[float, float] | None

    @property
    def labels(self) -> tuple[Label, ...]:
        """What is written in it."""
        return tuple(label for label in (self.stage, self.number, self.name, self.score) if label)


def names_below(report: Report, room: float) -> list[tuple[str, ...]] | None:
    """Names in up to three lines for below the curve; None where they are too many or too long, and a key is needed.

    A short name stands for a title that would need more lines, or of which a word would have to be broken.

    Args: `room` is the width for each, in points.
    """
    if len(report.touchpoints) > NAMED:
        return None
    language, found = report.audit.language, []
    for part in report.touchpoints:
        lines = wrap(part.title, 8, room, bold=True, language=language)
        whole = all(width_of(word, 8, bold=True) <= room for word in part.title.split())
        if len(lines) > 3 or not whole:
            lines = wrap(part.short, 8, room, bold=True, language=language, most=3)
        if lines and lines[-1].endswith(ELLIPSIS):
            return None
        found.append(lines)
    return found


def draw_key(report: Report, top: float) -> tuple[KeyRow, ...]:
    """The rows of the key.

    Args: `top` is the baseline of the first row.
    """
    heads = {reach.first: reach.stage.title for reach in reaches(report)}
    lines: list[KeyLine] = []
    for i, part in enumerate(report.touchpoints):
        if i in heads:
            lines.append(heads[i])
        lines.append((i + 1, part))
    wide = (FULL - GAP * (COLUMNS - 1)) / COLUMNS
    rows = []
    for column, inside in enumerate(_columns(lines)):
        for row, line in enumerate(inside):
            x, y = column * (wide + GAP), top + PITCH * row
            rows.append(_stage(line, x, y, wide) if isinstance(line, str) else _touchpoint(*line, x, y, wide))
    return tuple(rows)


def turning_points(report: Report, most: int) -> list[int]:
    """The numbers, from 0, of the touchpoints that tell the journey, in its order.

    The lowest and the highest, failed critical ones and moments of truth come first, then the next weakest.
    """
    scores = {i: score for i, part in enumerate(report.touchpoints) if (score := shown_score(part)) is not None}
    weakest = sorted(scores, key=lambda i: scores[i])
    strongest = max(scores, key=lambda i: scores[i])
    failed = [i for i in weakest if report.touchpoints[i].triggered]
    moments = [i for i in weakest if report.touchpoints[i].moment_of_truth]
    wanted = dict.fromkeys([*weakest[:1], *failed, strongest, *moments, *weakest])
    return sorted(list(wanted)[:most])


def draw_turning_points(
    report: Report, picked: Sequence[int], top: float, left: float, right: float
) -> tuple[KeyRow, ...]:
    """Number, name and rounded score of some touchpoints in two columns, read downwards.

    Args: `top` is the baseline of the first row; `left` and `right` are the edges, in points.
    """
    wide, half = (right - left - GAP) / 2, -(-len(picked) // 2)
    rows = []
    for at, i in enumerate(picked):
        part, x, y = report.touchpoints[i], left + (wide + GAP) * (at // half), top + 9.4 * (at % half)
        room = wide - 14 - 16 - 9.0 * bool(part.triggered)
        name = part.title if width_of(part.title, 7.25) <= room else fit(part.short, 7.25, room)
        rows.append(
            KeyRow(
                None,
                Label(x + 9.5, y, str(i + 1), "tick strong", "end"),
                Label(x + 14, y, name),
                Label(x + wide, y, rounded(shown_score(part) or 0.0), "tick strong", "end"),
                None,
                (x + 14 + width_of(name, 7.25) + 6.5, y - 2.2) if part.triggered else None,
            )
        )
    return tuple(rows)


def _columns(lines: list[KeyLine]) -> list[list[KeyLine]]:
    """The lines in columns of about equal length; a stage's name never stands alone at the foot of one."""
    for most in range(-(-len(lines) // COLUMNS), len(lines) + 1):
        columns: list[list[KeyLine]] = [[]]
        for line in lines:
            if len(columns[-1]) >= most or (len(columns[-1]) == most - 1 and isinstance(line, str)):
                columns.append([])
            columns[-1].append(line)
        if len(columns) <= COLUMNS:
            return columns
    return [lines]


def _stage(title: str, x: float, y: float, wide: float) -> KeyRow:
    return KeyRow(Label(x, y, fit(title, 7.25, wide, bold=True), "tick strong"), None, None, None, None, None)


def _touchpoint(number: int, part: TouchpointPart, x: float, y: float, wide: float) -> KeyRow:
    marks = 9.0 * (part.moment_of_truth + bool(part.triggered))
    name = fit(part.title, 7.25, wide - 14 - 24 - marks)
    after = x + 14 + width_of(name, 7.25) + 6.5
    return KeyRow(
        None,
        Label(x + 9.5, y, str(number), "tick strong", "end"),
        Label(x + 14, y, name),
        Label(x + wide, y, decimal(shown_score(part)), "tick strong", "end"),
        (after, y - 2.4) if part.moment_of_truth else None,
        (after + 9.0 * part.moment_of_truth, y - 2.2) if part.triggered else None,
    )
