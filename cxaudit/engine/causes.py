"""What made a score change between two waves: ratings, applicability, the checklist, the scales.

Each cause can be switched by itself from the earlier wave to the later one, and the score computed with the same
functions as ever. What a cause did is the mean of what its switch does over all orders in which the four can be
switched, so no order is preferred, the four add up to the whole change, and swapping the waves turns every sign.

Source: Shapley, A value for n-person games, 1953; docs/method.md, rule 15.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, combinations
from math import factorial
from typing import Literal

from cxaudit.engine.points import Tally
from cxaudit.engine.rollup import overall
from cxaudit.engine.scores import PracticeScore, Scores
from cxaudit.engine.scoring import build_tree
from cxaudit.model.audit import Audit
from cxaudit.model.checklist import Checklist, Practice
from cxaudit.model.rate import FULL

Cause = Literal["ratings", "applicability", "checklist", "scale", "critical"]
SWITCHES: tuple[Cause, ...] = ("ratings", "applicability", "checklist", "scale")
Switched = frozenset[Cause]


@dataclass(frozen=True)
class Wave:
    """One audit of two that are compared."""

    checklist: Checklist
    audit: Audit
    scores: Scores

    def asked(self) -> dict[str, Practice]:
        """The practices of its checklist and profile, whether or not the site has what they are about."""
        chosen = None if self.audit.profile == FULL else set(self.checklist.profiles.get(self.audit.profile, ()))
        return {
            key: practice
            for key, practice in self.checklist.practices().items()
            if chosen is None or key in chosen or key in self.scores.practices
        }


def split_change(before: Wave, after: Wave, alike: frozenset[str]) -> dict[Cause, float] | None:
    """The change of the raw score by cause, as fractions of 1 that add up to it.

    Args: `alike` are the practices that were asked and answered in the same way in both waves.
    Returns: None where a wave, or a mixture of both, has no score.
    """
    values: dict[Switched, float] = {}
    for chosen in chain.from_iterable(combinations(SWITCHES, size) for size in range(len(SWITCHES) + 1)):
        value = _mixed(before, after, alike, frozenset(chosen))
        if value is None:
            return None
        values[frozenset(chosen)] = value
    return {
        cause: sum(
            _weight(len(rest)) * (values[rest | {cause}] - value) for rest, value in values.items() if cause not in rest
        )
        for cause in SWITCHES
    }


def _weight(switched: int) -> float:
    """The share of all orders in which these `switched` causes, and no others, come before the next one."""
    count = len(SWITCHES)
    return factorial(switched) * factorial(count - switched - 1) / factorial(count)


def _mixed(before: Wave, after: Wave, alike: frozenset[str], switched: Switched) -> float | None:
    """The raw score where the switched causes are as in the later wave, and the others as in the earlier one."""
    waves: dict[Cause, Wave] = {cause: after if cause in switched else before for cause in SWITCHES}
    frame = waves["checklist"]
    old, new = before.asked(), after.asked()
    practices: dict[str, PracticeScore] = {}
    for key, practice in frame.asked().items():
        shared = key in old and key in new
        given = (waves["applicability"] if shared else frame).scores.practices.get(key)
        if given is None:  # its fact does not hold
            continue
        tally = given.tally
        if shared and _both_rated(before, after, key):
            tally = waves["ratings" if key in alike else "scale"].scores.practices[key].tally
        practices[key] = _counted(key, practice, tally, frame)
    counted = {key: part.counted for key, part in practices.items() if part.counted is not None}
    return overall(build_tree(frame.checklist, frame.audit, practices), counted)


def _both_rated(before: Wave, after: Wave, key: str) -> bool:
    one, two = before.scores.practices.get(key), after.scores.practices.get(key)
    return one is not None and two is not None and one.points is not None and two.points is not None


def _counted(key: str, practice: Practice, tally: Tally, frame: Wave) -> PracticeScore:
    counted = tally.points
    if tally.state == "not_applicable":
        policy: Mapping[str, float] = {"full": 1.0, "zero": 0.0}
        counted = policy.get(frame.checklist.scoring.not_applicable)
    override = frame.audit.weights.get(key)
    return PracticeScore(
        id=key,
        dimension=practice.dimension,
        state=tally.state,
        weight=override.is_ if override else practice.weight.is_,
        critical=practice.critical,
        advisory=practice.advisory,
        tally=tally,
        by_auditor={},
        counted=None if practice.advisory else counted,
    )
