"""Pictures of a practice in rows of one height: nothing is cropped, and what is read is large enough to be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxaudit.report.document import EvidencePart, Report
from cxaudit.report.pages.room import count_lines

# Millimetres: the text, its first column with the gap, the second column, and the gap after that.
PAGE, SIDE, COLUMN, GUTTER = 170.0, 44.0, 75.0, 7.0
GAP = 4.0  # between pictures
READ = 75.0  # the least width of a page that is to be read
TALLEST = 94.0  # of such a page
ALONE, INSIDE, FEW, WANTED, HIGHEST, LOWEST = 62.0, 50.0, 34.0, 40.0, 48.0, 22.0  # heights of photos
SLIM, WIDE, BANNER = 0.2, 8.0, 2.5  # shapes: width over height
BESIDE = 24.0  # the least room for a caption beside its picture
MOST_ABREAST = 5
POINT = 72 / 25.4
MICRO, LINE = 7.25, 10.2


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture with its size on the page in millimetres."""

    evidence: EvidencePart
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Shots:
    """A row of pictures; `beside` is the room for the caption of a single one beside it, from `at`, in millimetres."""

    frames: tuple[Frame, ...]
    beside: float = 0.0
    at: float = 0.0

    @property
    def height(self) -> float:
        """What it takes on the page with its captions, in points."""
        below = 0.0 if self.beside else max(map(_caption, self.frames))
        return self.frames[0].height * POINT + below + 6


@dataclass(frozen=True, slots=True)
class _Shape:
    evidence: EvidencePart
    ratio: float
    page: bool


def frame_row(report: Report, evidence: Sequence[EvidencePart]) -> Shots | None:
    """All pictures in one row of the middle column, where they are few and large enough there; else None."""
    shapes = _shapes(report, evidence)
    if not shapes or len(shapes) > 3:
        return None
    height = min(_filling(shapes, COLUMN), INSIDE if len(shapes) == 1 else FEW)
    if any(shape.page and shape.ratio * height < READ - 0.01 for shape in shapes):
        return None
    return _row(shapes, height, COLUMN)


def frame_pictures(report: Report, evidence: Sequence[EvidencePart]) -> list[Shots]:
    """The pictures in as many rows as look best on the width of the page, in their order.

    A page to be read is at least 75 mm wide, unless it is so narrow that it would be higher than 94 mm.
    """
    shapes = _shapes(report, evidence)
    best: list[tuple[float, list[Shots]]] = [(0.0, [])]
    for end in range(1, len(shapes) + 1):
        choices = []
        for start in range(max(end - MOST_ABREAST, 0), end):
            row, cost = _try_row(shapes[start:end])
            choices.append((best[start][0] + cost, [*best[start][1], row]))
        best.append(min(choices, key=lambda choice: choice[0]))
    return best[-1][1]


def _shapes(report: Report, evidence: Sequence[EvidencePart]) -> list[_Shape]:
    return [
        _Shape(part, min(max(picture.width / max(picture.height, 1), SLIM), WIDE), picture.page)
        for part in evidence
        if part.picture and (picture := report.pictures.get(part.picture))
    ]


def _filling(shapes: Sequence[_Shape], width: float) -> float:
    """The height at which these fill the width."""
    return (width - GAP * (len(shapes) - 1)) / sum(shape.ratio for shape in shapes)


def _row(shapes: Sequence[_Shape], height: float, width: float) -> Shots:
    frames = tuple(Frame(shape.evidence, round(height * shape.ratio, 2), round(height, 2)) for shape in shapes)
    at = frames[0].width + GAP
    if abs(frames[0].width - COLUMN) < 4:  # in line with the third column
        at = COLUMN + GUTTER
    left = width - at
    return Shots(frames, round(left, 2), at) if len(frames) == 1 and left >= BESIDE else Shots(frames)


def _single(shape: _Shape) -> Shots:
    """One picture below the middle column, with its caption beside it, or below it where it is a banner."""
    room = PAGE - SIDE
    if shape.page:
        height = min((room if shape.ratio > BANNER else READ) / shape.ratio, TALLEST)
    else:
        height = min(READ / shape.ratio, ALONE)
    return _row([shape], height, room)


def _try_row(shapes: Sequence[_Shape]) -> tuple[Shots, float]:
    """The pictures as one row, and how bad it looks."""
    if len(shapes) == 1:
        row = _single(shapes[0])
        return row, row.frames[0].height ** 2
    pages = [shape for shape in shapes if shape.page]
    least = max((min(READ / shape.ratio, TALLEST) for shape in pages), default=0.0)
    height = min(_filling(shapes, PAGE), max(HIGHEST, least))
    off = height - (max(WANTED, least) if pages else WANTED)
    unread = sum(height * shape.ratio < READ - 0.01 and height < TALLEST - 0.01 for shape in pages)
    cost = off**2 + (height / 2) ** 2 + 20_000 * unread + 900 * (height < LOWEST)
    return _row(shapes, height, 0.0), cost


def _caption(frame: Frame) -> float:
    text = f"A {frame.evidence.caption or ''}"
    return 3 + count_lines(text, MICRO, max(frame.width, BESIDE) * POINT) * LINE
