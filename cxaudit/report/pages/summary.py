"""What stands on the one page of the executive summary: the first few of everything, and the text that has room."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cxaudit.report.charts.text import width_of
from cxaudit.report.document import ActionPart, PracticePart, Report
from cxaudit.report.pages.room import count_lines, cut_to
from cxaudit.report.text import show_number, show_tenths, split_blocks

ROOM = {"a4": 708.0, "letter": 681.0}  # height of the text on a page, in points
SPARE, LOWER = 4.0, 10.0  # kept free; what rows and distances are lower on Letter
FULL, HALF, THIRD = 481.9, 231.0, 147.0  # widths of the text and its columns
TITLE, DO, OWNER = 447.8, 270.0, 71.0
FEW_POINTS, FEW_ACTIONS = 3, 5
TITLES = (("", 20.0, 2), ("long", 15.0, 3), ("longest", 11.5, 4))  # class, size and most lines of a heading
LEAD_SIZE, LEAD_LINE, LEAD_MARGINS = 10.9, 14.91, 18.0  # 10.5 points, and 4 % for emphasised words, which run wider
# Lines of an action, of the alert, and at least of the lead auditor, from the roomiest to the tightest page.
TIGHTER = ((2, 3, 2), (2, 2, 2), (1, 2, 2), (1, 2, 1), (1, 1, 1))
NEARLY = 0.1  # of a line: what is kept free has room for it
LONGEST_DO = 3  # lines that an action takes where the page has room
BY = ("x" * 40, "x" * 20)  # room for the name, with and without "continued"


@dataclass(frozen=True, slots=True)
class Point:
    """A strength or a gap in two lines."""

    title: str
    where: str
    critical: bool


@dataclass(frozen=True, slots=True)
class FirstAction:
    """An action with its texts cut to the lines that it has."""

    action: ActionPart
    do: str
    owner: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The page's texts. `lead` is Markdown where the auditor wrote it; `continued`: more of it follows."""

    verdict: str
    verdict_class: str
    alert: str
    strengths: tuple[Point, ...]
    gaps: tuple[Point, ...]
    actions: tuple[FirstAction, ...]
    lead: str
    continued: bool
    auditors: str
    wave: str


def select_summary(report: Report, paper: str, dial: float, journey: float, actions: int = FEW_ACTIONS) -> Summary:
    """The page's texts, so short that the page cannot overflow.

    Args: `dial` and `journey` are the heights of the two charts, in points; `actions` is 0 where a page of its own
        has them.
    """
    verdict_class, verdict, title = _heading(report.words.get("verdict", ""))
    strengths, gaps = _points(report, "strength"), _points(report, "gap")
    beside = 14 + max(dial + 11.7 * (2 + 2 * report.score.limited + report.score.undetermined), journey)
    left = ROOM[paper] - SPARE - 11 - title - beside - LEAD_MARGINS - 25 - 32.4 * max(len(strengths), len(gaps), 1) - 27
    left += LOWER if paper == "letter" else 0.0
    alert, firsts, lines = _tighten(report, left, report.actions[:actions])
    if report.audit.summary:
        lead, continued, used = _first_blocks(report.audit.summary, max(lines, 1))
    else:
        lead = cut_to(max(lines, 1), report.words.get("lead", ""), LEAD_SIZE, FULL, serif=True)
        continued, used = False, count_lines(lead, LEAD_SIZE, FULL, serif=True)
    firsts = _lengthened(firsts, left - _alert_height(alert) - used * LEAD_LINE)
    names = ", ".join(person.name for person in report.audit.auditors)
    if report.audience == "client" and len(report.audit.auditors) > 1:
        names = f"signed off by {report.audit.signoff.name}" if report.audit.signoff else ""
    return Summary(
        verdict,
        verdict_class,
        alert,
        strengths,
        gaps,
        firsts,
        lead,
        continued,
        cut_to(1, names, 7.25, THIRD),
        cut_to(1, report.audit.wave or "", 7.25, THIRD - 24),
    )


def _tighten(report: Report, left: float, rows: Sequence[ActionPart]) -> tuple[str, tuple[FirstAction, ...], int]:
    """The alert, the actions, and the lines of the lead auditor, on the roomiest page that holds a first paragraph.

    Where no page does, the paragraph will be cut, and the roomiest page with some lines of it is taken.
    """
    found = []
    for of_action, of_alert, of_lead in TIGHTER:
        alert = cut_to(of_alert, report.words.get("critical", ""), 8.25, FULL - 160)
        firsts = tuple(_first_action(row, of_action) for row in rows)
        lines = int((left - _alert_height(alert) - _actions_height(firsts)) / LEAD_LINE + NEARLY)
        found.append((of_lead, (alert, firsts, lines)))
    text = report.audit.summary or ""
    first = tuple(split_blocks(text)[:1])
    whole = (made for _, made in found if first and _first_blocks(text, max(made[2], 1))[0].startswith(first))
    return next(whole, None) or next((made for of_lead, made in found if made[2] >= of_lead), found[-1][1])


def title_class(text: str) -> str:
    """The class of a heading that needs more than two lines at full size."""
    return _heading(text)[0]


def _heading(text: str) -> tuple[str, str, float]:
    """Class, text and height of a heading."""
    for name, size, most in TITLES:
        lines = count_lines(text, size, TITLE, serif=True)
        if lines <= most:
            return name, text, 12 + lines * size * 1.22
    name, size, most = TITLES[-1]
    return name, cut_to(most, text, size, TITLE, serif=True), 12 + most * size * 1.22


def _points(report: Report, kind: str) -> tuple[Point, ...]:
    known = {part.id: part for part in report.practices}
    places = {part.id: part.title for part in report.touchpoints}
    chosen = [known[row.practice] for row in report.findings if row.kind == kind and row.practice in known][:FEW_POINTS]
    return tuple(_point(part, places.get(part.touchpoint, ""), gap=kind == "gap") for part in chosen)


def _point(part: PracticePart, place: str, *, gap: bool) -> Point:
    rest = f"costs {show_tenths(part.tenths)} points" if gap else f"weight {show_number(part.weight)}"
    room = HALF - 12 - width_of(f"{place} ·  · {rest}", 8.25)
    rest = f"{cut_to(1, part.rating_text, 8.25, max(room, 70))} · {rest}"
    chip = 42.0 if part.triggered else 0.0
    where = f"{cut_to(1, place, 8.25, HALF - 12 - width_of(f' · {rest}', 8.25))} · {rest}"
    return Point(cut_to(1, part.title, 9.5, HALF - 6 - chip, bold=True), where, part.triggered)


def _lengthened(firsts: tuple[FirstAction, ...], room: float) -> tuple[FirstAction, ...]:
    """The actions with more of their texts, line by line from the first, as long as there is room."""
    for most in range(2, LONGEST_DO + 1):
        for i, first in enumerate(firsts):
            longer = (*firsts[:i], _first_action(first.action, most), *firsts[i + 1 :])
            if longer[i].do != first.do and _actions_height(longer) <= room:
                firsts = longer
    return firsts


def _first_action(row: ActionPart, most: int) -> FirstAction:
    most = max(most, 1 + row.critical)  # the word below the points of a critical one takes a second line anyway
    return FirstAction(row, cut_to(most, row.do, 8.25, DO - 6), cut_to(most, row.owner or "–", 8.25, OWNER - 3))


def _actions_height(firsts: tuple[FirstAction, ...]) -> float:
    if not firsts:
        return 50.0
    rows = (
        max(count_lines(first.do, 8.25, DO - 6), count_lines(first.owner, 8.25, OWNER - 3), 1 + first.action.critical)
        for first in firsts
    )
    return 44 + sum(7 + lines * 11.2 for lines in rows)


def _alert_height(alert: str) -> float:
    return 25 + count_lines(alert, 8.25, FULL - 160) * 11.8 if alert else 0.0


def _first_blocks(text: str, lines: int) -> tuple[str, bool, float]:
    """The first paragraphs that fit into a number of lines, whether anything is left over, and the lines they take."""
    blocks, used = split_blocks(text), 0.0
    shown: list[str] = []
    for block in blocks:
        by = BY[len(shown) == len(blocks) - 1]
        need = sum(count_lines(line, LEAD_SIZE, FULL, serif=True) for line in _apart(f"{block} {by}")) + 0.25
        if used + need > lines + 0.25:
            break
        shown.append(block)
        used += need
    if not shown and blocks:
        plain = " ".join(blocks[0].replace("*", "").split())
        room = FULL * lines - width_of(BY[False], LEAD_SIZE)
        short = cut_to(1, plain, LEAD_SIZE, max(room * 0.96, FULL / 2), serif=True)
        return short, len(blocks) > 1 or short != plain, lines
    return "\n\n".join(shown), len(shown) < len(blocks), used


def _apart(block: str) -> list[str]:
    """The items of a list, or the one paragraph."""
    items = re.split(r"\n(?=\s*(?:[-*+]|\d+[.)])\s)", block)
    return [" ".join(item.split()) for item in items]
