"""Names of the stages above a curve: whole or not at all, and into a neighbour's free room where their own is short."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cxaudit.report.charts.axis import Reach
from cxaudit.report.charts.text import ELLIPSIS, width_of, wrap

MOST, APART, STEP = 2, 5.0, 3.0  # lines; points between two names; points by which room is sought


@dataclass(frozen=True, slots=True)
class StageHead:
    """A stage's name in lines around its middle; no lines where it has no room and another place must name it."""

    lines: tuple[str, ...]
    x: float


def head_stages(
    found: Sequence[Reach], left: float, step: float, size: float, *, bold: bool, language: str, most: int = MOST
) -> list[StageHead]:
    """The names of the stages; one that is too long for its own stretch may reach over stretches that show none.

    Args: `left` is where the first touchpoint's stretch begins, `step` the width of each, `size` that of the letters.
    """

    def lines_in(title: str, room: float) -> tuple[str, ...]:
        whole = all(width_of(word, size, bold=bold) <= room for word in title.split())
        lines = wrap(title, size, room, bold=bold, language=language, most=most)
        # A long word may be broken where there is room for a good part of it, never into stumps.
        return () if (not whole and room < 60) or (lines and lines[-1].endswith(ELLIPSIS)) else lines

    spans = [(left + step * reach.first, left + step * reach.end) for reach in found]
    heads = [
        StageHead(lines_in(reach.stage.title, end - start - 3), (start + end) / 2)
        for reach, (start, end) in zip(found, spans, strict=True)
    ]
    low, high = (min(start for start, _ in spans), max(end for _, end in spans)) if spans else (0.0, 0.0)
    for i, reach in enumerate(found):
        if heads[i].lines:
            continue
        taken = [_extent(head, size, bold=bold) for head in heads if head.lines]
        x = heads[i].x
        if any(begin - APART < x < end + APART for begin, end in taken):
            continue  # a neighbour's name lies over it
        start = max([low, *(end + APART for _, end in taken if end < x)])
        end = min([high, *(begin - APART for begin, _ in taken if begin > x)])
        lines = _narrowest(reach.stage.title, spans[i][1] - spans[i][0], end - start, lines_in)
        half = max((width_of(line, size, bold=bold) for line in lines), default=0.0) / 2
        middle = min(max(x, start + half), end - half)
        # The name must stand over its own stretch, else it would seem to be a neighbour's.
        if lines and spans[i][0] <= middle <= spans[i][1]:
            heads[i] = StageHead(lines, middle)
    return heads


def _narrowest(
    title: str, least: float, most: float, lines_in: Callable[[str, float], tuple[str, ...]]
) -> tuple[str, ...]:
    """The name in the least room in which it stands whole, so that it reaches over as little as it can."""
    room = least
    while room < most:
        if lines := lines_in(title, room):
            return lines
        room += STEP
    return lines_in(title, most)


def _extent(head: StageHead, size: float, *, bold: bool) -> tuple[float, float]:
    half = max(width_of(line, size, bold=bold) for line in head.lines) / 2
    return head.x - half, head.x + half
