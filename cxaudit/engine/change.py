"""Change since an earlier audit: like is compared with like, and the whole change is split into its causes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from cxaudit.engine.causes import SWITCHES, Cause, Wave, split_change
from cxaudit.engine.rollup import from_touchpoints, weighted_mean
from cxaudit.engine.rounding import share_out, tenths
from cxaudit.engine.scores import NOISE
from cxaudit.model.checklist import Practice
from cxaudit.model.scale import Scale

Why = Literal["compared", "scale", "state", "gone", "new"]


@dataclass(frozen=True, slots=True)
class PracticeChange:
    """A practice of either wave; `why` says whether it is compared, or what stands against it.

    scale: it has another scale, or other words for its levels. state: it was not rated in both waves. gone, new: only
    one of the two audits asks for it. Points are fractions of 0 to 1, None where it was not rated.
    """

    id: str
    why: Why
    before: float | None
    after: float | None

    @property
    def change(self) -> float:
        """Points gained, as a fraction; 0 where it is not compared."""
        if self.why != "compared" or self.before is None or self.after is None:
            return 0.0
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class TouchpointChange:
    """A touchpoint by the practices that are compared, with the later wave's weights; scores from 0 to 1."""

    id: str
    before: float
    after: float
    compared: int


@dataclass(frozen=True, slots=True)
class CauseLine:
    """What one cause did: as a fraction of 1, and as printed, in tenths of a point."""

    cause: Cause
    amount: float
    tenths: int


@dataclass(frozen=True, slots=True)
class Change:
    """The change of the shown score between two waves.

    `before` and `after` are the printed scores in tenths; the printed causes add up to their difference. The causes are
    empty where the change cannot be split. `like_before` and `like_after` are the raw scores of the compared practices
    alone, with the later wave's weights; None where nothing is compared.
    """

    before: int
    after: int
    causes: tuple[CauseLine, ...]
    like_before: float | None
    like_after: float | None
    practices: Mapping[str, PracticeChange]
    touchpoints: Mapping[str, TouchpointChange]

    @property
    def compared(self) -> tuple[PracticeChange, ...]:
        """The practices that are compared, in the order of the checklist."""
        return tuple(part for part in self.practices.values() if part.why == "compared")


def compare_waves(before: Wave, after: Wave) -> Change | None:
    """The change from one audit to a later one; None where one of them has no score.

    There is no test of significance: the practices are a fixed list and no random sample, the visit is the unit, and
    with one visit per wave nothing says how much two visits differ by chance.

    Source: docs/method.md, rule 15.
    """
    if before.scores.adjusted is None or after.scores.adjusted is None:
        return None
    practices = _practices(before, after)
    alike = frozenset(key for key, part in practices.items() if part.why == "compared")
    touchpoints, like_before, like_after = _like_for_like(practices, after)
    first, last = tenths(before.scores.adjusted), tenths(after.scores.adjusted)
    return Change(
        first, last, _causes(before, after, alike, last - first), like_before, like_after, practices, touchpoints
    )


def _practices(before: Wave, after: Wave) -> dict[str, PracticeChange]:
    old, new = before.asked(), after.asked()
    found = {}
    for key in [*new, *(key for key in old if key not in new)]:
        if all(part is None or part.advisory for part in (old.get(key), new.get(key))):
            continue  # never scored
        one, two = before.scores.practices.get(key), after.scores.practices.get(key)
        points = one.points if one else None, two.points if two else None
        why: Why = "compared"
        if key not in old or key not in new:
            why = "new" if key in new else "gone"
        elif None in points:
            why = "state"
        elif _meaning(old[key], before.checklist.scale_of(old[key])) != _meaning(
            new[key], after.checklist.scale_of(new[key])
        ):
            why = "scale"
        found[key] = PracticeChange(key, why, *points)
    return found


def _meaning(practice: Practice, scale: Scale) -> object:
    """What a rating of this practice says: scale, words for each level, and the ask where these do not say it all."""

    def plain(text: str | None) -> str:
        return " ".join((text or "").split())

    if scale.levels is None:
        return scale.unit, scale.best, scale.worst, plain(practice.ask)
    words = {key: plain(practice.anchors.get(key) or level.label) for key, level in scale.levels.items()}
    return (
        scale.points,
        words,
        practice.rate,
        "" if scale.points.keys() <= practice.anchors.keys() else plain(practice.ask),
    )


def _like_for_like(
    practices: Mapping[str, PracticeChange], after: Wave
) -> tuple[dict[str, TouchpointChange], float | None, float | None]:
    """Touchpoints and the whole by the compared practices, with the weights of the later wave."""
    scores, tree = after.scores, after.scores.tree
    touchpoints: dict[str, TouchpointChange] = {}
    branches = []
    for branch in tree.branches:
        inside = [
            (weight, practices[key]) for key, weight in branch.practices.items() if practices[key].why == "compared"
        ]
        one = weighted_mean((weight, part.before) for weight, part in inside)
        two = weighted_mean((weight, part.after) for weight, part in inside)
        if one is not None and two is not None and scores.touchpoints[branch.id].score is not None:
            touchpoints[branch.id] = TouchpointChange(branch.id, one, two, len(inside))
            weights = {key: weight for key, weight in branch.practices.items() if practices[key].why == "compared"}
            branches.append(replace(branch, practices=weights))  # what is not compared must not weigh either
    if not touchpoints:
        return {}, None, None
    alike = replace(tree, branches=tuple(branches))
    first = from_touchpoints(alike, {key: part.before for key, part in touchpoints.items()})
    last = from_touchpoints(alike, {key: part.after for key, part in touchpoints.items()})
    return touchpoints, first, last


def _causes(before: Wave, after: Wave, alike: frozenset[str], total: int) -> tuple[CauseLine, ...]:
    """The causes in a fixed order with what each did; what did nothing stays at 0.0 in print."""
    amounts = split_change(before, after, alike)
    if amounts is None:
        return ()
    lowered = [(wave.scores.adjusted or 0.0) - (wave.scores.raw or 0.0) for wave in (before, after)]
    amounts = {cause: amounts[cause] for cause in SWITCHES}
    if any(abs(amount) > NOISE for amount in lowered):
        amounts["critical"] = lowered[1] - lowered[0]
    acting = [cause for cause, amount in amounts.items() if abs(amount) > NOISE]
    printed = dict(zip(acting, share_out([amounts[cause] for cause in acting], total), strict=True))
    return tuple(CauseLine(cause, amount, printed.get(cause, 0)) for cause, amount in amounts.items())
