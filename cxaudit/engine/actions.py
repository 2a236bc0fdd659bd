"""The action plan: what to do, in which order, and what it is worth."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from statistics import median
from typing import Literal

from cxaudit.engine.rounding import share_out, tenths
from cxaudit.engine.scores import Scores
from cxaudit.model.audit import Action, Audit
from cxaudit.model.checklist import Checklist, Effort, Practice, Recommendation

Quadrant = Literal["quick-win", "major-project", "fill-in", "later"]
Horizon = Literal["now", "next", "later"]
NOW_DAYS, NEXT_DAYS = 30, 90
SUGGESTED: Mapping[Effort, Horizon] = {"S": "now", "M": "next", "L": "later"}


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """One row of the plan: `uplift` is a fraction of 0 to 1, `expected` its printed points in tenths."""

    number: int
    practice: str
    do: str
    owner: str | None
    due: dt.date | None
    effort: Effort
    days: float
    status: str
    committed: bool
    critical: bool
    uplift: float
    expected: int = 0
    quadrant: Quadrant = "later"
    horizon: Horizon = "later"


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan in order.

    `before` and `after` are the printed raw scores in tenths, today and when all of it is done; the actions' `expected`
    add up to their difference. `crosshair` is the median uplift that parts the quadrants, 0 to 1.
    """

    actions: tuple[PlannedAction, ...]
    before: int
    after: int
    crosshair: float
    start: dt.date


def plan_actions(checklist: Checklist, audit: Audit, scores: Scores) -> Plan:
    """Commitments of the client, and the checklist's advice for every other gap; dropped ones are left out.

    Order: triggered critical practices first, then uplift per day of effort, then checklist order.

    Source: docs/method.md, rule 10.
    """
    start = audit.signoff.date if audit.signoff else audit.date
    known = checklist.practices()
    rows = [row for key in scores.practices if (row := _row(key, known[key], checklist, audit, scores))]
    rows.sort(key=lambda row: (not row.critical, -round(row.uplift / row.days, 12)))
    raw = scores.raw or 0.0
    done = scores.with_changes(
        {
            row.practice: max(scores.target, scores.practices[row.practice].points or 0.0)
            for row in rows
            if scores.practices[row.practice].points is not None
        }
    )
    before, after = tenths(raw), tenths(done if done is not None else raw)
    expected = share_out([row.uplift for row in rows], after - before)
    crosshair = median(row.uplift for row in rows) if rows else 0.0
    planned = tuple(
        replace(row, number=number, expected=points, quadrant=_quadrant(row, crosshair), horizon=_horizon(row, start))
        for number, (row, points) in enumerate(zip(rows, expected, strict=True), 1)
    )
    return Plan(planned, before, after, crosshair, start)


def advice_for(checklist: Checklist, practice: Practice, points: float | None) -> Recommendation | None:
    """The recommendation with the smallest `below` above the rating's points (0 to 1); None when there is none."""
    scale = checklist.scale_of(practice)
    if points is None:
        return None
    fitting = [
        advice
        for advice in practice.recommend
        if (bound := scale.points_of(advice.below)) is not None and points < bound - 1e-9
    ]
    return fitting[0] if fitting else None


def _row(key: str, practice: Practice, checklist: Checklist, audit: Audit, scores: Scores) -> PlannedAction | None:
    part, commitment = scores.practices[key], audit.actions.get(key)
    if commitment and commitment.status == "dropped":
        return None
    advice = advice_for(checklist, practice, part.points)
    needed = (part.gap > 0 or part.triggered) and not part.advisory
    if commitment is None and not (needed and advice):
        return None
    given = commitment or Action()
    do = given.do or (advice.do if advice else None)
    if do is None:
        return None
    effort: Effort = given.effort or (advice.effort if advice else "M")
    return PlannedAction(
        number=0,
        practice=key,
        do=do,
        owner=given.owner or (advice.owner if advice else None),
        due=given.due,
        effort=effort,
        days=checklist.scoring.effort_days[effort],
        status=given.status,
        committed=commitment is not None,
        critical=part.triggered,
        uplift=part.uplift,
    )


def _quadrant(row: PlannedAction, crosshair: float) -> Quadrant:
    if row.uplift >= crosshair - 1e-12:
        return "quick-win" if row.effort == "S" else "major-project"
    return "fill-in" if row.effort == "S" else "later"


def _horizon(row: PlannedAction, start: dt.date) -> Horizon:
    if row.due is None:
        return SUGGESTED[row.effort]
    days = (row.due - start).days
    return "now" if days <= NOW_DAYS else "next" if days <= NEXT_DAYS else "later"
