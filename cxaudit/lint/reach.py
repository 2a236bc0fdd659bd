"""Rules on what can never happen: parts that are written, but never asked, shown or counted."""

from collections.abc import Iterator
from itertools import pairwise

from cxaudit.lint.finding import Case, Fault
from cxaudit.model.checklist import Checklist
from cxaudit.source import Loc

NOISE = 1e-9


def never_shown(case: Case) -> Iterator[Fault]:
    """Advice that no rating brings up, a critical practice that cannot fail, a practice that never counts."""
    practice, scale = case.practice, case.scale
    lowest = min(scale.points.values(), default=0.0)
    for position, row in enumerate(practice.recommend):
        points = scale.points_of(row.below)
        if points is not None and points <= lowest + NOISE:
            yield Fault(
                (*case.loc, "recommend", position, "below"),
                f"this advice is never shown: no rating is below {row.below}",
                "write 'below' one level higher",
            )
    threshold = case.checklist.scales[case.checklist.scale].points_of(case.checklist.scoring.critical.at_or_below)
    if practice.critical and threshold is not None and lowest > threshold + NOISE:
        yield Fault(
            (*case.loc, "critical"),
            "this practice can never fail: its lowest level has more points than the trigger",
            "give its lowest level fewer points, or remove 'critical'",
        )
    elif practice.critical and threshold is not None and max(scale.points.values(), default=1.0) <= threshold + NOISE:
        yield Fault(
            (*case.loc, "critical"),
            "this practice fails at every level: the trigger is not below its highest one",
            "lower scoring.critical.at_or_below, or give its levels more points",
        )
    if practice.weight.is_ == 0 and not practice.advisory:
        yield Fault(
            (*case.loc, "weight"), "with a weight of 0 it never counts", "write advisory: yes, or give it a weight"
        )


def never_counted(checklist: Checklist) -> Iterator[Fault]:
    """Touchpoints without practices or without a score, profiles that select nothing, verdicts that no score gets."""
    for key, touchpoint in checklist.touchpoints.items():
        loc: Loc = ("touchpoints", key)
        scored = sum(not practice.advisory for practice in touchpoint.practices.values())
        wanted = touchpoint.min_rated or checklist.scoring.min_rated
        if not touchpoint.practices:
            yield Fault(loc, f"the touchpoint '{key}' has no practices", "write some under it, or remove it")
        elif 0 < scored < wanted:
            yield Fault(
                (*loc, "min_rated") if touchpoint.min_rated else ("scoring", "min_rated"),
                f"the touchpoint '{key}' can never have a score: it needs {wanted} rated practices and has {scored}",
                f"write min_rated: {scored} at '{key}', or add practices",
            )
        elif touchpoint.weight.is_ == 0 and scored and checklist.scoring.rollup != "practices":
            yield Fault(
                (*loc, "weight"),
                f"with a weight of 0 the touchpoint '{key}' never counts",
                "mark its practices advisory: yes, or give it a weight",
            )
    for profile, names in checklist.profiles.items():
        if not names:
            yield Fault(("profiles", profile), f"the profile '{profile}' selects nothing", "list its practices")
    for (above, band), (below, other) in pairwise(checklist.scoring.bands.items()):
        if band.from_ == other.from_ and band.worst_from is None:
            yield Fault(
                ("scoring", "bands", below, "from"),
                f"no score reaches the band '{below}': '{above}' takes all from {other.from_:g}",
                "lower its 'from'",
            )


def unused(checklist: Checklist) -> Iterator[Fault]:
    """Facts that switch nothing and dimensions that nothing belongs to."""
    practices = checklist.practices().values()
    switched = {practice.only_if for practice in practices}
    measured = {practice.dimension for practice in practices}
    for fact in checklist.facts:
        if fact not in switched:
            said = f"the fact '{fact}' switches nothing on"
            yield Fault(("facts", fact), said, "name it in 'only_if', or remove it", own=True)
    for dimension in checklist.dimensions:
        if dimension not in measured:
            yield Fault(
                ("dimensions", dimension),
                f"no practice belongs to the dimension '{dimension}'",
                "its place on the radar stays empty: give it practices, or remove it",
                own=True,
            )
