"""Findings: which practices are gaps, which are strengths, and in what order they are told."""

from dataclasses import dataclass
from math import ceil
from statistics import median
from typing import Literal

from cxaudit.engine.scores import PracticeScore, Scores

STRONG = 0.75


@dataclass(frozen=True, slots=True)
class Finding:
    """A judgement about one practice. `severity` is None for strengths and observations."""

    kind: Literal["gap", "strength", "observation"]
    practice: str
    severity: Literal["critical", "major", "minor"] | None = None


def find_findings(scores: Scores) -> tuple[Finding, ...]:
    """All findings: gaps first (severity, uplift, weight, checklist order), then strengths, then observations.

    A gap is critical when its critical rule triggered; major when the points lie in the lower half of the scale or the
    uplift in the top quarter of all uplifts; else minor. A strength meets the target with at least three quarters of
    the points and a weight at or above the median. An observation was not possible, or is of an advisory practice.

    Source: docs/method.md, rule 9.
    """
    rated = [part for part in scores.practices.values() if part.points is not None and not part.advisory]
    gaps = [part for part in rated if part.gap > 0 or part.triggered]
    bar = _top_quarter([part.uplift for part in gaps])
    ranked = sorted(
        ((_severity(part, bar), -round(part.uplift, 12), -part.weight, i, part) for i, part in enumerate(gaps)),
        key=lambda row: row[:4],
    )
    names: tuple[Literal["critical", "major", "minor"], ...] = ("critical", "major", "minor")
    found = [Finding("gap", part.id, names[severity]) for severity, *_, part in ranked]
    found += [Finding("strength", part.id) for part in strengths(scores)]
    found += [
        Finding("observation", part.id)
        for part in scores.practices.values()
        if part.state == "not_observed" or (part.advisory and part.state == "rated")
    ]
    return tuple(found)


def strengths(scores: Scores) -> list[PracticeScore]:
    """The strongest practices first: points, weight, checklist order."""
    rated = [part for part in scores.practices.values() if part.points is not None and not part.advisory]
    if not rated:
        return []
    middle = median(part.weight for part in rated)
    strong = [
        part
        for part in rated
        if (part.points or 0) >= max(scores.target, STRONG) - 1e-9 and part.weight >= middle and not part.triggered
    ]
    return sorted(strong, key=lambda part: (-(part.points or 0), -part.weight))


def _severity(part: PracticeScore, bar: float) -> int:
    if part.triggered:
        return 0
    return 1 if (part.points or 0) < 0.5 - 1e-9 or (part.uplift > 0 and part.uplift >= bar - 1e-12) else 2


def _top_quarter(uplifts: list[float]) -> float:
    """The smallest uplift of the best quarter (at least one); equal uplifts share their rank."""
    ranked = sorted(uplifts, reverse=True)
    return ranked[ceil(len(ranked) / 4) - 1] if ranked else 0.0
