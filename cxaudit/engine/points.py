"""From raw ratings to points: one practice, one or several auditors, one or several observations."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median
from typing import Literal

from cxaudit.model.audit import Rating
from cxaudit.model.scale import Scale, as_number

State = Literal["rated", "not_applicable", "not_observed", "unrated"]


@dataclass(frozen=True, slots=True)
class Tally:
    """What is known of one practice: points from 0 to 1 (None unless rated), and the values behind them.

    `low` and `high` are the range in points of the `n` single values; `rating` is the level or measured value that the
    points stand for (None where several ratings of a named scale fall between two levels).
    """

    state: State
    points: float | None = None
    rating: float | str | None = None
    n: int = 0
    low: float | None = None
    high: float | None = None


def tally(scale: Scale, rating: Rating | None) -> Tally:
    """One auditor's rating of one practice: several observations count with the mean of their points."""
    if rating is None:
        return Tally("unrated")
    if rating.not_applicable is not None:
        return Tally("not_applicable")
    if rating.not_observed is not None:
        return Tally("not_observed")
    given = [rating.rating] if rating.rating is not None else [seen.rating for seen in rating.observations or ()]
    values = [points for text in given if (points := scale.points_of(text)) is not None]
    if not values:
        return Tally("unrated")
    points = fmean(values)
    return Tally("rated", points, _rating_at(scale, points, given), len(values), min(values), max(values))


def combine(scale: Scale, by_auditor: Mapping[str, Tally], how: str, lead: str | None) -> Tally:
    """Several auditors' tallies as one; `how` is median, mean, lowest or lead (the median where the lead did not rate).

    A practice is rated when anyone rated it; else not observed before not applicable, since that claims less.
    """
    if len(by_auditor) == 1:
        return next(iter(by_auditor.values()))
    rated = {auditor: part for auditor, part in by_auditor.items() if part.points is not None}
    if not rated:
        states = [part.state for part in by_auditor.values()]
        return Tally(next((state for state in ("not_observed", "not_applicable") if state in states), "unrated"))
    values = [part.points for part in rated.values() if part.points is not None]
    if how == "lead" and lead in rated:
        points = rated[lead].points or 0.0
    else:
        points = fmean(values) if how == "mean" else min(values) if how == "lowest" else median(values)
    given = [str(part.rating) for part in rated.values()]
    if scale.measured and how != "mean":  # the value behind the points: of the one who has them, or of the middle
        closest = min(abs(value - points) for value in values)
        given = [text for text, value in zip(given, values, strict=True) if abs(value - points) < closest + 1e-9]
    return Tally(
        "rated",
        points,
        _rating_at(scale, points, given),
        sum(part.n for part in rated.values()),
        min(part.low for part in rated.values() if part.low is not None),
        max(part.high for part in rated.values() if part.high is not None),
    )


def _rating_at(scale: Scale, points: float, given: list[str]) -> float | str | None:
    """The value of the scale at `points`: a number or a level's name; None between two names."""
    if scale.measured:
        numbers = [value for text in given if (value := as_number(text)) is not None]
        return fmean(numbers) if numbers else None
    exact = next((key for key, value in scale.points.items() if abs(value - points) < 1e-9), None)
    if exact is not None:
        number = as_number(exact)
        return exact if number is None else number
    return _between(scale, points)


def _between(scale: Scale, points: float) -> float | None:
    numbers = [as_number(key) for key in scale.points]
    if any(number is None for number in numbers):
        return None
    steps = sorted(
        (value, number) for value, number in zip(scale.points.values(), numbers, strict=True) if number is not None
    )
    for (p1, n1), (p2, n2) in pairwise(steps):
        if p1 <= points <= p2:
            return n1 + (n2 - n1) * (points - p1) / (p2 - p1)
    return None
