"""What stands on the one page of the executive summary: the first few of everything, and as much text as there is room."""

import textwrap
from dataclasses import dataclass

from cxaudit.report.document import ActionPart, PracticePart, Report
from cxaudit.report.text import shorten, split_blocks

ROOM = {"a4": 708.0, "letter": 681.0}           # height of the text on a page, in points
SPARE = 16.0                                    # lines are counted in average letters, so some room is kept free
TITLE_ROOM = 105                                # letters on two lines of a heading
FEW_GAPS, FEW_ACTIONS = 3, 5


@dataclass(frozen=True, slots=True)
class Summary:
    """The page's selections; `lead` is Markdown, and `continued` tells that more of it follows in a part of its own."""

    strengths: tuple[PracticePart, ...]
    gaps: tuple[PracticePart, ...]
    actions: tuple[ActionPart, ...]
    action_room: int
    alert: str
    lead: str
    continued: bool


def select_summary(report: Report, paper: str, charts_height: float) -> Summary:
    """The page's selections, so short that the page cannot overflow.

    Args: `charts_height` is the height of the taller of dial and small journey, in points.
    """
    known = {part.id: part for part in report.practices}
    strengths = tuple(known[row.practice] for row in report.findings if row.kind == "strength")[:FEW_GAPS]
    gaps = tuple(known[row.practice] for row in report.findings if row.kind == "gap")[:FEW_GAPS]
    actions = tuple(report.actions[:FEW_ACTIONS])
    alert = shorten(report.words.get("critical", ""), 330)
    fixed = (11 + _title_height(report.words.get("verdict", "")) + _alert_height(alert) + 13 + charts_height + 20
             + 33 + 33 * max(len(strengths), len(gaps), 1) + 12 + 45 + SPARE)
    text = report.audit.summary or report.words.get("lead", "")
    room = 110
    left = ROOM[paper] - fixed - _actions_height(actions, room)
    if left < 4 * 15 and text:                  # the auditor's own words come before second lines of the actions
        room = 62
        left = ROOM[paper] - fixed - _actions_height(actions, room)
    shown, continued = _first_blocks(text, max(int(left / 14.9), 1))
    return Summary(strengths, gaps, actions, room, alert, shown, continued and bool(report.audit.summary))


def title_class(text: str) -> str:
    """The class of a heading that needs more than two lines at full size."""
    return "" if len(text) <= TITLE_ROOM else "long" if len(text) <= 180 else "longest"


def _first_blocks(text: str, lines: int) -> tuple[str, bool]:
    """The first paragraphs that fit into a number of lines, and whether anything is left over."""
    blocks, shown, used = split_blocks(text), [], 0.0
    for block in blocks:
        need = sum(_lines(line, 88) for line in block.splitlines() or [""]) + 0.4
        if used + need > lines + 0.4:
            break
        shown.append(block)
        used += need
    if not shown and blocks:
        plain = blocks[0].replace("*", "")
        return shorten(plain, lines * 80), len(blocks) > 1 or len(plain) > lines * 80
    return "\n\n".join(shown), len(shown) < len(blocks)


def _title_height(text: str) -> float:
    size, letters = {"": (20.0, 52), "long": (15.0, 72), "longest": (11.5, 95)}[title_class(text)]
    return 16 + _lines(text, letters) * size * 1.22


def _alert_height(alert: str) -> float:
    return 28 + _lines(f"Critical practices failed: {alert}", 108) * 12 if alert else 0.0


def _actions_height(actions: tuple[ActionPart, ...], room: int) -> float:
    if not actions:
        return 50.0
    rows = (max(_lines(shorten(row.do, room), 62), _lines(shorten(row.owner or "", 36), 17), 2 if row.critical else 1)
            for row in actions)
    return 47 + sum(7 + lines * 11.2 for lines in rows)


def _lines(text: str, letters: int) -> int:
    return max(len(textwrap.wrap(text, letters)), 1)
