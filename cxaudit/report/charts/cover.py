"""The cover's one drawing: the client's own journey as a line over the page, with echoes that fade to calm."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

from cxaudit.report.charts.curves import smooth
from cxaudit.report.document import PracticePart, Report

Paper = Literal["a4", "letter"]
SIZES: dict[Paper, tuple[float, float]] = {"a4": (595.3, 580.0), "letter": (612.0, 530.0)}
ECHOES = 24
CLEAR = 10.0  # points between the title and the highest mark, which is a ring of this size
FEW, MANY = 5, 16  # touchpoints: below and above them the line needs help


@dataclass(frozen=True, slots=True)
class Echo:
    """A line; `part` runs from 0 (the journey itself) to 1 (the edge of the drawing)."""

    path: str
    part: float


@dataclass(frozen=True, slots=True)
class Ring:
    """A touchpoint on the line."""

    x: float
    y: float
    r: float
    moment: bool


@dataclass(frozen=True, slots=True)
class Cover:
    """The drawing, as wide as the page; `by` says whether the line runs through touchpoints or single practices."""

    width: float
    height: float
    echoes: tuple[Echo, ...]
    marks: tuple[Ring, ...]
    by: Literal["touchpoints", "practices", "nothing"]


def draw_cover(report: Report, paper: Paper, below: float = 0.0) -> Cover:
    """The drawing for a report of any size: a short journey is drawn practice by practice, a long one calmly.

    Args: `below` is where the title ends, in points from the upper edge; nothing is drawn above that but the ground.
    """
    width, height = SIZES[paper]
    places, rings, by = _line(report)
    mean = fmean(score for _, score in places)
    up = max(max(score for _, score in places) - mean, 1e-9)
    down = max(mean - min(score for _, score in places), 1e-9)
    # A long title moves the line down; it may rise to just below it and sink so far that no echo meets another.
    top = min(max(height * 0.60, below + CLEAR + height * 0.13), height * 0.75)
    depth = height * 0.97 - top
    swing = min(height * 0.40, min(top - below - CLEAR, height * 0.13) / up, depth * 0.40 / down)
    inner = [(width * (0.095 + 0.81 * place), mean - score) for place, score in places]
    # It enters and leaves the page at the height of its ends.
    points = [(-20.0, inner[0][1]), *inner, (width + 20.0, inner[-1][1])]
    echoes = []
    for i in range(ECHOES):
        part = i / (ECHOES - 1)
        base, calm = top + depth * part**1.1, swing * (1 - part) ** 1.6
        echoes.append(Echo(smooth([(x, base + away * calm) for x, away in points]), part))
    crowd = 1.0 if len(rings) <= MANY else 0.7
    marks = tuple(
        Ring(inner[i][0], top + inner[i][1] * swing, (4.2 if moment else 2.6) * crowd, moment) for i, moment in rings
    )
    return Cover(width, height, tuple(echoes), marks, by)


Place = tuple[float, float]  # how far along the journey, and the score there; both 0 to 1


def _line(report: Report) -> tuple[list[Place], list[tuple[int, bool]], Literal["touchpoints", "practices", "nothing"]]:
    """The places of the line, and which of them are marked (and whether as a moment of truth)."""
    scored = [(part.score, part.moment_of_truth) for part in report.touchpoints if part.score is not None]
    if not scored:
        return [(0.0, 0.5), (1.0, 0.5)], [], "nothing"
    if len(scored) < FEW:
        practices = [part for part in report.practices if part.points is not None and not part.advisory]
        if len(practices) >= FEW:
            return _by_practice(report, practices)
    scores = [score for score, _ in scored]
    marks = [(i, moment) for i, (_, moment) in enumerate(scored) if moment or len(scored) <= MANY]
    return _spread(_calm(scores, len(scored) // MANY)), marks, "touchpoints"


def _by_practice(
    report: Report, practices: Sequence[PracticePart]
) -> tuple[list[Place], list[tuple[int, bool]], Literal["practices"]]:
    """The line through practices, each drawn half towards its touchpoint, whose middle one carries its mark."""
    touchpoints = {part.id: part for part in report.touchpoints}
    scores = []
    for part in practices:
        whole = touchpoints[part.touchpoint].score
        scores.append(part.points or 0.0 if whole is None else ((part.points or 0.0) + whole) / 2)
    marks = []
    for key, touchpoint in touchpoints.items():
        inside = [i for i, part in enumerate(practices) if part.touchpoint == key]
        if inside:
            marks.append((inside[(len(inside) - 1) // 2], touchpoint.moment_of_truth))
    return _spread(_calm(scores, 1 + len(scores) // MANY)), marks, "practices"


def _spread(scores: Sequence[float]) -> list[Place]:
    if len(scores) == 1:
        return [(0.5, scores[0])]
    return [(i / (len(scores) - 1), score) for i, score in enumerate(scores)]


def _calm(scores: Sequence[float], reach: int) -> list[float]:
    """Each score as the mean of itself and `reach` neighbours on both sides."""
    return [fmean(scores[max(0, i - reach) : i + reach + 1]) for i in range(len(scores))]
