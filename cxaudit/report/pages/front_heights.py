"""How high the parts of the front matter are, in points: counted from their texts with the sizes of report.css."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cxaudit.report.document import PracticePart, Report
from cxaudit.report.pages.room import count_lines
from cxaudit.report.pages.sections import group_practices
from cxaudit.report.text import split_blocks

MM = 72 / 25.4
TITLE, KICKER = 447.8, 10.8  # width of a heading; its small line
TITLES = ((20.0, 2), (15.0, 3), (11.5, 4))  # sizes and most lines of a heading
VOICE = {"": 11.5, "large": 12.6, "larger": 13.6}  # sizes of the lead auditor's letter
BESIDE = 3200  # characters; a shorter letter leaves a column for the audit at a glance
LINE = 11.15  # of a table
HEAVIEST = (4, 12, 42.0)  # rows at least and at most, and the heads of the list of the practices that count most
RULES = 206.0  # the table of the score's words
PICTURES = 140.0  # of a practice's evidence
TOUCHPOINT = 190.0  # head, scores and table head of a touchpoint's section


@dataclass(frozen=True, slots=True)
class Sizes:
    """What differs between papers: a page's text, the margins of a heading, a table's row without its text, a gap."""

    room: float
    head: float
    row: float
    gap: float


PAPERS = {"a4": Sizes(708.0, 22.0, 6.9, 27.0), "letter": Sizes(681.0, 18.0, 5.9, 17.0)}


def head_height(text: str, sizes: Sizes, *, kicker: bool = True) -> float:
    """A part's name and its finding."""
    for size, most in TITLES:
        lines = count_lines(text, size, TITLE, serif=True)
        if lines <= most:
            break
    return KICKER * kicker + sizes.head + lines * size * 1.22


def lead_height(report: Report, sizes: Sizes, voice: str) -> float:
    """The lead auditor's letter, or the audit at a glance beside it, whichever is higher."""
    text, size = report.audit.summary or "", VOICE[voice]
    beside = len(text) < BESIDE
    wide = (112 if beside else 150) * MM - 2
    letter = 12.0
    for block in split_blocks(text):
        items = re.split(r"\n(?=\s*(?:[-*+]|\d+[.)])\s)", block)
        lines = [count_lines(" ".join(item.replace("*", "").split()), size, wide, serif=True) for item in items]
        letter += sum(lines) * size * 1.46 + 8
    head = head_height("From the lead auditor", sizes, kicker=False)
    facts = 14 + 11.6 * (2 * len(report.audit.facts) + len(report.audit.auditors)) + 6 * 32 if beside else 0.0
    return head + max(letter, facts)


def reading_height(report: Report, sizes: Sizes) -> float:
    """The scale, the words of the score and the bands."""
    labels = [level.label or "" for level in report.checklist.levels]
    scale = 80 + sum(sizes.row + LINE * count_lines(label, 8.25, 40.5 * MM - 8) for label in labels)
    high = max(scale, RULES + 26 - 6 * (PAPERS["a4"].row - sizes.row))
    gates = sum(bool(band.asks) for band in report.checklist.bands) + bool(report.words.get("held"))
    return head_height(report.words.get("reading", ""), sizes) + high + sizes.gap + 62 + 12 * gates


def about_height(report: Report) -> float:
    """What the checklist says of itself; 0 where it says nothing."""
    about = report.checklist.about or ""
    return 49 + 11.6 * count_lines(about, 8.25, 150 * MM) if about else 0.0


def list_heaviest(report: Report, most: int) -> list[PracticePart]:
    """The practices with the largest shares of the score, the largest first."""
    return sorted((part for part in report.practices if part.share), key=lambda part: -part.share)[:most]


def count_heaviest(report: Report, sizes: Sizes, room: float) -> int:
    """How many of them a list has room for; none where these are too few to tell anything."""
    places, used, count = {part.id: part.title for part in report.touchpoints}, HEAVIEST[2] + sizes.gap, 0
    for part in list_heaviest(report, HEAVIEST[1]):
        title = count_lines(part.title, 8.25, 70 * MM - 8, bold=True)
        used += sizes.row + LINE * max(title, count_lines(places.get(part.touchpoint, ""), 8.25, 64 * MM - 8))
        if used > room:
            break
        count += 1
    return count if HEAVIEST[0] <= count < len(report.practices) else 0


def contents_height(report: Report, *, continued: bool) -> float:
    """The list of the parts beside the list of the touchpoints."""
    given = sum(bool(part) for part in (report.business_case, report.change, report.agreement))
    parts, many = 9 + continued + given, len(report.touchpoints) > 10
    half = -(-len(report.touchpoints) // 2)
    groups = [report.touchpoints[:half], report.touchpoints[half:]] if many else [report.touchpoints]
    room = (44 if many else 59.5) * MM - 8
    lists = [sum(4.9 + LINE * count_lines(part.title, 8.25, room) for part in group) for group in groups]
    return 46 + max(parts * 16.1, *lists)


def dimensions_height(report: Report, sizes: Sizes, drawn: Mapping[str, Any]) -> float:
    """The radar or the bars, beside the table of what each dimension asks."""
    chart = drawn.get("radar") or drawn.get("dimension_bars")
    rows = sum(
        sizes.row
        + LINE * max(count_lines(part.about, 8.25, 34 * MM - 8), count_lines(part.title, 8.25, 25 * MM - 8, bold=True))
        for part in report.dimensions
    )
    return 24 + max(chart.height if chart else 12.0, 16 + rows)


def touchpoint_height(report: Report) -> float:
    """The least of the first touchpoint's section that can stand below something: its head and its first practice."""
    if not report.touchpoints:
        return 0.0
    groups = group_practices(report, report.touchpoints[0].id)
    return TOUCHPOINT + (_practice_height(report, groups[0][1][0]) if groups else 20.0)


def _practice_height(report: Report, part: PracticePart) -> float:
    texts = [part.reason or "", part.anchor or "", *(note.text for note in (*part.notes, *part.internal))]
    seen = [f"{each.text or ''}{each.caption or ''}" for each in part.evidence]
    middle = sum(5 + 13.5 * count_lines(text, 9.5, 82 * MM - 20) for text in [*texts, *seen] if text)
    middle += PICTURES * any(each.picture in report.pictures for each in part.evidence)
    asked = 60 + 13.5 * count_lines(part.ask, 9.5, 44 * MM - 20) + 13.5 * count_lines(part.title, 9.5, 44 * MM - 20)
    reply = part.reply.text if part.reply else ""
    return 16.0 + max(middle, asked, 90 + 13.5 * count_lines(reply, 9.5, 44 * MM - 8))
