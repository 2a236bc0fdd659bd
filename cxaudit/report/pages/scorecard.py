"""The heat table of the scorecard: widths of its columns, how tight its rows are, and whether it is one page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cxaudit.report.charts.text import width_of
from cxaudit.report.document import DimensionPart, Report, StagePart
from cxaudit.report.pages.room import count_lines

MM = 72 / 25.4
WIDTH, NAME, LOOSE_NAME = 170.0, 36.0, 41.0  # millimetres: the text, and what names of touchpoints have at least
STAGES, LOOSE_STAGE = (20.0, 22.0, 24.0, 26.0), 25.0
ABOVE, ONE_LINE = (20.0, 22.0, 25.0, 28.0, 31.0), 31.0  # score above its word; the most for both beside each other
STACKED, LINE, BARE = "stacked", "line", "bare"  # a score above its word, beside it, or without it: the ruler says it
CELL, FEW, MOST = 17.0, 6, 10  # a cell at most; so many dimensions are few; so many stand in one table
HEAD, LEGEND, SUM = 46.0, 50.0, 24.0  # points: exhibit and table heads, ruler with its note, the row of all touchpoints
AIRY, ROOMY, SNUG, TIGHT, TIGHTEST = "airy", "", "snug", "tight", "tightest"
AIR = 6.0  # that an airy row has more than a roomy one
PADS = {ROOMY: 8.8, SNUG: 8.5, TIGHT: 5.7, TIGHTEST: 3.4}  # of a row above and below, with its line
BROKEN = 60.0  # what a page loses where the table breaks between two stages


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of up to ten dimensions; widths are millimetres, `stage` is 0 where there are no stages."""

    dimensions: tuple[DimensionPart, ...]
    stage: float
    name: float
    score: float
    cell: float
    dense: bool  # many columns, so their heads are small


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All tables of the scorecard.

    `rows` is the class of its rows, `wording` where a score has its band's word, `long` whether it takes more than a
    page, and `height` what all tables take, in points.
    """

    sheets: tuple[Sheet, ...]
    rows: str
    wording: str
    long: bool
    height: float
    count: int  # of all rows


def set_scorecard(report: Report, room: float) -> Scorecard:
    """The tables so tight as they must be to stand on one page.

    Args: `room` is the height of a page below the head of the section, in points.
    """
    all_of = tuple(report.dimensions)
    count = len(report.touchpoints) * max(-(-len(all_of) // MOST), 1)
    groups = [all_of[at : at + MOST] for at in range(0, len(all_of), MOST)] or [()]
    for rows in PADS:
        wording = STACKED if rows == ROOMY else LINE if _one_line(report) <= ONE_LINE else BARE
        sheets = tuple(_sheet(report, group, rows, wording) for group in groups)
        heights = [_height(report, sheet, rows, wording) for sheet in sheets]
        if max(heights) + LEGEND <= room:
            return Scorecard(sheets, rows, wording, long=False, height=sum(heights) + LEGEND, count=count)
    # Longer than a page in any case: then it need not be as tight as can be.
    sheets = tuple(_sheet(report, group, TIGHT, wording) for group in groups)
    high = sum(_height(report, sheet, TIGHT, wording) for sheet in sheets)
    broken = int(high / room) * BROKEN
    return Scorecard(sheets, TIGHT, wording, long=True, height=high + LEGEND + broken, count=count)


def spread_rows(card: Scorecard, left: float) -> Scorecard:
    """The tables with more air in their rows, where a page has that room left; else as they are."""
    return replace(card, rows=AIRY) if stretch_of(card) and left >= stretch_of(card) else card


def stretch_of(card: Scorecard) -> float:
    """How much higher airy rows would make the tables; 0 where the rows had to be tight already."""
    return AIR * card.count if card.rows == ROOMY and not card.long else 0.0


def shows_score(stage: StagePart) -> bool:
    """Whether a stage's score is printed: that of a single touchpoint stands beside it already."""
    return stage.score is not None and len(stage.touchpoints) > 1


def _sheet(report: Report, group: tuple[DimensionPart, ...], rows: str, wording: str) -> Sheet:
    dense, several = len(group) > FEW, any(stage.title for stage in report.stages)
    score = {STACKED: _stacked(report, dense=dense), LINE: _one_line(report), BARE: ABOVE[0]}[wording]
    stage = 0.0 if not several else LOOSE_STAGE if not dense else _stage_width(report.stages, group)
    left = WIDTH - stage - score
    if not group:
        return Sheet(group, stage, left - 2 * 18, score, 18.0, dense=False)
    least = LOOSE_NAME if not dense else NAME if rows == ROOMY else NAME + 2
    cell = round(min((left - least) / len(group), CELL), 2)
    return Sheet(group, stage, round(left - cell * len(group), 2), round(score, 2), cell, dense)


def _stage_width(stages: Sequence[StagePart], group: Sequence[DimensionPart]) -> float:
    """The least width in which every stage's name stands in two lines without a broken word."""
    widths = STAGES if len(group) < MOST - 1 else STAGES[:2]
    for width in widths:
        room = width * MM - 8
        words = all(width_of(word, 7.25) <= room for stage in stages for word in stage.title.split())
        if words and all(count_lines(_stage_text(stage), 7.25, room) <= 2 for stage in stages):
            return width
    return widths[-1]


def _stage_text(stage: StagePart) -> str:
    return f"{stage.title} 100.0" if shows_score(stage) else stage.title


def _one_line(report: Report) -> float:
    """Millimetres that a score takes with its word beside it."""
    words = max((width_of(band.label, 6.75) for band in report.checklist.bands), default=0.0)
    return (width_of("100.0 ", 8.25, bold=True) + words + 8) / MM


def _stacked(report: Report, *, dense: bool) -> float:
    """Millimetres for a score above its word: as few as give every word no more than two lines."""
    widths = ABOVE[0 if dense else 1 :]
    return next((width for width in widths if _word_lines(report, width) <= 2), widths[-1])


def _word_lines(report: Report, width: float) -> int:
    """The most lines that a band's word takes in a column of so many millimetres."""
    return max((count_lines(band.label, 7.25, width * MM - 6) for band in report.checklist.bands), default=1)


def _height(report: Report, sheet: Sheet, rows: str, wording: str) -> float:
    stages, touchpoints = {part.id: part for part in report.stages}, {part.id: part for part in report.touchpoints}
    line = 11.2 if rows == ROOMY else 10.0
    words = _word_lines(report, sheet.score) if wording == STACKED else 0
    total = HEAD + SUM + 10.3 * words
    for stage in stages.values():
        for first, key in enumerate(stage.touchpoints):
            part = touchpoints[key]
            name = part.title + (" ◆" if part.moment_of_truth else "")
            high = line * count_lines(name, 8.25, sheet.name * MM - 3, bold=True)
            high = max(high, 10.3 + 10.3 * words)
            if sheet.stage and not first:
                high = max(high, 9.8 * count_lines(_stage_text(stage), 7.25, sheet.stage * MM - 8))
            total += high + PADS[rows]
    return total
