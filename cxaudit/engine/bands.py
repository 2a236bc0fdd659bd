"""Bands: the verdict for a score, with gates that a high average alone does not pass."""

from collections.abc import Mapping
from dataclasses import dataclass

from cxaudit.model.checklist import Band, Scoring


@dataclass(frozen=True)
class Standing:
    """What a band may ask for beside the score; scores from 0 to 1.

    `worst` is the lowest of the rated practices, `stages` holds the scores of the stages (one without a score is left
    out of account), `waves` counts the audits of this subject so far.
    """

    worst: float | None = None
    stages: tuple[float | None, ...] = ()
    coverage: float | None = None
    triggered: bool = False
    waves: int = 1


def band_of(scoring: Scoring, score: float | None, standing: Standing | None = None) -> str | None:
    """The first band from the top whose floor the score reaches (0 to 1) and whose gates are passed.

    Without a standing, as for a single touchpoint, the floor alone decides.
    Source: docs/method.md, rule 1 and maturity levels. The cut points are policy, not science.
    """
    if score is None:
        return None
    for key, band in scoring.bands.items():
        if reaches(score, band.from_) and not (standing and unmet_gates(band, standing)):
            return key
    return list(scoring.bands)[-1]


def unmet_gates(band: Band, standing: Standing) -> tuple[str, ...]:
    """The gates of a band that are not passed, by the names they have in the checklist."""
    passed = {
        "worst_from": standing.worst is None or reaches(standing.worst, band.worst_from or 0),
        "stages_from": all(reaches(stage, band.stages_from or 0) for stage in standing.stages if stage is not None),
        "coverage_from": reaches(standing.coverage or 0.0, band.coverage_from or 0),
        "no_critical": not (band.no_critical and standing.triggered),
        "waves": standing.waves >= band.waves,
    }
    return tuple(gate for gate, met in passed.items() if not met)


def held_bands(scoring: Scoring, score: float | None, standing: Standing) -> Mapping[str, tuple[str, ...]]:
    """Bands whose floor the score reaches, but not their gates: each with the gates that hold it back."""
    if score is None:
        return {}
    reached = {key: band for key, band in scoring.bands.items() if reaches(score, band.from_)}
    return {key: gates for key, band in reached.items() if (gates := unmet_gates(band, standing))}


def reaches(score: float, floor: float) -> bool:
    """Whether a score of 0 to 1 reaches a floor of 0 to 100, compared at 6 decimals of a point against float noise."""
    return round(score * 100, 6) >= floor
