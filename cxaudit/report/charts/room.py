"""Finding room: for labels beside marks, and for intervals in lanes."""

from collections.abc import Iterable, Sequence

from cxaudit.report.charts.shapes import Box, Label, meet

Span = tuple[float, float]


def clearest(candidates: Iterable[Label], taken: Sequence[Box], inside: Box) -> tuple[Label, int]:
    """The first candidate that meets nothing, else the one that meets least; and how many boxes it meets.

    A candidate outside `inside` counts as meeting all.
    """
    best: tuple[int, Label] | None = None
    for label in candidates:
        box = label.box
        out = box[0] < inside[0] or box[1] < inside[1] or box[2] > inside[2] or box[3] > inside[3]
        hits = len(taken) + 1 if out else sum(meet(box, other, 0.5) for other in taken)
        if best is None or hits < best[0]:
            best = hits, label
        if not hits:
            break
    if best is None:
        raise ValueError("no candidates")
    return best[1], best[0]


def first_lanes(lanes: list[list[Span]], span: Span, high: int = 1) -> int:
    """The number of the first of `high` neighbouring lanes in which the span meets no other; it is put into them.

    New lanes are added at the end if need be.
    """
    start = 0
    while any(start_of <= span[1] and span[0] <= end for lane in lanes[start : start + high] for start_of, end in lane):
        start += 1
    while len(lanes) < start + high:
        lanes.append([])
    for lane in lanes[start : start + high]:
        lane.append(span)
    return start


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Centres near the wanted ones, in the same order, whose extents do not overlap and stay from `low` to `high`.

    Args: `wanted` grows; `sizes` are the extents around each centre. Where they do not fit, they leave `high`.
    """
    centres: list[float] = []
    edge = low
    for want, size in zip(wanted, sizes, strict=True):
        centres.append(max(want, edge + size / 2))
        edge = centres[-1] + size / 2
    edge = high
    for i in range(len(centres) - 1, -1, -1):
        centres[i] = min(centres[i], edge - sizes[i] / 2)
        edge = centres[i] - sizes[i] / 2
    if centres and centres[0] < low + sizes[0] / 2:
        edge = low
        for i, size in enumerate(sizes):
            centres[i] = edge + size / 2
            edge += size
    return centres
