"""Scores of a whole audit. Pure: no files, no clock, no rounding."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from cxaudit.engine.bands import Standing, band_of, held_bands
from cxaudit.engine.points import combine, tally
from cxaudit.engine.rollup import Branch, Tree, from_touchpoints, overall, shares, weighted_mean, what_if
from cxaudit.engine.scores import NOISE, PracticeScore, Scores, TouchpointScore, leaves_open
from cxaudit.model.audit import Audit, Rating
from cxaudit.model.checklist import Checklist, Practice, Scoring, Touchpoint
from cxaudit.model.rate import in_scope

NO_STAGE = ""


def score_audit(
    checklist: Checklist, audit: Audit, ratings: Mapping[str, Mapping[str, Rating]] | None = None, *, waves: int = 1
) -> Scores:
    """Score an audit.

    Args: `ratings` are each auditor's ratings by practice; left out, those in the audit itself. `waves` counts the
    audits of this subject, this one and those that it could be compared with.
    Source: docs/method.md, rules 1 to 8.
    """
    scoring = checklist.scoring
    target = (audit.target.is_ if audit.target else scoring.target) / 100
    given = ratings or {audit.lead or "auditor": audit.ratings}
    practices = {
        key: _practice(key, practice, checklist, audit, given) for key, practice in in_scope(checklist, audit).items()
    }
    tree = build_tree(checklist, audit, practices)
    counted = {key: practices[key].counted or 0.0 for branch in tree.branches for key in branch.practices}
    raw = overall(tree, counted)
    part_of = shares(tree)
    practices = {key: _measure(part, part_of.get(key), target, raw, tree, counted) for key, part in practices.items()}
    touchpoints = _touchpoints(checklist, audit, practices)
    triggered = tuple(key for key, part in practices.items() if part.triggered)
    adjusted = _adjust_overall(scoring, raw, tree, practices, triggered)
    worst = min(
        (part.points for part in practices.values() if part.points is not None and not part.advisory), default=None
    )
    stages, coverage = _stages(checklist, practices, tree, touchpoints), _coverage(practices)
    standing = Standing(worst, tuple(stages.values()), coverage, triggered=bool(triggered), waves=waves)
    return Scores(
        raw=raw,
        adjusted=adjusted,
        band=band_of(scoring, adjusted, standing),
        raw_band=band_of(scoring, raw, standing),
        held=held_bands(scoring, adjusted, standing),
        undetermined=any(leaves_open(critical=part.critical, state=part.state) for part in practices.values()),
        coverage=coverage,
        target=target,
        rollup=scoring.rollup,
        practices=practices,
        touchpoints=touchpoints,
        stages=stages,
        dimensions=_dimensions(checklist, practices.values()),
        triggered=triggered,
        tree=tree,
    )


def _practice(
    key: str, practice: Practice, checklist: Checklist, audit: Audit, given: Mapping[str, Mapping[str, Rating]]
) -> PracticeScore:
    scale, scoring = checklist.scale_of(practice), checklist.scoring
    by_auditor = {auditor: tally(scale, ratings.get(key)) for auditor, ratings in given.items()}
    found = combine(scale, by_auditor, audit.combine, audit.lead)
    counted = found.points
    if found.state == "not_applicable":
        counted = {"full": 1.0, "zero": 0.0}.get(scoring.not_applicable)
    override = audit.weights.get(key)
    threshold = checklist.scales[checklist.scale].points_of(scoring.critical.at_or_below)
    failed = found.points is not None and threshold is not None and found.points <= threshold + 1e-9
    return PracticeScore(
        id=key,
        dimension=practice.dimension,
        state=found.state,
        weight=override.is_ if override else practice.weight.is_,
        critical=practice.critical,
        advisory=practice.advisory,
        tally=found,
        by_auditor=by_auditor,
        counted=None if practice.advisory else counted,
        triggered=practice.critical and failed,
    )


def build_tree(checklist: Checklist, audit: Audit, practices: Mapping[str, PracticeScore]) -> Tree:
    """The tree of weights of what takes part in the score."""
    branches = []
    flat = checklist.scoring.rollup == "practices" and any(_is_rated(part) for part in practices.values())
    for key, touchpoint in checklist.touchpoints.items():
        parts = _inside(practices, key)
        counted = {part.id: part.weight for part in parts if part.counted is not None}
        if counted and (flat or _enough(checklist, key, parts)):
            stage = touchpoint.stage or NO_STAGE
            stage_weight = checklist.stages[stage].weight if stage in checklist.stages else 1.0
            branches.append(Branch(key, _weight(touchpoint, key, audit), stage, stage_weight, counted))
    return Tree(checklist.scoring.rollup, tuple(branches))


def _enough(checklist: Checklist, touchpoint: str, parts: Iterable[PracticeScore]) -> bool:
    """Whether enough practices are rated for the touchpoint to have a score; what does not apply was not rated."""
    wanted = checklist.touchpoints[touchpoint].min_rated or checklist.scoring.min_rated
    return sum(_is_rated(part) for part in parts) >= wanted


def _is_rated(part: PracticeScore) -> bool:
    return part.points is not None and not part.advisory


def _mean(parts: Iterable[PracticeScore]) -> float | None:
    """The weighted mean of what counts; None where nothing was rated, whatever is given to what does not apply."""
    members = list(parts)
    return weighted_mean((part.weight, part.counted) for part in members) if any(map(_is_rated, members)) else None


def _weight(touchpoint: Touchpoint, key: str, audit: Audit) -> float:
    return audit.weights[key].is_ if key in audit.weights else touchpoint.weight.is_


def _inside(practices: Mapping[str, PracticeScore], touchpoint: str) -> list[PracticeScore]:
    return [part for part in practices.values() if part.touchpoint == touchpoint]


def _measure(
    part: PracticeScore, share: float | None, target: float, raw: float | None, tree: Tree, counted: Mapping[str, float]
) -> PracticeScore:
    if part.points is None or part.advisory:
        return replace(part, share=share or 0.0)
    gap = target - part.points if target - part.points > NOISE else 0.0
    uplift = 0.0
    if share and gap and raw is not None:
        uplift = (what_if(tree, counted, {part.id: target}) or 0.0) - raw
    return replace(part, share=share or 0.0, gap=gap, uplift=uplift)


def _touchpoints(
    checklist: Checklist, audit: Audit, practices: Mapping[str, PracticeScore]
) -> dict[str, TouchpointScore]:
    result = {}
    for key, touchpoint in checklist.touchpoints.items():
        parts = _inside(practices, key)
        if not parts:
            continue
        score = _mean(parts) if _enough(checklist, key, parts) else None
        triggered = tuple(part.id for part in parts if part.triggered)
        scored = [part for part in parts if not part.advisory]
        cells = _dimensions(checklist, parts)
        held = triggered and checklist.scoring.critical.on == "touchpoint"
        result[key] = TouchpointScore(
            id=key,
            stage=touchpoint.stage or NO_STAGE,
            weight=_weight(touchpoint, key, audit),
            score=score,
            adjusted=_adjusted(checklist.scoring, score) if held else score,
            share=sum(part.share for part in parts),
            rated=sum(part.state == "rated" for part in scored),
            applicable=sum(part.state != "not_applicable" for part in scored),
            cells={dimension: value for dimension, value in cells.items() if value is not None},
            triggered=triggered,
        )
    return result


def _adjusted(scoring: Scoring, score: float | None) -> float | None:
    if score is None or scoring.critical.effect == "flag":
        return score
    return 0.0 if scoring.critical.effect == "zero" else min(score, scoring.critical.cap / 100)


def _adjust_overall(
    scoring: Scoring, raw: float | None, tree: Tree, practices: Mapping[str, PracticeScore], triggered: tuple[str, ...]
) -> float | None:
    if not triggered:
        return raw
    if scoring.critical.on == "overall":
        return _adjusted(scoring, raw)
    failed = {practices[key].touchpoint for key in triggered}
    scores = {
        branch.id: weighted_mean((weight, practices[key].counted) for key, weight in branch.practices.items())
        for branch in tree.branches
    }
    return from_touchpoints(
        tree, {key: _adjusted(scoring, score) if key in failed else score for key, score in scores.items()}
    )


def _stages(
    checklist: Checklist, practices: Mapping[str, PracticeScore], tree: Tree, touchpoints: Mapping[str, TouchpointScore]
) -> dict[str, float | None]:
    """Under rollup `stages` the score that enters the overall one; else the mean of the stage's practices."""
    present = {part.stage for part in touchpoints.values()}
    result: dict[str, float | None] = {}
    for stage in (key for key in checklist.stages if key in present):
        if tree.rollup == "stages":
            result[stage] = weighted_mean(
                (part.weight, part.score) for part in touchpoints.values() if part.stage == stage
            )
        else:
            result[stage] = _mean(part for part in practices.values() if touchpoints[part.touchpoint].stage == stage)
    return result


def _dimensions(checklist: Checklist, parts: Iterable[PracticeScore]) -> dict[str, float | None]:
    members = list(parts)
    return {
        dimension: _mean(part for part in members if part.dimension == dimension) for dimension in checklist.dimensions
    }


def _coverage(practices: Mapping[str, PracticeScore]) -> float | None:
    applicable = [part for part in practices.values() if part.state != "not_applicable" and not part.advisory]
    weight = sum(part.weight for part in applicable)
    return sum(part.weight for part in applicable if part.state == "rated") / weight if weight else None
