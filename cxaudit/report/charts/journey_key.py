"""The key of a long journey: number, name and score of every touchpoint, by stage, in three columns."""

from dataclasses import dataclass

from cxaudit.report.charts.axis import decimal, reaches, shown_score
from cxaudit.report.charts.shapes import FULL, Label
from cxaudit.report.charts.text import fit, width_of
from cxaudit.report.document import Report, TouchpointPart

NAMED = 10                                              # so many touchpoints are named below the curve itself
COLUMNS, GAP, PITCH = 3, 19.8, 10.6


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


def draw_key(report: Report, top: float) -> tuple[KeyRow, ...]:
    """The rows of the key.

    Args: `top` is the baseline of the first row.
    """
    heads = {reach.first: reach.stage.title for reach in reaches(report)}
    lines: list[str | tuple[int, TouchpointPart]] = []
    for i, part in enumerate(report.touchpoints):
        if i in heads:
            lines.append(heads[i])
        lines.append((i + 1, part))
    wide = (FULL - GAP * (COLUMNS - 1)) / COLUMNS
    in_column = -(-len(lines) // COLUMNS)
    rows, column, row = [], 0, 0
    for line in lines:
        # A stage's name never stands alone at the foot of a column.
        if column < COLUMNS - 1 and (row >= in_column or (row == in_column - 1 and isinstance(line, str))):
            column, row = column + 1, 0
        x, y = column * (wide + GAP), top + PITCH * row
        rows.append(_stage(line, x, y, wide) if isinstance(line, str) else _touchpoint(*line, x, y, wide))
        row += 1
    return tuple(rows)


def _stage(title: str, x: float, y: float, wide: float) -> KeyRow:
    return KeyRow(Label(x, y, fit(title, 7.25, wide, bold=True), "tick strong"), None, None, None, None, None)


def _touchpoint(number: int, part: TouchpointPart, x: float, y: float, wide: float) -> KeyRow:
    marks = 9.0 * (part.moment_of_truth + bool(part.triggered))
    name = fit(part.title, 7.25, wide - 14 - 24 - marks)
    after = x + 14 + width_of(name, 7.25) + 6.5
    return KeyRow(
        None, Label(x + 9.5, y, str(number), "tick strong", "end"), Label(x + 14, y, name),
        Label(x + wide, y, decimal(shown_score(part)), "tick strong", "end"),
        (after, y - 2.4) if part.moment_of_truth else None,
        (after + 9.0 * part.moment_of_truth, y - 2.2) if part.triggered else None)
