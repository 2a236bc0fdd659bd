"""How far several auditors agree, practice by practice and in figures. Pure: models in, numbers out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from cxaudit.engine.raters import (
    TOO_FEW,
    Measure,
    intraclass,
    krippendorff_alpha,
    leniency,
    mean_kappa,
    pairs_of,
    share_within,
)
from cxaudit.model.audit import Audit, Rating
from cxaudit.model.checklist import Checklist
from cxaudit.model.rate import in_scope
from cxaudit.model.scale import Scale, as_number

FEWEST = 5  # practices in common; fewer say more about these practices than about the auditors
APART = 2  # levels: such a practice is to be settled
NOTHING = Measure(None, TOO_FEW)
ALONE = "only one of the auditors has rated"


@dataclass(frozen=True, slots=True)
class Shared:
    """A practice that two or more auditors rated: the level each gave, by its place on the scale from 0.

    `settle` says that they lie two levels or more apart, or at the two ends of a scale of two.
    """

    practice: str
    places: Mapping[str, int]
    settle: bool

    @property
    def spread(self) -> int:
        """Levels between the lowest and the highest."""
        return max(self.places.values()) - min(self.places.values())


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of an audit's auditors.

    `shared` are the practices on `scale`, the one that most practices rated in common are on; all figures are about
    them. `others` are practices rated in common on other scales of levels, `left_out` counts those that cannot be
    compared level by level: measured, or rated case by case, where each auditor saw other cases. `reason` says why
    there are no figures, and is empty where there are. Leniency is in levels.
    """

    scale: str
    shared: tuple[Shared, ...]
    others: tuple[Shared, ...]
    left_out: int
    reason: str
    exact: Measure = NOTHING
    within_one: Measure = NOTHING
    kappa: Measure = NOTHING
    alpha: Measure = NOTHING
    icc: Measure = NOTHING
    leniency: Mapping[str, float] | None = None

    @property
    def settle(self) -> tuple[Shared, ...]:
        """Practices to talk about, the widest spread first, then in the order of the checklist."""
        found = [row for row in (*self.shared, *self.others) if row.settle]
        return tuple(sorted(found, key=lambda row: -row.spread))


def measure_agreement(
    checklist: Checklist, audit: Audit, ratings: Mapping[str, Mapping[str, Rating]]
) -> Agreement | None:
    """The agreement of the auditors; None where there is only one.

    Args: `ratings` are each auditor's ratings by practice.
    Source: docs/method.md, rule 14.
    """
    if max(len(ratings), len(audit.auditors)) < 2:
        return None
    by_scale: dict[str, list[Shared]] = {}
    left_out = 0
    for key, practice in in_scope(checklist, audit).items():
        given = {auditor: mine[key] for auditor, mine in ratings.items() if key in mine}
        rated = {auditor: part for auditor, part in given.items() if part.rating is not None or part.observations}
        if len(rated) < 2:
            continue
        name, scale = practice.scale or checklist.scale, checklist.scale_of(practice)
        levels = {auditor: part.rating for auditor, part in rated.items() if part.rating in scale.points}
        if scale.measured or len(levels) < 2:
            left_out += 1
            continue
        order = sorted(scale.points, key=lambda level: scale.points[level])
        places = {auditor: order.index(level) for auditor, level in levels.items() if level is not None}
        spread = max(places.values()) - min(places.values())
        settle = spread >= APART or (spread == 1 and len(order) == 2)
        by_scale.setdefault(name, []).append(Shared(key, places, settle))
    counts = Counter({name: len(rows) for name, rows in by_scale.items()})
    scale_name = max(counts, key=lambda name: (counts[name], name == checklist.scale), default=checklist.scale)
    shared = tuple(by_scale.get(scale_name, ()))
    others = tuple(row for name, rows in by_scale.items() if name != scale_name for row in rows)
    if len(shared) < FEWEST:
        return Agreement(scale_name, shared, others, left_out, _why_not(len(shared), len(ratings)))
    return _measure(scale_name, checklist.scales[scale_name], shared, others, left_out)


def _why_not(common: int, auditors: int) -> str:
    if auditors < 2:
        return ALONE
    return f"only {common} of the practices were rated in common on one scale; {FEWEST} are needed"


def _measure(
    name: str, scale: Scale, shared: tuple[Shared, ...], others: tuple[Shared, ...], left_out: int
) -> Agreement:
    steps = [{auditor: float(place) for auditor, place in row.places.items()} for row in shared]
    declared = _declared(scale)
    values = [{auditor: declared[place] for auditor, place in row.places.items()} for row in shared]
    auditors = list(dict.fromkeys(auditor for unit in values for auditor in unit))
    complete = [[unit[auditor] for auditor in auditors] for unit in values if len(unit) == len(auditors)]
    pairs = pairs_of(steps)
    return Agreement(
        name,
        shared,
        others,
        left_out,
        "",
        exact=share_within(pairs, 0),
        within_one=share_within(pairs, 1),
        kappa=mean_kappa(values, FEWEST),
        alpha=krippendorff_alpha(values, "ordinal"),
        icc=intraclass(complete),
        leniency=leniency(steps),
    )


def _declared(scale: Scale) -> list[float]:
    """Where the levels stand, from the worst: their own numbers, else their order."""
    numbers = [as_number(key) for key in sorted(scale.points, key=lambda level: scale.points[level])]
    known = [number for number in numbers if number is not None]
    return known if len(known) == len(numbers) else [float(i) for i in range(len(numbers))]
