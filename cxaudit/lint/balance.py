"""Rules on the weight of things: shares, top weights, critical practices, and weights that do nothing."""

from collections.abc import Iterator

from cxaudit.lint.finding import Case, Fault
from cxaudit.lint.shares import effective_shares
from cxaudit.model.checklist import Checklist, Practice
from cxaudit.source import Loc

MOST_SHARE = 0.10
MOST_TOP = 0.20
TOP = 5
FEWEST = 10  # of fewer practices a fifth is one or two


def balance(checklist: Checklist) -> Iterator[Fault]:
    """What the whole checklist gives too much weight, or a weight that does nothing."""
    practices = {key: part for key, part in checklist.practices().items() if not part.advisory}
    yield from _heavy(checklist, practices)
    if len(practices) >= FEWEST:
        weight = top_weight(checklist)
        top = [key for key, part in practices.items() if part.weight.is_ >= weight]
        if len(top) > MOST_TOP * len(practices) and _weighs(practices):
            yield Fault(
                ("touchpoints",),
                f"{len(top)} of {len(practices)} practices have the top weight of {weight:g}, more than one in five",
                "which of them would a customer never forgive? keep the top weight for those",
            )
        critical = [key for key, part in practices.items() if part.critical]
        if len(critical) > MOST_TOP * len(practices):
            yield Fault(
                ("touchpoints",),
                f"{len(critical)} of {len(practices)} practices are critical, more than one in five",
                "which failure alone should hold the whole score down? keep 'critical' for those",
            )
    yield from _idle_weights(checklist)


def reason(case: Case) -> Iterator[Fault]:
    """A top weight without its reason beside it."""
    weight = case.practice.weight
    if weight.is_ < TOP or weight.because is not None or case.practice.advisory:
        return
    if weight.is_ >= top_weight(case.checklist) and _weighs(case.checklist.practices()):
        yield Fault(
            (*case.loc, "weight"),
            f"the top weight of {weight.is_:g} stands here without a reason",
            f"write weight: {{is: {weight.is_:g}, because: ...}}",
        )


def top_weight(checklist: Checklist) -> float:
    """The weight that says `this matters most`: the highest one in use, and at least 5."""
    return max([TOP, *(part.weight.is_ for part in checklist.practices().values())])


def _weighs(practices: dict[str, Practice]) -> bool:
    """Whether weights differ, so that one of them says something."""
    return len({part.weight.is_ for part in practices.values() if not part.advisory}) > 1


def _heavy(checklist: Checklist, practices: dict[str, Practice]) -> Iterator[Fault]:
    """Practices over a tenth of the score, and over three times what an equal share would be."""
    limit = max(MOST_SHARE, 3 / len(practices)) if practices else 1.0
    for key, part in effective_shares(checklist).items():
        if part.share > limit + 1e-9:
            touchpoint, _, practice = key.partition(".")
            loc: Loc = ("touchpoints", touchpoint, "practices", practice)
            yield Fault(
                loc,
                f"{key} alone makes {part.share * 100:.1f} % of the score",
                f"divide it, give '{touchpoint}' more practices, or lower a weight",
            )


def _idle_weights(checklist: Checklist) -> Iterator[Fault]:
    rollup = checklist.scoring.rollup
    touchpoints = [
        key for key, part in checklist.touchpoints.items() if "weight" in part.model_fields_set and part.weight.is_ != 1
    ]
    if rollup == "practices" and touchpoints:
        yield _idle(("touchpoints", touchpoints[0], "weight"), touchpoints, "touchpoint", rollup)
    stages = [key for key, part in checklist.stages.items() if part.weight != 1]
    if rollup != "stages" and stages:
        yield _idle(("stages", stages[0], "weight"), stages, "stage", rollup)


def _idle(loc: Loc, names: list[str], noun: str, rollup: str) -> Fault:
    listed = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if names[3:] else "")
    return Fault(
        loc,
        f"under 'rollup: {rollup}' the weight of a {noun} does nothing ({listed})",
        f"remove it, or write rollup: {noun}s",
    )
