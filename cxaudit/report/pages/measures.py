"""How much room the texts of a practice take on the page, in points: enough to know which of them fit into a row."""

from typing import Literal

from cxaudit.report.charts.strip import strip_of
from cxaudit.report.document import ActionPart, EvidencePart, NotePart, ObservationPart, PracticePart, ReplyPart
from cxaudit.report.pages.room import count_lines

Kind = Literal["anchor", "given", "reason", "note", "strip", "seen", "said", "inside", "reply"]
Of = str | NotePart | ObservationPart | EvidencePart | ReplyPart | PracticePart
SMALL, SERIF, TITLE = 8.25, 10.5, 9.5
LINE, MICRO_LINE, SERIF_LINE, TITLE_LINE = 11.2, 10.1, 14.3, 12.4
LONG, SMALLER = 110, 0.9  # characters of an anchor that is set smaller
QUOTED, TINTED = 8.0, 12.0  # what an accent line and a tinted ground take from the width


def block_height(kind: Kind, of: Of, room: float) -> float:
    """The height of a paragraph of that kind in a column `room` points wide, with the space above it."""
    if isinstance(of, str):
        return _text_height(kind, of, room)
    if isinstance(of, NotePart):
        inside = kind == "inside"
        text = f"{of.auditor} {'Internal' * inside} {of.text}"
        return 3 + 9 * inside + _lines(text, room - TINTED * inside) * LINE
    if isinstance(of, PracticePart):
        strip = strip_of(of)
        return 7 + (strip.height if strip else 0.0) + (13.0 if of.range_text else 0.0)
    if isinstance(of, ReplyPart):
        return 14 + (1 + bool(of.by or of.on)) * MICRO_LINE + _lines(of.text, room - QUOTED) * LINE
    return 7 + _said_lines(of, room - QUOTED) * LINE


def asked_height(part: PracticePart, room: float) -> float:
    """The height of what was asked and how it was rated."""
    title = count_lines(part.title, TITLE, room, bold=True) * TITLE_LINE
    return 26 + title + _lines(part.ask, room) * LINE + (3 + bool(part.cause)) * MICRO_LINE


def advice_height(part: PracticePart, action: ActionPart | None, room: float) -> float:
    """The height of what is to be done."""
    advice = action or part.advice
    return 13 + _lines(advice.do, room) * LINE + 3 * MICRO_LINE if advice else 2 * LINE


def _text_height(kind: Kind, text: str, room: float) -> float:
    if kind == "anchor":
        size = 1 if len(text) <= LONG else SMALLER
        return 5 + count_lines(text, SERIF * size, room, serif=True) * SERIF_LINE * size
    return 3 + _lines(text, room) * LINE


def _said_lines(of: ObservationPart | EvidencePart, room: float) -> int:
    if isinstance(of, ObservationPart):
        return _lines(f"{of.at} {of.auditor} rated {of.rating}, {of.note}", room)
    return _lines(of.text or of.file or "", room) + (_lines(of.caption, room) if of.caption else 0)


def _lines(text: str, room: float) -> int:
    return count_lines(text, SMALL, room)
