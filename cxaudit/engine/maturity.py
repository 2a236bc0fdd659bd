"""Maturity: a level from 1 (reactive) to 5 (leading), with gates that a high average alone does not pass."""

from collections.abc import Iterable

from cxaudit.engine.scoring import reaches

FLOORS = {5: 90.0, 4: 75.0, 3: 60.0, 2: 40.0}
STAGE_FLOOR, COVERAGE_FLOOR, WAVES = 60.0, 90.0, 2


def maturity(
    score: float | None, stages: Iterable[float | None], coverage: float | None, *, triggered: bool, waves: int
) -> int | None:
    """The highest level whose floor and gates are met; None without a score.

    Level 3 and above need that no critical practice failed; 4 and above that every stage reaches 60 and 90 % of the
    weight is rated; 5 a second wave. Scores are compared at 6 decimals of a point.

    The cut points are policy, not science.

    Args: `score`, `stages` and `coverage` from 0 to 1; a stage without a score does not count; `waves` audited so far.
    Source: the method page, maturity levels; labels only compare with other models.
    """
    if score is None:
        return None
    highest = 5 if waves >= WAVES else 4
    even = all(reaches(stage, STAGE_FLOOR) for stage in stages if stage is not None)
    if not even or coverage is None or not reaches(coverage, COVERAGE_FLOOR):
        highest = 3
    if triggered:
        highest = 2
    return next((level for level, floor in FLOORS.items() if level <= highest and reaches(score, floor)), 1)
