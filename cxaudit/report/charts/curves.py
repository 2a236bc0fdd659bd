"""The curve through scores: cubic, and monotone between its points, so it never overshoots them."""

from collections.abc import Sequence
from itertools import pairwise

Point = tuple[float, float]


def smooth(points: Sequence[Point]) -> str:
    """The path of a curve through points whose x grows; nothing for none, a bare start for one.

    Source: Fritsch and Carlson, Monotone piecewise cubic interpolation, 1980, with tangents by the harmonic mean.
    """
    if not points:
        return ""
    path = [f"M{points[0][0]:.2f} {points[0][1]:.2f}"]
    for (x1, y1), (x2, y2), m1, m2 in _pieces(points):
        third = (x2 - x1) / 3
        path.append(f"C{x1 + third:.2f} {y1 + m1 * third:.2f} {x2 - third:.2f} {y2 - m2 * third:.2f} {x2:.2f} {y2:.2f}")
    return "".join(path)


def sample(points: Sequence[Point], parts: int = 8) -> list[Point]:
    """Points on the same curve, `parts` for each piece: for finding free room beside it."""
    found = list(points[:1])
    for (x1, y1), (x2, y2), m1, m2 in _pieces(points):
        wide = x2 - x1
        for i in range(1, parts + 1):
            t = i / parts
            y = (
                (1 + 2 * t) * (1 - t) ** 2 * y1
                + t * (1 - t) ** 2 * wide * m1
                + t * t * (3 - 2 * t) * y2
                + t * t * (t - 1) * wide * m2
            )
            found.append((x1 + t * wide, y))
    return found


def runs(points: Sequence[Point | None]) -> list[list[Point]]:
    """The unbroken runs of points: a curve has a gap where there is no score."""
    found: list[list[Point]] = []
    before: Point | None = None
    for point in points:
        if point is not None:
            if before is None:
                found.append([])
            found[-1].append(point)
        before = point
    return found


def _pieces(points: Sequence[Point]) -> list[tuple[Point, Point, float, float]]:
    """Pairs of neighbours with the slopes of the curve in them."""
    if len(points) < 2:
        return []
    steps = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(points)]
    inner = [0.0 if a * b <= 0 else 2 * a * b / (a + b) for a, b in pairwise(steps)]
    slopes = [steps[0], *inner, steps[-1]]
    return [(a, b, m1, m2) for (a, b), (m1, m2) in zip(pairwise(points), pairwise(slopes), strict=True)]
