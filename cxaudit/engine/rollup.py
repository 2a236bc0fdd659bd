"""How practices become one score: the tree of weights, its mean, each practice's effective share, and what-if."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Rollup = Literal["practices", "touchpoints", "stages"]


@dataclass(frozen=True, slots=True)
class Branch:
    """One touchpoint of the tree: its weight, its stage's weight, and the weights of its counted practices."""

    id: str
    weight: float
    stage: str
    stage_weight: float
    practices: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Tree:
    """Whose weights make the overall score; only what takes part is in it."""

    rollup: Rollup
    branches: tuple[Branch, ...]


def weighted_mean(pairs: Iterable[tuple[float, float | None]]) -> float | None:
    """sum(weight * score) / sum(weight) over the pairs that have a score; None when nothing with a weight has one."""
    total = weights = 0.0
    for weight, score in pairs:
        if score is not None:
            total += weight * score
            weights += weight
    return total / weights if weights else None


def overall(tree: Tree, points: Mapping[str, float]) -> float | None:
    """The overall score, 0 to 1, from the points of the counted practices; None when nothing counts.

    Source: docs/method.md, rule 3.
    """
    return from_touchpoints(
        tree,
        {
            branch.id: weighted_mean((weight, points[key]) for key, weight in branch.practices.items())
            for branch in tree.branches
        },
    )


def from_touchpoints(tree: Tree, scores: Mapping[str, float | None]) -> float | None:
    """The overall score from the touchpoints' scores; under `practices` a touchpoint weighs what its practices do."""
    if tree.rollup == "practices":
        return weighted_mean((sum(branch.practices.values()), scores[branch.id]) for branch in tree.branches)
    if tree.rollup == "touchpoints":
        return weighted_mean((branch.weight, scores[branch.id]) for branch in tree.branches)
    stages: dict[str, tuple[float, list[Branch]]] = {}
    for branch in tree.branches:
        stages.setdefault(branch.stage, (branch.stage_weight, []))[1].append(branch)
    return weighted_mean(
        (weight, weighted_mean((branch.weight, scores[branch.id]) for branch in branches))
        for weight, branches in stages.values()
    )


def shares(tree: Tree) -> dict[str, float]:
    """Each counted practice's effective share of the overall score: they add up to 1, times points to the score."""
    weighing = {branch.id: sum(branch.practices.values()) for branch in tree.branches}
    result: dict[str, float] = {}
    for branch in tree.branches:
        if not weighing[branch.id]:
            result |= dict.fromkeys(branch.practices, 0.0)
            continue
        alone = (
            from_touchpoints(
                tree, {key: None if not weight else float(key == branch.id) for key, weight in weighing.items()}
            )
            or 0.0
        )
        result |= {key: alone * weight / weighing[branch.id] for key, weight in branch.practices.items()}
    return result


def what_if(tree: Tree, points: Mapping[str, float], changes: Mapping[str, float]) -> float | None:
    """The overall raw score if the practices in `changes` had these points (0 to 1) and all others stayed."""
    return overall(tree, {**points, **changes})
