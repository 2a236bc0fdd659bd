"""What stands on the one page of the executive summary: the first few of everything, and the text that has room."""

import re
import textwrap
from dataclasses import dataclass

from cxaudit.report.document import ActionPart, PracticePart, Report
from cxaudit.report.text import shorten, split_blocks

ROOM = {"a4": 708.0, "letter": 681.0}           # height of the text on a page, in points
SPARE = 10.0                                    # lines are counted in average letters, so some room is kept free
LEAD_LINE, LEAD_MARGINS, COVERAGE = 14.9, 18.0, 34.0
ACTION_ROOMS = (130, 66)                        # letters of an action on two lines, and on one
TITLE_ROOM = 105                                # letters on two lines of a heading
FEW_GAPS, FEW_ACTIONS = 3, 5
BY = ("x" * 42, "x" * 20)                       # room for the name, with and without "continued"


@dataclass(frozen=True, slots=True)
class Summary:
    """The page's selections. `lead` is Markdown where the auditor wrote it; `continued`: more of it follows."""

    strengths: tuple[PracticePart, ...]
    gaps: tuple[PracticePart, ...]
    actions: tuple[ActionPart, ...]
    action_room: int
    alert: str
    lead: str
    continued: bool


def select_summary(report: Report, paper: str, dial: float, journey: float) -> Summary:
    """The page's selections, so short that the page cannot overflow.

    Args: `dial` and `journey` are the heights of the two charts, in points.
    """
    known = {part.id: part for part in report.practices}
    strengths = tuple(known[row.practice] for row in report.findings if row.kind == "strength")[:FEW_GAPS]
    gaps = tuple(known[row.practice] for row in report.findings if row.kind == "gap")[:FEW_GAPS]
    actions = tuple(report.actions[:FEW_ACTIONS])
    alert = shorten(report.words.get("critical", ""), 330)
    beside = 13 + max(dial + 12 * (2 + report.score.limited + report.score.undetermined), journey)
    points = 30 + 32.4 * max(len(strengths), len(gaps), 1)
    left = (ROOM[paper] - SPARE - 11 - _title_height(report.words.get("verdict", "")) - _alert_height(alert) - beside
            - LEAD_MARGINS - points - COVERAGE)
    room = next((room for room in ACTION_ROOMS if left - _actions_height(actions, room) >= 2 * LEAD_LINE),
                ACTION_ROOMS[-1])
    lines = max(int((left - _actions_height(actions, room)) / LEAD_LINE), 1)
    if report.audit.summary:
        lead, continued = _first_blocks(report.audit.summary, lines)
    else:
        lead, continued = shorten(report.words.get("lead", ""), lines * 88), False
    return Summary(strengths, gaps, actions, room, alert, lead, continued)


def title_class(text: str) -> str:
    """The class of a heading that needs more than two lines at full size."""
    return "" if len(text) <= TITLE_ROOM else "long" if len(text) <= 180 else "longest"


def _first_blocks(text: str, lines: int) -> tuple[str, bool]:
    """The first paragraphs that fit into a number of lines, and whether anything is left over."""
    blocks, used = split_blocks(text), 0.0
    shown: list[str] = []
    for block in blocks:
        last = len(shown) == len(blocks) - 1
        need = sum(_lines(line, 92) for line in _apart(block + BY[last])) + 0.25
        if used + need > lines + 0.25:
            break
        shown.append(block)
        used += need
    if not shown and blocks:
        plain, room = blocks[0].replace("*", ""), max(lines * 86 - len(BY[False]), 60)
        return shorten(plain, room), len(blocks) > 1 or len(plain) > room
    return "\n\n".join(shown), len(shown) < len(blocks)


def _apart(block: str) -> list[str]:
    """The items of a list, or the one paragraph."""
    items = re.split(r"\n(?=\s*(?:[-*+]|\d+[.)])\s)", block)
    return [" ".join(item.split()) for item in items]


def _title_height(text: str) -> float:
    size, letters = {"": (20.0, 52), "long": (15.0, 72), "longest": (11.5, 95)}[title_class(text)]
    return 12 + _lines(text, letters) * size * 1.22


def _alert_height(alert: str) -> float:
    return 25 + _lines(f"Critical practices failed: {alert}", 115) * 12 if alert else 0.0


def _actions_height(actions: tuple[ActionPart, ...], room: int) -> float:
    if not actions:
        return 50.0
    rows = (max(_lines(shorten(row.do, room), 68), _lines(shorten(row.owner or "", 36), 17), 2 if row.critical else 1)
            for row in actions)
    return 44 + sum(7 + lines * 11.2 for lines in rows)


def _lines(text: str, letters: int) -> int:
    return max(len(textwrap.wrap(text, letters)), 1)
