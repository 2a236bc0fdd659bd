"""How a practice stands in the table of its touchpoint: one row of three cells, and further rows for what is long.

A row is never broken, so it must be short: what has no room goes on in rows of its own, which may stand on the next
page and say the practice's name again.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cxaudit.report.document import ActionPart, PracticePart, Report
from cxaudit.report.pages.measures import Kind, Of, advice_height, asked_height, block_height
from cxaudit.report.pages.shots import POINT, Shots, frame_pictures, frame_row
from cxaudit.report.phrases import all_of, count

LEFT, MIDDLE, RIGHT, BELOW = 37 * POINT, 75 * POINT, 44 * POINT, 116 * POINT  # widths of the cells' texts, in points
LOW, HIGH = 150.0, 195.0  # a row is about so high, and so high if that spares a further one
LEAD, LEAD_REPLY = 165.0, 140.0  # the same for the first row of a section, and with a reply in it
TALL = 300.0  # what is higher is let break
ASIDE = 36.0  # millimetres beside a picture that have room for a text
CAPTION = 30.0
NAMED = 6  # auditors whose ratings stand beside their names


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the middle cell and its height, in points."""

    kind: Kind
    of: Of
    height: float


@dataclass(frozen=True, slots=True)
class Further:
    """A further row of a practice: texts, or a row of pictures with texts beside it."""

    blocks: tuple[Paragraph, ...] = ()
    shots: Shots | None = None
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A practice's row: what is seen in the middle cell, whether the reply has room at the right, and further rows."""

    blocks: tuple[Paragraph, ...]
    shots: Shots | None
    reply: bool
    further: tuple[Further, ...]
    tall: bool


def lay_out(report: Report, part: PracticePart, action: ActionPart | None, *, lead: bool = False) -> Layout:
    """A practice in rows that are short enough to leave no page half empty.

    Args: `lead` marks the first of a section, whose row must stand on one page with the head of the section.
    """
    middle = [Paragraph(kind, of, block_height(kind, of, MIDDLE)) for kind, of in _contents(part)]
    left, right = asked_height(part, LEFT), advice_height(part, action, RIGHT)
    reply = block_height("reply", part.reply, RIGHT) if part.reply else 0.0
    beside = right + reply <= max(LEAD_REPLY if lead else HIGH, left, _sum(middle))
    room = max(LOW, left, right + reply * beside)
    most = max(LEAD if lead else HIGH, room)
    here, later = _split(middle, room, most)
    row = frame_row(report, part.evidence)
    if row and (later or _sum(here) + row.height > most):
        row = None
    if part.reply and not beside:
        later.append(Paragraph("reply", part.reply, reply))
    pictures = [] if row else frame_pictures(report, part.evidence)
    return Layout(tuple(here), row, beside, tuple(_further(later, pictures)), tall=max(left, right, _sum(here)) > TALL)


def list_given(by_auditor: Mapping[str, str]) -> str:
    """Each auditor's rating in words: `M. Keller: 3 of 4 · T. Núñez: 2 of 4`, or `Both auditors: 3 of 4`.

    Of many auditors it is said how many gave each rating, the most frequent first.
    """
    ratings = Counter(by_auditor.values())
    if len(ratings) == 1 < len(by_auditor):
        return f"{all_of(len(by_auditor))} auditors: {next(iter(ratings))}"
    if len(by_auditor) > NAMED:
        return " · ".join(f"{rating}: {count(many, 'auditor')}" for rating, many in ratings.most_common())
    return " · ".join(f"{name}: {rating}" for name, rating in by_auditor.items())


def _contents(part: PracticePart) -> Iterator[tuple[Kind, Of]]:
    """What was seen, in order; pictures are set apart."""
    if part.anchor:
        yield "anchor", part.anchor
    if part.by_auditor:
        yield "given", list_given(part.by_auditor)
    if part.reason:
        yield "reason", part.reason
    yield from (("note", note) for note in part.notes)
    if part.observations:
        yield "strip", part
    yield from (("seen", seen) for seen in part.observations if seen.note)
    yield from (("said", said) for said in part.evidence if not said.picture)
    yield from (("inside", note) for note in part.internal)


def _split(blocks: Sequence[Paragraph], room: float, most: float) -> tuple[list[Paragraph], list[Paragraph]]:
    """What fits into the first row and what is left; what is only a little too high stays whole."""
    used = 0.0
    for i, block in enumerate(blocks):
        used += block.height
        said = any(before.kind not in ("anchor", "given") for before in blocks[:i])
        if used > room and (said or (i and block.height > HIGH)) and used + _sum(blocks[i + 1 :]) > most:
            return list(blocks[:i]), list(blocks[i:])
    return list(blocks), []


def _further(later: Sequence[Paragraph], pictures: Sequence[Shots]) -> Iterator[Further]:
    """Texts that found no room stand beside the first picture if all of them do there, else in rows before it."""
    first = pictures[0] if pictures and pictures[0].beside >= ASIDE else None
    width = first.beside * POINT if first else 0.0
    aside = (
        first is not None
        and CAPTION + sum(block_height(block.kind, block.of, width) for block in later) <= first.height
    )
    if not aside:
        yield from _rows_of(later)
    for i, shots in enumerate(pictures):
        yield Further(tuple(later) if aside and not i else (), shots)


def _rows_of(blocks: Sequence[Paragraph]) -> Iterator[Further]:
    """Texts in rows across the second and the third column."""
    row: list[Paragraph] = []
    used = 0.0
    for block in blocks:
        height = block_height(block.kind, block.of, BELOW)
        if row and used + height > LOW:
            yield Further(tuple(row), tall=used > TALL)
            row, used = [], 0.0
        row.append(block)
        used += height
    if row:
        yield Further(tuple(row), tall=used > TALL)


def _sum(blocks: Sequence[Paragraph]) -> float:
    return sum(block.height for block in blocks)
